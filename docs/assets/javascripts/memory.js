/** What a tab knows: the reader's document, a newer version's beside it, and what is not saved yet. No storage, no clock. */

import { blank, isEntry, isObject, later, merge, newest, replacedNow, serialise } from "./notes.js";

export class Memory {
  /** A newer version's document, to be read only: what `parse` gave, or null. */
  newer = null;
  /** Ids whose latest entry is not in the storage. @type {Set<string>} */
  unsaved = new Set();

  /** @param {string} handbook */
  constructor(handbook) {
    this.notes = blank(handbook);
  }

  /** Returns what stands under an id, readable or not. */
  at(id) {
    const known = this.notes.entries.get(id);
    const newer = this.newer?.notes.entries.get(id);
    return known !== undefined && newer !== undefined ? newest(known, newer) : (known ?? newer);
  }

  /** Returns the readable entry of an id, or of the newest of its old ids, or undefined. */
  get(id, was = []) {
    const own = this.at(id);
    if (isEntry(own)) return own;
    return was.map((old) => this.at(old)).filter(isEntry).reduce((a, b) => (a ? newest(a, b) : b), undefined);
  }

  /** Returns all entries, by id: a copy. */
  entries() {
    const ids = [...this.notes.entries.keys(), ...(this.newer?.notes.entries.keys() ?? [])];
    return new Map(ids.map((id) => [id, this.at(id)]));
  }

  /** Puts an answer in the place of the one before; unknown fields of that one stay. */
  write(id, answer, now) {
    const old = this.at(id);
    this.#put(id, { ...(isObject(old) ? old : {}), ...answer, at: later(old, now) });
  }

  /** Takes in entries from elsewhere; of two under one id the newest stands. */
  take(entries) {
    for (const [id, entry] of entries) {
      const old = this.at(id);
      const stands = old === undefined ? entry : newest(old, entry);
      if (stands !== old) this.#put(id, stands);
    }
  }

  /** Puts these entries in the place of all others. */
  replace(entries, now) {
    this.notes = { head: { ...this.notes.head, replaced: replacedNow(this.notes, now) }, entries: new Map(entries) };
    this.unsaved = new Set(entries.keys());
  }

  /** Takes in what another tab has stored. */
  meet(stored) {
    this.notes = merge(this.notes, stored);
  }

  /** Returns the document as JSON text; a newer version's goes along as it stands: its entries are not ours to read. */
  copy() {
    return serialise(this.notes, { space: 2, extra: this.newer ? { newer: this.newer.raw } : {} });
  }

  #put(id, entry) {
    this.notes.entries.set(id, entry);
    this.unsaved.add(id);
  }
}
