/**
 * The reader's document as plain data: no page, no storage, no clock.
 *
 * In memory a document is `{head, entries}`: `entries` is a Map from id to
 * entry, so that no id, `__proto__` included, means anything to the language;
 * `head` holds every other field, known or not. The stored form is described
 * by ../schema/notes.schema.json.
 */

import { writtenOut } from "./written.js";

/**
 * @typedef {Readonly<{value: string | boolean, at?: unknown, rev?: unknown, said?: unknown}>} Entry An answer that this version can
 *   show. Its other fields may come from any file: look at them before you use them.
 * @typedef {Map<string, unknown>} Entries What stands under each id, readable or not; `isEntry` tells.
 * @typedef {{head: Record<string, unknown>, entries: Entries}} Notes
 * @typedef {{kind: "newer", notes: Notes, raw: object}} Newer A newer version's document; `raw`: as it stands.
 */

export const FORMAT = "handbook-notes";
export const VERSION = 1;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Returns the document of a handbook in which nothing has been written. @param {string} handbook @returns {Notes} */
export function emptyNotes(handbook) {
  return { head: { format: FORMAT, version: VERSION, handbook }, entries: new Map() };
}

/**
 * Reads stored text.
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
  /** @type {Record<string, unknown>} */
  const head = { ...rest, handbook: rest.handbook ?? handbook };
  if (head.format !== FORMAT || head.handbook !== handbook) return { kind: "foreign" };
  /** @type {Entries} */
  const found = new Map(isObject(entries) ? Object.entries(entries) : []);
  if (Number(head.version) > VERSION) return { kind: "newer", notes: { head, entries: found }, raw };
  if (head.version !== VERSION || !isObject(entries)) return { kind: "corrupt" };
  return { kind: "ours", notes: { head, entries: found } };
}

/** Returns the document as text; `extra` fields are added to it. @param {Notes} notes @param {{space?: number, extra?: object}} [how] */
export function serialise({ head, entries }, { space, extra } = {}) {
  if (space) return JSON.stringify({ ...head, ...extra, entries: Object.fromEntries(entries) }, null, space);
  const frame = JSON.stringify({ ...head, ...extra, entries: {} });
  const written = [];
  for (const [id, entry] of entries) {
    const text = writtenOut(entry);
    if (text !== undefined) written.push(`${JSON.stringify(id)}:${text}`);
  }
  return `${frame.slice(0, -2)}${written.join(",")}}}`;
}

/**
 * Returns what two documents of one handbook hold together, in whatever order they meet.
 *
 * `head.replaced` is the moment at which a reader erased the document or took a
 * change back. Of a document that was not there then, only what was written
 * since counts: a tab that had slept must not bring the rest back.
 * @param {Notes} a @param {Notes} b @returns {Notes}
 */
export function merge(a, b) {
  const since = greater(String(a.head.replaced ?? ""), String(b.head.replaced ?? ""));
  return {
    head: Object.fromEntries(mergeMaps(new Map(Object.entries(a.head)), Object.entries(b.head), greater)),
    entries: mergeMaps(entriesSince(since, a), entriesSince(since, b), newest),
  };
}

/** Tells whether `notes` would add nothing to `stored`. @param {Notes} stored @param {Notes} notes */
export function contains(stored, notes) {
  const { head, entries } = merge(stored, notes);
  if (canonical(head) !== canonical(stored.head) || entries.size !== stored.entries.size) return false;
  for (const [id, entry] of entries) if (!stored.entries.has(id) || !isEqual(entry, stored.entries.get(id))) return false;
  return true;
}

/** Returns a mark for `head.replaced` that is later than every mark and entry of a document. @param {Notes} notes @param {number} now */
export function replacedStamp({ head, entries }, now) {
  let latest = Math.max(now, replacedAt(head) + 1);
  for (const entry of entries.values()) latest = Math.max(latest, timeOf(entry) + 1);
  return `${new Date(Math.min(latest, LAST)).toISOString()} ${Math.random().toString(36).slice(2, 10)}`;
}

/** Tells whether something is an answer that this version can show. @param {unknown} thing @returns {thing is Entry} */
export function isEntry(thing) {
  return isObject(thing) && (typeof thing.value === "boolean" || typeof thing.value === "string");
}

/** Tells whether an entry says something: a tick, or a text that is not blank. @param {unknown} entry @returns {entry is Entry} */
export function isAnswer(entry) {
  return isEntry(entry) && (entry.value === true || (typeof entry.value === "string" && entry.value.trim() !== ""));
}

/**
 * Returns the entry that stands when two were written under one id. The order
 * is total, or merging would depend on which document came first: readable
 * before unreadable, later before earlier; at the same moment one that says
 * something before an erased one, then by their text.
 * @template T @param {T} a @param {T} b @returns {T}
 */
export function newest(a, b) {
  if (isEqual(a, b)) return a;
  for (const rank of [isEntry, timeOf, isAnswer]) {
    const difference = Number(rank(a)) - Number(rank(b));
    if (difference > 0) return a;
    if (difference < 0) return b;
  }
  return greater(a, b);
}

/**
 * Returns the time of a new entry that replaces `old`: now, or a moment after
 * the old one if this clock is behind the one that wrote it.
 * @param {unknown} old @param {number} now
 */
export function nextTimestamp(old, now) {
  return new Date(Math.min(Math.max(now, timeOf(old) + 1), LAST)).toISOString();
}

/** Tells whether something is a JSON object: no null and no list. @param {unknown} thing @returns {thing is Record<string, unknown>} */
export function isObject(thing) {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}

// Not -Infinity: the difference of two of those would be no number.
/** @param {unknown} entry */
function timeOf(entry) {
  const at = isObject(entry) ? String(entry.at) : "";
  const found = ISO.test(at) ? Date.parse(at) : NaN;
  return Number.isNaN(found) ? -Number.MAX_SAFE_INTEGER : found;
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

// The entries of a document that was there at a moment of replacing, or what it has from later. In the order of
// `newest` what is left out stands below all that stays, or the order of meeting would matter.
/** @param {string} since @param {Notes} notes @returns {Entries} */
function entriesSince(since, { head, entries }) {
  if (String(head.replaced ?? "") === since) return entries;
  return new Map([...entries].filter(([, entry]) => isEntry(entry) && timeOf(entry) >= replacedAt({ replaced: since })));
}

/** @param {{replaced?: unknown}} head */
function replacedAt({ replaced }) {
  return timeOf({ at: String(replaced ?? "").slice(0, 24) });
}

// Five thousand entries meet their own copies: what is equal at a glance is not written out and compared.
/** @param {unknown} a @param {unknown} b @returns {boolean} */
function isEqual(a, b) {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return canonical(a) === canonical(b);
  let more = 0;
  for (const key in b) more += 1;
  for (const key in a) {
    if (!Object.hasOwn(b, key)) return false;
    if (a[key] !== b[key] && (typeof a[key] !== "object" || canonical(a[key]) !== canonical(b[key]))) return false;
    more -= 1;
  }
  return more === 0;
}

// Two browsers may write the same fields in another order.
/** @param {unknown} value */
function canonical(value) {
  const sorted = (/** @type {string} */ _, /** @type {unknown} */ part) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
  return JSON.stringify(value, sorted);
}
