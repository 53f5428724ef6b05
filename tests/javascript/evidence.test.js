/** What a reader can show, gathered from wherever it was written. */

import assert from "node:assert/strict";
import { kindOf } from "../../docs/assets/javascripts/store/entry-kinds.js";
import { byWitness, countOf, evidenceOf, findEvidence, idsOf, offeredEvidence, witnesses } from "../../docs/assets/javascripts/workbook/shared/evidence.js";

const WALK = { id: "walk-in-step", title: "Walks in step", rev: "1", anchors: ["", "", "", "", ""], chapter: "second", url: "second/" };
const TICK = { id: "do-the-step", rev: "1", said: "Do the step.", was: ["make-the-step"] };
const LIST = { kind: "checklist", anchor: "follow-steps", title: "When you follow", url: "second/", controls: [TICK], shows: "walk-in-step" };
const SHEET = {
  kind: "sheet", anchor: "fill-the-card", title: "Step card", url: "toolkit/card/",
  controls: [{ id: "name-the-step", rev: "", said: "Step", asks: "evidence" }, { id: "name-who", rev: "", said: "Who", asks: "witness" }, { id: "say-why", rev: "", said: "Why" }],
};
const CATALOGUE = { chapters: [{ slug: "second", title: "Second", part: 2, section: "opening", url: "second/", was: [], blocks: [LIST], sheets: [SHEET] }], behaviours: [WALK], retired: {} };
const [MAY, JUNE] = ["20260501t080000-abcd", "20260601t080000-abcd"];
const entry = (value, at = "2026-11-20T12:00:00.000Z") => ({ value, at, rev: "1", said: "What it said" });
const found = (entries) => evidenceOf(CATALOGUE, new Map(Object.entries(entries)));
const brief = (entries) => found(entries).map(({ kind, text, on, who }) => [kind, text, on, who]);

Deno.test("What is written under a tick is evidence of the behaviour that its checklist shows, on its day, with who saw it.", () => {
  const [one] = found({ "do-the-step": entry(true), "do-the-step.evidence": entry(" Told Ana. "), "do-the-step.evidence.who": entry("Ana"), "do-the-step.evidence.on": entry("2026-11-18"), "do-the-step.evidence.private": entry(true) });
  const { time, ...rest } = one;
  assert.equal(time > 0, true);
  assert.deepEqual(rest, {
    key: "do-the-step.evidence", kind: "tick", text: "Told Ana.", on: "2026-11-18", who: "Ana", link: "", about: "Do the step.", record: "", behaviour: "walk-in-step",
    usual: "walk-in-step", trust: "", chapter: "second", place: { url: "second/", block: "do-the-step" }, isPrivate: true,
  });
});

Deno.test("Each record has its own evidence; that of a deleted record isn't listed.", () => {
  const entries = {
    [`record.follow-steps@${MAY}`]: entry("Week 2"),
    [`do-the-step.evidence@${MAY}`]: entry("Second."),
    [`do-the-step.evidence.who@${MAY}`]: entry("Bo"),
    [`record.follow-steps@${JUNE}`]: entry(false),
    [`do-the-step.evidence@${JUNE}`]: entry("Gone."),
    "do-the-step.evidence": entry("First.", "2026-10-01T12:00:00.000Z"),
  };
  assert.deepEqual(found(entries).map(({ text, who, record }) => [text, who, record]), [["Second.", "Bo", "Week 2"], ["First.", "", ""]]);
});

Deno.test("What was written under an item's old id counts until it's written anew; under an item that is gone it keeps its words.", () => {
  assert.deepEqual(found({ "make-the-step.evidence": entry("Old.") }).map(({ text, about }) => [text, about]), [["Old.", "Do the step."]]);
  assert.deepEqual(found({ "make-the-step.evidence": entry("Old."), "do-the-step.evidence": entry("New.") }).map(({ text }) => text), ["New."]);
  assert.deepEqual(found({ "make-the-step.evidence": entry("Old."), "do-the-step.evidence": entry("") }), []);
  assert.deepEqual(found({ "some-lost-item.evidence": entry("Kept.") }).map(({ text, about, behaviour, place }) => [text, about, behaviour, place]), [["Kept.", "What it said", "", null]]);
});

Deno.test("Sheets count where a field asks for evidence, and name who saw it; other answers don't.", () => {
  assert.deepEqual(brief({ "name-the-step": entry("The left door."), "name-who": entry("Roe, Doe"), "say-why": entry("Because.") }), [["sheet", "The left door.", "2026-11-20", "Roe, Doe"]]);
});

Deno.test("What was added by hand shows what the reader says it shows, and nothing that doesn't exist.", () => {
  const [one, other] = found({
    [`evidence.${JUNE}`]: entry("Spoke for Sales."), [`evidence.${JUNE}.for`]: entry("walk-in-step"), [`evidence.${JUNE}.trust`]: entry("integrity"), [`evidence.${JUNE}.link`]: entry("https://a.example"),
    [`evidence.${MAY}`]: entry("Older."), [`evidence.${MAY}.for`]: entry("fly-in-step"), [`evidence.${MAY}.trust`]: entry("charm"), "evidence.soon": entry("No record."),
  });
  assert.deepEqual([one.on, one.behaviour, one.trust, one.link, one.place], ["2026-06-01", "walk-in-step", "integrity", "https://a.example", null]);
  assert.deepEqual([other.text, other.behaviour, other.trust], ["Older.", "", ""]);
});

Deno.test("A finished self-assessment counts, the same words once; another person's rating only once its evidence is accepted.", () => {
  const rating = (id) => ({ [`assessment.${id}.done`]: entry(true), [`assessment.${id}.walk-in-step`]: entry("3"), [`assessment.${id}.walk-in-step.evidence`]: entry("In May.") });
  const view = { "view.1a.date": entry("2026-06-02T10:00:00.000Z"), "view.1a.by": entry("Ana"), "view.1a.walk-in-step": entry("2"), "view.1a.walk-in-step.evidence": entry("Saw it.") };
  assert.deepEqual(brief({ ...rating(MAY), ...rating(JUNE), ...view }), [["rating", "In May.", "2026-05-01", ""]]);
  assert.deepEqual(brief({ ...view, "view.1a.walk-in-step.evidence.accepted": entry(true) }), [["view", "Saw it.", "2026-06-02", "Ana"]]);
  const offered = (entries) => offeredEvidence(CATALOGUE, new Map(Object.entries(entries))).map(({ text }) => text);
  assert.deepEqual(offered({ ...rating(MAY), ...view }), ["Saw it."]);
  assert.deepEqual(offered(view), []); // the reader hasn't rated yet, and mustn't see it
  assert.deepEqual(offered({ ...rating(MAY), ...view, "view.1a.walk-in-step.evidence.accepted": entry(false) }), []);
});

Deno.test("A file is thin where nothing is recent, or nobody else saw it.", () => {
  const entries = { "do-the-step.evidence": entry("New."), "do-the-step.evidence.who": entry("Ana"), [`evidence.${MAY}`]: entry("Old."), [`evidence.${JUNE}`]: entry(""), "some-lost-item.evidence": entry("Alone.") };
  assert.deepEqual(countOf(found(entries), "2026-11-21"), { recent: 2, seen: 1, before: 1, latest: "2026-11-20" });
  assert.deepEqual(countOf([], "2026-11-21"), { recent: 0, seen: 0, before: 0, latest: "" });
});

Deno.test("Witnesses are counted by name, most first, and what nobody saw comes last.", () => {
  assert.deepEqual(witnesses(" Ana (Sales), Bo;\nCy "), ["Ana (Sales)", "Bo", "Cy"]);
  const list = [{ who: "Bo" }, { who: "" }, { who: "bo, Ana, Bo" }, { who: "" }, { who: "" }];
  assert.deepEqual(byWitness(list).map(({ name, evidence }) => [name, evidence.length]), [["Bo", 2], ["Ana", 1], ["", 3]]);
});

Deno.test("Whatever belongs to evidence is of that kind, in any record, and its mark is a mark.", () => {
  const ids = [...idsOf(`do-the-step.evidence@${MAY}`), ...idsOf(`evidence.${MAY}`)];
  assert.deepEqual(ids.slice(0, 3), [`do-the-step.evidence@${MAY}`, `do-the-step.evidence.who@${MAY}`, `do-the-step.evidence.on@${MAY}`]);
  assert.deepEqual(new Set(ids.map((id) => kindOf(id))), new Set(["evidence", "private"]));
  assert.deepEqual(["view.1a.walk-in-step.evidence.accepted", `assessment.${MAY}.walk-in-step.evidence`, "do-the-step"].map(kindOf), ["view", "rating", "answer"]);
});

Deno.test("What nobody has sorted isn't said to be missing.", async () => {
  globalThis.document ??= { documentElement: { lang: "en" }, querySelector: () => null, querySelectorAll: () => [] };
  globalThis.location ??= { href: "https://handbook.example/" };
  const { gapsOf, groupsOf } = await import("../../docs/assets/javascripts/workbook/evidence/figure.js");
  const say = (path, values = {}) => [path.replace("evidence-file.", ""), ...Object.values(values)].join(" ");
  const gaps = (more) => gapsOf(groupsOf(found({ "do-the-step.evidence": entry("Told Ana."), ...more }), CATALOGUE, "2026-11-21", say), say);
  assert.deepEqual(gaps({}), ["thin-unsorted supports", "thin-alone Walks in step"]);
  assert.deepEqual(gaps({ "do-the-step.evidence.trust": entry("integrity") })[0], "thin-none ability and benevolence");
});

Deno.test("A search finds the evidence that has all its words, in its text, its witness, what it's about or its record.", () => {
  const all = found({ "do-the-step.evidence": entry("Told them early."), "do-the-step.evidence.who": entry("Ana"), "name-the-step": entry("The left door.") });
  const search = (words) => findEvidence(all, words).map(({ text }) => text);
  assert.deepEqual(search(" ANA early"), ["Told them early."]);
  assert.deepEqual(search("step card"), ["The left door."]);
  assert.deepEqual(search("ana door"), []);
  assert.equal(search(" ").length, 2);
});
