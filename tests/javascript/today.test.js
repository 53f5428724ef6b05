/** The lines of Today: what is due or open on a day, in one order, one of each kind. */

import assert from "node:assert/strict";

// Scripts that link to pages ask the page for the site's address when they load.
globalThis.document ??= { querySelector: () => null, querySelectorAll: () => [] };
globalThis.location ??= { href: "https://handbook.example/" };
const { countDue, lastWeeks, linesOf, putOffId } = await import("../../docs/assets/javascripts/workbook/today/model.js");

const { blockInRecord } = await import("../../docs/assets/javascripts/workbook/shared/catalogue-records.js");

const control = (id, said = id) => ({ id, rev: "1", said });
const chapter = (slug, blocks, recall = []) => ({ slug, title: slug, part: null, section: "opening", url: `chapters/${slug}/`, was: [], blocks, sheets: [], recall });
const WEEKLY = { kind: "checklist", anchor: "close-your-week", title: "Close", every: "week", url: "", controls: [control("tell-them"), control("thank-them")] };
const PLAN = { kind: "plan", anchor: "my-plan", title: "Plan", url: "", controls: [control("my-plan.when"), control("my-plan.then")], notes: [control("my-plan.came")] };
const LIST = { kind: "checklist", anchor: "hand-over", title: "Hand over", url: "", controls: [control("name-it"), control("date-it")] };
const CATALOGUE = {
  chapters: [
    chapter("one", [LIST, WEEKLY, PLAN], [{ ...control("recall-one"), answer: "Yes." }]),
    chapter("two", [{ ...LIST, anchor: "later-list", controls: [control("do-later")] }]),
  ],
  behaviours: [{ id: "lead-well", title: "Leads", anchors: ["a", "b", "c"], chapter: "one", rev: "1", url: "" }],
  retired: {},
};
const FRIDAY = new Date(2026, 10, 27, 9);
const at = (day) => `${day}T12:00:00.000Z`;

function lines(values, now = FRIDAY, more = {}) {
  const entries = new Map(Object.entries(values).map(([id, entry]) => [id, typeof entry === "object" ? entry : { value: entry, at: at("2026-11-02") }]));
  const get = (id, was = []) => [id, ...was].map((key) => entries.get(key)).find(Boolean);
  return linesOf({ catalogue: CATALOGUE, open: CATALOGUE, get, entries, now, ...more });
}
const keys = (...args) => lines(...args).map(({ kind, key }) => `${kind} ${key}`);

const BEGUN = { "name-it": true };
const DUE = { ...BEGUN, "my-plan.when": "it rains", "my-plan.then": "walk", "my-plan.date": "2026-11-26" };

Deno.test("A plan, a question, the weekly list, an open step and the next chapter: at most one of each, in this order.", () => {
  assert.deepEqual(keys(DUE), ["plan my-plan", "recall recall-one", "weekly close-your-week", "step hand-over", "next two"]);
  assert.equal(countDue(lines(DUE)), 3);
});

Deno.test("The line for the next 1:1 comes back with the place where it's kept, until it's put off.", () => {
  const firstLine = { id: "name-it", made: "What would you still doubt?" };
  const [line] = lines(BEGUN, new Date(2026, 10, 26), { firstLine });
  assert.deepEqual([line.kind, line.made, line.block.anchor], ["first-line", firstLine.made, "hand-over"]);
  assert.equal(countDue([line]), 0);
  assert.deepEqual(keys({ ...BEGUN, [putOffId("name-it")]: "2026-12-03" }, new Date(2026, 10, 26), { firstLine }).filter((key) => key.startsWith("first-line")), []);
  assert.deepEqual(keys(BEGUN, new Date(2026, 10, 26), { firstLine: { id: "name-it", made: "" } }).filter((key) => key.startsWith("first-line")), []);
});

Deno.test("Who has written nothing is only shown the first chapter.", () => {
  assert.deepEqual(keys({}, new Date(2026, 10, 26)), ["next one"]);
});

Deno.test("A chapter stays the next one while only questions about another one are answered in it.", () => {
  const recall = { kind: "recall", anchor: "recall-one", title: "Recall", url: "", controls: [control("recall-one")] };
  const [one, two] = CATALOGUE.chapters;
  const catalogue = { ...CATALOGUE, chapters: [one, { ...two, blocks: [recall, ...two.blocks] }] };
  assert.ok(keys({ ...BEGUN, "recall-one": "Yes." }, FRIDAY, { catalogue, open: catalogue }).includes("next two"));
});

Deno.test("A field note is no next chapter; one that was begun is a step, after what was used since.", () => {
  const note = { ...chapter("a-note", [{ ...LIST, anchor: "note-list", controls: [control("say-it"), control("show-it")] }]), deepens: "one" };
  const open = { ...CATALOGUE, chapters: [...CATALOGUE.chapters, note] };
  const of = (values) => keys(values, new Date(2026, 10, 26), { catalogue: open, open });
  assert.deepEqual(of({ "name-it": true, "do-later": true }), ["recall recall-one", "step hand-over"]);
  assert.deepEqual(of({ "say-it": true }), ["step note-list", "next one"]);
  assert.deepEqual(of({ "say-it": true, "name-it": { value: true, at: at("2026-11-20") } }), ["recall recall-one", "step hand-over", "next two"]);
});

Deno.test("A plan waits for its day, and is settled by what came of it on that day or later.", () => {
  const of = (more, now = new Date(2026, 10, 26)) => keys({ ...DUE, ...more }, now).includes("plan my-plan");
  assert.equal(of({}), true);
  assert.equal(of({ "my-plan.date": "2026-11-27" }), false);
  assert.equal(of({ "my-plan.date": "2026-02-31" }), false);
  assert.equal(of({ "my-plan.came": { value: "Yes.", at: at("2026-11-26") } }), false);
  assert.equal(of({ "my-plan.came": { value: "Yes.", at: at("2026-11-20") } }), true);
  assert.equal(of({ "my-plan.when": "", "my-plan.then": " " }), false);
});

Deno.test("The weekly list comes on the reader's day, Friday unless they say another, until it's done for this week.", () => {
  const of = (more, now) => keys({ ...BEGUN, ...more }, now).includes("weekly close-your-week");
  assert.equal(of({}, FRIDAY), true);
  assert.equal(of({}, new Date(2026, 10, 26)), false);
  assert.equal(of({ "weekly.day": "7" }, FRIDAY), false);
  assert.equal(of({ "weekly.day": "7" }, new Date(2026, 10, 29)), true);
  assert.equal(of({ "weekly.day": "9" }, FRIDAY), true);
  const done = (day) => ({ "tell-them": { value: true, at: at(day) }, "thank-them": { value: true, at: at(day) } });
  assert.equal(of(done("2026-11-26"), FRIDAY), false);
  assert.equal(of(done("2026-11-20"), FRIDAY), true);
});

Deno.test("A weekly list of this week goes on; one of last week is begun anew.", () => {
  const begun = (day) => lines({ "tell-them": { value: true, at: at(day) } }).find(({ kind }) => kind === "weekly");
  assert.deepEqual([begun("2026-11-26").begun, begun("2026-11-26").last], [true, "2026-11-26"]);
  assert.equal(begun("2026-11-20").begun, false);
});

Deno.test("The newest of the weekly lists counts, whichever is open, and a list that was never done has no day.", () => {
  const [early, late] = ["20261106t090000-aaaa", "20261120t090000-bbbb"];
  const values = { [`record.close-your-week@${early}`]: "Week 1", [`record.close-your-week@${late}`]: "Week 3", [`tell-them@${early}`]: true, [`tell-them@${late}`]: { value: true, at: at("2026-11-20") } };
  const weekly = lines(values).find(({ kind }) => kind === "weekly");
  assert.deepEqual([weekly.last, weekly.begun, weekly.block.record], ["2026-11-20", false, late]);
  assert.equal(lines(values, new Date(2026, 10, 20)).find(({ kind }) => kind === "weekly").begun, true);
  const deleted = { ...values, [`record.close-your-week@${late}`]: false };
  assert.equal(lines(deleted).find(({ kind }) => kind === "weekly").last, "2026-11-02");
});

Deno.test("A plan is asked about on its day although a later one has been started.", () => {
  const next = "20261110t090000-aaaa";
  const values = { ...DUE, "record.my-plan": "First", [`record.my-plan@${next}`]: "Second", [`my-plan.when@${next}`]: "it snows", [`my-plan.date@${next}`]: "2026-12-20" };
  assert.equal(lines(values)[0].key, "my-plan");
  assert.equal(lines({ ...values, "my-plan.came": { value: "Yes.", at: at("2026-11-27") } }, new Date(2026, 11, 20))[0].key, `my-plan@${next}`);
});

Deno.test("What is put off is left alone until its day, and the next of its kind takes its place.", () => {
  const values = { ...DUE, [putOffId("my-plan")]: "2026-11-28", [putOffId("hand-over")]: "2026-11-28", [putOffId("close-your-week")]: "2026-11-27" };
  assert.deepEqual(keys(values), ["recall recall-one", "weekly close-your-week", "next two"]);
  assert.equal(keys(values, new Date(2026, 10, 28))[0], "plan my-plan");
});

Deno.test("A behaviour whose day has come goes before open practice, until somebody's evidence for it is written down.", () => {
  const values = { ...BEGUN, "next.lead-well": "2", "next.lead-well.date": "2026-11-25" };
  assert.ok(keys(values).includes("step lead-well"));
  const evidence = (text, on) => keys({ ...values, "evidence.x": text, "evidence.x.for": "lead-well", "evidence.x.on": on }).includes("step lead-well");
  assert.equal(evidence("Malik decided.", "2026-11-25"), false);
  assert.equal(evidence("Malik decided.", "2026-11-24"), true);
  assert.equal(evidence(" ", "2026-11-25"), true);
  assert.ok(!keys({ ...values, "next.lead-well": "9" }).includes("step lead-well"));
});

Deno.test("One question a day: the most overdue for its interval, the others waiting behind it, and none after it until the reader wants one more.", () => {
  const [one, two] = CATALOGUE.chapters;
  const catalogue = { ...CATALOGUE, chapters: [{ ...one, recall: ["recall-a", "recall-b", "recall-c"].map((id) => ({ ...control(id), answer: "Yes." })) }, two] };
  const values = { ...BEGUN, "again.recall-a": "2026-11-01", "again.recall-a.gap": "56", "again.recall-b": "2026-11-20", "again.recall-b.gap": "2", "again.recall-c": "2026-11-27", "again.recall-c.gap": "2" };
  const recall = (more = {}, about = {}) => lines({ ...values, ...more }, FRIDAY, { catalogue, open: catalogue, ...about }).filter(({ kind }) => kind === "recall").map(({ key, waiting }) => [key, ...waiting.map((other) => other.key)]);
  assert.deepEqual(recall(), [["recall-b", "recall-a", "recall-c"]]);
  assert.deepEqual(recall({ [putOffId("recall-a")]: "2026-12-04" }), [["recall-b", "recall-c"]]);
  const asked = { "again.recall-b": { value: "2026-12-18", at: at("2026-11-27") } };
  assert.deepEqual(recall(asked), []);
  assert.deepEqual(recall(asked, { oneMore: true }), [["recall-a", "recall-c"]]);
  assert.deepEqual(recall(asked, { wanted: "recall-c" }), [["recall-c"]]);
  assert.deepEqual(recall({ "again.recall-b": { value: "2026-11-20", at: at("2026-11-27") } }), [["recall-b", "recall-a", "recall-c"]]); // taken back
});

Deno.test("A list that has a newer record is continued in its turn, and not once that record's week is over.", () => {
  const record = "20261120t090000-aaaa";
  const values = { "date-it": true, [`record.hand-over@${record}`]: "Week 2", [`name-it@${record}`]: { value: true, at: at("2026-11-24") }, "do-later": { value: "", at: at("2026-11-24") } };
  const open = { ...CATALOGUE, chapters: CATALOGUE.chapters.map((one) => ({ ...one, blocks: one.blocks.map((block) => (block === LIST ? blockInRecord(block, { record }) : block)) })) };
  const step = (more, now = FRIDAY) => lines({ ...values, ...more }, now, { open }).find(({ kind }) => kind === "step")?.block.anchor;
  assert.equal(step({}), "hand-over");
  assert.equal(step({ "my-plan.when": { value: "it rains", at: at("2026-11-25") } }), "my-plan");
  assert.notEqual(step({}, new Date(2026, 10, 30)), "hand-over");
});

Deno.test("An address can ask for a question before its day.", () => {
  const values = { ...BEGUN, "again.recall-one": "2026-12-20" };
  assert.ok(!keys(values).includes("recall recall-one"));
  assert.ok(keys(values, FRIDAY, { wanted: "recall-one" }).includes("recall recall-one"));
});

Deno.test("The strip shows in which of the last twelve weeks something was written, this one last.", () => {
  const entry = (day) => ({ value: true, at: at(day) });
  const weeks = lastWeeks(new Map([["a", entry("2026-11-27")], ["b", entry("2026-09-07")], ["c", entry("2026-09-06")], ["d", entry("2027-01-01")], ["e", 7]]), FRIDAY);
  assert.deepEqual(weeks.filter(({ written }) => written).map(({ monday }) => monday), ["2026-09-07", "2026-11-23"]);
  assert.equal(weeks.length, 12);
});
