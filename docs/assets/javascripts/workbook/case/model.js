/**
 * The reader's case for a role: what the role expects, and what the reader puts to it. Pure functions; store/entry-kinds.js
 * has the ids.
 */

import { isAnswer } from "../../store/document.js";
import { inRecord, recordOf, recordsOf, startOf, withPart } from "../../store/record-ids.js";
import { evidenceOf } from "../shared/evidence.js";
import { entryOf, isTrue, singleLine, storedWording } from "../shared/pack/pack-item.js";

/**
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {import("../shared/evidence.js").Evidence} Evidence
 * @typedef {import("../../store/document.js").Entries} Entries
 * @typedef {"ladder" | "map" | "behaviour" | "own" | "gone"} Kind Where it's from: the team's ladder, a readiness map of the
 *   reader's, the handbook's behaviours, or the reader; "gone": a line that the ladder no longer has.
 * @typedef {object} Expectation
 * @property {string} key What comes after "case." in its id.
 * @property {Kind} kind
 * @property {string} text
 * @property {string} help
 * @property {string} group The role whose ladder it's on, or "".
 * @property {string} rev
 * @property {string[]} was Keys that it had before.
 * @property {string} shows The behaviour whose evidence goes with it, or "".
 * @property {{id: string, rev: string, said: string, was?: string[]}} plan The field of the plan for it: a readiness map has its own; `said`: "" if it hasn't.
 * @property {boolean} isPrivate
 * @typedef {{text: string, isPrivate: boolean}} Note
 * @typedef {Expectation & {chosen: Evidence[], others: Evidence[], gap: Note, next: Note}} Line `others`: the evidence that isn't chosen, what goes with
 *   it first.
 * @typedef {{goal: Note, lines: Line[]}} Case
 */

/** The id of the entry with the lines' keys, in the reader's order. */
export const ORDER = "case.order";
const AIM = 3; // the level that a behaviour is worded by, unless the reader works towards another one

/** Returns everything that can be expected of the reader, by where it's from. @param {Catalogue} catalogue @param {Entries} entries @returns {Expectation[]} */
export function offeredExpectations(catalogue, entries) {
  const ladder = (catalogue.ladder ?? []).flatMap(({ title, expectations }) => expectations.map(({ id, said, rev, was = [], help = "", shows = "" }) =>
    expectationOf("ladder", id, { text: said, rev, was, help, shows, group: title })));
  const behaviours = catalogue.behaviours.map(({ id, title, rev, was = [], anchors }) => {
    const aim = entryOf(entries, { id: `next.${id}`, was: was.map((old) => `next.${old}`) })?.value;
    return expectationOf("behaviour", id, { text: title, rev, was, help: anchors[Number(aim) || AIM] ?? "", shows: id });
  });
  return [...ladder, ...mapped(catalogue, entries), ...behaviours];
}

/** Returns the reader's case. @param {Catalogue} catalogue @param {Entries} entries @returns {Case} */
export function caseOf(catalogue, entries) {
  const evidence = evidenceOf(catalogue, entries);
  const offered = offeredExpectations(catalogue, entries);
  const lines = inOrder([...offered.filter((one) => isTrue(entryOf(entries, caseEntry(one)))), ...goneLines(offered, entries), ...ownLines(entries)], entries);
  return { goal: noteAt(entries, ["case.goal"]), lines: lines.map((line) => withEvidence(line, evidence, entries)) };
}

/** Returns the keys of a case's lines with one of them moved. @param {Line[]} lines @param {string} key @param {number} by Such as -1, for up. */
export function movedKeys(lines, key, by) {
  const keys = lines.map((line) => line.key);
  const from = keys.indexOf(key);
  keys.splice(Math.max(from + by, 0), 0, ...keys.splice(from, 1));
  return keys;
}

// What the reader hasn't placed comes last, as it would without them.
/** @param {Expectation[]} lines @param {Entries} entries */
function inOrder(lines, entries) {
  const { value } = entryOf(entries, { id: ORDER }) ?? {};
  const keys = typeof value === "string" ? value.split("\n") : [];
  const placeOf = (/** @type {Expectation} */ { key, was }) => {
    const at = keys.findIndex((one) => one === key || was.includes(one));
    return at < 0 ? keys.length : at;
  };
  return lines.sort((a, b) => placeOf(a) - placeOf(b));
}

/** Returns the ids of the entry that says whether an expectation is in the case; the reader's own line is its text. @param {Pick<Expectation, "key" | "was">} expectation */
export function caseEntry({ key, was }) {
  return { id: `case.${key}`, was: was.map((old) => `case.${old}`) };
}

/** Returns the id of a part of an expectation in the case. @param {Pick<Expectation, "key">} expectation @param {"gap" | "plan" | "chosen"} part */
export function casePart({ key }, part) {
  return withPart(`case.${key}`, `.${part}`);
}

/** @param {Kind} kind @param {string} key @param {Partial<Expectation> & {text: string}} given @returns {Expectation} */
function expectationOf(kind, key, given) {
  return { kind, key, help: "", group: "", rev: "", was: [], shows: "", plan: { id: withPart(`case.${key}`, ".plan"), rev: "", said: "" }, isPrivate: false, ...given };
}

/** What the reader wrote into readiness maps. @param {Catalogue} catalogue @param {Entries} entries @returns {Expectation[]} */
function mapped({ chapters }, entries) {
  return chapters.flatMap(({ sheets }) => sheets).flatMap(({ anchor, controls }) => {
    const asked = controls.find(({ asks }) => asks === "expectation");
    const plan = controls.find(({ asks }) => asks === "plan");
    if (!asked) return [];
    return recordsOf(entries, anchor).flatMap(({ record }) => {
      const was = (asked.was ?? []).map((old) => inRecord(old, record));
      const key = inRecord(asked.id, record);
      const { text, isPrivate } = noteAt(entries, [key, ...was]);
      return text ? [expectationOf("map", key, { text: singleLine(text), rev: asked.rev, was, isPrivate, ...(plan ? { plan: { ...plan, id: inRecord(plan.id, record) } } : {}) })] : [];
    });
  });
}

/** What was chosen and is no longer offered, in the words it had. @param {Expectation[]} offered @param {Entries} entries @returns {Expectation[]} */
function goneLines(offered, entries) {
  const known = new Set(offered.flatMap(({ key, was }) => [key, ...was]));
  return [...entries].flatMap(([id, entry]) => {
    const key = /^case\.([^.]+)$/.exec(id)?.[1];
    return key && !known.has(key) && isTrue(entry) && storedWording(entry) ? [expectationOf("gone", key, { text: storedWording(entry) })] : [];
  });
}

/** @param {Entries} entries @returns {Expectation[]} */
function ownLines(entries) {
  const ids = [...entries.keys()].filter((id) => id.startsWith("case.") && startOf(id.slice(5)) && isAnswer(entries.get(id)));
  return ids.sort().map((id) => expectationOf("own", id.slice(5), noteAt(entries, [id])));
}

/** @param {Expectation} line @param {Evidence[]} evidence @param {Entries} entries @returns {Line} */
function withEvidence(line, evidence, entries) {
  const ids = (/** @type {"gap" | "plan" | "chosen"} */ part) => [line, ...line.was.map((key) => ({ key }))].map((one) => casePart(one, part));
  const keys = chosenKeys(entries, line);
  const { record } = recordOf(line.key);
  const fits = (/** @type {Evidence} */ { behaviour, key, kind }) => (line.shows && behaviour === line.shows) || (line.kind === "map" && kind === "sheet" && recordOf(key).record === record);
  const others = evidence.filter(({ key }) => !keys.includes(key));
  return {
    ...line,
    chosen: evidence.filter(({ key }) => keys.includes(key)),
    others: [...others.filter(fits), ...others.filter((one) => !fits(one))],
    gap: noteAt(entries, ids("gap")),
    next: noteAt(entries, line.plan.said ? [line.plan.id, ...(line.plan.was ?? []).map((old) => inRecord(old, record))] : ids("plan")),
  };
}

/** Returns the ids of the evidence that is chosen for an expectation; some may be gone. @param {Entries} entries @param {Pick<Expectation, "key" | "was">} expectation */
export function chosenKeys(entries, expectation) {
  const was = expectation.was.map((key) => casePart({ key }, "chosen"));
  const { value } = entryOf(entries, { id: casePart(expectation, "chosen"), was }) ?? {};
  return typeof value === "string" ? value.split("\n").filter(Boolean) : [];
}

/** @param {Entries} entries @param {string[]} ids An id, and those it had before. @returns {Note} */
function noteAt(entries, [id, ...was]) {
  const { value } = entryOf(entries, { id, was }) ?? {};
  const isPrivate = isTrue(entryOf(entries, { id: withPart(id, ".private"), was: was.map((old) => withPart(old, ".private")) }));
  return { text: typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : "", isPrivate };
}
