/**
 * The earlier versions of answers, as the store keeps them in its database. Loaded once a reader looks for them. Nothing here
 * throws: where the database can't be used there are no versions, and a tab of its own neither shows nor keeps any.
 */

import { addVersions, valuesIn } from "./answer-database.js";
import { resultOf } from "./database.js";
import { database, store } from "./store.js";

/** Returns whether earlier versions are kept here. */
export function hasHistory() {
  return store.mode === "browser" && !store.isWeak;
}

/** Returns the ids of all answers that have earlier versions. @returns {Promise<string[]>} */
export async function idsWithVersions() {
  return (await run("readonly", async (versions) => (await resultOf(versions.getAllKeys())).map(String))) ?? [];
}

/** Returns the earlier versions of each of some answers. @param {string[]} ids @returns {Promise<unknown[][]>} */
export async function versionsOf(ids) {
  const found = await run("readonly", (versions) => valuesIn(versions, ids));
  return ids.map((id) => found?.get(id) ?? []);
}

/** Keeps entries as earlier versions, once each; of an answer the last twenty are kept. @param {[string, unknown][]} entries */
export async function keepVersions(entries) {
  await run("readwrite", (versions) => addVersions(versions, entries));
}

/** Forgets the earlier versions of some answers, or of all; returns whether that has been done. @param {string[]} [ids] */
export async function forgetVersions(ids) {
  const done = await run("readwrite", (versions) => {
    for (const id of ids ?? []) versions.delete(id);
    if (!ids) versions.clear();
    return true;
  });
  return done === true;
}

/** @template T @param {IDBTransactionMode} mode @param {(versions: IDBObjectStore) => T | Promise<T>} act @returns {Promise<T | undefined>} */
async function run(mode, act) {
  try {
    return hasHistory() ? await database.run(["versions"], mode, act) : undefined;
  } catch {
    return undefined;
  }
}
