/**
 * What an id in the reader's document stands for. Practice has the id that its
 * author gave; everything else hangs on such an id or begins with a word of
 * ours that no author's id can be, since theirs have a hyphen in the first part.
 *
 *     <id>                                   an answer (a plan has <id>.when and <id>.then)
 *     <id>.private                           "true": the reader keeps this text out of packs and prints
 *     <id>.date                              "2026-12-01T09:00": when a plan is due, by the reader's clock
 *     assessment.<session>.done              "true": this self-assessment is finished
 *     assessment.<session>.<id>              "0" to "4": a level chosen; said: the title and the anchor
 *     assessment.<session>.<id>.evidence     what shows it
 *     view.<session>.…                       another person's rating, as it came in their file; .by, .role, .date
 *     next.<id>                              "3": the level of a behaviour that the reader works towards; next.<id>.date
 *     review.<slug>                          "2026-12-01": the day from which questions of a chapter come back
 */

import { isAnswer } from "./notes.js";

const FIRST = { assessment: "rating", view: "view", next: "next", review: "review" };
const LAST = { private: "private", date: "date" };

/** Returns "answer", "private", "date", "rating", "view", "next" or "review". @param {string} id */
export function kindOf(id) {
  const parts = id.split(".");
  if (parts.length > 1 && Object.hasOwn(FIRST, parts[0])) return FIRST[parts[0]];
  return (parts.length > 1 && LAST[parts.at(-1)]) || "answer";
}

/** Returns the entries that are answers to the handbook's practice and say something, as [id, entry]. */
export function answers(entries) {
  return [...entries].filter(([id, entry]) => isAnswer(entry) && kindOf(id) === "answer");
}
