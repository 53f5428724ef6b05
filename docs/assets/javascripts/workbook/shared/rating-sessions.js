/**
 * Ratings in the reader's document as plain data: own attempts, ratings of
 * others made here, and ratings of others that came as a file. No page, no clock.
 */

import { isEntry, nextTimestamp } from "../../store/document.js";

const SESSION = /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)-[a-z0-9]{1,12}$/;
const VIEW = /^[a-z0-9]{1,40}$/;
const LEVELS = ["0", "1", "2", "3", "4"];

export const ROLES = ["manager", "peer", "report", "other"];
export const LONGEST = 5000;

/**
 * @typedef {import("./catalogue.js").Behaviour} Behaviour
 * @typedef {{value: string | boolean, at: string, rev: string, said: string}} Entry
 * @typedef {{level: string, evidence: string, rev: string, said: string, hidden?: boolean}} Rating `level` "" says: left out; `hidden`: the evidence is private
 * @typedef {{about: string, by: string, role: string}} Who
 * @typedef {Who & {id: string, at: Date, done: boolean, other: boolean, ratings: Map<string, Rating>}} Session `other`: of somebody else
 * @typedef {Who & {id: string, at: Date, ratings: Map<string, Rating>}} View
 * @typedef {Map<string, any>} Entries What the store holds; it may come from anywhere.
 */

/** Returns an id that sorts by time and that two devices do not share. @param {number} now @returns {string} */
export function newSession(now) {
  const time = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, "").toLowerCase();
  return `${time}-${Math.random().toString(36).slice(2, 6).padEnd(4, "0")}`;
}

/** Tells whether a value is a level: one of five lines. @param {unknown} value @returns {value is string} */
export function isLevel(value) {
  return typeof value === "string" && LEVELS.includes(value);
}

/** Tells whether a level is one that evidence is asked for. @param {string} level */
export function asksEvidence(level) {
  return isLevel(level) && Number(level) > 2;
}

/** Returns every attempt that has not been taken away, oldest first. @param {Entries} entries @param {Behaviour[]} behaviours @returns {Session[]} */
export function sessionsOf(entries, behaviours) {
  return [...grouped(entries, "assessment")]
    .flatMap(([id, fields]) => {
      const at = timeOf(id);
      const done = fields.get("done")?.value;
      if (!at || done === "") return [];
      const role = roleOf(fields);
      return [{ id, at, done: done === true || done === "true", other: role !== "", ...whoOf(fields), ratings: ratingsOf(fields, behaviours) }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Returns every view of another person that came as a file, oldest first. @param {Entries} entries @param {Behaviour[]} behaviours @returns {View[]} */
export function viewsOf(entries, behaviours) {
  return [...grouped(entries, "view")]
    .flatMap(([id, fields]) => {
      const at = new Date(String(fields.get("date")?.value ?? ""));
      return VIEW.test(id) && !Number.isNaN(at.valueOf()) ? [{ id, at, ...whoOf(fields), ratings: ratingsOf(fields, behaviours) }] : [];
    })
    .sort((a, b) => a.at.valueOf() - b.at.valueOf() || (a.id < b.id ? -1 : 1));
}

/**
 * Returns the line that a rating chose, in the words that were chosen: today's,
 * or what it said then. "" where the behaviour was left out.
 *
 * @param {Behaviour} behaviour
 * @param {Rating | undefined} rating
 */
export function lineOf(behaviour, rating) {
  if (!rating || !isLevel(rating.level)) return "";
  return (isReworded(behaviour, rating) && rating.said.replace(`${behaviour.title}: `, "")) || behaviour.anchors[Number(rating.level)] || "";
}

/** Tells whether a behaviour says something else than when it was rated. @param {Behaviour} behaviour @param {Rating | undefined} rating */
export function isReworded(behaviour, rating) {
  return Boolean(rating && isLevel(rating.level) && rating.said && rating.rev !== behaviour.rev);
}

/** Returns entries that take away everything under a beginning, such as "view.1a2b.". @param {Entries} entries @param {string} under @param {number} now */
export function takenAway(entries, under, now) {
  const own = [...entries].filter(([id, entry]) => id.startsWith(under) && isEntry(entry) && entry.value !== "");
  return new Map(own.map(([id, entry]) => [id, { value: "", rev: "", said: "", at: nextTimestamp(entry, now) }]));
}

/** Returns entries that bring others back as they were. @param {Entries} were @param {Entries} entries @param {number} now */
export function broughtBack(were, entries, now) {
  return new Map([...were].map(([id, entry]) => [id, { ...entry, at: nextTimestamp(entries.get(id), now) }]));
}

/** @param {unknown} name @returns {string} A name on one line, without signs that turn or hide text. */
export function nameOf(name) {
  return typeof name === "string" ? name.replace(/[\p{C}\s]+/gu, " ").trim().slice(0, 80) : "";
}

/** @param {Entries} entries @param {string} first @returns {Map<string, Entries>} */
function grouped(entries, first) {
  const found = new Map();
  for (const [id, entry] of entries) {
    const [start, group, ...rest] = id.split(".");
    if (start !== first || !rest.length || !isEntry(entry)) continue;
    if (!found.has(group)) found.set(group, new Map());
    found.get(group).set(rest.join("."), entry);
  }
  return found;
}

/** @param {string} id @returns {Date | null} */
function timeOf(id) {
  const at = new Date(id.replace(SESSION, "$1-$2-$3T$4:$5:$6Z"));
  return SESSION.test(id) && !Number.isNaN(at.valueOf()) ? at : null;
}

/** @param {Entries} fields @returns {Who} */
function whoOf(fields) {
  const [about, by] = ["about", "by"].map((name) => nameOf(fields.get(name)?.value));
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
      const [evidence, secret] = ["evidence", "evidence.private"].map((name) => fields.get(`${id}.${name}`)?.value);
      const hidden = secret === true ? { hidden: true } : {};
      return [[behaviour.id, { level: value, evidence: typeof evidence === "string" ? evidence.trim() : "", rev: String(rev ?? ""), said: String(said ?? ""), ...hidden }]];
    }),
  );
}
