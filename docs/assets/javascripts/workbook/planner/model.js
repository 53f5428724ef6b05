/** Plans, next behaviours and reviews: reads them from the reader's document, and turns them into calendar events. */

import { isolated } from "../shared/isolated.js";
import { addressOf } from "../../common/dom.js";
import { isAnswer } from "../../store/document.js";
import { inRecord, recordOf } from "../../store/record-ids.js";
import { store } from "../../store/store.js";
import { inAllRecords, linkTo, outcomeDate } from "../shared/catalogue.js";
import { formatStored, isPast, localDay, parseWhen } from "../shared/dates.js";
import { foreseenDays, isOff, returningQuestions } from "../shared/recall-schedule.js";
import { uidOf } from "../shared/icalendar.js";

/**
 * @typedef {import("../../elements/base-element.js").HandbookElement} Host
 * @typedef {import("../../store/document.js").Entry} Entry
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {import("../shared/catalogue.js").Chapter} Chapter
 * @typedef {import("../shared/dates.js").When} When
 * @typedef {{uid: string, when: When, title: string, text: string, url: string, changed: Date, isPrivate: boolean}} PlannedEvent `isPrivate`: its text was left out.
 * @typedef {import("../shared/catalogue.js").Block} Block
 * @typedef {import("../shared/catalogue.js").Behaviour} Behaviour
 * @typedef {{id: string, was: string[]}} Ids An entry's id, and its earlier ids.
 */

const PLANNER_URL = "workbook/plan/";

/**
 * Returns the events to come, in order, and the number of past ones.
 *
 * @param {Catalogue} catalogue
 * @param {Host} host
 * @param {{words: boolean, now: Date}} options `words`: include the reader's texts.
 */
export function eventsOf(catalogue, host, { words, now }) {
  const all = inAllRecords(catalogue).chapters.flatMap((chapter) => [
    ...planEvents(chapter, host, words),
    ...targetEvents(catalogue, chapter, host, words),
    ...reviewEvents(chapter, host),
  ]);
  const ahead = all.filter(({ when }) => !isPast(when, now)).sort((a, b) => compareStrings(formatStored(a.when), formatStored(b.when)));
  return { ahead, past: all.length - ahead.length };
}

// By time; an all-day event comes first, and equal times stay in the handbook's order.
/** @param {string} a @param {string} b */
function compareStrings(a, b) {
  return a < b ? -1 : Number(a > b);
}

/** @param {Chapter} chapter @param {Host} host @param {boolean} words @returns {PlannedEvent[]} */
function planEvents(chapter, host, words) {
  return chapter.blocks.filter(({ kind }) => kind === "plan").flatMap((block) => {
    const entry = entryOf(planIds(block, "date"));
    const open = words && isBegun(block) && !isPrivate(block);
    const title = open ? planSentence(block, host) : host.t("planner.event-plan", { chapter: chapter.title });
    const id = inRecord(block.anchor, block.record ?? "");
    const about = { id, title, text: "", url: addressOf({ url: PLANNER_URL, block: id }) };
    return makeEvent(parseWhen(entry?.value), about, [entry, ...planEntries(block)], words && isPrivate(block));
  });
}

/** @param {Catalogue} catalogue @param {Chapter} chapter @param {Host} host @param {boolean} words @returns {PlannedEvent[]} */
function targetEvents({ behaviours }, chapter, host, words) {
  return behaviours.filter((behaviour) => behaviour.chapter === chapter.slug).flatMap((behaviour) => {
    const [target, entry] = [targetOf(behaviour), entryOf(targetIds(behaviour, ".date"))];
    if (!target) return [];
    const title = words ? host.t("planner.event-next-words", { title: behaviour.title }) : host.t("planner.event-next", { chapter: chapter.title });
    const id = targetIds(behaviour).id;
    const about = { id, title, text: words ? behaviour.anchors[target.level] : "", url: addressOf({ url: PLANNER_URL, block: id.replace(".", "-") }) };
    return makeEvent(parseWhen(entry?.value), about, [entry, target.entry]);
  });
}

// Each leads to the question itself, on the overview.
/** @param {Chapter} chapter @param {Host} host @returns {PlannedEvent[]} */
function reviewEvents(chapter, host) {
  const get = store.get.bind(store);
  const [next] = isOff(get) ? [] : returningQuestions([chapter], get);
  if (!next) return [];
  const entries = [`review.${chapter.slug}`, `again.${next.question.id}`].map((id) => get(id));
  const url = addressOf({ url: "workbook/", block: `again-${next.question.id}` });
  return foreseenDays(next).flatMap(({ n, day }) => {
    const about = { id: `review.${chapter.slug}.${n}`, title: host.t("planner.event-review", { chapter: chapter.title }), text: "", url };
    return makeEvent({ day, time: "" }, about, [...entries, ...chapter.blocks.flatMap(({ controls }) => controls.map(({ id, was }) => get(id, was)))]);
  });
}

/**
 * @param {When | null} when
 * @param {{id: string, title: string, text: string, url: string | null}} about
 * @param {(Entry | undefined)[]} entries The entries behind it.
 * @param {boolean} [withheld]
 * @returns {PlannedEvent[]}
 */
function makeEvent(when, { id, title, text, url }, entries, withheld = false) {
  if (!when) return [];
  const times = entries.map((entry) => Date.parse(String(entry?.at))).filter((time) => time >= 0);
  const webUrl = /^https?:/.test(url ?? "") ? String(url) : "";
  return [{ uid: uidOf(id, store.handbook), when, title, text, url: webUrl, changed: new Date(Math.max(0, ...times)), isPrivate: withheld }];
}

/** @param {Ids} ids @returns {Entry | undefined} */
export function entryOf({ id, was }) {
  return store.get(id, was);
}

/** Returns the ids of a plan's date or privacy flag. @param {Block} block @param {"date" | "private"} field @returns {Ids} */
export function planIds({ anchor, controls, record = "" }, field) {
  return { id: inRecord(`${anchor}.${field}`, record), was: (controls[0].was ?? []).map((old) => inRecord(recordOf(old).id.replace(/\.when$/, `.${field}`), record)) };
}

/** Returns the ids of a behaviour's target level, or of its date. @param {Behaviour} behaviour @param {".date"} [end] @returns {Ids} */
export function targetIds({ id, was = [] }, end) {
  return { id: `next.${id}${end ?? ""}`, was: was.map((old) => `next.${old}${end ?? ""}`) };
}

/** Returns the level that the reader works towards, with its entry, or null. @param {Behaviour} behaviour */
export function targetOf(behaviour) {
  const entry = entryOf(targetIds(behaviour));
  const level = /^[1-9]$/.test(String(entry?.value)) ? Number(entry?.value) : 0;
  return entry && level > 0 && level < behaviour.anchors.length ? { entry, level } : null;
}

/** Returns the entries of a plan's two halves. @param {Block} block */
function planEntries({ controls }) {
  return controls.map(({ id, was }) => store.get(id, was));
}

/** Tells whether a plan has any text. @param {Block} block */
export function isBegun(block) {
  return planEntries(block).some(isAnswer);
}

/** Tells whether the outcome of a plan was written down on its day or later, so that it's no longer due. @param {Block} block @param {import("../shared/dates.js").When | null} when */
export function isSettled(block, when) {
  const outcome = outcomeDate(block, (id, was = []) => store.get(id, was));
  return outcome !== null && when !== null && localDay(outcome) >= when.day;
}

/** Returns the outcome that the reader wrote down, or "". @param {Block} block */
export function outcomeOf({ notes = [] }) {
  return notes.map(({ id, was }) => store.get(id, was)).filter(isAnswer).map(({ value }) => String(value).trim()).join("\n");
}

/** @param {Block} block */
export function isPrivate(block) {
  return entryOf(planIds(block, "private"))?.value === true;
}

/** Returns a plan as one sentence, with "…" for an empty half; "" if both are empty. @param {Block} block @param {import("../../elements/base-element.js").HandbookElement} host */
export function planSentence(block, host) {
  // The sentence adds its own punctuation.
  const [when, then] = planEntries(block).map((entry) => (isAnswer(entry) ? String(entry?.value).replace(/\s+/g, " ").trim().replace(/[.,;]+$/, "") : "…"));
  return isBegun(block) ? host.t("planner.sentence", { when: isolated(when), then: isolated(then) }) : "";
}
