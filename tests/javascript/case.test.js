/** The reader's case: what the role expects, the evidence chosen for it, and what another person gets to read. */

import assert from "node:assert/strict";
import { caseOf, casePart, movedKeys, offeredExpectations, ORDER } from "../../docs/assets/javascripts/workbook/case/model.js";
import { casePage } from "../../docs/assets/javascripts/workbook/case/page.js";
import { kindOf } from "../../docs/assets/javascripts/store/entry-kinds.js";
import { packMarkdown } from "../../docs/assets/javascripts/workbook/shared/pack/pack-markdown.js";

globalThis.document = { documentElement: { lang: "en" } }; // for plurals

const WALK = { id: "walk-in-step", title: "Walks in step", rev: "1", anchors: ["a0", "a1", "a2", "a3", "a4"], chapter: "second", url: "second/", was: ["march-in-step"] };
const LIST = { kind: "checklist", anchor: "follow-steps", title: "When you follow", url: "second/", controls: [{ id: "do-the-step", rev: "1", said: "Do the step." }], shows: "walk-in-step" };
const MAP = {
  kind: "sheet", anchor: "map-your-way", title: "Map", url: "toolkit/map/",
  controls: [{ id: "copy-the-line", rev: "9", said: "Expectation", asks: "expectation" }, { id: "date-it", rev: "", said: "Evidence", asks: "evidence" }, { id: "plan-it", rev: "", said: "Next", asks: "plan" }],
};
const LADDER = [{ title: "Staff walker", expectations: [{ id: "team-leads-two-walks", said: "Leads two walks.", rev: "5", help: "At once.", shows: "walk-in-step" }] }];
const CATALOGUE = { chapters: [{ slug: "second", title: "Second", part: 2, section: "opening", url: "second/", was: [], blocks: [LIST], sheets: [MAP] }], behaviours: [WALK], retired: {}, ladder: LADDER };
const [MAY, JUNE] = ["20260501t080000-abcd", "20260601t080000-abcd"];
const entry = (value, more = {}) => ({ value, at: "2026-11-20T12:00:00.000Z", rev: "1", said: "What it said", ...more });
const offered = (entries) => offeredExpectations(CATALOGUE, new Map(Object.entries(entries)));
const found = (entries) => caseOf(CATALOGUE, new Map(Object.entries(entries)));
const WORDS = { case: {
  "paper-title": "My case", "head-role": "Role", "head-on": "On", glance: "In short", "glance-all": "{n} lines: {parts}.", "glance-seen": "{n} seen", "glance-unseen": "{n} unseen", "glance-none": "{n} open",
  "glance-gaps": "{n} gaps.", "no-evidence": "Nothing yet.", "paper-gap": "Gap", "paper-next": "Plan", seen: "Seen by", written: "Written by", link: "Link",
} };
const paper = (entries) => casePage(found(entries), { today: "2026-11-29", words: WORDS, lang: "en-GB" });

Deno.test("The ladder, each readiness map and the behaviours say what can be expected.", () => {
  const entries = { "copy-the-line": entry(" First line. "), [`record.map-your-way@${MAY}`]: entry("Second"), [`copy-the-line@${MAY}`]: entry("Second line."), [`record.map-your-way@${JUNE}`]: entry(false), [`copy-the-line@${JUNE}`]: entry("Deleted.") };
  assert.deepEqual(offered(entries).map(({ kind, key, text, help }) => [kind, key, text, help]), [
    ["ladder", "team-leads-two-walks", "Leads two walks.", "At once."],
    ["map", `copy-the-line@${MAY}`, "Second line.", ""],
    ["map", "copy-the-line", "First line.", ""],
    ["behaviour", "walk-in-step", "Walks in step", "a3"],
  ]);
  assert.equal(offered({ "next.march-in-step": entry("4") }).at(-1).help, "a4");
});

Deno.test("Only what the reader takes in is in the case; a line that the ladder lost stays, in its words, and so do the reader's own.", () => {
  assert.deepEqual(found({}), { goal: { text: "", isPrivate: false }, lines: [] });
  const { goal, lines } = found({
    "case.goal": entry("Group PM"), "case.march-in-step": entry(true), "case.team-leads-two-walks": entry(false), "case.team-old-line": entry(true, { said: "Old line." }),
    [`case.${JUNE}`]: entry("Mine, later."), [`case.${MAY}`]: entry("Mine."), "case.20260701t080000-abcd": entry(""), "case.walk-in-step.gap": entry("A gap"),
  });
  assert.equal(goal.text, "Group PM");
  assert.deepEqual(lines.map(({ kind, text }) => [kind, text]), [["behaviour", "Walks in step"], ["gone", "Old line."], ["own", "Mine."], ["own", "Mine, later."]]);
  assert.equal(lines[0].gap.text, "A gap");
});

Deno.test("Evidence is chosen by its id; of the rest, what goes with the expectation comes first.", () => {
  const { lines } = found({
    "case.walk-in-step": entry(true), "case.walk-in-step.chosen": entry(`evidence.${JUNE}\nevidence.gone`),
    [`evidence.${JUNE}`]: entry("Chosen."), [`evidence.${MAY}`]: entry("Other."), "do-the-step.evidence": entry("Fits.", { at: "2026-01-02T00:00:00.000Z" }),
  });
  assert.deepEqual(lines[0].chosen.map(({ text }) => text), ["Chosen."]);
  assert.deepEqual(lines[0].others.map(({ text }) => text), ["Fits.", "Other."]);
});

Deno.test("A readiness map's plan and evidence are those of its own record, and the record stays at the end of each id.", () => {
  const { lines } = found({
    [`record.map-your-way@${MAY}`]: entry("Second"), [`copy-the-line@${MAY}`]: entry("Second line."), [`plan-it@${MAY}`]: entry("Run one."), [`date-it@${MAY}`]: entry("This map's."), "date-it": entry("The first map's."),
    [`case.copy-the-line@${MAY}`]: entry(true), [`case.copy-the-line.gap@${MAY}`]: entry("No hire yet."),
  });
  assert.deepEqual([lines[0].next.text, lines[0].gap.text, lines[0].others[0].text], ["Run one.", "No hire yet.", "This map's."]);
  assert.equal(casePart(lines[0], "chosen"), `case.copy-the-line.chosen@${MAY}`);
});

Deno.test("The page begins with where it stands, and each expectation has its evidence, who saw it, the gap and the plan.", () => {
  const page = paper({
    "case.goal": entry("Group PM\nby May"), "case.walk-in-step": entry(true), "case.walk-in-step.chosen": entry(`evidence.${MAY}`), "case.walk-in-step.gap": entry("Only once."), "case.walk-in-step.plan": entry("Again in June."),
    [`evidence.${MAY}`]: entry("Led the walk."), [`evidence.${MAY}.who`]: entry("Ana"), [`case.${JUNE}`]: entry("Mine."),
  });
  assert.equal(packMarkdown(page), [
    "# My case", "Role: Group PM by May  \nOn: 29 November 2026", "## In short", "2 lines: 1 seen and 1 open. 1 gaps.", "## Walks in step", "_a3_", "**1 May 2026**", "Led the walk.", "_Seen by:_ Ana",
    "**Gap**", "Only once.", "**Plan**", "Again in June.", "## Mine.", "Nothing yet.\n",
  ].join("\n\n"));
  assert.deepEqual(page.counts, [["typed", 4], ["expectation", 2], ["evidence", 1]]);
});

Deno.test("Nothing private leaves: no evidence, gap, plan, goal or line.", () => {
  const secret = { "case.goal": entry("Secret"), "case.goal.private": entry(true), "case.walk-in-step": entry(true), "case.walk-in-step.chosen": entry(`evidence.${MAY}`), [`evidence.${MAY}`]: entry("Secret"), [`evidence.${MAY}.private`]: entry(true) };
  for (const part of ["gap", "plan"]) Object.assign(secret, { [`case.walk-in-step.${part}`]: entry("Secret"), [`case.walk-in-step.${part}.private`]: entry(true) });
  Object.assign(secret, { [`case.${MAY}`]: entry("Secret"), [`case.${MAY}.private`]: entry(true), "copy-the-line": entry("Secret"), "copy-the-line.private": entry(true), "case.copy-the-line": entry(true) });
  const page = paper(secret);
  assert.equal(JSON.stringify(page).includes("Secret"), false);
  assert.deepEqual(page.counts, [["expectation", 1]]);
  assert.equal(paper({}).empty, true);
});

Deno.test("What belongs to the case is no answer to the handbook's practice, so nothing of it is archived or counted.", () => {
  for (const id of ["case.goal", `case.${MAY}`, "case.walk-in-step.gap", `case.copy-the-line.chosen@${MAY}`]) assert.equal(kindOf(id), "case");
  assert.equal(kindOf("case.walk-in-step.gap.private"), "private");
});

Deno.test("The lines are in the reader's order, by old keys too; what isn't placed comes last, and a line at the end stays there.", () => {
  const entries = { "case.walk-in-step": entry(true), "case.team-leads-two-walks": entry(true), [`case.${MAY}`]: entry("Mine.") };
  const keys = (order) => found({ ...entries, ...(order ? { [ORDER]: entry(order.join("\n")) } : {}) }).lines.map(({ key }) => key);
  const [first, second, third] = keys();
  assert.deepEqual(keys([third]), [third, first, second]);
  assert.deepEqual(keys(["gone-line", second, first]), [second, first, third]);
  const { lines } = found(entries);
  assert.deepEqual(movedKeys(lines, second, -1), [second, first, third]);
  assert.deepEqual(movedKeys(lines, second, 1), [first, third, second]);
  assert.deepEqual([movedKeys(lines, first, -1), movedKeys(lines, third, 1)], [[first, second, third], [first, second, third]]);
  assert.equal(kindOf(ORDER), "case");
});
