/**
 * Ratings in the reader's document: self-assessments and ratings of others made here, which are the records of one block
 * (`assessment.<id>@<session>`), and ratings of the reader that arrived as files (`view.<id>.`). Pure functions.
 *
 * A self-assessment that is deleted is marked, as any other record is: its answers stay, and come back as one. A rating of or by
 * another person is emptied, since nothing of it may stay in the reader's backups.
 * Earlier editions wrote `assessment.<session>.<id>`. Both are read, from any file and at any time, and of two the newer counts.
 */

import { isEntry, newest, nextTimestamp } from "../../store/document.js";
import { inRecord, nameId, recordOf, startOf } from "../../store/record-ids.js";

const VIEW_ID = /^[a-z0-9]{1,40}$/;
const LEVELS = ["0", "1", "2", "3", "4"];

export const ROLES = ["manager", "peer", "report", "other"];
export const MAX_TEXT_LENGTH = 5000;

/**
 * @typedef {import("./catalogue.js").Behaviour} Behaviour
 * @typedef {{value: string | boolean, at: string, rev: string, said: string}} Entry
 * @typedef {{level: string, evidence: string, rev: string, said: string, hidden?: boolean}} Rating `level`: "" if skipped; `hidden`: the evidence is private.
 * @typedef {{about: string, by: string, role: string}} People Who is rated, who rates, and the rater's role.
 * @typedef {People & {id: string, at: Date, done: boolean, forOther: boolean, only: string[], ratings: Map<string, Rating>}} Session `forOther`: whether it rates another person; `only`: the ids of the behaviours that it is about, none if it's all.
 * @typedef {People & {id: string, at: Date, ratings: Map<string, Rating>}} View
 * @typedef {Map<string, any>} Entries As stored, so values may have any shape.
 */

/** Tells whether a value is a level, "0" to "4". @param {unknown} value @returns {value is string} */
export function isLevel(value) {
  return typeof value === "string" && LEVELS.includes(value);
}

/** Tells whether the form asks for evidence of a level. @param {string} level */
export function asksEvidence(level) {
  return isLevel(level) && Number(level) > 2;
}

/** Returns the sessions that haven't been removed, or those that were discarded; oldest first. @param {Entries} entries @param {Behaviour[]} behaviours @param {boolean} [discarded] @returns {Session[]} */
export function sessionsOf(entries, behaviours, discarded = false) {
  return [...groupByPrefix(entries, "assessment", discarded)]
    .flatMap(([id, fields]) => {
      const at = startOf(id);
      const done = fields.get("done")?.value;
      if (!at || done === "") return [];
      const role = roleOf(fields);
      return [{ id, at, done: done === true || done === "true", forOther: role !== "", ...peopleOf(fields), only: String(fields.get("only")?.value ?? "").split(".").filter(Boolean), ratings: ratingsOf(fields, behaviours) }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Returns the ratings of the reader that arrived as files, oldest first. @param {Entries} entries @param {Behaviour[]} behaviours @returns {View[]} */
export function viewsOf(entries, behaviours) {
  return [...groupByPrefix(entries, "view")]
    .flatMap(([id, fields]) => {
      const at = new Date(String(fields.get("date")?.value ?? ""));
      return VIEW_ID.test(id) && !Number.isNaN(at.valueOf()) ? [{ id, at, ...peopleOf(fields), ratings: ratingsOf(fields, behaviours) }] : [];
    })
    .sort((a, b) => a.at.valueOf() - b.at.valueOf() || (a.id < b.id ? -1 : 1));
}

/**
 * Returns the anchor that a rating chose, as it was worded then; "" if the behaviour was skipped.
 *
 * @param {Behaviour} behaviour
 * @param {Rating | undefined} rating
 */
export function chosenAnchor(behaviour, rating) {
  if (!rating || !isLevel(rating.level)) return "";
  return (isReworded(behaviour, rating) && rating.said.replace(`${behaviour.title}: `, "")) || behaviour.anchors[Number(rating.level)] || "";
}

/** Tells whether a behaviour has been reworded since it was rated. @param {Behaviour} behaviour @param {Rating | undefined} rating */
export function isReworded(behaviour, rating) {
  return Boolean(rating && isLevel(rating.level) && rating.said && rating.rev !== behaviour.rev);
}

/** Returns the behaviours that some ids name, now or before; all if they name none. @param {Behaviour[]} behaviours @param {string[]} ids */
export function chosenBehaviours(behaviours, ids) {
  const chosen = behaviours.filter(({ id, was = [] }) => [id, ...was].some((one) => ids.includes(one)));
  return chosen.length ? chosen : behaviours;
}

/** Returns the id of a part of a session, such as "done" or a behaviour's id. @param {string} session @param {string} name */
export function sessionId(session, name) {
  return inRecord(`assessment.${name}`, session);
}

/** Returns the id that an earlier edition of the handbook gives to a part of a session. @param {string} session @param {string} name */
export function oldSessionId(session, name) {
  return `assessment.${session}.${name}`;
}

/**
 * Returns the entry of a part of a session, or undefined: of what this and an earlier edition have written, the newer one.
 *
 * @param {(id: string) => unknown} get Returns an entry.
 * @param {string} session
 * @param {string[]} names Its name, and the names that it had before.
 * @returns {import("../../store/document.js").Entry | undefined}
 */
export function partOf(get, session, names) {
  for (const name of names) {
    const [first, ...rest] = [sessionId(session, name), oldSessionId(session, name)].map(get).filter(isEntry);
    if (first) return rest.reduce(newest, first);
  }
  return undefined;
}

/** Splits the id of a part of a session or a view; null if it's none. @param {string} id @returns {{root: string, group: string, name: string} | null} */
export function ratingOf(id) {
  const own = recordOf(id);
  const [root, ...rest] = own.id.split(".");
  const group = own.record || (rest.shift() ?? "");
  return (root === "assessment" || (root === "view" && !own.record)) && rest.length ? { root, group, name: rest.join(".") } : null;
}

/** Tells whether a session is deleted. @param {(id: string) => unknown} get Returns an entry. @param {string} session */
export function isDeleted(get, session) {
  const entry = get(nameId("assessment", session));
  return isEntry(entry) && entry.value === false;
}

/** Returns entries that empty a whole session or view. @param {Entries} entries @param {"assessment" | "view"} root @param {string} group @param {number} now */
export function emptiedEntries(entries, root, group, now) {
  const isPart = (/** @type {string} */ id) => {
    const part = ratingOf(id);
    return part?.root === root && part.group === group;
  };
  const stored = [...entries].filter(([id, entry]) => isPart(id) && isEntry(entry) && entry.value !== "");
  return new Map(stored.map(([id, entry]) => [id, { value: "", rev: "", said: "", at: nextTimestamp(entry, now) }]));
}

/** Returns removed entries with new timestamps, so that they win over the empty ones. @param {Entries} removed @param {Entries} entries @param {number} now */
export function restoredEntries(removed, entries, now) {
  return new Map([...removed].map(([id, entry]) => [id, { ...entry, at: nextTimestamp(entries.get(id), now) }]));
}

/** Returns a name on one line, without control or bidirectional characters. @param {unknown} name @returns {string} */
export function cleanName(name) {
  return typeof name === "string" ? name.replace(/[\p{C}\s]+/gu, " ").trim().slice(0, 80) : "";
}

/** @param {Entries} entries @param {string} prefix @param {boolean} [discarded] @returns {Map<string, Entries>} */
function groupByPrefix(entries, prefix, discarded = false) {
  const groups = new Map();
  for (const [id, entry] of entries) {
    const part = id.startsWith(prefix) ? ratingOf(id) : null;
    if (part?.root !== prefix || !isEntry(entry) || isDeleted((name) => entries.get(name), part.group) !== discarded) continue;
    const fields = groups.get(part.group) ?? new Map();
    const other = fields.get(part.name);
    groups.set(part.group, fields.set(part.name, other ? newest(other, entry) : entry));
  }
  return groups;
}

/** @param {Entries} fields @returns {People} */
function peopleOf(fields) {
  const [about, by] = ["about", "by"].map((name) => cleanName(fields.get(name)?.value));
  return { about, by, role: roleOf(fields) };
}

/** @param {Entries} fields */
function roleOf(fields) {
  const role = String(fields.get("role")?.value ?? "");
  return !role || ROLES.includes(role) ? role : "other";
}

/** @param {Entries} fields @param {Behaviour[]} behaviours @returns {Map<string, Rating>} */
function ratingsOf(fields, behaviours) {
  return new Map(
    behaviours.flatMap((behaviour) => {
      const id = [behaviour.id, ...(behaviour.was ?? [])].find((name) => fields.has(name));
      const { value, rev, said } = fields.get(id ?? "") ?? {};
      if (!id || (value !== "" && !isLevel(value))) return [];
      const [evidence, isPrivate] = ["evidence", "evidence.private"].map((name) => fields.get(`${id}.${name}`)?.value);
      const hidden = isPrivate === true ? { hidden: true } : {};
      return [[behaviour.id, { level: value, evidence: typeof evidence === "string" ? evidence.trim() : "", rev: String(rev ?? ""), said: String(said ?? ""), ...hidden }]];
    }),
  );
}
