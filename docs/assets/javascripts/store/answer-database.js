/** The reader's answers in the database: one record an answer, so that no tab ever writes the whole. */

import { addVersion, apply } from "./document.js";
import { Database, resultOf } from "./database.js";

/**
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {import("./document.js").Change} Change
 * @typedef {{head?: import("./document.js").Head, taken?: unknown, count?: number}} Meta `head`: the document's other fields; `taken`: which
 *   text of the first edition is in it; `count`: of all writes, so that a tab knows whether it has missed one.
 * @typedef {{entries: Entries, meta: Meta, isNew?: boolean, isNewer?: boolean, ids?: Set<string>, unreadable?: string}} Loaded `ids`: of
 *   the entries that were asked for, if not all were; `unreadable`: a text that was set aside.
 * @typedef {{clear?: boolean, meta?: Meta}} Options `clear`: whether all others go, with the earlier versions; `meta`: written along.
 */

const PIECE = 500; // answers that are read at once

export class AnswerDatabase extends Database {
  /** Returns everything, or of the answers only some. @param {Set<string>} [ids] @returns {Promise<Loaded>} */
  async load(ids) {
    const read = (/** @type {IDBObjectStore} */ answers) => (ids ? valuesIn(answers, ids) : contentOf(answers));
    const [entries, meta] = await this.run(["answers", "meta"], "readonly", (answers, others) => Promise.all([read(answers), contentOf(others)]));
    for (const [id, entry] of entries) if (entry === undefined) entries.delete(id);
    const { isNew, isNewer } = this;
    this.isNew = false;
    return { entries, meta: Object.fromEntries(meta), isNew, isNewer, ids };
  }

  /** Returns the count of all writes. */
  count() {
    return this.run(["meta"], "readonly", countIn);
  }

  /**
   * Writes answers. What did not win is kept among their earlier versions. Returns the count of all writes, and what is
   * stored now, at least of those answers.
   *
   * @param {Iterable<Change>} changes
   * @param {Options} [options]
   */
  write(changes, { clear, meta = {} } = {}) {
    return this.run(["answers", "versions", "meta"], "readwrite", async (answers, versions, others) => {
      if (clear) for (const store of [answers, versions]) store.clear();
      const all = [...changes];
      const stored = await valuesIn(answers, all.map(([id]) => id));
      const kept = new Map(stored);
      const lost = apply(kept, all);
      for (const [id, before] of stored) {
        const entry = kept.get(id);
        if (entry === undefined) answers.delete(id);
        else if (entry !== before) answers.put(entry, id);
      }
      await addVersions(versions, lost);
      const count = (await countIn(others)) + 1;
      for (const [name, value] of Object.entries({ ...meta, count })) others.put(value, name);
      return { kept, count };
    });
  }
}

/** Adds entries to the earlier versions of their answers, in their order. @param {IDBObjectStore} versions @param {[string, unknown][]} entries */
export async function addVersions(versions, entries) {
  const all = await valuesIn(versions, entries.map(([id]) => id));
  for (const [id, entry] of entries) all.set(id, addVersion(all.get(id) ?? [], entry));
  for (const [id, list] of all) versions.put(list, id);
}

/** Returns what a store has under some keys. @param {IDBObjectStore} store @param {Iterable<string>} ids @returns {Promise<Map<string, any>>} */
export async function valuesIn(store, ids) {
  return new Map(await Promise.all([...ids].map(async (id) => /** @type {[string, any]} */ ([id, await resultOf(store.get(id))]))));
}

// In pieces, each a task of its own: thousands of answers at once would hold up what the reader does in the meantime.
/** @param {IDBObjectStore} store @returns {Promise<Map<string, any>>} */
async function contentOf(store) {
  const all = new Map();
  for (let rest; ; ) {
    /** @type {[IDBValidKey[], unknown[]]} */
    const [ids, values] = await Promise.all([resultOf(store.getAllKeys(rest, PIECE)), resultOf(store.getAll(rest, PIECE))]);
    ids.forEach((id, n) => all.set(id, values[n]));
    if (ids.length < PIECE) return all;
    rest = IDBKeyRange.lowerBound(ids.at(-1), true);
  }
}

/** @param {IDBObjectStore} meta @returns {Promise<number>} */
async function countIn(meta) {
  return (await resultOf(meta.get("count"))) ?? 0;
}
