/** The document in memory: what is saved, what isn't yet, and a newer version's document beside it. No storage, no clock. */

import { emptyNotes, contains, isEntry, isObject, nextTimestamp, merge, newest, replacedStamp, serialise } from "./document.js";

/**
 * @typedef {import("./document.js").Entry} Entry
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {{value: string | boolean, rev?: unknown, said?: unknown}} Answer `said`: the wording that was answered; `rev`: that wording's hash.
 */

export class DocumentState {
  /** A newer version's document, which is shown and never written. @type {import("./document.js").Newer | null} */
  newer = null;
  /** Ids whose latest entry isn't in the storage. @type {Set<string>} */
  unsaved = new Set();
  /** Whether memory has something that the storage lacks. */
  dirty = false;

  /** @param {string} handbook */
  constructor(handbook) {
    this.notes = emptyNotes(handbook);
  }

  /** Returns an id's entry, readable or not. @param {string} id */
  at(id) {
    const ours = this.notes.entries.get(id);
    const newer = this.newer?.notes.entries.get(id);
    return ours !== undefined && newer !== undefined ? newest(ours, newer) : (ours ?? newer);
  }

  /** Returns the readable entry of an id, or the newest of its old ids' entries, or undefined. @param {string} id @param {string[]} [was] @returns {Entry | undefined} */
  get(id, was = []) {
    const entry = this.at(id);
    if (isEntry(entry)) return entry;
    const old = was.map((id) => this.at(id)).filter(isEntry);
    return old.length ? old.reduce(newest) : undefined;
  }

  /** Returns a copy of all entries, by id. @returns {Entries} */
  entries() {
    if (!this.newer) return new Map(this.notes.entries);
    const ids = [...this.notes.entries.keys(), ...this.newer.notes.entries.keys()];
    return new Map(ids.map((id) => [id, this.at(id)]));
  }

  /** Replaces an id's answer; fields of the old entry that this version doesn't know stay. @param {string} id @param {Answer} answer @param {number} now */
  write(id, answer, now) {
    const old = this.at(id);
    this.#put(id, { ...(isObject(old) ? old : {}), ...answer, at: nextTimestamp(old, now) });
  }

  /** Merges entries from a file; of two with one id the newer is kept. @param {Entries} entries */
  mergeEntries(entries) {
    for (const [id, entry] of entries) {
      const old = this.at(id);
      const merged = old === undefined ? entry : newest(old, entry);
      if (merged !== old) this.#put(id, merged);
    }
  }

  /** Replaces all entries. @param {Entries} entries @param {number} now */
  replaceEntries(entries, now) {
    this.notes = { head: { ...this.notes.head, replaced: replacedStamp(this.notes, now) }, entries: new Map(entries) };
    this.unsaved = new Set(entries.keys());
    this.dirty = true;
  }

  /** Merges what is stored, which another tab may have written. @param {import("./document.js").Notes} stored */
  mergeStored(stored) {
    this.notes = merge(this.notes, stored);
    this.dirty = !contains(stored, this.notes);
  }

  /** Records that everything is in the storage. */
  markSaved() {
    this.unsaved = new Set();
    this.dirty = false;
  }

  /** Returns the document as JSON. A newer version's is added as it was stored, since this version may misread it. */
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
