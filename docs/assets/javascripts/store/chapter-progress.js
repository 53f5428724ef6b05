/** How far each chapter is, as every page may show it: remembered on this device, and only of chapters with an answer. */

import { isObject } from "./document.js";
import { store } from "./store.js";

/** @typedef {{done: number, all: number}} Progress How many of a chapter's blocks are done. */

let told = "";

/** Returns what is remembered, by the chapter's slug. @returns {Record<string, Progress>} */
export function chapterProgress() {
  const found = store.remembered("progress");
  return isObject(found) ? /** @type {Record<string, Progress>} */ (found) : {};
}

/**
 * Remembers how far chapters are; one without an answer is forgotten.
 *
 * @param {import("../elements/base-element.js").HandbookElement} element Asks for it.
 * @param {Record<string, Progress & {begun: boolean}>} chapters By slug.
 */
export function rememberProgress(element, chapters) {
  const known = chapterProgress();
  const next = { ...known };
  for (const [slug, { begun, done, all }] of Object.entries(chapters)) {
    if (begun) next[slug] = { done, all };
    else delete next[slug];
  }
  const text = JSON.stringify(next);
  // Where nothing can be stored it is said once: remembering makes every element look again.
  const news = text !== JSON.stringify(known) && text !== told;
  told = text;
  if (news) element.command("remember", { key: "progress", value: next });
}
