/** A rating as a file: what a rater saves, and what a reader takes in. Whatever a file holds, it is looked at as text and never followed. */

import { isLevel, LONGEST, nameOf, ROLES } from "../shared/rating-sessions.js";
import { isObject, nextTimestamp } from "../../store/document.js";

export const FORMAT = "handbook-rating";
export const VERSION = 1;
export const LARGEST = 1_000_000;

/**
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {import("../shared/rating-sessions.js").Who & {id: string, at: string, ratings: Map<string, Rating>, unknown: number}} Read
 * @typedef {{fault: string, values?: Record<string, string>}} Refused `fault` names the sentence in assessment.refused
 */

/** Returns a finished rating as the text of a file. @param {import("../shared/rating-sessions.js").Session} session @param {string} handbook */
export function ratingFile({ about, by, role, at, ratings }, handbook) {
  const head = { format: FORMAT, version: VERSION, handbook, about, by, role, at: at.toISOString() };
  return `${JSON.stringify({ ...head, ratings: Object.fromEntries(ratings) }, null, 2)}\n`;
}

/**
 * Reads the text of a file.
 *
 * @param {string} text
 * @param {{handbook: string, behaviours: Behaviour[]}} here
 * @returns {Read | Refused}
 */
export function readRating(text, { handbook, behaviours }) {
  const raw = parsed(text);
  const fault = faultOf(raw, handbook);
  if (fault) return fault;
  const known = behaviours.map((behaviour) => ({ behaviour, id: [behaviour.id, ...(behaviour.was ?? [])].find((id) => Object.hasOwn(raw.ratings, id)) ?? "" }));
  const ratings = new Map();
  for (const { behaviour, id } of known.filter(({ id }) => id)) {
    const rating = raw.ratings[id];
    if (!isObject(rating) || !["evidence", "rev", "said"].every((name) => isText(rating[name]))) return { fault: "damaged" };
    if (rating.level !== "" && !isLevel(rating.level)) return { fault: "level", values: { title: behaviour.title } };
    const { level, evidence = "", rev = "", said = "" } = rating;
    if ([evidence, rev, said].some((part) => textOf(part).length > LONGEST)) return { fault: "long", values: { title: behaviour.title } };
    ratings.set(behaviour.id, { level, evidence, rev, said });
  }
  if (![...ratings.values()].some(({ level }) => level)) return { fault: "empty" };
  const role = ROLES.includes(raw.role) ? raw.role : "other";
  const unknown = Object.keys(raw.ratings).length - known.filter(({ id }) => id).length;
  return { id: printOf(raw), about: nameOf(raw.about), by: nameOf(raw.by), role, at: new Date(raw.at).toISOString(), ratings, unknown };
}

/** Returns the entries that keep a rating in the reader's document. @param {Read} read @param {Map<string, any>} entries @param {number} now */
export function entriesOf({ id, about, by, role, at, ratings }, entries, now) {
  const whole = { about, by, role, date: at };
  const found = new Map(Object.entries(whole).map(([name, value]) => [name, { value, rev: "", said: "" }]));
  for (const [behaviour, { level, evidence, rev, said }] of ratings) {
    found.set(behaviour, { value: level, rev, said });
    if (evidence) found.set(`${behaviour}.evidence`, { value: evidence, rev, said });
  }
  return new Map([...found].map(([name, entry]) => [`view.${id}.${name}`, { ...entry, at: nextTimestamp(entries.get(`view.${id}.${name}`), now) }]));
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {any} raw @param {string} handbook @returns {Refused | null} */
function faultOf(raw, handbook) {
  if (raw === undefined) return { fault: "no-json" };
  if (isObject(raw) && raw.format === "handbook-notes") return { fault: "notes" };
  if (!isObject(raw) || raw.format !== FORMAT) return { fault: "no-rating" };
  if (typeof raw.version === "number" && raw.version > VERSION) return { fault: "newer" };
  if (raw.version !== VERSION || typeof raw.handbook !== "string") return { fault: "damaged" };
  if (raw.handbook !== handbook) return { fault: "handbook", values: { handbook: nameOf(raw.handbook) } };
  if (!["about", "by", "role", "at"].every((name) => isText(raw[name])) || !isObject(raw.ratings)) return { fault: "damaged" };
  return Number.isNaN(Date.parse(textOf(raw.at))) ? { fault: "date" } : null;
}

/** @param {unknown} value */
function isText(value) {
  return value === undefined || typeof value === "string";
}

/**
 * Returns a short name that hangs on the contents, so that the same file is the same view. Only texts count:
 * what else stands in a file may be as deep as its sender likes.
 *
 * @param {any} raw
 */
function printOf(raw) {
  const texts = Object.keys(raw.ratings).sort().flatMap((id) => [id, textOf(raw.ratings[id]?.level), textOf(raw.ratings[id]?.evidence)]);
  const whole = JSON.stringify([textOf(raw.about), textOf(raw.by), textOf(raw.role), textOf(raw.at), ...texts]);
  return [0x811c9dc5, 0x01000193].map((seed) => fnv(whole, seed)).join("");
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "string" ? value : "";
}

/** FNV-1a. @param {string} whole @param {number} seed */
function fnv(whole, seed) {
  let hash = seed;
  for (let at = 0; at < whole.length; at += 1) hash = Math.imul(hash ^ whole.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
