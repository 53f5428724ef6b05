/** The reader's progress, computed from the catalogue and the entries: what is open, begun, done and due. Pure functions. */

import { localDay, mondayOf, parseWhen, toDate } from "./dates.js";
import { controlsOf, outcomeDate } from "./catalogue.js";
import { answers, kindOf } from "../../store/entry-kinds.js";
import { isAnswer, isEntry } from "../../store/document.js";
import { inRecord, recordOf, withPart } from "../../store/record-ids.js";

/**
 * @typedef {import("./catalogue.js").Catalogue} Catalogue
 * @typedef {import("./catalogue.js").Chapter} Chapter
 * @typedef {import("./catalogue.js").Block} Block
 * @typedef {import("./catalogue.js").Control} Control
 * @typedef {import("../../store/document.js").Entry} Entry
 * @typedef {import("../../store/document.js").Entries} Entries
 * @typedef {(id: string, was?: string[]) => Entry | undefined} Get
 * @typedef {{block: Block, chapter: Chapter, answered: boolean[], done: number, all: number, state: "open" | "begun" | "done"}} BlockProgress `answered`:
 *   for each control; `done` and `all` count controls.
 * @typedef {{chapter: Chapter, blocks: BlockProgress[], done: number, all: number, begun: boolean}} ChapterProgress `done` and `all` count blocks;
 *   recall isn't among them, since it asks about another chapter and comes to the reader by itself.
 * @typedef {{control: Control, block: Block, chapter: Chapter}} Location
 * @typedef {{id: string, entry: Entry, location?: Location, time: number}} Answer It has no location if the handbook no longer asks it. `time`: in ms.
 */

/** The kinds of blocks that are filled in as one thing. */
const AT_ONCE = new Set(["plan", "sheet", "checklist"]);

/** @param {Catalogue} catalogue @param {Get} get @returns {ChapterProgress[]} */
export function progressByChapter({ chapters }, get) {
  return chapters.map((chapter) => {
    const blocks = chapter.blocks.map((block) => blockProgress(chapter, block, get));
    const counted = blocks.filter(({ block }) => block.kind !== "recall");
    const done = counted.filter(({ state }) => state === "done").length;
    return { chapter, blocks, done, all: counted.length, begun: counted.some(({ state }) => state !== "open") };
  });
}

/** Returns what the table of contents shows of each chapter, by slug. @param {ChapterProgress[]} chapters */
export function progressSummary(chapters) {
  return Object.fromEntries(chapters.map(({ chapter, begun, done, all }) => [chapter.slug, { begun, done, all }]));
}

/** @param {Chapter} chapter @param {Block} block @param {Get} get @returns {BlockProgress} */
function blockProgress(chapter, block, get) {
  const answered = block.controls.map(({ id, was }) => isAnswer(get(id, was)));
  const done = answered.filter(Boolean).length;
  return { block, chapter, answered, done, all: answered.length, state: done === answered.length ? "done" : done ? "begun" : "open" };
}

/** Returns where each id, current or old, is asked. @param {Catalogue} catalogue @returns {Map<string, Location>} */
export function locationsOf(catalogue) {
  return new Map(controlsOf(catalogue).flatMap((location) => [location.control.id, ...(location.control.was ?? [])].map((id) => [id, location])));
}

/** Returns all answers, newest first. @param {Entries} entries @param {Map<string, Location>} locations @returns {Answer[]} */
export function latestAnswers(entries, locations) {
  /** @type {[string, Entry][]} */
  const stored = answers(entries);
  return stored.map(([id, entry]) => ({ id, entry, location: locations.get(recordOf(id).id), time: Date.parse(String(entry.at)) || 0 })).sort((a, b) => b.time - a.time);
}

/** Returns the newest few answers; a plan, a sheet and a checklist count once each time they're done, however much was written in them. @param {Answer[]} newest @param {number} limit */
export function recentAnswers(newest, limit) {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @type {Answer[]} */
  const recent = [];
  for (const answer of newest) {
    if (recent.length === limit) break;
    const block = answer.location?.block;
    const key = block && AT_ONCE.has(block.kind) ? inRecord(block.anchor, recordOf(answer.id).record) : answer.id;
    if (!seen.has(key)) recent.push(answer);
    seen.add(key);
  }
  return recent;
}

/**
 * Returns the blocks to go on with: begun ones, most recently used first, each with its next open control; then untouched
 * ones in reading order, starting at the chapter of the newest answer and wrapping round. Recall comes back by itself, and so
 * does a list that is done each time anew: left half done in another week, it isn't open.
 *
 * @param {ChapterProgress[]} chapters
 * @param {Answer[]} newest
 * @param {number} limit
 * @param {Date} now
 * @returns {(BlockProgress & {control: Control})[]}
 */
export function nextBlocks(chapters, newest, limit, now) {
  const [again, monday] = [repetitions(newest), mondayOf(localDay(now))];
  const isOver = (/** @type {BlockProgress} */ { block, state }) => {
    if (state !== "begun" || !(block.every === "week" || (block.kind === "checklist" && again.has(block.anchor)))) return false;
    const last = newest.find(({ id, location }) => location?.block.anchor === block.anchor && recordOf(id).record === (block.record ?? ""));
    return Boolean(last) && localDay(new Date(last?.time ?? NaN)) < monday;
  };
  const unfinished = chapters.flatMap((chapter) => chapter.blocks).filter((one) => one.state !== "done" && one.block.kind !== "recall" && !isOver(one));
  const answeredBlocks = newest.map(({ location }) => location?.block.anchor);
  const recency = (/** @type {BlockProgress} */ { block }) => answeredBlocks.indexOf(block.anchor);
  const begun = unfinished.filter(({ state }) => state === "begun").sort((a, b) => recency(a) - recency(b));
  const newestBlock = answeredBlocks.find(Boolean);
  const at = unfinished.findIndex(({ chapter }) => chapter.slug === newest.find(({ location }) => location && location.block.anchor === newestBlock)?.location?.chapter.slug);
  const rotated = at > 0 ? [...unfinished.slice(at), ...unfinished.slice(0, at)] : unfinished;
  const untouched = rotated.filter(({ state }) => state === "open");
  // Keep one place for an untouched block, so that unfinished ones don't crowd it out.
  const first = begun.slice(0, untouched.length ? limit - 1 : limit);
  return [...first, ...untouched].slice(0, limit).map((group) => ({ ...group, control: group.block.controls[group.answered.indexOf(false)] }));
}

/** Parses a stored date as local time; null if it isn't one. @param {Entry | undefined} entry */
function parseDate(entry) {
  const when = typeof entry?.value === "string" ? parseWhen(entry.value) : null;
  return when && toDate(when);
}

/**
 * Returns the plans and next behaviours that are overdue or due within `days` days, earliest first.
 *
 * @param {Catalogue} catalogue
 * @param {Get} get
 * @param {Date} now
 * @param {number} days
 */
export function dueItems({ chapters, behaviours }, get, now, days) {
  const plans = chapters.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === "plan").map((block) => {
    const { anchor, controls, record = "" } = block;
    const was = (controls[0].was ?? []).map((old) => inRecord(`${recordOf(old).id.replace(/\.\w+$/, "")}.date`, record));
    const texts = controls.map((control) => textOf(get(control.id, control.was)));
    const date = parseDate(get(inRecord(`${anchor}.date`, record), was));
    const outcome = outcomeDate(block, get);
    // A plan whose outcome was written down on its day, or later, is settled.
    return { date: date && outcome && daysUntil(date, outcome) <= 0 ? null : date, when: texts[0], then: texts[1], plan: inRecord(anchor, record) };
  });
  const steps = behaviours.map(({ id, title, anchors }) => {
    const level = textOf(get(`next.${id}`));
    return { date: parseDate(get(`next.${id}.date`)), title, level, anchor: anchors[Number(level)] ?? "" };
  });
  /** @type {{date: Date | null, when?: string, then?: string, plan?: string, title?: string, level?: string, anchor?: string}[]} */
  const all = [...plans.filter(({ when, then }) => when || then), ...steps.filter(({ level }) => level)];
  return all.flatMap(({ date, ...rest }) => (date && daysUntil(date, now) <= days ? [{ ...rest, date, days: daysUntil(date, now) }] : []))
    .sort((a, b) => a.date.valueOf() - b.date.valueOf());
}

/** Returns the calendar days from now to a date; negative if it's past. @param {Date} date @param {Date} now */
function daysUntil(date, now) {
  const utcDay = (/** @type {Date} */ day) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((utcDay(date) - utcDay(now)) / 86_400_000);
}

/** Returns an entry's text on one line. @param {Entry | undefined} entry */
export function textOf(entry) {
  return isEntry(entry) && typeof entry.value === "string" ? entry.value.replace(/\s+/g, " ").trim() : "";
}

/**
 * Returns of each block that has been done more than once how often, and when last. Records without an answer don't count.
 *
 * @param {Answer[]} newest
 * @returns {Map<string, {times: number, last: number}>} By the block's anchor.
 */
export function repetitions(newest) {
  /** @type {Map<string, {records: Set<string>, last: number}>} */
  const blocks = new Map();
  for (const { id, location, time } of newest) {
    const { record } = recordOf(id);
    if (!location) continue;
    const block = blocks.get(location.block.anchor);
    if (block) block.records.add(record);
    else blocks.set(location.block.anchor, { records: new Set([record]), last: time });
  }
  return new Map([...blocks].filter(([, { records }]) => records.size > 1).map(([anchor, { records, last }]) => [anchor, { times: records.size, last }]));
}

/** Tells whether an answer is marked private; a plan is marked as a whole. @param {string} id @param {Get} get */
export function isPrivate(id, get) {
  return [id, id.replace(/\.(when|then)(@|$)/, "$2")].some((key) => kindOf(key) === "answer" && get(withPart(key, ".private"))?.value === true);
}
