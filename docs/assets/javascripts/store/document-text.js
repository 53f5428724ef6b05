/** The reader's document as text: how it's written, read, and merged with another. Loaded where there is such a text. */

import { canonical, isEntry, isObject, isText, newest, rankOf, replacedAt } from "./document.js";

/**
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {{head: import("./document.js").Head, entries: Entries}} Notes
 * @typedef {{kind: "newer", notes: Notes, raw: object}} Newer A newer version's document; `raw`: as it was parsed.
 */

export const FORMAT = "handbook-notes";
export const VERSION = 1;

/** Returns a handbook's empty document. @param {string} handbook @returns {Notes} */
export function emptyNotes(handbook) {
  return { head: { format: FORMAT, version: VERSION, handbook }, entries: new Map() };
}

/**
 * Parses a stored text.
 *
 * @param {string | null} text
 * @param {string} handbook The handbook's id.
 * @returns {{kind: "none" | "foreign" | "corrupt"} | {kind: "ours", notes: Notes} | Newer}
 */
export function parse(text, handbook) {
  if (text === null) return { kind: "none" };
  let raw;
  try {
    raw = JSON.parse(text);
  } catch {
    return { kind: "corrupt" };
  }
  if (!isObject(raw)) return { kind: "corrupt" };
  const { entries, ...rest } = raw;
  /** @type {Notes["head"]} */
  const head = { ...rest, handbook: rest.handbook ?? handbook };
  if (head.format !== FORMAT || head.handbook !== handbook) return { kind: "foreign" };
  if (!isText(head.replaced)) return { kind: "corrupt" };
  const notes = { head, entries: new Map(isObject(entries) ? Object.entries(entries) : []) };
  if (Number(head.version) > VERSION) return { kind: "newer", notes, raw };
  if (head.version !== VERSION || !isObject(entries)) return { kind: "corrupt" };
  return { kind: "ours", notes };
}

/** Returns a document as JSON; `extra` fields are added to it. @param {Notes} notes @param {object} [extra] @param {number} [space] */
export function serialise({ head, entries }, extra, space) {
  return JSON.stringify({ ...head, ...extra, entries: Object.fromEntries(entries) }, null, space);
}

/** Merges two documents of one handbook; the order doesn't matter. @param {Notes} a @param {Notes} b @returns {Notes} */
export function merge(a, b) {
  const since = greater(a.head.replaced ?? "", b.head.replaced ?? "");
  return {
    head: Object.fromEntries(mergeMaps(new Map(Object.entries(a.head)), Object.entries(b.head), greater)),
    entries: mergeMaps(entriesSince(since, a), entriesSince(since, b), newest),
  };
}

/** Returns a value for `head.replaced` that is later than the document's own and than all its entries. @param {Notes} notes @param {number} now */
export function replacedStamp({ head, entries }, now) {
  let latest = Math.max(now, replacedAt(head) + 1);
  for (const entry of entries.values()) latest = Math.max(latest, rankOf(entry) + 1);
  return `${new Date(latest).toISOString()} ${Math.random().toString(36).slice(2, 10)}`;
}

/** @template T @param {Map<string, T>} ours @param {Iterable<[string, T]>} theirs @param {(a: T, b: T) => T} choose */
function mergeMaps(ours, theirs, choose) {
  const all = new Map(ours);
  for (const [key, value] of theirs) {
    const own = all.get(key);
    all.set(key, own === undefined ? value : choose(own, value));
  }
  return all;
}

/** @template T @param {T} a @param {T} b */
function greater(a, b) {
  return canonical(a) < canonical(b) ? b : a;
}

// All entries of a document that was itself replaced at that time, or another's later ones. What is left out ranks below
// all that stays in the order of `newest`, or the result would depend on the order of merging.
/** @param {string} since @param {Notes} notes @returns {Entries} */
function entriesSince(since, { head, entries }) {
  if ((head.replaced ?? "") === since) return entries;
  return new Map([...entries].filter(([, entry]) => isEntry(entry) && rankOf(entry) >= replacedAt({ replaced: since })));
}
