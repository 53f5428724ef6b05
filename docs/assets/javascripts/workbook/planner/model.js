/** What the reader's plans, next behaviours and reviews are in a calendar. */

import { uidOf } from "./icalendar.js";
import { linkTo } from "../shared/catalogue.js";
import { isPast, kept, plus, whenOf } from "./dates.js";
import { AFTER, aimOf, gaps, isBegun, isPrivate, ofNext, ofPlan, read, reviewOf, sentenceOf, startOf } from "./planner-read.js";
import { addressOf } from "../../common/dom.js";
import { store } from "../../store/store.js";

/** @typedef {import("../../elements/base-element.js").HandbookElement} Host */
/** @typedef {import("../../store/document.js").Entry} Entry */
/** @typedef {import("../shared/catalogue.js").Catalogue} Catalogue */
/** @typedef {import("../shared/catalogue.js").Chapter} Chapter */
/** @typedef {import("./dates.js").When} When */
/** @typedef {{uid: string, when: When, title: string, text: string, url: string, changed: Date, hushed: boolean}} Planned `hushed`: words were asked for, and stayed out. */

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
