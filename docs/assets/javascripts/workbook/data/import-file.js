/**
 * Reads a text that is to be brought in. It may come from anywhere, so every rule is asked
 * before anything of it is used, and every fault is named. Nothing here writes.
 */

import { FORMAT, isAnswer, isEntry, isObject, newest, nextTimestamp, VERSION } from "../../store/document.js";

/**
 * @typedef {{id: string, theirs: Entry}} Fresh
 * @typedef {{id: string, mine: any, theirs: Entry}} Both  `mine` may be anything: an earlier fault may have stored it.
 * @typedef {{fresh: Fresh[], unknown: Fresh[], newer: Both[], older: Both[], quiet: Fresh[], same: number, ahead: number}} Preview
 *   `fresh` is not here yet; `unknown` neither, and this handbook does not ask it; `newer` replaces mine; `older` does not;
 *   `quiet` comes along and changes no words (a later date of the same words, an answer that was emptied).
 */

export const SEALED = "handbook-sealed";
export const LIMITS = { bytes: 5 * 1024 * 1024, depth: 32, entries: 20_000, length: 100_000, ahead: 24 * 3600 * 1000 };

const ID = /^[a-z0-9][a-z0-9.-]{0,199}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const BRIEF = 60;

/**
 * @typedef {{value: string | boolean, at: string, rev?: string, said?: string}} Entry
 * @typedef {{key: string, values?: Record<string, string | number>}} Fault  The word under `data.fault-<key>`.
 * @typedef {{kind: "refused", faults: Fault[]}} Refused
 * @typedef {{kind: "sealed", sealed: Record<string, unknown>}} Sealed
 * @typedef {{kind: "notes", entries: Map<string, Entry>, faults: Fault[], ahead: Set<string>, newer: boolean}} Found
 *   `faults` are of single entries, which are not among `entries`; `ahead`: ids whose moment lay in the future and was
 *   set to now; `newer`: a newer version's notes lie in the file too, and cannot be read here.
 */

/**
 * Returns what a text holds for this handbook.
 *
 * @param {string} text
 * @param {string} handbook The id of this handbook.
 * @param {number} now
 * @returns {Refused | Sealed | Found}
 */
export function readNotesFile(text, handbook, now) {
  if (text.length > LIMITS.bytes) return refused({ key: "too-large", values: { mb: megabytes(text.length) } });
  if (!text.trim()) return refused({ key: "empty" });
  if (depthOf(text) > LIMITS.depth) return refused({ key: "too-deep", values: { n: LIMITS.depth } });
  let raw;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refused({ key: "no-json" });
  }
  if (!isObject(raw)) return refused({ key: "no-notes" });
  if (raw.format === "handbook-rating") return refused({ key: "rating" });
  if (raw.format !== FORMAT && raw.format !== SEALED) return refused({ key: "no-notes" });
  const faults = [...headFaults(raw.handbook ?? handbook, raw.version, handbook)];
  if (raw.format === SEALED && !faults.length) return { kind: "sealed", sealed: raw };
  if (!isObject(raw.entries)) faults.push({ key: "no-entries" });
  return faults.length || !isObject(raw.entries) ? refused(...faults) : sifted(Object.entries(raw.entries), isObject(raw.newer), now);
}

/** Returns what speaks against a file before it is read, or null. @param {{size: number}} file @returns {Refused | null} */
export function tooLarge({ size }) {
  return size > LIMITS.bytes ? refused({ key: "too-large", values: { mb: megabytes(size) } }) : null;
}

/** Returns how deep brackets nest in a JSON text, without building anything from it. @param {string} text */
export function depthOf(text) {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (quoted && sign === "\\") place += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "{" || sign === "[")) deepest = Math.max(deepest, (depth += 1));
    else if (!quoted && (sign === "}" || sign === "]")) depth -= 1;
  }
  return deepest;
}

/** @param {unknown} named @param {unknown} version @param {string} handbook @returns {Iterable<Fault>} */
function* headFaults(named, version, handbook) {
  if (named !== handbook) yield { key: "other-handbook", values: { handbook: brief(named) } };
  if (typeof version === "number" && version > VERSION) yield { key: "newer-version" };
  else if (version !== VERSION) yield { key: "no-version", values: { version: brief(version) } };
}

/** @param {[string, any][]} all @param {boolean} newer @param {number} now @returns {Refused | Found} */
function sifted(all, newer, now) {
  if (all.length > LIMITS.entries) return refused({ key: "too-many", values: { n: LIMITS.entries, found: all.length } });
  /** @type {Found} */
  const found = { kind: "notes", entries: new Map(), faults: [], ahead: new Set(), newer };
  for (const [id, entry] of all) {
    const fault = faultOf(id, entry);
    if (fault) {
      found.faults.push({ key: fault, values: { id: brief(id) } });
    } else if (Date.parse(entry.at) > now + LIMITS.ahead) {
      // It would win against everything written until that day.
      found.entries.set(id, { ...entry, at: new Date(now).toISOString() });
      found.ahead.add(id);
    } else {
      found.entries.set(id, entry);
    }
  }
  if (newer && !found.entries.size) return refused({ key: "newer-version" });
  return found;
}

/** @param {string} id @param {any} entry @returns {string} */
function faultOf(id, entry) {
  if (!ID.test(id)) return "id";
  if (!isObject(entry)) return "entry";
  if (typeof entry.value !== "string" && typeof entry.value !== "boolean") return "value";
  if (typeof entry.at !== "string" || !ISO.test(entry.at) || Number.isNaN(Date.parse(entry.at))) return "at";
  if ([entry.rev, entry.said].some((text) => text !== undefined && typeof text !== "string")) return "wording";
  return [entry.value, entry.rev, entry.said].some((text) => String(text ?? "").length > LIMITS.length) ? "too-long" : "";
}

/** @param {...Fault} faults @returns {Refused} */
function refused(...faults) {
  return { kind: "refused", faults };
}

/** @param {unknown} thing */
function brief(thing) {
  const text = typeof thing === "string" ? thing : (JSON.stringify(thing) ?? "");
  return text.length > BRIEF ? `${text.slice(0, BRIEF)}…` : text;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.ceil((bytes / 1024 / 1024) * 10) / 10;
}

/**
 * Sorts the entries of a file by what they would do.
 *
 * @param {{entries: Map<string, Entry>, ahead: Set<string>}} file
 * @param {Map<string, any>} ours The entries that are here.
 * @param {(id: string) => boolean} known Tells whether this handbook asks something under an id.
 * @returns {Preview}
 */
export function compareEntries({ entries, ahead }, ours, known) {
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
export function hasChanges({ fresh, unknown, newer, quiet }) {
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
export function entriesToImport({ fresh, unknown, newer, quiet, older }, chosen, now) {
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
export function entriesWithoutImport(before, after, now) {
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
