/** What has changed in the handbook since the reader's last visit, by wording hash. Pure functions. */

import { controlsOf } from "../shared/catalogue.js";
import { isAnswer, isObject } from "../../store/document.js";

/**
 * @typedef {import("../shared/progress.js").Catalogue} Catalogue
 * @typedef {import("../shared/progress.js").Block} Block
 * @typedef {import("../shared/progress.js").Control} Control
 * @typedef {{what: "new" | "reworded" | "retired", said: string, old?: string, n?: number, block?: Block, control?: Control, behaviour?: boolean}} Change
 */

/** Returns the wording hash of every control and behaviour, by id. @param {Catalogue} catalogue @returns {Record<string, string>} */
export function wordingHashes(catalogue) {
  return Object.fromEntries([...controlsOf(catalogue).map(({ control }) => control), ...catalogue.behaviours].map((item) => [item.id, wordingHash(item)]));
}

/** Returns an item's wording hash; a scenario's covers its options. @param {{rev: string, options?: Control["options"]}} item */
function wordingHash({ rev, options = {} }) {
  return [rev, ...Object.values(options).map((option) => option.rev)].join(" ");
}

/** Returns the hashes stored on an earlier visit, or null. @param {unknown} stored What is remembered as "seen". */
export function parseSeen(stored) {
  return isObject(stored) && isObject(stored.revs) ? new Map(Object.entries(stored.revs)) : null;
}

/**
 * Returns what is new, reworded or retired, in reading order. A block that is new as a whole is one change.
 *
 * @param {Catalogue} catalogue
 * @param {Map<string, unknown>} seen
 * @param {import("../shared/progress.js").Entries} entries
 * @returns {Change[]}
 */
export function changesSince(catalogue, seen, entries) {
  const seenHash = (/** @type {{id: string, was?: string[]}} */ { id, was = [] }) => seen.get([id, ...was].find((old) => seen.has(old)) ?? "");
  // The entry of a plan or a scenario stores another wording than the question's.
  const oldWording = (/** @type {Block} */ { kind }, /** @type {Control} */ { id, rev, was = [] }) => {
    const entry = kind === "plan" || kind === "scenario" ? undefined : [id, ...was].map((old) => entries.get(old)).find(isAnswer);
    return entry && entry.rev !== rev && typeof entry.said === "string" ? entry.said : undefined;
  };
  const blocks = catalogue.chapters.flatMap(({ blocks, sheets }) => [...blocks, ...sheets]);
  const inBlocks = blocks.flatMap((block) => {
    const added = block.controls.filter((control) => seenHash(control) === undefined);
    /** @type {Change[]} */
    const reworded = block.controls.filter((control) => !added.includes(control) && seenHash(control) !== wordingHash(control))
      .map((control) => ({ what: "reworded", said: wording(block, control), old: oldWording(block, control), block, control }));
    // The two halves of a plan share one wording.
    if (block.kind === "plan") reworded.length = Math.min(reworded.length, 1);
    /** @type {Change[]} */
    const addedChanges = added.length > 1 && added.length === block.controls.length
      ? [{ what: "new", said: block.title, n: added.length, block }]
      : added.map((control) => ({ what: "new", said: wording(block, control), block, control }));
    return [...addedChanges, ...reworded];
  });
  const inBehaviours = catalogue.behaviours.filter((behaviour) => seenHash(behaviour) !== wordingHash(behaviour))
    .map((behaviour) => ({ what: seenHash(behaviour) === undefined ? "new" : "reworded", said: behaviour.title, behaviour: true }));
  const retired = Object.entries(catalogue.retired).filter(([id]) => ["", ".when", ".then"].some((suffix) => seen.has(id + suffix) && isAnswer(entries.get(id + suffix))))
    .map(([, said]) => ({ what: "retired", said }));
  return /** @type {Change[]} */ ([...inBlocks, ...inBehaviours, ...retired]);
}

/** @param {Block} block @param {Control & {intro?: string}} control */
function wording(block, control) {
  return block.kind === "plan" ? control.intro || block.title : control.said;
}
