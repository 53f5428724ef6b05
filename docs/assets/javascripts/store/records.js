/** Which record of each checklist, sheet and plan is open: remembered on this device. record-ids.js says what a record is. */

import { isObject } from "./document.js";
import { hasRecord, recordsOf, startOf } from "./record-ids.js";
import { store } from "./store.js";

export * from "./record-ids.js";

/** Returns the open record of a block, "" for the first; one that is deleted isn't open. @param {string} block */
export function openRecord(block) {
  const open = openRecords();
  const record = Object.hasOwn(open, block) && startOf(String(open[block])) ? String(open[block]) : "";
  if (hasRecord((id) => store.get(id), block, record)) return record;
  return recordsOf(store.entries(), block)[0]?.record ?? record;
}

/** Opens a record of a block, on this page and on every other that this device opens later. @param {string} block @param {string} record */
export function openRecordIn(block, record) {
  document.dispatchEvent(new CustomEvent("hb-flush")); // what has just been typed belongs to the other one
  const { [block]: _, ...others } = openRecords();
  store.remember("open-records", record ? { ...others, [block]: record } : others);
  for (const element of document.querySelectorAll(`[data-hb-block="${CSS.escape(block)}"]`)) {
    if (record) element.setAttribute("data-hb-record", record);
    else element.removeAttribute("data-hb-record");
    // Its fields still show the other one's answers: they aren't the reader's for this one.
    if ("forget" in element) /** @type {{forget: () => void}} */ (/** @type {unknown} */ (element)).forget();
  }
  store.notify("document");
}

/** @returns {Record<string, unknown>} */
function openRecords() {
  const open = store.remembered("open-records");
  return isObject(open) ? open : {};
}
