/** An import: a file is read, compared with what is here, merged, and can be taken back. */

import assert from "node:assert/strict";
import { newest, nextTimestamp } from "../../docs/assets/javascripts/store/document.js";
import { emptyNotes, parse, serialise } from "../../docs/assets/javascripts/store/document-text.js";
import { exportJson } from "../../docs/assets/javascripts/store/whole-document.js";
import { compareEntries, entriesToImport, entriesToKeep, entriesWithoutImport, hasChanges, LIMITS, nestingDepth, readNotesFile, tooLarge } from "../../docs/assets/javascripts/workbook/data/import-file.js";
import { randomness, sortedJson } from "./random.js";

const NOW = Date.parse("2026-11-23T00:00:00Z");

/** What a device keeps, as the store does it. */
class Device {
  handbook = "h";
  head = {};
  newer = null;
  /** @type {Map<string, any>} */
  all = new Map();

  entries() {
    return new Map(this.all);
  }

  get(id) {
    return this.all.get(id);
  }

  put(entries) {
    for (const [id, entry] of entries) this.all.set(id, this.all.has(id) ? newest(this.all.get(id), entry) : entry);
  }

  write(id, answer, now) {
    this.all.set(id, { ...this.all.get(id), ...answer, at: nextTimestamp(this.all.get(id), now) });
  }
}

const plain = (entries) => sortedJson(Object.fromEntries(entries));
const bringIn = (device, text) => {
  const preview = compareEntries(readNotesFile(text, "h", NOW), device.entries(), () => true);
  device.put(entriesToImport(preview, new Set(), NOW));
  return preview;
};
const file = (entries) => serialise({ ...emptyNotes("h"), entries: new Map(Object.entries(entries)) });
const entry = (value, at = "2026-01-01T00:00:00.000Z") => ({ value, at, rev: "1", said: "A?" });

Deno.test("The copies of two or three devices give the same notes in whatever order, and however often, they are brought in.", () => {
  const { number, pick } = randomness(20261123);
  const ids = ["a-b", "c-d", "e-f.when", "g-h.private", "constructor", "assessment.x.a-b", "1"];
  const times = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z", "2026-01-01T01:00:00.000+01:00", "2026-01-01T00:00:01Z"];
  const random = () => ({
    value: pick([true, false, "", "x", "y"]),
    at: pick(times),
    rev: pick(["1", "2"]),
    said: pick(["A?", "B?"]),
    ...(number(3) ? {} : { mood: pick(["glad", { b: 1, a: 2 }, { a: 2, b: 1 }]) }),
  });
  const make = () => file(Object.fromEntries(Array.from({ length: number(8) }, () => [pick(ids), random()])));
  let met = 0;
  for (let round = 0; round < 300; round += 1) {
    const [a, b, c] = [make(), make(), make()];
    const same = (one, two, law) => assert.equal(plain(one), plain(two), `${law}: ${a} ${b} ${c}`);
    const [ab, ba, bca] = [new Device(), new Device(), new Device()];
    for (const text of [a, b]) bringIn(ab, text);
    for (const text of [b, a]) bringIn(ba, text);
    same(ab.entries(), ba.entries(), "either order");
    bringIn(ab, c);
    for (const text of [b, c, a]) bringIn(bca, text);
    same(ab.entries(), bca.entries(), "any order of three");
    const before = new Map(ab.entries());
    for (const text of [a, b, c]) assert.ok(!hasChanges(bringIn(ab, text)), `twice: ${a} ${b} ${c}`);
    same(before, ab.entries(), "twice");
    const restored = new Device();
    bringIn(restored, exportJson(ab));
    same(restored.entries(), ab.entries(), "exported and brought in");
    const own = parse(a, "h").notes.entries;
    const device = new Device();
    device.put(own);
    const preview = bringIn(device, b);
    met += preview.newer.length + preview.older.length;
    same(entriesWithoutImport(own, device.entries(), device.entries()), own, "taken back");
    const after = device.entries();
    device.write("new-one", { value: "since" }, NOW);
    assert.equal(entriesWithoutImport(own, after, device.entries()).get("new-one")?.value, "since", `written since: ${a} ${b}`);
  }
  assert.ok(met > 200);
});

Deno.test("An older answer is imported only if it was chosen, and is then dated anew, so that it is kept on every device.", () => {
  const device = new Device();
  device.put(new Map([["a-b", entry("mine", "2026-02-01T00:00:00.000Z")]]));
  const preview = compareEntries(readNotesFile(file({ "a-b": entry("theirs") }), "h", NOW), device.entries(), () => true);
  assert.equal(preview.older.length, 1);
  assert.equal(entriesToImport(preview, new Set(), NOW).size, 0);
  const [[id, chosen]] = entriesToImport(preview, new Set(["a-b"]), NOW);
  assert.equal(id, "a-b");
  assert.equal(chosen.value, "theirs");
  assert.ok(chosen.at > "2026-02-01");
});

Deno.test("A newer answer that I decline leaves mine, which is then dated anew, so that it is kept on every device.", () => {
  const device = new Device();
  device.put(new Map([["a-b", entry("mine")], ["c-d", entry("mine")]]));
  const theirs = file({ "a-b": entry("theirs", "2026-02-01T00:00:00.000Z"), "c-d": entry("theirs", "2026-02-01T00:00:00.000Z") });
  const read = () => compareEntries(readNotesFile(theirs, "h", NOW), device.entries(), () => true);
  device.put(entriesToImport(read(), new Set(["a-b"]), NOW));
  assert.deepEqual([device.get("a-b")?.value, device.get("c-d")?.value], ["mine", "theirs"]);
  assert.deepEqual([read().newer.length, read().older.length, read().same], [0, 1, 1]);
});

Deno.test("Whatever a field can hold, and whatever a program can set it to, is taken in again: no own copy is too large.", () => {
  const { number, pick } = randomness(20261129);
  const texts = ["x".repeat(100_001), "\u0000\ud800 lone", "\u{1f600}".repeat(5000), '"\\\n</script>', "", " ", "\u202e\ufeff"];
  for (let round = 0; round < 20; round += 1) {
    const device = new Device();
    for (let n = number(40); n >= 0; n -= 1) device.write(`a-b${n}`, { value: pick([true, false, ...texts]), rev: pick(["", "1"]), said: pick(texts) }, NOW);
    const found = readNotesFile(exportJson(device), "h", NOW);
    assert.equal(plain(found.entries), plain(device.entries()));
    assert.deepEqual(found.problems, []);
  }
  assert.equal(tooLarge({ size: 20 * 1024 * 1024 }), null);
});

Deno.test("A preview tells new answers from those that this handbook does not ask for.", () => {
  const preview = compareEntries(readNotesFile(file({ "a-b": entry("x"), "c-d": entry("y"), "e-f": entry("") }), "h", NOW), new Map(), (id) => id === "a-b");
  assert.deepEqual([preview.fresh, preview.unknown, preview.quiet].map((list) => list.map(({ id }) => id)), [["a-b"], ["c-d"], ["e-f"]]);
});

Deno.test("A time that no clock could overtake counts as now; one that is merely ahead stays, and what is written after seeing it is later.", () => {
  const found = readNotesFile(file({ "a-b": entry("x", "2999-01-01T00:00:00.000Z"), "c-d": entry("x", "2099-01-01T00:00:00.000Z") }), "h", NOW);
  assert.equal(found.entries.get("a-b").at, new Date(NOW).toISOString());
  assert.deepEqual([...found.ahead], ["a-b"]);
  const [here, there] = [new Device(), new Device()];
  for (const device of [here, there]) device.put(found.entries);
  here.write("c-d", { value: "after seeing it" }, NOW);
  there.put(here.entries());
  assert.equal(there.get("c-d")?.value, "after seeing it");
});

Deno.test("Brackets are counted before anything is built from a text, and those inside strings are not.", () => {
  assert.equal(nestingDepth('[{"a": "[[[[\\"[[["}]'), 2);
  const deep = "[".repeat(LIMITS.depth + 1);
  assert.equal(nestingDepth(deep), LIMITS.depth + 1);
  assert.equal(readNotesFile(deep, "h", NOW).kind, "refused");
});

Deno.test("What a storage held before and no field can hold is left out when it is taken in, and all the rest is taken.", () => {
  const device = new Device();
  const deep = JSON.parse("[".repeat(200) + "]".repeat(200));
  device.put(new Map(Object.entries({ "a-b": entry("x"), "c-d": { ...entry("y"), deep }, "e-f": { value: {} }, "g-h": null, "not an id": entry("z"), constructor: { value: "old" } })));
  const found = readNotesFile(exportJson(device), "h", NOW);
  assert.deepEqual([...found.entries.keys()], ["a-b"]);
  assert.deepEqual(found.problems.map(({ key }) => key), ["deep", "value", "entry", "id", "at"]);
});

Deno.test("A file over the limit is refused by its size.", () => {
  assert.equal(tooLarge({ size: LIMITS.bytes }), null);
  assert.equal(tooLarge({ size: LIMITS.bytes + 1 })?.kind, "refused");
});

Deno.test("Of every pair that an import decides, the one that doesn't become the answer is kept, but for the file's that is declined.", () => {
  const [early, late] = ["2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"];
  const at = (when, word) => new Map(["replaced-it", "declined-it"].map((id) => [id, entry(word, when)]));
  const ours = new Map([...at(early, "mine"), ["lost-it", entry("mine", late)], ["chose-it", entry("mine", late)], ["same-it", entry("same", early)]]);
  const theirs = new Map([...at(late, "theirs"), ["lost-it", entry("theirs", early)], ["chose-it", entry("theirs", early)], ["same-it", entry("same", early)], ["new-it", entry("new")]]);
  const preview = compareEntries({ entries: theirs, ahead: new Set() }, ours, () => true);
  const kept = entriesToKeep(preview, new Set(["declined-it", "chose-it"]));
  assert.deepEqual(kept.map(([id, { value }]) => `${id} ${value}`).sort(), ["chose-it mine", "lost-it theirs", "replaced-it mine"]);
});

Deno.test("An answer in a record comes in, and one with a record that isn't an id doesn't; a document from paper says so.", () => {
  const text = (more) => JSON.stringify({ format: "handbook-notes", version: 1, handbook: "test", ...more });
  const one = { value: true, at: "2026-11-01T00:00:00.000Z" };
  const file = readNotesFile(text({ paper: true, entries: { "tell-them.private@20261101t100000-ab12": one, "record.tell@20261101t100000-ab12": one, "tell@@": one, "tell@A": one, "@x": one } }), "test", 0);
  assert.deepEqual([...file.entries.keys()], ["tell-them.private@20261101t100000-ab12", "record.tell@20261101t100000-ab12"]);
  assert.deepEqual([file.problems.length, file.paper], [3, true]);
  assert.equal(readNotesFile(text({ entries: { tell: one } }), "test", 0).paper, false);
});
