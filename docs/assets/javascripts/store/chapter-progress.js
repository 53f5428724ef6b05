/** How far each chapter is, as every page shows it: remembered on this device, for chapters with at least one answer. */

import { isObject } from "./document.js";
import { store } from "./store.js";

/** @typedef {{done: number, all: number}} Progress How many of a chapter's blocks are done. */

/** Returns the remembered progress, by the chapter's slug. @returns {Record<string, Progress>} */
export function chapterProgress() {
  const progress = store.remembered("progress");
  return isObject(progress) ? /** @type {Record<string, Progress>} */ (progress) : {};
}

/**
 * Remembers how far chapters are; a chapter without an answer is forgotten.
 *
 * @param {import("../elements/base-element.js").HandbookElement} element Sends the command.
 * @param {Record<string, Progress & {begun: boolean}>} chapters By slug.
 */
export function rememberProgress(element, chapters) {
  const before = chapterProgress();
  const after = { ...before };
  for (const [slug, { begun, done, all }] of Object.entries(chapters)) {
    if (begun) after[slug] = { done, all };
    else delete after[slug];
  }
  if (JSON.stringify(after) !== JSON.stringify(before)) element.command("remember", { key: "progress", value: after });
}
