/**
 * What an id in the reader's document stands for. Practice has the id that its
 * author gave; everything else hangs on such an id or begins with a word of
 * ours that no author's id can be, since theirs have a hyphen in the first part.
 *
 *     <id>                                   an answer (a plan has <id>.when and <id>.then, and <id>.came for what came of it)
 *     <id>.private                           "true": the reader keeps this text out of packs and prints
 *     <id>.date                              "2026-12-01T09:00": when a plan is due, by the reader's clock
 *     assessment.<session>.done              "true": this assessment is finished; "false": it is begun
 *     assessment.<session>.about, .by, .role   only where the reader rates somebody else: who, by whom, as what
 *     assessment.<session>.<id>              "0" to "4": a level chosen; said: the title and the anchor
 *     assessment.<session>.<id>.evidence     what shows it; .evidence.private
 *     view.<session>.…                       another person's rating, as it came in their file; .by, .role, .about, .date
 *     next.<id>                              "3": the level of a behaviour that the reader works towards; next.<id>.date
 *     review.<slug>                          "2026-12-01": the day from which questions of a chapter come back
 */

import { isAnswer } from "./document.js";

/** @typedef {"answer" | "private" | "date" | "rating" | "view" | "next" | "review"} Kind */
/** @typedef {import("./document.js").Entry} Entry */

/** @type {Record<string, Kind>} */
const FIRST = { assessment: "rating", view: "view", next: "next", review: "review" };
/** @type {Record<string, Kind>} */
const LAST = { date: "date" };

/** Returns what an id stands for. @param {string} id @returns {Kind} */
export function kindOf(id) {
  const [first, ...rest] = id.split(".");
  const last = rest.at(-1);
  if (last === "private") return "private";
  if (last === undefined) return "answer";
  if (Object.hasOwn(FIRST, first)) return FIRST[first];
  return Object.hasOwn(LAST, last) ? LAST[last] : "answer";
}

/** Returns the entries that are answers to the handbook's practice and say something, as [id, entry]. @param {import("./document.js").Entries} entries @returns {[string, Entry][]} */
export function answers(entries) {
  return [...entries].flatMap(([id, entry]) => (isAnswer(entry) && kindOf(id) === "answer" ? [[id, entry]] : []));
}
