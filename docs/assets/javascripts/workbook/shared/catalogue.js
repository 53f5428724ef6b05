/**
 * The handbook's contents, as the workbook's pages carry them in `data-hb-catalogue` (written by
 * macros/handbook/views/catalogue.py): chapters with their blocks and controls, behaviours, sheets and retired ids.
 */

import { isAnswer } from "../../store/document.js";
import { recordOf } from "../../store/record-ids.js";
import { openRecord, recordsByBlock } from "../../store/records.js";
import { store } from "../../store/store.js";
import { addressOf } from "../../common/dom.js";
import { blockInRecord, catalogueInRecords } from "./catalogue-records.js";

/**
 * @typedef {{id: string, rev: string, said: string, was?: string[], asks?: "expectation" | "evidence" | "witness" | "plan", options?: Record<string, {rev: string, said: string}>}} Control `asks`: what is
 *   written there is a line of a role, evidence, who saw it, or what comes next.
 * @typedef {{kind: "checklist"|"prompts"|"plan"|"scenario"|"recall"|"sheet", anchor: string, title: string, url: string, controls: Control[], notes?: Control[],
 *   record?: string, name?: string, shows?: string, every?: "week"}} Block `notes`: optional fields that don't count towards its progress; `shows`: the behaviour for which its
 *   ticks are evidence; `every`: how often it returns; `record`, `name`: of the record that it stands for (catalogue-records.js).
 * @typedef {Control & {answer: string}} Question
 * @typedef {{slug: string, title: string, part: number | null, section: string, url: string, minutes: {read: number, practice: number}, was: string[],
 *   recall: Question[], blocks: Block[], sheets: Block[], deepens?: string}} Chapter `recall`: the questions on it that come back, which another chapter may ask;
 *   `deepens`: of a field note, the slug of its chapter.
 * @typedef {{id: string, rev: string, title: string, anchors: string[], chapter: string, url: string, was?: string[]}} Behaviour
 * @typedef {{id: string, rev: string, said: string, was?: string[], help?: string, shows?: string}} Expected A line of the team's career ladder.
 * @typedef {{chapters: Chapter[], behaviours: Behaviour[], retired: Record<string, string>, ladder?: {title: string, expectations: Expected[]}[]}} Catalogue
 */

/** Returns an element's catalogue, or an empty one. @param {HTMLElement} element @returns {Catalogue} */
export function catalogueOf(element) {
  try {
    return JSON.parse(element.dataset.hbCatalogue ?? "");
  } catch {
    return { chapters: [], behaviours: [], retired: {} };
  }
}

/** Returns a catalogue with the answers' ids in the records that are open now. @param {Catalogue} catalogue @returns {Catalogue} */
export function inOpenRecords(catalogue) {
  return catalogueInRecords(catalogue, ({ anchor }) => [{ record: openRecord(anchor) }]);
}

/** Returns a block with the answers' ids in the record that is open now. @param {Block} block @returns {Block} */
export function inOpenRecord(block) {
  return blockInRecord(block, { record: openRecord(block.anchor) });
}

/** Returns a catalogue in which each block stands once for each of its records, newest first, or for some of them. @param {Catalogue} catalogue @param {(block: Block, record: string) => boolean} [isWanted] @returns {Catalogue} */
export function inAllRecords(catalogue, isWanted = () => true) {
  const records = recordsByBlock(store.entries());
  return catalogueInRecords(catalogue, (block) => (records.get(block.anchor) ?? [{ record: "", name: "" }]).filter(({ record }) => isWanted(block, record)));
}

/** Returns every control with its block and its chapter. @param {Catalogue} catalogue */
export function controlsOf(catalogue) {
  return catalogue.chapters.flatMap((chapter) => [...chapter.blocks, ...chapter.sheets, ...returningOnly(catalogue, chapter)].flatMap((block) => [...block.controls, ...(block.notes ?? [])].map((control) => ({ control, block, chapter }))));
}

/** Returns the questions about a chapter that no other one asks, as a block: Today alone does. @param {Catalogue} catalogue @param {Chapter} chapter @returns {Block[]} */
export function returningOnly({ chapters }, { title, recall = [] }) {
  const isAsked = (/** @type {string} */ id) => chapters.some(({ blocks }) => blocks.some(({ kind, controls }) => kind === "recall" && controls.some((control) => control.id === id)));
  const controls = recall.filter(({ id }) => !isAsked(id));
  return controls.length ? [{ kind: "recall", anchor: "", title, url: "workbook/", controls }] : [];
}

/** Returns the URL of a block, or of one of its controls. @param {Block} block @param {string} [id] */
export function linkTo(block, id) {
  return addressOf({ url: block.url, block: id === undefined ? block.anchor : recordOf(id).id }) ?? "";
}

/**
 * Returns when the reader last wrote down the outcome of a plan, or null.
 *
 * @param {{notes?: {id: string, was?: string[]}[]}} block
 * @param {(id: string, was?: string[]) => import("../../store/document.js").Entry | undefined} get
 */
export function outcomeDate({ notes = [] }, get) {
  const [entry] = notes.map(({ id, was }) => get(id, was)).filter(isAnswer);
  const at = Date.parse(String(entry?.at));
  return Number.isNaN(at) ? null : new Date(at);
}
