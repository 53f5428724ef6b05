/**
 * The entries of the reader's document as plain data, and which of two is kept. No page, no storage, no clock.
 *
 * They are in a Map from id to entry, so that an id such as `__proto__` is only a key. document-text.js has the document as
 * text; ../schema/notes.schema.json describes that.
 */

/**
 * @typedef {Readonly<{value: string | boolean, at?: string, rev?: string, said?: string}>} Entry An answer that this version can
 *   show. It may come from any file, and have other fields.
 * @typedef {Map<string, unknown>} Entries By id, readable or not (see `isEntry`).
 * @typedef {[id: string, entry: unknown, how?: "fresh" | "own" | "forced"]} Change An entry to be stored; undefined removes what
 *   is there. "fresh": the reader has just written it here; "own": the same, but storing it has been tried before; "forced": it
 *   replaces even a later one, as when an import is taken back.
 * @typedef {Record<string, unknown> & {replaced?: string}} Head The document's other fields. `replaced`: when a reader last erased
 *   everything or took an import back. Of a document that doesn't know about that, only later entries count: a tab that was
 *   asleep mustn't bring the others back.
 */

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
// A later date is none: no answer could ever win over it.
const LAST = Date.UTC(2200, 0);
const [MAX_VERSIONS, OF_A_RUN] = [20, 5];
// What is typed is saved several times a second. One version is kept of each such run, and of whatever loses something of it.
const RUN = 5 * 60_000; // milliseconds
// Ids of what is chosen rather than typed (see entry-kinds.js): of a run of choices only the last counts.
const CHOSEN = /^(again|put-off|weekly)\.|^(next|review|(assessment|view)\.[^.@]+)\.[^.@]+$|^assessment\.[^.@]+@|\.(date|on|for|trust|chosen)(@|$)|^case\.order$/;

/** Returns whether something is an answer that this version can show. @param {unknown} thing @returns {thing is Entry} */
export function isEntry(thing) {
  // Asked of thousands at once: an array and a pattern for each would take most of the time.
  return isObject(thing) && (typeof thing.value === "string" || typeof thing.value === "boolean") && isText(thing.at) && isText(thing.rev) && isText(thing.said);
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
  for (const rank of [isEntry, rankOf, isAnswer, canonical]) if (rank(a) !== rank(b)) return rank(a) > rank(b) ? a : b;
  return a;
}

/**
 * Returns the timestamp of an entry that replaces `old`: now, or one millisecond after it if this clock is behind the
 * one that wrote it. So what was written after seeing an answer is always later than it, whatever the clocks say.
 *
 * @param {unknown} old @param {number} now
 */
export function nextTimestamp(old, now) {
  return new Date(Math.min(Math.max(now, rankOf(old) + 1), LAST - 1)).toISOString();
}

/**
 * Decides between the stored entry of an id and another one: which is kept as the answer, and which goes to the earlier
 * versions, if one must.
 *
 * @param {string} id
 * @param {unknown} stored Undefined if there is none.
 * @param {unknown} other
 * @param {boolean} [fresh] Whether the reader has just written `other`. Then it is the answer even if another tab, whose clock
 *   or import was ahead, has stored something since this tab looked.
 * @returns {{kept: unknown, lost?: unknown}}
 */
export function settle(id, stored, other, fresh) {
  if (stored === undefined || isEqual(stored, other)) return { kept: other };
  // This tab may not have read it: fields that this version doesn't know stay.
  const whole = fresh && isObject(stored) && isObject(other) ? { ...stored, ...other } : other;
  const dated = fresh && isObject(whole) && newest(stored, whole) === stored ? { ...whole, at: nextTimestamp(stored, 0) } : whole;
  const kept = newest(stored, dated);
  const lost = kept === stored ? other : stored;
  return isStep(id, lost, kept) ? { kept } : { kept, lost };
}

/**
 * Makes changes to what is stored, in their order. Returns what must go to the earlier versions.
 *
 * @param {Entries} entries @param {Iterable<Change>} changes @returns {[string, unknown][]}
 */
export function apply(entries, changes) {
  /** @type {[string, unknown][]} */
  const lost = [];
  for (const [id, entry, how] of changes) {
    const before = entries.get(id);
    const settled = how === "forced" ? { kept: entry, lost: before } : settle(id, before, entry, how === "fresh");
    if (settled.kept === undefined) entries.delete(id);
    else entries.set(id, settled.kept);
    if (settled.lost !== undefined) lost.push([id, settled.lost]);
  }
  return lost;
}

/**
 * Adds an entry to the earlier versions of an answer, oldest first, unless the last one holds all of it. Of more than twenty
 * the oldest goes, or that of a run with more than five: an hour of corrections mustn't push out what was written last year.
 *
 * @param {unknown[]} versions @param {unknown} lost
 */
export function addVersion(versions, lost) {
  const last = versions.at(-1);
  if (versions.some((version) => isEqual(version, lost)) || (runOf(last) === runOf(lost) && losesNothing(lost, last))) return versions;
  const all = [...versions, lost];
  if (all.length > MAX_VERSIONS) all.splice(Math.max(all.findIndex((version, n) => runOf(version) === runOf(all[n + OF_A_RUN])), 0), 1);
  return all;
}

/** Returns whether something is a JSON object, neither null nor an array. @param {unknown} thing @returns {thing is Record<string, unknown>} */
export function isObject(thing) {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}

/** Returns an entry's time in milliseconds; NaN if it has none. @param {unknown} entry */
export function timeOf(entry) {
  const { at } = Object(entry);
  const time = typeof at === "string" && ISO.test(at) ? Date.parse(at) : NaN;
  return time < LAST ? time : NaN;
}

/** Returns an entry's time for comparing, -1 if it has none. @param {unknown} entry */
export function rankOf(entry) {
  return Math.max(timeOf(entry) || -1, -1);
}

/** Returns when a document was last replaced, for comparing. @param {Head} head */
export function replacedAt({ replaced }) {
  return rankOf({ at: replaced?.slice(0, 24) });
}

/** Returns whether two entries have the same fields. @param {unknown} a @param {unknown} b */
export function isEqual(a, b) {
  return a === b || canonical(a) === canonical(b);
}

/** Returns JSON with sorted keys: two browsers may write the same fields in a different order. @param {unknown} value */
export function canonical(value) {
  const sorted = (/** @type {string} */ _, /** @type {unknown} */ part) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
  return JSON.stringify(value, sorted);
}

/** Returns whether something is a text or missing: an object may throw as it's turned into a text. @param {unknown} thing */
export function isText(thing) {
  return thing === undefined || typeof thing === "string";
}

/** Returns whether an entry only leads to the next: the same answer, or what was typed or chosen a moment before it. @param {string} id @param {unknown} old @param {unknown} next */
function isStep(id, old, next) {
  if (!isEntry(old) || !isEntry(next)) return false;
  const [from, to] = [old.value, next.value];
  if (from === to || from === "") return true;
  return runOf(old) === runOf(next) && typeof from === typeof to && (typeof from !== "string" || CHOSEN.test(id) || losesNothing(old, next));
}

/** @param {unknown} entry */
function runOf(entry) {
  return Math.floor(timeOf(entry) / RUN);
}

/** Returns whether all of a text is in another, but for what stands between its beginning and its end. @param {unknown} entry @param {unknown} other */
function losesNothing(entry, other) {
  const [from, to] = [entry, other].map((one) => Object(one).value);
  if (typeof from !== "string" || typeof to !== "string" || from.length > to.length) return false;
  let start = 0;
  while (start < from.length && from[start] === to[start]) start += 1;
  return to.endsWith(from.slice(start));
}
