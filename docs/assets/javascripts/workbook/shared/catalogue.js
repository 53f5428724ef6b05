/**
 * What the handbook holds, as the workbook's pages carry it (macros/handbook/views/catalogue.py):
 * chapters with their blocks and controls, behaviours, sheets, and what is gone.
 */

import { isAnswer } from "../../store/document.js";
import { addressOf } from "../../common/dom.js";

/**
 * @typedef {{id: string, rev: string, said: string, was?: string[], options?: Record<string, {rev: string, said: string}>}} Control
 * @typedef {{kind: "checklist"|"prompts"|"plan"|"scenario"|"recall"|"sheet", anchor: string, title: string, url: string, controls: Control[], notes?: Control[]}} Block `notes`:
 *   what may be written besides, and is no part of what is to be done.
 * @typedef {{slug: string, title: string, part: number | null, section: string, url: string, was: string[], blocks: Block[], sheets: Block[]}} Chapter
 * @typedef {{id: string, rev: string, title: string, anchors: string[], chapter: string, url: string, was?: string[]}} Behaviour
 * @typedef {{chapters: Chapter[], behaviours: Behaviour[], retired: Record<string, string>}} Catalogue
 */

/** Returns the catalogue that an element carries in `data-hb-catalogue`; an empty one if there is none. @param {HTMLElement} element @returns {Catalogue} */
export function catalogueOf(element) {
  try {
    return JSON.parse(element.dataset.hbCatalogue ?? "");
  } catch {
    return { chapters: [], behaviours: [], retired: {} };
  }
}

/** Returns every control with where it stands: {control, block, chapter}. @param {Catalogue} catalogue */
export function controlsOf({ chapters }) {
  return chapters.flatMap((chapter) => [...chapter.blocks, ...chapter.sheets].flatMap((block) => [...block.controls, ...(block.notes ?? [])].map((control) => ({ control, block, chapter }))));
}

/** Returns the address of a block or of one of its controls. @param {Block} block @param {string} [id] */
export function linkTo(block, id) {
  return addressOf({ url: block.url, block: id ?? block.anchor }) ?? "";
}

/**
 * Returns when the reader last noted what came of a plan, or null.
 *
 * @param {Block} block
 * @param {(id: string, was?: string[]) => import("../../store/document.js").Entry | undefined} get
 */
export function notedOn({ notes = [] }, get) {
  const [entry] = notes.map(({ id, was }) => get(id, was)).filter(isAnswer);
  const at = Date.parse(String(entry?.at));
  return Number.isNaN(at) ? null : new Date(at);
}

/** Returns "open", "begun" or "done". @param {Block} block @param {import("../../store/document-store.js").DocumentStore} store */
export function stateOf(block, store) {
  const done = block.controls.filter(({ id, was }) => isAnswer(store.get(id, was))).length;
  return done === block.controls.length ? "done" : done ? "begun" : "open";
}
