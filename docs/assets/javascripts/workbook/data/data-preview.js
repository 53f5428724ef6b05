/** What bringing a file in would change, and how to take that back. Pure: no page, no storage, no clock. */

import { isAnswer, isEntry, nextTimestamp, newest } from "../../store/document.js";

/**
 * @typedef {import("./import-file.js").Entry} Entry
 * @typedef {{id: string, theirs: Entry}} Fresh
 * @typedef {{id: string, mine: any, theirs: Entry}} Both  `mine` may be anything: an earlier fault may have stored it.
 * @typedef {{fresh: Fresh[], unknown: Fresh[], newer: Both[], older: Both[], quiet: Fresh[], same: number, ahead: number}} Preview
 *   `fresh` is not here yet; `unknown` neither, and this handbook does not ask it; `newer` replaces mine; `older` does not;
 *   `quiet` comes along and changes no words (a later date of the same words, an answer that was emptied).
 */

/**
 * Sorts the entries of a file by what they would do.
 *
 * @param {{entries: Map<string, Entry>, ahead: Set<string>}} file
 * @param {Map<string, any>} ours The entries that are here.
 * @param {(id: string) => boolean} known Tells whether this handbook asks something under an id.
 * @returns {Preview}
 */
export function compare({ entries, ahead }, ours, known) {
  /** @type {Preview} */
  const found = { fresh: [], unknown: [], newer: [], older: [], quiet: [], same: 0, ahead: ahead.size };
  for (const [id, theirs] of entries) {
    const mine = ours.get(id);
    const alike = isEntry(mine) && mine.value === theirs.value;
    if (mine === undefined && !isAnswer(theirs)) found.quiet.push({ id, theirs });
    else if (mine === undefined) (known(id) ? found.fresh : found.unknown).push({ id, theirs });
    // What was brought in with its moment set right is the same when it comes again.
    else if (equal(mine, theirs) || (ahead.has(id) && alike && equal(mine, { ...theirs, at: mine.at }))) found.same += 1;
    else if (newest(mine, theirs) === theirs) /** @type {Fresh[]} */ (alike ? found.quiet : found.newer).push(/** @type {Both} */ ({ id, mine, theirs }));
    else if (alike) found.same += 1;
    else found.older.push({ id, mine, theirs });
  }
  return found;
}

/** Tells whether a preview would change anything by itself. @param {Preview} preview */
export function changes({ fresh, unknown, newer, quiet }) {
  return fresh.length + unknown.length + newer.length + quiet.length > 0;
}

/**
 * Returns the entries to take in: all that stand by their date, and of the older ones those that were `chosen`,
 * dated anew so that they stand too.
 *
 * @param {Preview} preview
 * @param {Set<string>} chosen
 * @param {number} now
 * @returns {Map<string, Entry>}
 */
export function taken({ fresh, unknown, newer, quiet, older }, chosen, now) {
  const stand = [...fresh, ...unknown, ...newer, ...quiet].map(({ id, theirs }) => /** @type {[string, Entry]} */ ([id, theirs]));
  const forced = older.filter(({ id }) => chosen.has(id));
  return new Map([...stand, ...forced.map(({ id, mine, theirs }) => /** @type {[string, Entry]} */ ([id, { ...theirs, at: nextTimestamp(mine, now) }]))]);
}

/**
 * Returns the entries as they would be without the import: what stood before, and whatever has changed since.
 *
 * @param {Map<string, any>} before The entries before the import.
 * @param {Map<string, any>} after Those right after it.
 * @param {Map<string, any>} now Those of this moment.
 * @returns {Map<string, any>}
 */
export function undone(before, after, now) {
  const kept = new Map();
  for (const [id, entry] of now) {
    const untouched = after.has(id) && equal(entry, after.get(id));
    if (!untouched) kept.set(id, entry);
    else if (before.has(id)) kept.set(id, before.get(id));
  }
  return kept;
}

// `newest` is a total order: it gives back either one only where they are the same.
/** @param {any} a @param {any} b */
function equal(a, b) {
  return newest(a, b) === a && newest(b, a) === b;
}
