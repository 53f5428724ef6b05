/**
 * Records: a checklist, a sheet or a plan can be done many times, and each time is a record with a name and a date. Pure
 * functions; records.js says which record is open. entry-kinds.js has the ids.
 */

import { localDay } from "../common/days.js";
import { isEntry } from "./document.js";

/**
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {{record: string, name: string, on: string}} Record `record`: "" for the first; `name`: "" if it has none; `on`: the
 *   local day on which it was begun, such as "2026-11-29", or "" for the first, which has no date.
 */

const RECORD = /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)-[a-z0-9]{1,12}$/;

/** Returns a new record, which sorts by time; its random end keeps two devices apart. @param {number} now */
export function newRecord(now) {
  const time = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, "").toLowerCase();
  return `${time}-${Math.random().toString(36).slice(2, 6).padEnd(4, "0")}`;
}

/** Returns when a record was begun, or null if it isn't one. @param {string} record */
export function startOf(record) {
  const at = new Date(record.replace(RECORD, "$1-$2-$3T$4:$5:$6Z"));
  return RECORD.test(record) && !Number.isNaN(at.valueOf()) ? at : null;
}

/** Splits the id of an answer into the id that its author gave it and its record, "" for the first. @param {string} id */
export function recordOf(id) {
  const at = id.lastIndexOf("@");
  return at < 0 ? { id, record: "" } : { id: id.slice(0, at), record: id.slice(at + 1) };
}

/** Returns the id that an answer has in a record. @param {string} id @param {string} record "" for the first. */
export function inRecord(id, record) {
  return record ? `${id}@${record}` : id;
}

/** Returns the id of what hangs on an answer, such as its private mark, in the answer's record. @param {string} id @param {string} part Such as ".private". */
export function withPart(id, part) {
  const own = recordOf(id);
  return inRecord(own.id + part, own.record);
}

/** Returns the id of the entry that names a record. @param {string} block @param {string} record */
export function nameId(block, record) {
  return inRecord(`record.${block}`, record);
}

/**
 * Tells whether a block has a record: it isn't deleted, and any but the first has been begun.
 *
 * @param {(id: string) => unknown} get Returns an entry.
 * @param {string} block
 * @param {string} record
 */
export function hasRecord(get, block, record) {
  const entry = get(nameId(block, record));
  return isEntry(entry) ? entry.value !== false : !record;
}

/** Returns the records of a block, newest first; the first is the last of the list. @param {Entries} entries @param {string} block @returns {Record[]} */
export function recordsOf(entries, block) {
  return recordsByBlock(entries).get(block) ?? [{ record: "", name: "", on: "" }];
}

/** Returns the records of each block that has several or has named or deleted its first, like `recordsOf`. @param {Entries} entries @returns {Map<string, Record[]>} */
export function recordsByBlock(entries) {
  /** @type {Map<string, Record[]>} */
  const blocks = new Map();
  const add = (/** @type {string} */ block, /** @type {string} */ record) => {
    if (!blocks.has(block)) blocks.set(block, []);
    const name = entries.get(nameId(block, record));
    if ((record && !startOf(record)) || !hasRecord(() => name, block, record)) return;
    blocks.get(block)?.push({ record, name: isEntry(name) ? String(name.value).trim() : "", on: dayOf(startOf(record)) });
  };
  for (const key of entries.keys()) {
    if (!key.startsWith("record.")) continue;
    const { id, record } = recordOf(key.slice("record.".length));
    if (record) add(id, record);
    else if (!blocks.has(id)) blocks.set(id, []);
  }
  for (const block of blocks.keys()) add(block, "");
  for (const records of blocks.values()) records.sort((a, b) => (a.record < b.record ? 1 : -1));
  return blocks;
}

/** Returns a name that goes on from the others: "Candidate 3" after "Candidate 2"; "" if the newest has no number. @param {Record[]} records Newest first. */
export function nextName(records) {
  const numbered = records.flatMap(({ name }) => {
    const [, words, n] = /^(.*\D )(\d{1,3})$/.exec(name) ?? [];
    return words ? [{ words, n: Number(n) }] : [];
  });
  const [newest] = numbered;
  if (!newest || !records[0].name.startsWith(newest.words)) return "";
  return `${newest.words}${Math.max(...numbered.filter(({ words }) => words === newest.words).map(({ n }) => n)) + 1}`;
}

/** @param {Date | null} moment */
function dayOf(moment) {
  return moment ? localDay(moment) : "";
}
