/** What changed in the handbook since the reader last looked: by wording hash, from the catalogue and a record of it. No page, no storage. */

import { controlsOf } from "../shared/catalogue.js";
import { isAnswer, isObject } from "../../store/document.js";

/**
 * @typedef {import("../shared/progress.js").Catalogue} Catalogue
 * @typedef {import("../shared/progress.js").Block} Block
 * @typedef {import("../shared/progress.js").Control} Control
 * @typedef {{what: "new" | "reworded" | "retired", said: string, old?: string, n?: number, block?: Block, control?: Control, behaviour?: boolean}} Change
 */

/** Returns the wording hash of everything that can be answered, by id. @param {Catalogue} catalogue @returns {Record<string, string>} */
export function revsOf(catalogue) {
  return Object.fromEntries([...controlsOf(catalogue).map(({ control }) => control), ...catalogue.behaviours].map((thing) => [thing.id, revOf(thing)]));
}

/** Returns the wording hash of something that can be answered; a choice is worded by its options, too. @param {{rev: string, options?: Control["options"]}} thing */
function revOf({ rev, options = {} }) {
  return [rev, ...Object.values(options).map((option) => option.rev)].join(" ");
}

/** Returns the record of an earlier visit, or null. @param {unknown} mark What stands under "seen". */
export function recordOf(mark) {
  return isObject(mark) && isObject(mark.revs) ? new Map(Object.entries(mark.revs)) : null;
}

/**
 * Returns what is new, reworded or gone, in reading order; what is new in a whole block is one change.
 *
 * @param {Catalogue} catalogue
 * @param {Map<string, unknown>} seen
 * @param {import("../shared/progress.js").Entries} entries
 * @returns {Change[]}
 */
export function changesSince(catalogue, seen, entries) {
  const was = (/** @type {{id: string, was?: string[]}} */ { id, was = [] }) => seen.get([id, ...was].find((old) => seen.has(old)) ?? "");
  // Of a plan or a choice the entry says another thing than the question.
  const said = (/** @type {Block} */ { kind }, /** @type {Control} */ { id, rev, was = [] }) => {
    const entry = kind === "plan" || kind === "scenario" ? undefined : [id, ...was].map((old) => entries.get(old)).find(isAnswer);
    return entry && entry.rev !== rev && typeof entry.said === "string" ? entry.said : undefined;
  };
  const blocks = catalogue.chapters.flatMap(({ blocks, sheets }) => [...blocks, ...sheets]);
  const inBlocks = blocks.flatMap((block) => {
    const fresh = block.controls.filter((control) => was(control) === undefined);
    /** @type {Change[]} */
    const reworded = block.controls.filter((control) => !fresh.includes(control) && was(control) !== revOf(control))
      .map((control) => ({ what: "reworded", said: sentence(block, control), old: said(block, control), block, control }));
    // The two gaps of a plan have one wording.
    if (block.kind === "plan") reworded.length = Math.min(reworded.length, 1);
    /** @type {Change[]} */
    const added = fresh.length > 1 && fresh.length === block.controls.length
      ? [{ what: "new", said: block.title, n: fresh.length, block }]
      : fresh.map((control) => ({ what: "new", said: sentence(block, control), block, control }));
    return [...added, ...reworded];
  });
  const inBehaviours = catalogue.behaviours.filter((behaviour) => was(behaviour) !== revOf(behaviour))
    .map((behaviour) => ({ what: was(behaviour) === undefined ? "new" : "reworded", said: behaviour.title, behaviour: true }));
  const gone = Object.entries(catalogue.retired).filter(([id]) => ["", ".when", ".then"].some((gap) => seen.has(id + gap) && isAnswer(entries.get(id + gap))))
    .map(([, said]) => ({ what: "retired", said }));
  return /** @type {Change[]} */ ([...inBlocks, ...inBehaviours, ...gone]);
}

/** @param {Block} block @param {Control & {intro?: string}} control */
function sentence(block, control) {
  return block.kind === "plan" ? control.intro || block.title : control.said;
}
