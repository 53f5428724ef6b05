/** What the reader's document says about plans, next behaviours and reviews. Writes nothing. */

import { notedOn } from "../shared/catalogue.js";
import { isAnswer } from "../../store/document.js";
import { dayOf, whenOf } from "./dates.js";
import { store } from "../../store/store.js";

/** @typedef {import("../../store/document.js").Entry} Entry */
/** @typedef {import("../shared/catalogue.js").Block} Block */
/** @typedef {import("../shared/catalogue.js").Behaviour} Behaviour */
/** @typedef {{id: string, was: string[]}} Names An entry's id, and the ids that it had before. */

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
