/**
 * The reader's document as plain data: parsing, serialising and merging. No page, no storage, no clock.
 *
 * In memory a document is `{head, entries}`. `entries` is a Map from id to entry, so that an id such as `__proto__` is
 * only a key; `head` holds every other field, known or not. ../schema/notes.schema.json describes the stored form.
 */

/**
 * @typedef {Readonly<{value: string | boolean, at?: string, rev?: string, said?: string}>} Entry An answer that this version can
 *   show. It may come from any file, and have other fields.
 * @typedef {Map<string, unknown>} Entries By id, readable or not (see `isEntry`).
 * @typedef {{head: Record<string, unknown> & {replaced?: string}, entries: Entries}} Notes
 * @typedef {{kind: "newer", notes: Notes, raw: object}} Newer A newer version's document; `raw`: as it was parsed.
 */

export const FORMAT = "handbook-notes";
export const VERSION = 1;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

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

/** Returns a document as JSON; `extra` fields are added to it. @param {Notes} notes @param {{space?: number, extra?: object}} [how] */
export function serialise({ head, entries }, { space, extra } = {}) {
  if (space) return JSON.stringify({ ...head, ...extra, entries: Object.fromEntries(entries) }, null, space);
  const frame = JSON.stringify({ ...head, ...extra, entries: {} });
  const properties = [];
  for (const [id, entry] of entries) {
    const text = entryText(entry);
    if (text !== undefined) properties.push(`${JSON.stringify(id)}:${text}`);
  }
  return `${frame.slice(0, -2)}${properties.join(",")}}}`;
}

/** The JSON of each entry. An entry is never changed, only replaced, so a save stays quick with thousands. @type {WeakMap<object, string>} */
const entryTexts = new WeakMap();

/** @param {unknown} entry @returns {string | undefined} */
function entryText(entry) {
  if (!isObject(entry)) return JSON.stringify(entry);
  let text = entryTexts.get(entry);
  if (text === undefined) entryTexts.set(entry, (text = escapeWide(JSON.stringify(entry))));
  return text;
}

// A single curly quote makes the browser store and copy two bytes for each character of the whole document.
/** @param {string} text */
function escapeWide(text) {
  const escaped = text.replace(/[^\0-\xff]/g, (wide) => `\\u${wide.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return escaped.length <= 2 * text.length ? escaped : text;
}

/**
 * Merges two documents of one handbook; the order doesn't matter.
 *
 * `head.replaced` is when a reader last erased the document or undid an import. Of a document that doesn't know about
 * that, only later entries count: a tab that was suspended mustn't bring the others back.
 *
 * @param {Notes} a @param {Notes} b @returns {Notes}
 */
export function merge(a, b) {
  const since = greater(a.head.replaced ?? "", b.head.replaced ?? "");
  return {
    head: Object.fromEntries(mergeMaps(new Map(Object.entries(a.head)), Object.entries(b.head), greater)),
    entries: mergeMaps(entriesSince(since, a), entriesSince(since, b), newest),
  };
}

/** Returns whether `notes` would add nothing to `stored`. @param {Notes} stored @param {Notes} notes */
export function contains(stored, notes) {
  const { head, entries } = merge(stored, notes);
  if (canonical(head) !== canonical(stored.head) || entries.size !== stored.entries.size) return false;
  for (const [id, entry] of entries) if (!stored.entries.has(id) || !isEqual(entry, stored.entries.get(id))) return false;
  return true;
}

/** Returns a value for `head.replaced` that is later than the document's own and than all its entries. @param {Notes} notes @param {number} now */
export function replacedStamp({ head, entries }, now) {
  let latest = Math.max(now, replacedAt(head) + 1);
  for (const entry of entries.values()) latest = Math.max(latest, rankOf(entry) + 1);
  return `${new Date(Math.min(latest, LAST)).toISOString()} ${Math.random().toString(36).slice(2, 10)}`;
}

/** Returns whether something is an answer that this version can show. @param {unknown} thing @returns {thing is Entry} */
export function isEntry(thing) {
  return isObject(thing) && (typeof thing.value === "boolean" || typeof thing.value === "string") && [thing.at, thing.rev, thing.said].every(isText);
}

/** Returns whether an entry is a tick, or a text that isn't blank. @param {unknown} entry @returns {entry is Entry} */
export function isAnswer(entry) {
  return isEntry(entry) && (entry.value === true || (typeof entry.value === "string" && entry.value.trim() !== ""));
}

/**
 * Returns which of two entries with one id is kept. The order is total, or a merge would depend on which document came
 * first: readable before unreadable, later before earlier, an answer before an empty one, then by their JSON.
 *
 * @template T @param {T} a @param {T} b @returns {T}
 */
export function newest(a, b) {
  if (isEqual(a, b)) return a;
  for (const rank of [isEntry, rankOf, isAnswer]) {
    const difference = Number(rank(a)) - Number(rank(b));
    if (difference > 0) return a;
    if (difference < 0) return b;
  }
  return greater(a, b);
}

/**
 * Returns the timestamp of an entry that replaces `old`: now, or one millisecond after it if this clock is behind the
 * one that wrote it.
 *
 * @param {unknown} old @param {number} now
 */
export function nextTimestamp(old, now) {
  return new Date(Math.min(Math.max(now, rankOf(old) + 1), LAST)).toISOString();
}

/** Returns whether something is a JSON object, neither null nor an array. @param {unknown} thing @returns {thing is Record<string, unknown>} */
export function isObject(thing) {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}

/** Returns an entry's time in milliseconds; NaN if it has none. @param {unknown} entry */
export function timeOf(entry) {
  return isObject(entry) && typeof entry.at === "string" && ISO.test(entry.at) ? Date.parse(entry.at) : NaN;
}

// Not -Infinity: the difference of two of those is NaN.
/** @param {unknown} entry */
function rankOf(entry) {
  const time = timeOf(entry);
  return Number.isNaN(time) ? -Number.MAX_SAFE_INTEGER : time;
}

// An object where a text belongs may throw as it's turned into one.
/** @param {unknown} thing */
function isText(thing) {
  return thing === undefined || typeof thing === "string";
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

/** @param {{replaced?: string}} head */
function replacedAt({ replaced }) {
  return rankOf({ at: replaced?.slice(0, 24) });
}

// Compares field by field first: a merge compares thousands of entries with their own copies.
/** @param {unknown} a @param {unknown} b @returns {boolean} */
function isEqual(a, b) {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return canonical(a) === canonical(b);
  let extra = 0;
  for (const key in b) extra += 1;
  for (const key in a) {
    if (!Object.hasOwn(b, key)) return false;
    if (a[key] !== b[key] && (typeof a[key] !== "object" || canonical(a[key]) !== canonical(b[key]))) return false;
    extra -= 1;
  }
  return extra === 0;
}

// Sorts the keys: two browsers may write the same fields in a different order.
/** @param {unknown} value */
function canonical(value) {
  const sorted = (/** @type {string} */ _, /** @type {unknown} */ part) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
  return JSON.stringify(value, sorted);
}
