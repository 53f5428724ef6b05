/**
 * A copy of this page's ticks for the script in the head (overrides/partials/javascripts/base.html), which shows them before
 * the answers can be read. Never the truth: written after the answers are saved, replaced once they are read, and never read
 * by any other script. Erasing everything removes it, and a tab that keeps its own answers has none.
 */

import { attempt } from "./document-store.js";
import { idOf, oldIdsOf } from "../common/dom.js";

/** Copies the ticks of this page, once they are saved. @param {import("./document-store.js").DocumentStore} store */
export function copyTicks(store) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = document.querySelectorAll("hb-checklist [data-hb-id]");
  if (!boxes.length || store.mode === "tab" || [...boxes].some((box) => !store.isSaved(idOf(box)))) return;
  const name = `ticks:${location.pathname}`;
  // By the authors' ids: each checklist begins with the record that was open last.
  const text = [...boxes].filter((box) => store.get(idOf(box), oldIdsOf(box))?.value === true).map(({ dataset }) => ` ${dataset.hbId} `).join("");
  attempt(() => {
    if (!text) store.area.remove(name);
    else if (store.area.get(name) !== text) store.area.set(name, text);
  });
}
