/** What the reader has answered to a piece of practice in the kit, and whether it is kept private. */

import { sessionsOf } from "../shared/rating-sessions.js";
import { isAnswer } from "../../store/document.js";
import { isOn } from "../shared/pack-item.js";
import { ids } from "../../common/dom.js";

/**
 * @typedef {import("../../store/document.js").Entry} Entry
 * @typedef {(id: string, was?: string[]) => Entry | undefined} Get
 * @typedef {{done: boolean, text: string, then: string, secret: boolean}} Answer `then`: what the practice said when it was answered, if it says something else now.
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 */

/** Returns the answer that belongs to an element with `data-hb-of`. @param {HTMLElement} element @param {Get} get @returns {Answer} */
export function answerOf(element, get) {
  const { hbOf: id = "", hbRev: rev } = element.dataset;
  const was = ids(element.dataset.hbWas);
  const entry = get(id, was);
  const done = isAnswer(entry);
  // The two gaps of a plan are one text.
  const keys = [id, id.replace(/\.(when|then)$/, "")];
  const old = was.flatMap((one) => [one, one.replace(/\.(when|then)$/, "")]).map((one) => `${one}.private`);
  return {
    done,
    text: done && typeof entry?.value === "string" ? entry.value.replace(/\r\n?/g, "\n").replace(/^\s*\n/, "").trimEnd() : "",
    then: done && rev ? thenOf(entry, rev) : "",
    secret: keys.some((key) => isOn(get(`${key}.private`, old))),
  };
}

/** Returns what the practice said when it was answered, or "" if it says the same today. @param {Entry | undefined} entry @param {string} rev */
export function thenOf(entry, rev) {
  const said = typeof entry?.said === "string" ? entry.said.trim() : "";
  return entry?.rev !== undefined && entry.rev !== "" && entry.rev !== rev ? said : "";
}

/**
 * Returns the reader's newest finished rating of themselves, by behaviour.
 *
 * @param {import("../../store/document.js").Entries} entries
 * @param {Iterable<HTMLElement>} elements Those of the behaviours.
 * @returns {Map<string, Rating>}
 */
export function ratingsOf(entries, elements) {
  const behaviours = [...elements].map(({ dataset: { hbOf = "", hbRev = "", hbWas } }) => ({ id: hbOf, rev: hbRev, was: ids(hbWas), title: "", anchors: [], chapter: "", url: "" }));
  const own = sessionsOf(entries, behaviours).filter(({ done, other, about, by }) => done && !other && !about && !by);
  return own.at(-1)?.ratings ?? new Map();
}
