/** What the overview shows, worked out from the catalogue and the reader's entries: no page, no storage, no clock. */

import { controlsOf, notedOn } from "./catalogue.js";
import { answers, kindOf } from "../../store/entry-kinds.js";
import { isAnswer, isEntry } from "../../store/document.js";

/**
 * @typedef {import("./catalogue.js").Catalogue} Catalogue
 * @typedef {import("./catalogue.js").Chapter} Chapter
 * @typedef {import("./catalogue.js").Block} Block
 * @typedef {import("./catalogue.js").Control} Control
 * @typedef {import("../../store/document.js").Entry} Entry
 * @typedef {import("../../store/document.js").Entries} Entries
 * @typedef {(id: string, was?: string[]) => Entry | undefined} Get
 * @typedef {{block: Block, chapter: Chapter, marks: boolean[], done: number, all: number, state: "open" | "begun" | "done"}} Group One block: for
 *   each of its controls, whether it is answered.
 * @typedef {{chapter: Chapter, groups: Group[], done: number, all: number, begun: boolean}} Row One chapter; `done` and `all` count its blocks.
 * @typedef {{control: Control, block: Block, chapter: Chapter}} Spot
 * @typedef {{id: string, entry: Entry, spot?: Spot, time: number}} Answer No spot where the handbook knows the id no more.
 */

/** Returns a row for each chapter. @param {Catalogue} catalogue @param {Get} get @returns {Row[]} */
export function rowsOf({ chapters }, get) {
  return chapters.map((chapter) => {
    const groups = chapter.blocks.map((block) => groupOf(chapter, block, get));
    const done = groups.filter(({ state }) => state === "done").length;
    return { chapter, groups, done, all: groups.length, begun: groups.some(({ state }) => state !== "open") };
  });
}

/** Returns how far each chapter is, by its slug. @param {Row[]} rows */
export function progressOf(rows) {
  return Object.fromEntries(rows.map(({ chapter, begun, done, all }) => [chapter.slug, { begun, done, all }]));
}

/** @param {Chapter} chapter @param {Block} block @param {Get} get @returns {Group} */
function groupOf(chapter, block, get) {
  const marks = block.controls.map(({ id, was }) => isAnswer(get(id, was)));
  const done = marks.filter(Boolean).length;
  return { block, chapter, marks, done, all: marks.length, state: done === marks.length ? "done" : done ? "begun" : "open" };
}

/** Returns where an answer under an id, or under an old one, is given. @param {Catalogue} catalogue @returns {Map<string, Spot>} */
export function spotsOf(catalogue) {
  return new Map(controlsOf(catalogue).flatMap((spot) => [spot.control.id, ...(spot.control.was ?? [])].map((id) => [id, spot])));
}

/** Returns the answers, newest first. @param {Entries} entries @param {Map<string, Spot>} spots @returns {Answer[]} */
export function latest(entries, spots) {
  /** @type {[string, Entry][]} */
  const found = answers(entries);
  return found.map(([id, entry]) => ({ id, entry, spot: spots.get(id), time: Date.parse(String(entry.at)) || 0 })).sort((a, b) => b.time - a.time);
}

/** Returns the first few answers; the two gaps of a plan are one. @param {Answer[]} newest @param {number} most */
export function lastOf(newest, most) {
  /** @type {Set<Block>} */
  const plans = new Set();
  /** @type {Answer[]} */
  const found = [];
  for (const answer of newest) {
    const block = answer.spot?.block;
    if (found.length === most || (block?.kind === "plan" && plans.has(block))) continue;
    if (block) plans.add(block);
    found.push(answer);
  }
  return found;
}

/**
 * Returns what to go on with: begun blocks, the one touched last first, each
 * with its next open control; then blocks that follow in reading order from the
 * newest answer on, round to the start.
 *
 * @param {Row[]} rows
 * @param {Answer[]} newest
 * @param {number} most
 * @returns {(Group & {control: Control})[]}
 */
export function openOf(rows, newest, most) {
  const groups = rows.flatMap((row) => row.groups).filter(({ state }) => state !== "done");
  const touched = newest.map(({ spot }) => spot?.block);
  const age = (/** @type {Group} */ { block }) => touched.indexOf(block);
  const begun = groups.filter(({ state }) => state === "begun").sort((a, b) => age(a) - age(b));
  const start = touched.find(Boolean);
  const at = groups.findIndex(({ chapter }) => chapter.slug === newest.find(({ spot }) => spot && spot.block === start)?.spot?.chapter.slug);
  const turned = at > 0 ? [...groups.slice(at), ...groups.slice(0, at)] : groups;
  const next = turned.filter(({ state }) => state === "open");
  // One place is kept for what is new, so that half-done work does not hide the way on.
  const first = begun.slice(0, next.length ? most - 1 : most);
  return [...first, ...next].slice(0, most).map((group) => ({ ...group, control: group.block.controls[group.marks.indexOf(false)] }));
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/;

/** Returns the moment of a stored date by the reader's clock, or null. @param {Entry | undefined} entry */
export function dateOf(entry) {
  const found = DATE.exec(typeof entry?.value === "string" ? entry.value : "")?.slice(1).map((part) => Number(part ?? 0));
  if (!found) return null;
  const date = new Date(found[0], found[1] - 1, found[2], found[3], found[4]);
  return Number.isNaN(date.valueOf()) ? null : date;
}

/**
 * Returns plans and next steps that are due by `days` from today, the earliest first.
 *
 * @param {Catalogue} catalogue
 * @param {Get} get
 * @param {Date} now
 * @param {number} days
 */
export function dueOf({ chapters, behaviours }, get, now, days) {
  const plans = chapters.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === "plan").map((block) => {
    const { anchor, controls } = block;
    const was = (controls[0].was ?? []).map((id) => `${id.replace(/\.\w+$/, "")}.date`);
    const texts = controls.map((control) => textOf(get(control.id, control.was)));
    const date = dateOf(get(`${anchor}.date`, was));
    const noted = notedOn(block, get);
    // Who has noted on that day, or later, what came of it has dealt with it.
    return { date: date && noted && daysTo(date, noted) <= 0 ? null : date, when: texts[0], then: texts[1] };
  });
  const steps = behaviours.map(({ id, title, anchors }) => {
    const level = textOf(get(`next.${id}`));
    return { date: dateOf(get(`next.${id}.date`)), title, level, anchor: anchors[Number(level)] ?? "" };
  });
  /** @type {{date: Date | null, when?: string, then?: string, title?: string, level?: string, anchor?: string}[]} */
  const all = [...plans.filter(({ when, then }) => when || then), ...steps.filter(({ level }) => level)];
  return all.flatMap(({ date, ...rest }) => (date && daysTo(date, now) <= days ? [{ ...rest, date, days: daysTo(date, now) }] : []))
    .sort((a, b) => a.date.valueOf() - b.date.valueOf());
}

/** Returns how many nights lie between now and a date; negative if it has passed. @param {Date} date @param {Date} now */
export function daysTo(date, now) {
  const noon = (/** @type {Date} */ day) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((noon(date) - noon(now)) / 86_400_000);
}

/** Returns what an entry says, on one line. @param {Entry | undefined} entry */
export function textOf(entry) {
  return isEntry(entry) && typeof entry.value === "string" ? entry.value.replace(/\s+/g, " ").trim() : "";
}

/** Tells whether the reader keeps a text private; the two gaps of a plan are one text. @param {string} id @param {Get} get */
export function isPrivate(id, get) {
  return [id, id.replace(/\.(when|then)$/, "")].some((key) => kindOf(key) === "answer" && get(`${key}.private`)?.value === true);
}
