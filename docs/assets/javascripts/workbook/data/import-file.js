/**
 * Parses and validates a file to import, and works out what it would change. The file may come from anywhere, so every rule
 * is checked before anything of it is used. Nothing here writes.
 */

import { isAnswer, isEntry, isObject, newest, nextTimestamp } from "../../store/document.js";
import { FORMAT, VERSION } from "../../store/document-text.js";

/**
 * @typedef {{id: string, theirs: Entry}} IncomingEntry
 * @typedef {{id: string, mine: any, theirs: Entry}} Conflict `mine`: in any shape, since an earlier version may have stored it.
 * @typedef {{fresh: IncomingEntry[], unknown: IncomingEntry[], newer: Conflict[], older: Conflict[], quiet: IncomingEntry[], same: number, ahead: number}} Preview
 *   `fresh`: not here yet; `unknown`: neither, and not asked by this handbook; `newer`: replaces mine; `older`: doesn't;
 *   `quiet`: changes no text (the same text with a later date, or an emptied answer); `ahead`: dated in the future.
 */

const ENCRYPTED_FORMAT = "handbook-sealed";
// What this handbook exports it must also take in, so these are more than all its fields can hold, locked (which adds a third)
// and with letters of three bytes. A text has no limit of its own: a program may set a field to more than a reader can type.
export const LIMITS = { bytes: 400 * 1024 * 1024, depth: 1000, entryDepth: 32, entries: 200_000, at: Date.UTC(2200, 0) };

const ID = /^[a-z0-9][a-z0-9.-]{0,199}(@[a-z0-9-]{1,40})?$/; // its record at the end
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const MAX_SHOWN = 60;

/**
 * @typedef {{value: string | boolean, at: string, rev?: string, said?: string}} Entry
 * @typedef {{key: string, values?: Record<string, string | number>}} Problem The string under `data.fault-<key>`, with its values.
 * @typedef {{kind: "refused", problems: Problem[]}} Refused
 * @typedef {{kind: "sealed", header: Record<string, unknown>}} EncryptedFile
 * @typedef {{kind: "notes", entries: Map<string, Entry>, problems: Problem[], ahead: Set<string>, newer: boolean, paper?: boolean}} NotesFile
 *   `problems`: of invalid entries, which aren't among `entries`; `ahead`: ids that were dated in the future, and now aren't;
 *   `newer`: it also holds notes of a newer version, which can't be read here; `paper`: it comes from a PDF, which knows no records.
 */

/**
 * Parses and validates the text of a file.
 *
 * @param {string} text
 * @param {string} handbook This handbook's id.
 * @param {number} now
 * @returns {Refused | EncryptedFile | NotesFile}
 */
export function readNotesFile(text, handbook, now) {
  if (text.length > LIMITS.bytes) return refused({ key: "too-large", values: { mb: megabytes(text.length) } });
  if (!text.trim()) return refused({ key: "empty" });
  if (nestingDepth(text) > LIMITS.depth) return refused({ key: "too-deep", values: { n: LIMITS.depth } });
  let raw;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refused({ key: "no-json" });
  }
  if (!isObject(raw)) return refused({ key: "no-notes" });
  if (raw.format === "handbook-rating") return refused({ key: "rating" });
  if (raw.format !== FORMAT && raw.format !== ENCRYPTED_FORMAT) return refused({ key: "no-notes" });
  const problems = [...headerProblems(raw.handbook ?? handbook, raw.version, handbook)];
  if (raw.format === ENCRYPTED_FORMAT && !problems.length) return { kind: "sealed", header: raw };
  if (!isObject(raw.entries)) problems.push({ key: "no-entries" });
  return problems.length || !isObject(raw.entries) ? refused(...problems) : validateEntries(Object.entries(raw.entries), { newer: isObject(raw.newer), paper: raw.paper === true }, now);
}

/** Refuses a file that is too large to read; null if it isn't. @param {{size: number}} file @returns {Refused | null} */
export function tooLarge({ size }) {
  return size > LIMITS.bytes ? refused({ key: "too-large", values: { mb: megabytes(size) } }) : null;
}

/** Returns how deep brackets nest in JSON, without parsing it. @param {string} text */
export function nestingDepth(text) {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted && character === "\\") index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "{" || character === "[")) deepest = Math.max(deepest, (depth += 1));
    else if (!quoted && (character === "}" || character === "]")) depth -= 1;
  }
  return deepest;
}

/** @param {unknown} name @param {unknown} version @param {string} handbook @returns {Iterable<Problem>} */
function* headerProblems(name, version, handbook) {
  if (name !== handbook) yield { key: "other-handbook", values: { handbook: shorten(name) } };
  if (typeof version === "number" && version > VERSION) yield { key: "newer-version" };
  else if (version !== VERSION) yield { key: "no-version", values: { version: shorten(version) } };
}

/** @param {[string, any][]} all @param {{newer: boolean, paper: boolean}} head @param {number} now @returns {Refused | NotesFile} */
function validateEntries(all, head, now) {
  if (all.length > LIMITS.entries) return refused({ key: "too-many", values: { n: LIMITS.entries, found: all.length } });
  /** @type {NotesFile} */
  const file = { kind: "notes", entries: new Map(), problems: [], ahead: new Set(), ...head };
  for (const [id, entry] of all) {
    const problem = entryProblem(id, entry);
    if (problem) {
      file.problems.push({ key: problem, values: { id: shorten(id) } });
    } else if (Date.parse(entry.at) > LIMITS.at) {
      // No later answer could ever win over that. One from a clock that is merely ahead keeps its date: what is written after
      // seeing it is dated later still, here and wherever it goes.
      file.entries.set(id, { ...entry, at: new Date(now).toISOString() });
      file.ahead.add(id);
    } else {
      file.entries.set(id, entry);
    }
  }
  if (head.newer && !file.entries.size) return refused({ key: "newer-version" });
  return file;
}

/** @param {string} id @param {any} entry @returns {string} */
function entryProblem(id, entry) {
  if (!ID.test(id)) return "id";
  if (!isObject(entry)) return "entry";
  if (typeof entry.value !== "string" && typeof entry.value !== "boolean") return "value";
  if (typeof entry.at !== "string" || !ISO.test(entry.at) || Number.isNaN(Date.parse(entry.at))) return "at";
  if (nestingDepth(JSON.stringify(entry)) > LIMITS.entryDepth) return "deep";
  if ([entry.rev, entry.said].some((text) => text !== undefined && typeof text !== "string")) return "wording";
  return "";
}

/** @param {...Problem} problems @returns {Refused} */
function refused(...problems) {
  return { kind: "refused", problems };
}

/** @param {unknown} value */
function shorten(value) {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.ceil((bytes / 1024 / 1024) * 10) / 10;
}

/**
 * Sorts a file's entries by what importing them would do.
 *
 * @param {{entries: Map<string, Entry>, ahead: Set<string>}} file
 * @param {Map<string, any>} ours The stored entries.
 * @param {(id: string) => boolean} isAsked Tells whether this handbook asks for an id.
 * @returns {Preview}
 */
export function compareEntries({ entries, ahead }, ours, isAsked) {
  /** @type {Preview} */
  const preview = { fresh: [], unknown: [], newer: [], older: [], quiet: [], same: 0, ahead: ahead.size };
  for (const [id, theirs] of entries) {
    const mine = ours.get(id);
    const sameValue = isEntry(mine) && mine.value === theirs.value;
    if (mine === undefined && !isAnswer(theirs)) preview.quiet.push({ id, theirs });
    else if (mine === undefined) (isAsked(id) ? preview.fresh : preview.unknown).push({ id, theirs });
    // An entry whose date was corrected on import is the same when it's imported again.
    else if (isSame(mine, theirs) || (ahead.has(id) && sameValue && isSame(mine, { ...theirs, at: mine.at }))) preview.same += 1;
    else if (newest(mine, theirs) === theirs) /** @type {IncomingEntry[]} */ (sameValue ? preview.quiet : preview.newer).push(/** @type {Conflict} */ ({ id, mine, theirs }));
    else if (sameValue) preview.same += 1;
    else preview.older.push({ id, mine, theirs });
  }
  return preview;
}

/** Tells whether importing would change anything, overridden answers aside. @param {Preview} preview */
export function hasChanges({ fresh, unknown, newer, quiet }) {
  return fresh.length + unknown.length + newer.length + quiet.length > 0;
}

/**
 * Returns the entries to import: all that win by their date, and with a new date those that the reader has decided
 * otherwise about: older ones that were chosen, and my own where a newer one was declined, or it would win the next time.
 *
 * @param {Preview} preview
 * @param {Set<string>} decided Ids of newer entries that are declined, and of older ones to import anyway.
 * @param {number} now
 * @returns {Map<string, Entry>}
 */
export function entriesToImport({ fresh, unknown, newer, quiet, older }, decided, now) {
  const accepted = [...fresh, ...unknown, ...newer.filter(({ id }) => !decided.has(id)), ...quiet].map(({ id, theirs }) => /** @type {[string, Entry]} */ ([id, theirs]));
  const redated = (/** @type {Conflict[]} */ rows, /** @type {"mine" | "theirs"} */ kept, /** @type {"mine" | "theirs"} */ other) =>
    rows.filter(({ id }) => decided.has(id)).map((row) => /** @type {[string, Entry]} */ ([row.id, { ...row[kept], at: nextTimestamp(row[other], now) }]));
  return new Map([...accepted, ...redated(older, "theirs", "mine"), ...redated(newer, "mine", "theirs")]);
}

/**
 * Returns what an import keeps among the earlier versions: of each pair the one that doesn't become the answer, unless it's
 * the file's and the reader declines it.
 *
 * @param {Preview} preview
 * @param {Set<string>} decided As for `entriesToImport`.
 * @returns {[string, Entry][]}
 */
export function entriesToKeep({ newer, older }, decided) {
  const replaced = newer.filter(({ id }) => !decided.has(id)).map(({ id, mine }) => /** @type {[string, Entry]} */ ([id, mine]));
  const lost = older.map(({ id, mine, theirs }) => /** @type {[string, Entry]} */ ([id, decided.has(id) ? mine : theirs]));
  return [...replaced, ...lost];
}

/**
 * Returns the entries as they would be without an import: those before it, and everything that changed after it.
 *
 * @param {Map<string, any>} before The entries before the import.
 * @param {Map<string, any>} after The entries right after it.
 * @param {Map<string, any>} now The current entries.
 * @returns {Map<string, any>}
 */
export function entriesWithoutImport(before, after, now) {
  const result = new Map();
  for (const [id, entry] of now) {
    const untouched = after.has(id) && isSame(entry, after.get(id));
    if (!untouched) result.set(id, entry);
    else if (before.has(id)) result.set(id, before.get(id));
  }
  return result;
}

// `newest` is a total order, so it returns the same one for both argument orders unless the entries are equal.
/** @param {any} a @param {any} b */
function isSame(a, b) {
  return newest(a, b) === a && newest(b, a) === b;
}
