/** What Today shows: one line of each kind at most, for what is due or open. Pure functions. */

import { inRecord, recordsByBlock } from "../../store/record-ids.js";
import { isAnswer, isEntry, timeOf } from "../../store/document.js";
import { outcomeDate } from "../shared/catalogue.js";
import { blockInRecord } from "../shared/catalogue-records.js";
import { addDays, daysBetween, localDay, mondayOf, parseWhen } from "../shared/dates.js";
import { latestAnswers, locationsOf, nextBlocks, progressByChapter, textOf } from "../shared/progress.js";
import { isAskedToday, mostOverdue, returningQuestions } from "../shared/recall-schedule.js";

/**
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {import("../shared/catalogue.js").Chapter} Chapter
 * @typedef {import("../shared/catalogue.js").Block} Block
 * @typedef {import("../shared/catalogue.js").Behaviour} Behaviour
 * @typedef {import("../shared/progress.js").Get} Get
 * @typedef {import("../../store/document.js").Entries} Entries
 * @typedef {{kind: "plan", key: string, block: Block, chapter: Chapter, when: string, then: string}} PlanLine
 * @typedef {{kind: "recall", key: string, waiting: {key: string, said: string}[]} & import("../shared/recall-schedule.js").Due} RecallLine `waiting`: the other
 *   questions whose day came.
 * @typedef {{kind: "weekly", key: string, block: Block, chapter: Chapter, last: string, begun: boolean}} WeeklyLine `block`: in its
 *   newest record, whichever is open; `last`: the day on which it was last answered; `begun`: what was answered belongs to this week.
 * @typedef {{kind: "step", key: string, behaviour: Behaviour, level: number}} BehaviourLine
 * @typedef {{kind: "step", key: string} & ReturnType<typeof nextBlocks>[number]} BlockLine
 * @typedef {{kind: "next", key: string, chapter: Chapter}} ChapterLine
 * @typedef {{kind: "first-line", key: string, block: Block, control: import("../shared/catalogue.js").Control, made: string}} FirstLine `made`: what the
 *   exercise on the page came to.
 * @typedef {PlanLine | RecallLine | WeeklyLine | BehaviourLine | BlockLine | ChapterLine | FirstLine} Line
 * @typedef {{catalogue: Catalogue, open: Catalogue, get: Get, entries: Entries, now: Date, wanted?: string, oneMore?: boolean, firstLine?: {id: string, made: string}}} Document `open`:
 *   the catalogue in the records that are open; `firstLine`: the control that keeps it, and what it came to; `wanted`: the id of a question that an address asks for; `oneMore`: the reader wants
 *   another question than the day's.
 */

const FRIDAY = 5;
const WEEKS = 12;
const SAME_WEEK = 3; // days: who closes the week on Thursday isn't asked again on Friday

/** Returns the reader's day of the week, Monday being 1. @param {Get} get */
export function weekday(get) {
  const day = Number(get("weekly.day")?.value);
  return Number.isInteger(day) && day > 0 && day < 8 ? day : FRIDAY;
}

/** Returns the id that puts a thing off. @param {string} key */
export function putOffId(key) {
  return `put-off.${key}`;
}

/** Returns the lines of a day, in their order. @param {Document} about @returns {Line[]} */
export function linesOf(about) {
  const { get, now } = about;
  const today = localDay(now);
  const isWaiting = (/** @type {Line} */ { key }) => (parseWhen(get(putOffId(key))?.value)?.day ?? "") <= today;
  const kinds = [plansDue(about, today), firstLines(about), questionsDue(about, today), weeklyLists(about, today), [...behavioursDue(about, today), ...openBlocks(about)], nextChapters(about)];
  return kinds.flatMap((/** @type {Line[]} */ lines) => {
    const [first, ...others] = lines.filter(isWaiting);
    if (first?.kind === "recall") first.waiting = others.flatMap((line) => (line.kind === "recall" ? [{ key: line.key, said: line.question.said }] : []));
    return first ?? [];
  });
}

/** Returns how many lines wait for the reader, for the app's badge: what has a day, not what is merely open. @param {Line[]} lines */
export function countDue(lines) {
  return lines.filter(({ kind }) => kind === "plan" || kind === "recall" || kind === "weekly").length;
}

/** Returns the Mondays of the last twelve weeks, and whether something was written in each. @param {Entries} entries @param {Date} now @returns {{monday: string, written: boolean}[]} */
export function lastWeeks(entries, now) {
  const monday = mondayOf(localDay(now));
  const weeks = Array.from({ length: WEEKS }, (_, n) => ({ monday: addDays(monday, 7 * (n - WEEKS + 1)), written: false }));
  const from = new Date(`${weeks[0].monday}T00:00`).getTime();
  for (const entry of entries.values()) {
    const time = timeOf(entry);
    if (time >= from && isEntry(entry)) {
      const week = weeks[Math.floor(daysBetween(weeks[0].monday, localDay(new Date(time))) / 7)];
      if (week) week.written = true;
    }
  }
  return weeks;
}

// A plan that was written after another one doesn't settle it, and an old list that is open to be read isn't this week's.
/** Returns the blocks of a kind with their chapters, each in all its records, newest first. @param {Document} about @param {(block: Block) => boolean} isWanted @returns {{chapter: Chapter, records: Block[]}[]} */
function inEachRecord({ catalogue, entries }, isWanted) {
  const byBlock = recordsByBlock(entries);
  return catalogue.chapters.flatMap((chapter) => chapter.blocks.filter(isWanted).map((block) => {
    const records = (byBlock.get(block.anchor) ?? [{ record: "", name: "" }]).map((record) => blockInRecord(block, record));
    return { chapter, records };
  }));
}

/** @param {Document} about @param {string} today @returns {PlanLine[]} */
function plansDue(about, today) {
  const { get } = about;
  return inEachRecord(about, ({ kind }) => kind === "plan").flatMap(({ chapter, records }) => records.flatMap((block) => {
    const [{ was = [] }] = block.controls;
    const day = parseWhen(get(inRecord(`${block.anchor}.date`, block.record ?? ""), was.map((old) => old.replace(/\.when(?=@|$)/, ".date")))?.value)?.day;
    const outcome = outcomeDate(block, get);
    const [when, then] = block.controls.map((control) => textOf(get(control.id, control.was)));
    if (!day || day > today || !(when || then) || (outcome && localDay(outcome) >= day)) return [];
    return [{ kind: /** @type {const} */ ("plan"), key: inRecord(block.anchor, block.record ?? ""), block, chapter, when, then, day }];
  })).sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/** Returns the line for the next 1:1 with the place where it's kept. @param {Document} about @returns {FirstLine[]} */
function firstLines({ catalogue, firstLine }) {
  if (!firstLine?.made) return [];
  return catalogue.chapters.flatMap(({ blocks }) => blocks.flatMap((block) => block.controls.filter(({ id }) => id === firstLine.id).map((control) =>
    ({ kind: /** @type {const} */ ("first-line"), key: control.id, block, control, made: firstLine.made }))));
}

// One a day at most: three of each chapter would outrun who comes on Fridays only.
/** @param {Document} about @param {string} today @returns {RecallLine[]} */
function questionsDue({ catalogue, get, wanted, oneMore }, today) {
  const all = returningQuestions(catalogue.chapters, get);
  const isDone = !oneMore && all.some(({ question }) => isAskedToday(question, today, get));
  const due = mostOverdue(all.filter(({ day, question }) => day <= today && !isDone && question.id !== wanted), today);
  return [...all.filter(({ question }) => question.id === wanted), ...due].map((one) => ({ kind: "recall", key: one.question.id, waiting: [], ...one }));
}

/** @param {Document} about @param {string} today @returns {WeeklyLine[]} */
function weeklyLists(about, today) {
  const { get, now } = about;
  if (weekday(get) !== (now.getDay() || 7)) return [];
  const answersIn = (/** @type {Block} */ { controls }) => controls.map(({ id, was }) => get(id, was)).filter(isAnswer);
  const dayOf = (/** @type {ReturnType<typeof answersIn>} */ answers) => (answers.length ? localDay(new Date(Math.max(...answers.map((entry) => timeOf(entry) || 0)))) : "");
  return inEachRecord(about, ({ every }) => every === "week").flatMap(({ chapter, records }) => records.slice(0, 1).flatMap((block) => {
    const answers = answersIn(block);
    const latest = dayOf(answers);
    const begun = latest !== "" && daysBetween(latest, today) <= SAME_WEEK;
    if (begun && answers.length === block.controls.length) return [];
    const last = begun ? latest : dayOf(records.flatMap(answersIn));
    return [{ kind: /** @type {const} */ ("weekly"), key: block.anchor, block, chapter, last, begun }];
  }));
}

/** @param {Document} about @param {string} today @returns {BehaviourLine[]} */
function behavioursDue({ catalogue, get, entries }, today) {
  return catalogue.behaviours.flatMap((behaviour) => {
    const [level, date] = ["", ".date"].map((end) => get(`next.${behaviour.id}${end}`, behaviour.was?.map((old) => `next.${old}${end}`))?.value);
    const day = parseWhen(date)?.day;
    const n = Number(level);
    if (!day || day > today || !(n > 0 && n < behaviour.anchors.length) || hasEvidence(entries, behaviour.id, day)) return [];
    return [{ kind: /** @type {const} */ ("step"), key: behaviour.id, behaviour, level: n }];
  });
}

/** Tells whether evidence of a behaviour was written down on a day or later. @param {Entries} entries @param {string} behaviour @param {string} day */
function hasEvidence(entries, behaviour, day) {
  for (const [id, entry] of entries) {
    if (!id.startsWith("evidence.") || !id.endsWith(".for") || !isEntry(entry) || entry.value !== behaviour) continue;
    const on = entries.get(id.replace(/for$/, "on"));
    if (isEntry(on) && String(on.value) >= day && isAnswer(entries.get(id.replace(/\.for$/, "")))) return true;
  }
  return false;
}

/** Returns what is begun, and what is open in the chapters that are. @param {Document} about @returns {BlockLine[]} */
function openBlocks({ catalogue, open, get, entries, now }) {
  const chapters = progressByChapter(open, get).filter(({ begun }) => begun);
  const newest = latestAnswers(entries, locationsOf(catalogue));
  return nextBlocks(chapters, newest, Infinity, now).filter(({ block }) => block.every !== "week").map((next) => ({ kind: /** @type {const} */ ("step"), key: next.block.anchor, ...next }));
}

/** Returns the chapters to read next; a field note waits for its situation. @param {Document} about @returns {ChapterLine[]} */
function nextChapters({ open, get }) {
  return progressByChapter(open, get).filter(({ chapter, begun, all }) => !begun && all > 0 && !chapter.deepens).map(({ chapter }) => ({ kind: /** @type {const} */ ("next"), key: chapter.slug, chapter }));
}
