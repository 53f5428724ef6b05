/** The reader's document as data: how two documents merge, and how text becomes a document and back. */

import assert from "node:assert/strict";
import { contains, emptyNotes, isAnswer, isEntry, merge, newest, nextTimestamp, parse, replacedStamp, serialise } from "../../docs/assets/javascripts/store/document.js";
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
    assert.ok(contains(ab, a) && contains(ab, b), `${plain(a)} ${plain(b)}`);
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

Deno.test("Objects where texts belong throw nowhere: such an entry is kept and not read, such a document is set aside.", () => {
  for (const odd of [{ toString: 1 }, { valueOf: 1, toString: 1 }, [], 5, null, { toJSON: 1 }]) {
    for (const field of ["at", "rev", "said", "value"]) {
      const entry = { value: "x", at: EARLIER, rev: "1", said: "?", [field]: odd };
      const notes = parse(text({ entries: { "a-b": entry } }), "h").notes;
      assert.ok(!isEntry(entry) && !isAnswer(entry));
      assert.equal(newest(entry, { value: "y", at: EARLIER }).value, "y");
      assert.equal(plain(merge(notes, notes)), plain(notes));
      assert.ok(replacedStamp(notes, 0) && nextTimestamp(entry, 0));
    }
    assert.equal(parse(text({ replaced: odd }), "h").kind, "corrupt");
  }
});

Deno.test("A tick and a text are answers; an erased one, a blank one and nonsense are not.", () => {
  for (const value of [true, "text"]) assert.ok(isAnswer({ value }));
  for (const entry of [{ value: false }, { value: " \n" }, { value: 1 }, null, "text", []]) assert.ok(!isAnswer(entry));
  assert.equal(emptyNotes("h").entries.size, 0);
});
