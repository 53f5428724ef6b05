/** Takes in rating files: one sentence for each says what became of it, and a refused one changes nothing. */

import { entriesOf, LARGEST, readRating } from "./rating-file.js";
import { called } from "./other-raters.js";
import { sessionsOf } from "../shared/rating-sessions.js";
import { store } from "../../store/store.js";
import { tn } from "../../common/i18n.js";

/**
 * @typedef {{
 *   behaviours: import("../shared/rating-sessions.js").Behaviour[],
 *   words: import("../../common/i18n.js").Words,
 *   say: import("../../common/i18n.js").Translate,
 *   keep: (entries: import("../../store/document.js").Entries) => void,
 * }} Here
 */

/** Calls `take` with the files that are chosen or dropped in an element. @param {HTMLElement} element @param {AbortSignal} signal @param {(files: File[]) => void} take */
export function takeFiles(element, signal, take) {
  const choose = (/** @type {Event} */ { target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
    take([...(target.files ?? [])]);
    target.value = ""; // so that the same file can be chosen again
  };
  const drop = (/** @type {Event} */ event) => {
    if (!(event instanceof DragEvent && event.target instanceof Element && event.target.closest('[data-hb-part="zone"]'))) return;
    event.preventDefault();
    if (event.type === "drop") take([...(event.dataTransfer?.files ?? [])]);
  };
  element.addEventListener("change", choose, { signal });
  for (const name of ["dragover", "drop"]) element.addEventListener(name, drop, { signal });
}

/** Takes in files, and returns what to tell the reader. @param {File[]} files @param {Here} here @returns {Promise<string[]>} */
export async function takeIn(files, { behaviours, words, say, keep }) {
  const told = [];
  for (const file of files) {
    const read = await readFile(file, behaviours);
    if ("fault" in read) {
      told.push(say(`assessment.refused.${read.fault}`, { ...read.values, file: file.name }));
      continue;
    }
    const name = called(read, say);
    const entries = store.entries();
    if (store.get(`view.${read.id}.date`)?.value) {
      told.push(say("assessment.already", { name }));
      continue;
    }
    keep(entriesOf(read, entries, Date.now()));
    const open = sessionsOf(entries, behaviours).some(({ done, other }) => done && !other);
    told.push(say(open ? "assessment.taken-open" : "assessment.taken", { name }));
    if (read.unknown) told.push(tn(words, "assessment.taken-unknown", read.unknown));
  }
  return told;
}

/** @param {File} file @param {import("../shared/rating-sessions.js").Behaviour[]} behaviours */
async function readFile(file, behaviours) {
  // Before it is read: a huge file would stop the page.
  if (file.size > LARGEST) return { fault: "large", values: {} };
  try {
    return readRating(await file.text(), { handbook: store.handbook, behaviours });
  } catch {
    return { fault: "unreadable", values: {} };
  }
}
