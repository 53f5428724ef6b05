/** The reader's document as data: how two documents merge, and how text becomes a document and back. */

import assert from "node:assert/strict";
import { addVersion, isAnswer, isEntry, isEqual, newest, nextTimestamp, settle, timeOf } from "../../docs/assets/javascripts/store/document.js";
import { emptyNotes, merge, parse, replacedStamp, serialise } from "../../docs/assets/javascripts/store/document-text.js";
import { randomness, sortedJson } from "./random.js";

const [EARLIER, LATER] = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z"];
const plain = (notes) => sortedJson(JSON.parse(serialise(notes)));
const text = (fields) => JSON.stringify({ format: "handbook-notes", version: 1, handbook: "h", entries: {}, ...fields });

Deno.test("Two tabs, an import and an old backup give the same answers in whatever order they meet, and none is lost.", () => {
  // Few ids and few times, so that they collide; some entries are broken on purpose.
  const { number, pick } = randomness(20261122);
  const ids = ["a-b", "c-d", "e-f", "g-h", "__proto__", "constructor", "toString", "1"];
  const times = [EARLIER, LATER, "2026-01-01T01:00:00.000+01:00", "", "yesterday", undefined];
  const entry = () =>
    number(9) === 0
      ? pick([null, 5, [], {}, "text"])
      : {
          value: pick([true, false, "", "x", "y", {}]),
          at: pick(times),
          rev: pick(["1", "2"]),
          ...(number(3) ? {} : { mood: pick(["glad", { b: 1, a: 2 }, { a: 2, b: 1 }]) }),
        };
  const make = () =>
    parse(
      text({
        ...(number(3) ? {} : { note: number(4) }),
        ...(number(3) ? {} : { replaced: pick(times.slice(0, 2)) + pick([" a", " b"]) }),
        entries: Object.fromEntries(Array.from({ length: number(7) }, () => [pick(ids), entry()])),
      }),
      "h",
    ).notes;
  let collisions = 0;
  for (let round = 0; round < 200; round += 1) {
    const [a, b, c] = [make(), make(), make()];
    const ab = merge(a, b);
    collisions += a.entries.size + b.entries.size - ab.entries.size;
    const same = (one, two, law) => assert.equal(plain(one), plain(two), `${law}: ${plain(a)} ${plain(b)} ${plain(c)}`);
    same(ab, merge(b, a), "either order");
    same(merge(ab, c), merge(a, merge(b, c)), "any grouping");
    same(merge(a, a), a, "with itself");
    same(merge(ab, b), ab, "again");
    same(parse(serialise(a), "h").notes, a, "written and read");
    same(merge(ab, a), ab, "again");
    // What one document erased, the other does not bring back; all else stays.
    const erased = a.head.replaced !== b.head.replaced;
    for (const id of [...a.entries.keys(), ...b.entries.keys()]) assert.ok(erased || ab.entries.has(id), `${id} is lost: ${plain(a)} ${plain(b)}`);
  }
  assert.ok(collisions > 100);
});

Deno.test("Of two answers the later one is kept; of two at the same time, the one that says something.", () => {
  const at = (value, time) => ({ value, at: time });
  const pairs = [
    [at("old", EARLIER), at("new", LATER), "new"],
    [at("", LATER), at("old", EARLIER), ""],
    [at(true, EARLIER), at("", EARLIER), true],
    [at("", EARLIER), at("kept", EARLIER), "kept"],
    [{ value: {}, at: LATER }, at("kept", EARLIER), "kept"],
    [at("kept", EARLIER), at("lost", "soon"), "kept"],
  ];
  for (const [one, other, value] of pairs) {
    assert.equal(newest(one, other).value, value);
    assert.equal(newest(other, one).value, value);
  }
});

Deno.test("Text is told apart: nothing, another site's, broken, a newer version's, and ours.", () => {
  const kinds = { none: null, corrupt: "{broken", foreign: '{"format":"something else"}', newer: text({ version: 2 }), ours: text({}) };
  for (const [kind, stored] of Object.entries(kinds)) assert.equal(parse(stored, "h").kind, kind);
  for (const stored of ["null", "[]", "7", text({ version: "1" }), text({ entries: [] })]) assert.equal(parse(stored, "h").kind, "corrupt", stored);
  assert.equal(parse(text({ handbook: "another" }), "h").kind, "foreign");
});

Deno.test("Fields and ids that this version does not know are written as they were read.", () => {
  const stored = text({ mood: { b: 1 }, entries: { __proto__: null, ["__proto__"]: { value: "x", at: EARLIER, extra: [1] }, "not an id": 5 } });
  assert.equal(sortedJson(JSON.parse(serialise(parse(stored, "h").notes))), sortedJson(JSON.parse(stored)));
});

Deno.test("A new answer is dated after the one it replaces, even on a clock that is behind.", () => {
  assert.equal(nextTimestamp({ value: "x", at: LATER }, Date.parse(EARLIER)), "2026-01-01T00:00:00.002Z");
  assert.equal(nextTimestamp(undefined, Date.parse(EARLIER)), EARLIER);
  assert.ok(replacedStamp({ head: {}, entries: new Map([["a", { value: "x", at: LATER }]]) }, 0) > LATER);
});

Deno.test("A device whose clock is years ahead never wins over what was written after seeing it.", () => {
  // Three devices write one answer, each by its own clock, and now and then take in what another has.
  const { number } = randomness(20261130);
  const clocks = [0, 365 * 86_400_000, -3 * 3_600_000];
  /** @type {({value: string, at: string, seen: Set<string>} | undefined)[]} */
  const devices = [undefined, undefined, undefined];
  let now = Date.parse("2026-11-29T00:00:00Z");
  for (let step = 0; step < 3000; step += 1) {
    now += number(2);
    const [one, other] = [number(3), number(3)];
    if (number(2)) {
      const old = devices[one];
      devices[one] = { value: `${step}`, at: nextTimestamp(old, now + clocks[one]), seen: new Set([...(old?.seen ?? []), `${step}`].slice(-200)) };
    } else if (devices[one] && devices[other]) {
      const [mine, theirs] = [devices[one], devices[other]];
      const kept = newest(mine, theirs);
      // Whoever has seen the other's answer keeps their own.
      if (mine.seen.has(theirs.value) && mine.value !== theirs.value) assert.equal(kept, mine);
      if (theirs.seen.has(mine.value) && mine.value !== theirs.value) assert.equal(kept, theirs);
      devices[one] = kept;
    }
  }
});

Deno.test("Of each meeting of two answers one is kept as the answer and the other as an earlier version, unless it only led to it.", () => {
  const at = (/** @type {string | boolean} */ value, /** @type {string} */ time) => ({ value, at: `2026-01-01T00:${time}:00.000Z` });
  const [long, other] = ["What I wrote first, at some length.", "Something else altogether, pasted over it."];
  // What is stored, what comes, whether the reader wrote it just now, and what is kept of them. If need be, the id.
  const cases = [
    [undefined, at("a", "01"), true, "a", undefined],
    [at("a", "01"), at("ab", "01"), true, "ab", undefined], // a keystroke later
    [at(long, "01"), at(other, "02"), true, other, long], // too much is gone
    [at(long, "01"), at(`${long} And more.`, "20"), true, `${long} And more.`, long], // another sitting
    [at(long, "30"), at("older", "01"), false, long, "older"], // from a file
    [at(long, "30"), at("typed now, by a slow clock", "01"), true, "typed now, by a slow clock", long],
    [at("yes", "01"), at("", "01"), true, "", "yes"], // emptied a moment later
    [at("", "01"), at("yes", "20"), true, "yes", undefined],
    [at(true, "01"), at(false, "01"), true, false, undefined],
    [at("3", "01"), at("4", "01"), true, "4", undefined, "assessment.2026-01-01.walk-a-mile"], // not typed
    [at("3", "01"), at("4", "01"), true, "4", undefined, "assessment.walk-a-mile@20260101t000000-a"],
    [at("2026-01-02", "01"), at("2026-01-03", "01"), true, "2026-01-03", undefined, "walk-a-mile.date@20260101t000000-a"],
    [at("3", "01"), at("4", "01"), true, "4", undefined, "assessment.walk-a-mile@20260101t090000-ab12"],
    [at("3", "01"), at("4", "01"), true, "4", undefined, "plan-it.date@20260101t090000-ab12"],
    [at("3", "01"), at("4", "01"), true, "4", undefined, "tell-them.evidence.on@20260101t090000-ab12"],
    [at("3", "01"), at("4", "01"), true, "4", undefined, "evidence.20260101t090000-ab12.for"],
    [at("seen", "01"), at("", "01"), true, "", "seen", "assessment.walk-a-mile.evidence@20260101t090000-ab12"],
    [at("seen", "01"), at("", "01"), true, "", "seen", "tell-them.evidence@20260101t090000-ab12"],
    [at("seen", "01"), at("", "01"), true, "", "seen", "evidence.20260101t090000-ab12"],
    [at("seen", "01"), at("", "01"), true, "", "seen", "case.20260101t090000-ab12.gap"],
    [at("2026-12-01", "01"), at("2026-12-02", "01"), true, "2026-12-02", undefined, "book-a-room.date"],
    [at("seen", "01"), at("", "01"), true, "", "seen", "assessment.2026-01-01.walk-a-mile.evidence"],
    [at("seen", "01"), at("", "01"), true, "", "seen", "assessment.walk-a-mile.evidence@20260101t000000-a"],
    [at("seen", "01"), at("", "01"), true, "", "seen", "case.walk-a-mile.gap"],
    [at("same", "01"), at("same", "30"), false, "same", undefined],
    [{ value: 5 }, at("a", "01"), false, "a", 5], // unreadable, and kept all the same
  ];
  for (const [stored, next, fresh, kept, lost, id = "a-b"] of /** @type {any[]} */ (cases)) {
    const settled = /** @type {any} */ (settle(id, stored, next, fresh));
    assert.deepEqual([settled.kept.value, settled.lost?.value], [kept, lost], JSON.stringify([stored, next]));
    assert.ok(!(timeOf(settled.kept) < timeOf(stored)));
  }
  const versions = Array.from({ length: 25 }, (_, n) => at(`${n}`, "01")).reduce((list, version) => addVersion(list, version), /** @type {any[]} */ ([]));
  assert.deepEqual([versions.length, versions[0].value, versions[19].value], [20, "5", "24"]);
  assert.equal(addVersion(versions, at("24", "01")), versions);
  const years = Array.from({ length: 20 }, (_, n) => ({ value: `${n}`, at: `${2000 + n}-01-01T00:00:00.000Z` }));
  assert.deepEqual(addVersion(years, 5), [...years.slice(1), 5]); // unreadable, and the latest
});

Deno.test("Whatever is typed, corrected and deleted in one go, all of it stays in the answer or in an earlier version of it, and years before it do too.", () => {
  const { number, pick } = randomness(20261201);
  const holds = (/** @type {any} */ { value }, /** @type {string} */ text) => [...value].reduce((at, character) => at + Number(character === text[at]), 0) === text.length;
  for (let round = 0; round < 50; round += 1) {
    const old = Array.from({ length: 20 }, (_, n) => ({ value: `a year ago ${n}`, at: `2025-01-${10 + n}T00:00:00.000Z` }));
    let now = { value: "", at: "2026-01-01T00:00:00.000Z" };
    let versions = /** @type {any[]} */ (old);
    const typed = [];
    for (let key = 0; key < 200; key += 1) {
      const [from, to] = [number(now.value.length + 1), number(4)];
      const value = number(9) === 0 ? "" : number(3) ? now.value + pick([..."abcdefgh "]) : now.value.slice(0, from) + pick(["", "x"]) + now.value.slice(from + to);
      const next = { value, at: new Date(Date.parse(now.at) + 300).toISOString() };
      const { lost } = settle("a-b", now, next, true);
      if (lost !== undefined) versions = addVersion(versions, lost);
      typed.push(now.value);
      // The last five versions of this sitting always have room.
      for (const text of typed.slice(-5)) assert.ok([next, ...versions].some((version) => holds(version, text)), `${JSON.stringify(text)} is nowhere: ${JSON.stringify([next, versions])}`);
      now = next;
    }
    assert.deepEqual([versions.slice(0, 15), versions.length], [old.slice(5), 20]);
  }
});

Deno.test("A text that is deleted key by key is one version, and so is each that follows.", () => {
  let now = { value: "", at: "2026-01-01T00:00:00.000Z" };
  let versions = /** @type {any[]} */ ([]);
  for (const text of ["What I wrote first, at some length.", "short"]) {
    for (const value of [...text].flatMap((_, n) => text.slice(0, n + 1)).concat([...text].map((_, n) => text.slice(0, -1 - n)))) {
      const next = { value, at: new Date(Date.parse(now.at) + 300).toISOString() };
      const { lost } = settle("a-b", now, next, true);
      if (lost !== undefined) versions = addVersion(versions, lost);
      now = next;
    }
  }
  assert.deepEqual([now.value, versions.map(({ value }) => value)], ["", ["What I wrote first, at some length.", "short"]]);
});

Deno.test("Objects where texts belong throw nowhere: such an entry is kept and not read, such a document is set aside.", () => {
  const odd = [{ toString: 1 }, { valueOf: 1 }, [], 5, null, true, { toJSON: 1 }, { at: {} }];
  for (const one of odd) {
    for (const field of ["at", "rev", "said", "value"]) {
      const entry = { value: "x", at: EARLIER, rev: "1", said: "?", [field]: one };
      assert.equal(isEntry(entry), field === "value" && one === true, JSON.stringify(entry));
      for (const another of [undefined, { value: "y", at: LATER }, entry]) {
        assert.ok(isEqual(newest(entry, another ?? entry), newest(another ?? entry, entry)));
        settle("a-b", another, entry, true);
        nextTimestamp(entry, 0);
      }
    }
    assert.equal(parse(text({ replaced: one }), "h").kind, "corrupt");
  }
});

Deno.test("A tick and a text are answers; an erased one, a blank one and nonsense are not.", () => {
  for (const value of [true, "text"]) assert.ok(isAnswer({ value }));
  for (const entry of [{ value: false }, { value: " \n" }, { value: 1 }, null, "text", []]) assert.ok(!isAnswer(entry));
  assert.equal(emptyNotes("h").entries.size, 0);
});
