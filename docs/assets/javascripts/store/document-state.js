/** What a tab knows: the reader's document, a newer version's beside it, and what is not saved yet. No storage, no clock. */

import { emptyNotes, contains, isEntry, isObject, nextTimestamp, merge, newest, replacedStamp, serialise } from "./document.js";

/**
 * @typedef {import("./document.js").Entry} Entry
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {{value: string | boolean, rev?: unknown, said?: unknown}} Answer What the reader says; `said`: the wording that it answers, `rev`: its hash.
 */

export class DocumentState {
  /** A newer version's document, to be read only. @type {import("./document.js").Newer | null} */
  newer = null;
  /** Ids whose latest entry is not in the storage. @type {Set<string>} */
  unsaved = new Set();
  /** Whether something here would be news to the storage. */
  dirty = false;

  /** @param {string} handbook */
  constructor(handbook) {
    this.notes = emptyNotes(handbook);
  }

  /** Returns what stands under an id, readable or not. @param {string} id */
  at(id) {
    const known = this.notes.entries.get(id);
    const newer = this.newer?.notes.entries.get(id);
    return known !== undefined && newer !== undefined ? newest(known, newer) : (known ?? newer);
  }

  /** Returns the readable entry of an id, or of the newest of its old ids, or undefined. @param {string} id @param {string[]} [was] @returns {Entry | undefined} */
  get(id, was = []) {
    const own = this.at(id);
    if (isEntry(own)) return own;
    const found = was.map((old) => this.at(old)).filter(isEntry);
    return found.length ? found.reduce(newest) : undefined;
  }

  /** Returns all entries, by id: a copy. @returns {Entries} */
  entries() {
    if (!this.newer) return new Map(this.notes.entries);
    const ids = [...this.notes.entries.keys(), ...this.newer.notes.entries.keys()];
    return new Map(ids.map((id) => [id, this.at(id)]));
  }

  /** Puts an answer in the place of the one before; unknown fields of that one stay. @param {string} id @param {Answer} answer @param {number} now */
  write(id, answer, now) {
    const old = this.at(id);
    this.#put(id, { ...(isObject(old) ? old : {}), ...answer, at: nextTimestamp(old, now) });
  }

  /** Takes in entries from elsewhere; of two under one id the newest stands. @param {Entries} entries */
  mergeEntries(entries) {
    for (const [id, entry] of entries) {
      const old = this.at(id);
      const stands = old === undefined ? entry : newest(old, entry);
      if (stands !== old) this.#put(id, stands);
    }
  }

  /** Puts these entries in the place of all others. @param {Entries} entries @param {number} now */
  replaceEntries(entries, now) {
    this.notes = { head: { ...this.notes.head, replaced: replacedStamp(this.notes, now) }, entries: new Map(entries) };
    this.unsaved = new Set(entries.keys());
    this.dirty = true;
  }

  /** Takes in what another tab has stored. @param {import("./document.js").Notes} stored */
  mergeStored(stored) {
    this.notes = merge(this.notes, stored);
    this.dirty = !contains(stored, this.notes);
  }

  /** Takes note that all of it is in the storage. */
  markSaved() {
    this.unsaved = new Set();
    this.dirty = false;
  }

  /** Returns the document as JSON text; a newer version's goes along as it stands: its entries are not ours to read. */
  exportJson() {
    return serialise(this.notes, { space: 2, extra: this.newer ? { newer: this.newer.raw } : {} });
  }

  /** @param {string} id @param {unknown} entry */
  #put(id, entry) {
    this.notes.entries.set(id, entry);
    this.unsaved.add(id);
    this.dirty = true;
  }
}
