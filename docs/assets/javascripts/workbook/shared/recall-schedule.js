/**
 * When questions on a chapter come back: two days, a week and four weeks after it was read; later after an answer that came
 * at once, sooner after one that didn't come. Pure functions.
 */

import { isAnswer, isEntry, timeOf } from "../../store/document.js";
import { addDays, daysBetween, localDay, parseWhen } from "./dates.js";

/**
 * @typedef {import("./progress.js").Get} Get
 * @typedef {import("./catalogue.js").Chapter} Chapter
 * @typedef {import("./catalogue.js").Question} Question
 * @typedef {"at-once" | "barely" | "no"} Recalled How an answer came.
 * @typedef {{day: string, gap: number}} Asked The day on which a question is asked next, and the days since the time before.
 * @typedef {Asked & {question: Question, chapter: Chapter}} Due
 */

/** Days from one time to the next. The first three make it 2, 7 and 28 days after reading; docs/workbook/plan.md gives the reason. */
const GAPS = [2, 5, 21, 56, 150, 365];
const STEPS = { "at-once": 2, barely: 1, no: -1 };
/** The days after reading that can be foreseen. */
const REVIEW_DAYS = [2, 7, 28];

/** Tells whether the reader has turned off all that comes back. @param {Get} get */
export function isOff(get) {
  return get("today.off")?.value === true;
}

/**
 * Returns the days until a question is asked again. An answer that came although the question was late has bridged the days that
 * it was late, too, so the times that it missed needn't be made up for.
 *
 * @param {number} gap The days before this answer, as they were planned.
 * @param {Recalled} recalled
 * @param {number} [late] The days by which it came later.
 */
export function nextGap(gap, recalled, late = 0) {
  const bridged = recalled === "no" ? gap : gap + Math.max(late, 0);
  return GAPS[Math.min(Math.max(stepOf(bridged) + STEPS[recalled], 0), GAPS.length - 1)];
}

/** Returns questions with the one first that is most overdue for its interval: a week late is more after two days than after two months. @param {Due[]} due @param {string} today */
export function mostOverdue(due, today) {
  const overdue = (/** @type {Due} */ { day, gap }) => daysBetween(day, today) / gap;
  return [...due].sort((a, b) => overdue(b) - overdue(a));
}

/** Tells whether a question was asked today, and has its next day. @param {Question} question @param {string} today @param {Get} get */
export function isAskedToday({ id, was = [] }, today, get) {
  const entry = get(`again.${id}`, was.map((old) => `again.${old}`));
  return isAnswer(entry) && String(entry.value) > today && timeOf(entry) >= 0 && localDay(new Date(timeOf(entry))) === today;
}

/**
 * Returns the day from which a chapter's questions come back, or "" if they don't: the one that the reader chose, or that of
 * the first answer to its practice, since a page can't know that it was read. Recall asks about another chapter.
 *
 * @param {Chapter} chapter
 * @param {Get} get
 */
export function returnsFrom({ slug, was, blocks }, get) {
  const chosen = get(`review.${slug}`, was.map((old) => `review.${old}`));
  if (chosen) return parseWhen(chosen.value)?.day ?? "";
  const times = blocks.filter(({ kind }) => kind !== "recall").flatMap(({ controls }) => controls.map((control) => timeOf(answerTo(control, get)))).filter((time) => time >= 0);
  return times.length ? localDay(new Date(Math.min(...times))) : "";
}

/** Returns when a question is asked next. @param {Question} question @param {string} from The day from which its chapter's come back. @param {Get} get @returns {Asked} */
export function nextAsked(question, from, get) {
  const { id, was = [] } = question;
  const [again, gap] = ["", ".gap"].map((end) => get(`again.${id}${end}`, was.map((old) => `again.${old}${end}`))?.value);
  const day = parseWhen(again)?.day;
  if (day) return { day, gap: Number(gap) > 0 ? Number(gap) : GAPS[0] };
  // Who has answered it where a later chapter asks has had the first time.
  const time = timeOf(answerTo(question, get));
  const answered = time >= 0 ? localDay(new Date(time)) : "";
  return answered >= addDays(from, GAPS[0]) ? { day: addDays(answered, GAPS[1]), gap: GAPS[1] } : { day: addDays(from, GAPS[0]), gap: GAPS[0] };
}

/** Returns all questions that come back, with the day of each: the earliest first, then in reading order. @param {Chapter[]} chapters @param {Get} get @returns {Due[]} */
export function returningQuestions(chapters, get) {
  return chapters.flatMap((chapter) => {
    const from = returnsFrom(chapter, get);
    return from ? (chapter.recall ?? []).map((question) => ({ question, chapter, ...nextAsked(question, from, get) })) : [];
  }).sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/** Returns the days to come that can be foreseen, by REVIEW_DAYS; a question that waits is taken to be answered on the day `from`. @param {Asked} next @param {string} [from] @returns {{n: number, day: string}[]} */
export function foreseenDays({ day, gap }, from = "") {
  const first = Math.min(stepOf(gap), REVIEW_DAYS.length - 1);
  let last = day < from ? from : day;
  return REVIEW_DAYS.slice(first).map((n, step) => ({ n, day: (last = step ? addDays(last, GAPS[first + step]) : last) }));
}

/** @param {number} gap */
function stepOf(gap) {
  return Math.max(GAPS.findLastIndex((days) => days <= gap), 0);
}

/** @param {{id: string, was?: string[]}} control @param {Get} get */
function answerTo({ id, was }, get) {
  const entry = get(id, was);
  return isEntry(entry) && isAnswer(entry) ? entry : undefined;
}
