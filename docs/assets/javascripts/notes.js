/**
 * The reader's document as plain data: no page, no storage, no clock.
 *
 * In memory a document is `{head, entries}`: `entries` is a Map from id to
 * entry, so that no id, `__proto__` included, means anything to the language;
 * `head` holds every other field, known or not. The stored form is described
 * by ../schema/notes.schema.json.
 */

export const FORMAT = "handbook-notes";
export const VERSION = 1;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Returns the document of a handbook in which nothing has been written. */
export function blank(handbook) {
  return { head: { format: FORMAT, version: VERSION, handbook }, entries: new Map() };
}

/**
 * Reads stored text.
 *
 * @returns {{kind: "none"|"ours"|"newer"|"foreign"|"corrupt", notes?: object, raw?: object}}
 *   `notes` for "ours" and "newer"; `raw`, the document as it stands, for "newer".
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
  const { entries, ...head } = raw;
  if (head.format !== FORMAT || (head.handbook ?? handbook) !== handbook) return { kind: "foreign" };
  head.handbook = handbook;
  const found = new Map(isObject(entries) ? Object.entries(entries) : []);
  if (head.version > VERSION) return { kind: "newer", notes: { head, entries: found }, raw };
  if (head.version !== VERSION || !isObject(entries)) return { kind: "corrupt" };
  return { kind: "ours", notes: { head, entries: found } };
}

/** Returns the document as text; `extra` fields are added to it. */
export function serialise(notes, { space, extra } = {}) {
  return JSON.stringify({ ...notes.head, ...extra, entries: Object.fromEntries(notes.entries) }, null, space);
}

/**
 * Returns what two documents of one handbook hold together, in whatever order they meet.
 *
 * `head.replaced` is the moment at which a reader erased the document or took a
 * change back. Of a document that was not there then, only what was written
 * since counts: a tab that had slept must not bring the rest back.
 */
export function merge(a, b) {
  const since = greater(String(a.head.replaced ?? ""), String(b.head.replaced ?? ""));
  return {
    head: Object.fromEntries(together(new Map(Object.entries(a.head)), Object.entries(b.head), greater)),
    entries: together(after(since, a), after(since, b), newest),
  };
}

/** Tells whether `notes` would add nothing to `stored`. */
export function covers(stored, notes) {
  const { head, entries } = merge(stored, notes);
  if (canonical(head) !== canonical(stored.head) || entries.size !== stored.entries.size) return false;
  return [...entries].every(([id, entry]) => stored.entries.has(id) && same(entry, stored.entries.get(id)));
}

/** Returns a mark for `head.replaced` that is later than every mark and entry of a document. */
export function replacedNow({ head, entries }, now) {
  const latest = [...entries.values()].reduce((last, entry) => Math.max(last, time(entry) + 1), Math.max(now, moment(head) + 1));
  return `${new Date(Math.min(latest, LAST)).toISOString()} ${Math.random().toString(36).slice(2, 10)}`;
}

/** Tells whether something is an answer that this version can show. */
export function isEntry(thing) {
  return isObject(thing) && (typeof thing.value === "boolean" || typeof thing.value === "string");
}

/** Tells whether an entry says something: a tick, or a text that is not blank. */
export function isAnswer(entry) {
  return isEntry(entry) && (entry.value === true || (typeof entry.value === "string" && entry.value.trim() !== ""));
}

/**
 * Returns the entry that stands when two were written under one id. The order
 * is total, or merging would depend on which document came first: readable
 * before unreadable, later before earlier; at the same moment one that says
 * something before an erased one, then by their text.
 */
export function newest(a, b) {
  if (same(a, b)) return a;
  for (const rank of [isEntry, time, isAnswer]) {
    const difference = Number(rank(a)) - Number(rank(b));
    if (difference > 0) return a;
    if (difference < 0) return b;
  }
  return greater(a, b);
}

/**
 * Returns the time of a new entry that replaces `old`: now, or a moment after
 * the old one if this clock is behind the one that wrote it.
 */
export function later(old, now) {
  return new Date(Math.min(Math.max(now, time(old) + 1), LAST)).toISOString();
}

/** Tells whether something is a JSON object: no null and no list. */
export function isObject(thing) {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}

// Not -Infinity: the difference of two of those would be no number.
function time(entry) {
  const found = isObject(entry) && ISO.test(entry.at) ? Date.parse(entry.at) : NaN;
  return Number.isNaN(found) ? -Number.MAX_SAFE_INTEGER : found;
}

function together(ours, theirs, choose) {
  const all = new Map(ours);
  for (const [key, value] of theirs) all.set(key, all.has(key) ? choose(all.get(key), value) : value);
  return all;
}

function greater(a, b) {
  return canonical(a) < canonical(b) ? b : a;
}

// The entries of a document that was there at a moment of replacing, or what it has from later.
function after(since, { head, entries }) {
  if (String(head.replaced ?? "") === since) return entries;
  return new Map([...entries].filter(([, entry]) => time(entry) >= moment({ replaced: since })));
}

function moment({ replaced }) {
  return time({ at: String(replaced ?? "").slice(0, 24) });
}

// Five thousand entries meet their own copies: what is equal at a glance is not written out and compared.
function same(a, b) {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return canonical(a) === canonical(b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && (a[key] === b[key] || (typeof a[key] === "object" && canonical(a[key]) === canonical(b[key]))));
}

// Two browsers may write the same fields in another order.
function canonical(value) {
  const sorted = (_, part) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
  return JSON.stringify(value, sorted);
}
