/** What the reader's plans, next behaviours and reviews are in a calendar. */

import { addressOf } from "../../common/dom.js";
import { isAnswer } from "../../store/document.js";
import { store } from "../../store/store.js";
import { linkTo, notedOn } from "../shared/catalogue.js";
import { dayOf, isPast, kept, plus, whenOf } from "./dates.js";
import { uidOf } from "./icalendar.js";

/**
 * @typedef {import("../../elements/base-element.js").HandbookElement} Host
 * @typedef {import("../../store/document.js").Entry} Entry
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {import("../shared/catalogue.js").Chapter} Chapter
 * @typedef {import("./dates.js").When} When
 * @typedef {{uid: string, when: When, title: string, text: string, url: string, changed: Date, hushed: boolean}} Planned `hushed`: words were asked for, and stayed out.
 * @typedef {import("../shared/catalogue.js").Block} Block
 * @typedef {import("../shared/catalogue.js").Behaviour} Behaviour
 * @typedef {{id: string, was: string[]}} Names An entry's id, and the ids that it had before.
 */

const PAGE = "workbook/plan/";

/**
 * Returns what lies ahead, in order, and how much is past.
 *
 * @param {Catalogue} catalogue
 * @param {Host} host Says the titles.
 * @param {{words: boolean, now: Date}} wish Whether the reader's words may go along.
 */
export function eventsOf(catalogue, host, { words, now }) {
  const all = catalogue.chapters.flatMap((chapter) => [
    ...plans(chapter, host, words),
    ...steps(catalogue, chapter, host, words),
    ...reviews(chapter, host),
  ]);
  const ahead = all.filter(({ when }) => !isPast(when, now)).sort((a, b) => inOrder(kept(a.when), kept(b.when)));
  return { ahead, past: all.length - ahead.length };
}

// By the calendar; on one day, what has no time first, and else as in the handbook.
/** @param {string} a @param {string} b */
function inOrder(a, b) {
  return a < b ? -1 : Number(a > b);
}

/** @param {Chapter} chapter @param {Host} host @param {boolean} words @returns {Planned[]} */
function plans(chapter, host, words) {
  return chapter.blocks.filter(({ kind }) => kind === "plan").flatMap((block) => {
    const entry = read(ofPlan(block, "date"));
    const open = words && isBegun(block) && !isPrivate(block);
    const title = open ? sentenceOf(block, host) : host.t("planner.event-plan", { chapter: chapter.title });
    const about = { id: block.anchor, title, text: "", url: addressOf({ url: PAGE, block: block.anchor }) };
    return planned(whenOf(entry?.value), about, [entry, ...gaps(block)], words && isPrivate(block));
  });
}

/** @param {Catalogue} catalogue @param {Chapter} chapter @param {Host} host @param {boolean} words @returns {Planned[]} */
function steps({ behaviours }, chapter, host, words) {
  return behaviours.filter((behaviour) => behaviour.chapter === chapter.slug).flatMap((behaviour) => {
    const [aim, entry] = [aimOf(behaviour), read(ofNext(behaviour, ".date"))];
    if (!aim) return [];
    const title = words ? host.t("planner.event-next-words", { title: behaviour.title }) : host.t("planner.event-next", { chapter: chapter.title });
    const id = ofNext(behaviour).id;
    const about = { id, title, text: words ? behaviour.anchors[aim.level] : "", url: addressOf({ url: PAGE, block: id.replace(".", "-") }) };
    return planned(whenOf(entry?.value), about, [entry, aim.entry]);
  });
}

/** @param {Chapter} chapter @param {Host} host @returns {Planned[]} */
function reviews(chapter, host) {
  const id = `review.${chapter.slug}`;
  const start = startOf(chapter.slug, chapter.was);
  return chapter.blocks.filter(({ kind }) => kind === "prompts" && start).flatMap((block) =>
    AFTER.flatMap((n) => {
      const about = { id: `${id}.${n}`, title: host.t("planner.event-review", { chapter: chapter.title }), text: "", url: linkTo(block) };
      return planned({ day: plus(start, n), time: "" }, about, [reviewOf(chapter.slug, chapter.was)]);
    }),
  );
}

/**
 * @param {When | null} when
 * @param {{id: string, title: string, text: string, url: string | null}} about
 * @param {(Entry | undefined)[]} entries What it is made of.
 * @param {boolean} [hushed]
 * @returns {Planned[]}
 */
function planned(when, { id, title, text, url }, entries, hushed = false) {
  if (!when) return [];
  const times = entries.map((entry) => Date.parse(String(entry?.at))).filter((time) => time >= 0);
  const web = /^https?:/.test(url ?? "") ? String(url) : "";
  return [{ uid: uidOf(id, store.handbook), when, title, text, url: web, changed: new Date(Math.max(0, ...times)), hushed }];
}

/** How many days after the first a chapter's questions come back: our choice, as docs/workbook/plan.md says. */
export const AFTER = [2, 7, 28];

/** Returns an entry. @param {Names} names @returns {Entry | undefined} */
export function read({ id, was }) {
  return store.get(id, was);
}

/** Returns where a plan keeps something, such as its date. @param {Block} block @param {"date" | "private"} what @returns {Names} */
export function ofPlan({ anchor, controls }, what) {
  return { id: `${anchor}.${what}`, was: (controls[0].was ?? []).map((old) => old.replace(/\.when$/, `.${what}`)) };
}

/** Returns where a behaviour that the reader works towards is kept, or its date. @param {Behaviour} behaviour @param {".date"} [end] @returns {Names} */
export function ofNext({ id, was = [] }, end) {
  return { id: `next.${id}${end ?? ""}`, was: was.map((old) => `next.${old}${end ?? ""}`) };
}

/** Returns the level that the reader works towards and its entry; null where there is none. @param {Behaviour} behaviour */
export function aimOf(behaviour) {
  const entry = read(ofNext(behaviour));
  const level = /^[1-9]$/.test(String(entry?.value)) ? Number(entry?.value) : 0;
  return entry && level > 0 && level < behaviour.anchors.length ? { entry, level } : null;
}

/** Returns the entries of a plan's two gaps. @param {Block} block */
export function gaps({ controls }) {
  return controls.map(({ id, was }) => store.get(id, was));
}

/** Tells whether a plan says something. @param {Block} block */
export function isBegun(block) {
  return gaps(block).some(isAnswer);
}

/** Tells whether the reader has noted, on that day or later, what came of a plan: then it is no longer due. @param {Block} block @param {import("./dates.js").When | null} when */
export function isNoted(block, when) {
  const noted = notedOn(block, (id, was = []) => store.get(id, was));
  return noted !== null && when !== null && dayOf(noted) >= when.day;
}

/** Returns what the reader noted of a plan, or "". @param {Block} block */
export function noteOf({ notes = [] }) {
  return notes.map(({ id, was }) => store.get(id, was)).filter(isAnswer).map(({ value }) => String(value).trim()).join("\n");
}

/** Tells whether a plan is private. @param {Block} block */
export function isPrivate(block) {
  return read(ofPlan(block, "private"))?.value === true;
}

/** Returns a plan as a sentence, a gap as dots; "" where nothing is written. @param {Block} block @param {import("../../elements/base-element.js").HandbookElement} host */
export function sentenceOf(block, host) {
  // The sentence brings its own comma and full stop.
  const [when, then] = gaps(block).map((entry) => (isAnswer(entry) ? String(entry?.value).replace(/\s+/g, " ").trim().replace(/[.,;]+$/, "") : "…"));
  return isBegun(block) ? host.t("planner.sentence", { when, then }) : "";
}

/** Returns the entry that says from which day the questions of a chapter come back. @param {string} slug @param {string[]} was Its slugs of before. */
export function reviewOf(slug, was) {
  return store.get(`review.${slug}`, was.map((old) => `review.${old}`));
}

/** Returns the day from which the questions of a chapter come back, or "". @param {string} slug @param {string[]} was */
export function startOf(slug, was) {
  return whenOf(reviewOf(slug, was)?.value)?.day ?? "";
}
