/**
 * The catalogue in the reader's records: its checklists, sheets and plans with the ids that their answers have in the record
 * that is open, or in all of them. What reads answers by the catalogue then reads those. Pure functions.
 */

import { inRecord } from "../../store/record-ids.js";

/**
 * @typedef {import("./catalogue.js").Catalogue} Catalogue
 * @typedef {import("./catalogue.js").Block} Block
 * @typedef {import("./catalogue.js").Control} Control
 */

const REPEATED = ["checklist", "sheet", "plan"]; // the kinds of blocks that have records

/** Tells whether a block has records. @param {Block} block */
export function isRepeated({ kind }) {
  return REPEATED.includes(kind);
}

/** Returns a catalogue in which each block that has records stands once for each of some of them. @param {Catalogue} catalogue @param {(block: Block) => {record: string, name?: string}[]} choose @returns {Catalogue} */
export function catalogueInRecords(catalogue, choose) {
  const expand = (/** @type {Block} */ block) => (isRepeated(block) ? choose(block).map((record) => blockInRecord(block, record)) : [block]);
  return { ...catalogue, chapters: catalogue.chapters.map((chapter) => ({ ...chapter, blocks: chapter.blocks.flatMap(expand), sheets: chapter.sheets.flatMap(expand) })) };
}

/** Returns a block with the ids of a record. @param {Block} block @param {{record: string, name?: string}} record @returns {Block} */
export function blockInRecord(block, { record, name = "" }) {
  const move = (/** @type {Control} */ control) => ({ ...control, id: inRecord(control.id, record), was: control.was?.map((old) => inRecord(old, record)) });
  return { ...block, record, name, controls: block.controls.map(move), notes: block.notes?.map(move) };
}
