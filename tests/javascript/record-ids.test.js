/** The records of a checklist, a sheet or a plan, as they are in the reader's document. */

import assert from "node:assert/strict";
import { answers, kindOf } from "../../docs/assets/javascripts/store/entry-kinds.js";
import { isAnswer, settle } from "../../docs/assets/javascripts/store/document.js";
import { merge, parse } from "../../docs/assets/javascripts/store/document-text.js";
import { catalogueInRecords } from "../../docs/assets/javascripts/workbook/shared/catalogue-records.js";
import { hasRecord, inRecord, nameId, newRecord, nextName, recordOf, recordsOf, startOf, withPart } from "../../docs/assets/javascripts/store/record-ids.js";
import { compareEntries, entriesToImport, readNotesFile } from "../../docs/assets/javascripts/workbook/data/import-file.js";

const [MAY, NOVEMBER] = ["20260501t080000-abcd", "20261101t120000-ab12"];
const entry = (value) => ({ value, at: "2026-11-01T00:00:00.000Z" });

Deno.test("An answer's id is its author's in the first record, and has the record at its end in any other.", () => {
  for (const id of ["tell-them", "tell-them.private", "plan-it.when"]) {
    assert.equal(inRecord(id, ""), id);
    assert.deepEqual(recordOf(id), { id, record: "" });
    assert.deepEqual(recordOf(inRecord(id, MAY)), { id, record: MAY });
  }
  assert.equal(withPart(inRecord("plan-it", MAY), ".date"), `plan-it.date@${MAY}`);
  assert.equal(withPart("plan-it", ".date"), "plan-it.date");
  assert.equal(inRecord("tell-them.evidence", MAY), `tell-them.evidence@${MAY}`);
});

Deno.test("An answer is of the same kind in every record, and a record's name is none.", () => {
  for (const id of ["tell-them", "tell-them.private", "plan-it.when", "plan-it.date", "next.walk"]) assert.equal(kindOf(inRecord(id, MAY)), kindOf(id), id);
  assert.deepEqual(["record.tell", `record.tell@${MAY}`].map(kindOf), ["record", "record"]);
  assert.deepEqual(answers(new Map([[`tell-them@${MAY}`, entry(true)], [nameId("tell", MAY), entry("May")]])).map(([id]) => id), [`tell-them@${MAY}`]);
});

Deno.test("The records of a block are listed newest first, with their names and days, and the first one last.", () => {
  const entries = new Map([[nameId("tell", MAY), entry(" Week 18 ")], [nameId("tell", NOVEMBER), entry("")], [nameId("tell-all", MAY), entry("Another block’s")]]);
  assert.deepEqual(recordsOf(entries, "tell"), [
    { record: NOVEMBER, name: "", on: "2026-11-01" },
    { record: MAY, name: "Week 18", on: "2026-05-01" },
    { record: "", name: "", on: "" },
  ]);
  assert.deepEqual(recordsOf(new Map([["record.tell", entry("Candidate 1")]]), "tell"), [{ record: "", name: "Candidate 1", on: "" }]);
});

Deno.test("A deleted record isn't listed, nor is one whose name can't be read or whose id is no date.", () => {
  const entries = new Map([["record.tell", entry(false)], [nameId("tell", MAY), entry(false)], [nameId("tell", NOVEMBER), { value: 1 }], ["record.tell@soon", entry("Soon")]]);
  assert.deepEqual(recordsOf(entries, "tell"), []);
  assert.deepEqual(recordsOf(new Map(), "tell"), [{ record: "", name: "", on: "" }]);
  assert.deepEqual(["", MAY].map((record) => hasRecord(() => undefined, "tell", record)), [true, false]);
});

Deno.test("A new record is dated by its id, sorts by time, and differs from one of the same second.", () => {
  const times = [Date.parse("2026-11-29T22:13:01Z"), Date.parse("2026-11-29T22:13:02Z")];
  const records = times.map(newRecord);
  assert.deepEqual(records.map((record) => startOf(record)?.valueOf()), times);
  assert.deepEqual([...records].sort(), records);
  assert.equal(new Set(Array.from({ length: 50 }, () => newRecord(times[0]))).size > 1, true);
  for (const record of ["", "soon", "20269901t080000-abcd"]) assert.equal(startOf(record), null, record);
});

Deno.test("A catalogue in some records has the ids of their answers, and leaves alone what is done once.", () => {
  const control = { id: "tell-them", was: ["say-so"] };
  const block = (kind) => ({ kind, anchor: kind, controls: [control], notes: [{ id: "tell-them.came" }] });
  const catalogue = { chapters: [{ slug: "one", blocks: [block("plan"), block("prompts")], sheets: [block("sheet")] }] };
  const [{ blocks, sheets }] = catalogueInRecords(catalogue, () => [{ record: MAY, name: "May" }, { record: "" }]).chapters;
  assert.deepEqual(blocks.map(({ kind, record }) => [kind, record]), [["plan", MAY], ["plan", ""], ["prompts", undefined]]);
  assert.deepEqual(blocks[0].controls, [{ id: `tell-them@${MAY}`, was: [`say-so@${MAY}`] }]);
  assert.deepEqual(blocks[0].notes.map(({ id }) => id), [`tell-them.came@${MAY}`]);
  assert.deepEqual([blocks[1].controls[0].id, sheets.map(({ name }) => name)], ["tell-them", ["May", ""]]);
});

Deno.test("The next record goes on with the number in the newest one’s name, and a date has none.", () => {
  const next = (...names) => nextName(names.map((name) => ({ record: "", name, on: "" })));
  assert.equal(next("Candidate 2", "Candidate 4", "Panel 9", ""), "Candidate 5");
  assert.equal(next("Candidate 9"), "Candidate 10");
  assert.deepEqual([next(""), next("29 November 2026", "Candidate 2"), next("Hanna", "Candidate 2"), next()], ["", "", "", ""]);
});

/** Two devices that had the same first record of a list, and then each began one of their own. */
function twoDevices() {
  const shared = { "tell-them": entry(true), "record.tell": entry("The first week") };
  const device = (/** @type {string} */ record, /** @type {string} */ at, /** @type {object} */ more) => ({
    ...shared,
    [nameId("tell", record)]: { ...entry(`Since ${record}`), at },
    [inRecord("tell-them", record)]: { ...entry(true), at },
    [inRecord("tell-them.evidence", record)]: { ...entry(`Seen in ${record}`), at },
    [inRecord("tell-them.evidence.private", record)]: { ...entry(true), at },
    ...more,
  });
  return [
    device(MAY, "2026-11-02T00:00:00.000Z", { "record.tell": { ...entry(false), at: "2026-11-03T00:00:00.000Z" } }),
    device(NOVEMBER, "2026-11-02T00:00:00.000Z", { "record.tell": { ...entry("Week 1"), at: "2026-11-04T00:00:00.000Z" }, [nameId("tell", "20261102t120000-zz")]: entry("") }),
  ];
}

Deno.test("Two devices that each began records and exchange their files both have all records, with their names, answers and evidence.", () => {
  const [one, two] = twoDevices();
  const text = (/** @type {object} */ entries) => JSON.stringify({ format: "handbook-notes", version: 1, handbook: "test", entries });
  const take = (/** @type {object} */ own, /** @type {object} */ others) => {
    const file = readNotesFile(text(others), "test", Date.parse("2026-11-29T00:00:00Z"));
    assert.deepEqual([file.kind, file.problems], ["notes", []]);
    const ours = new Map(Object.entries(own));
    const taken = entriesToImport(compareEntries(file, ours, () => true), new Set(), 0);
    for (const [id, theirs] of taken) ours.set(id, settle(id, ours.get(id), theirs).kept);
    return ours;
  };
  const [first, second] = [take(one, two), take(two, one)];
  assert.deepEqual(Object.fromEntries([...first].sort()), Object.fromEntries([...second].sort()));
  const notes = (/** @type {object} */ entries) => parse(text(entries), "test").notes;
  for (const [a, b] of [[one, two], [two, one]]) assert.deepEqual(Object.fromEntries([...merge(notes(a), notes(b)).entries].sort()), Object.fromEntries([...first].sort()));
  assert.deepEqual(recordsOf(first, "tell").map(({ record, name }) => [record, name]), [["20261102t120000-zz", ""], [NOVEMBER, `Since ${NOVEMBER}`], [MAY, `Since ${MAY}`], ["", "Week 1"]]);
  for (const [id, theirs] of [...Object.entries(one), ...Object.entries(two)]) assert.equal(isAnswer(first.get(id)), isAnswer(theirs) || id === "record.tell", id);
});
