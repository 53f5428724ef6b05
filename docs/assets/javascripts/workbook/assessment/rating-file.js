/** A rating as a file: what a rater saves, and what a reader takes in. Whatever a file holds, it is looked at as text and never followed. */

import { tn } from "../../common/i18n.js";
import { isObject, nextTimestamp } from "../../store/document.js";
import { store } from "../../store/store.js";
import { isLevel, LONGEST, nameOf, ROLES, sessionsOf } from "../shared/rating-sessions.js";
import { raterName } from "./other-raters.js";

/**
 * @typedef {{
 *   behaviours: import("../shared/rating-sessions.js").Behaviour[],
 *   words: import("../../common/i18n.js").Words,
 *   say: import("../../common/i18n.js").Translate,
 *   keep: (entries: import("../../store/document.js").Entries) => void,
 * }} Here
 */

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

/** Calls `take` with the files that are chosen or dropped in an element. @param {HTMLElement} element @param {AbortSignal} signal @param {(files: File[]) => void} take */
export function takeFiles(element, signal, take) {
  const choose = (/** @type {Event} */ { target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
    take([...(target.files ?? [])]);
    target.value = ""; // so that the same file can be chosen again
  };
  const drop = (/** @type {Event} */ event) => {
    if (!(event instanceof DragEvent && event.target instanceof Element && event.target.closest('[data-hb-part="zone"]'))) return;
    event.preventDefault();
    if (event.type === "drop") take([...(event.dataTransfer?.files ?? [])]);
  };
  element.addEventListener("change", choose, { signal });
  for (const name of ["dragover", "drop"]) element.addEventListener(name, drop, { signal });
}

/** Takes in files, and returns what to tell the reader. @param {File[]} files @param {Here} here @returns {Promise<string[]>} */
export async function takeIn(files, { behaviours, words, say, keep }) {
  const told = [];
  for (const file of files) {
    const read = await readFile(file, behaviours);
    if ("fault" in read) {
      told.push(say(`assessment.refused.${read.fault}`, { ...read.values, file: file.name }));
      continue;
    }
    const name = raterName(read, say);
    const entries = store.entries();
    if (store.get(`view.${read.id}.date`)?.value) {
      told.push(say("assessment.already", { name }));
      continue;
    }
    keep(entriesOf(read, entries, Date.now()));
    const open = sessionsOf(entries, behaviours).some(({ done, other }) => done && !other);
    told.push(say(open ? "assessment.taken-open" : "assessment.taken", { name }));
    if (read.unknown) told.push(tn(words, "assessment.taken-unknown", read.unknown));
  }
  return told;
}

/** @param {File} file @param {import("../shared/rating-sessions.js").Behaviour[]} behaviours */
async function readFile(file, behaviours) {
  // Before it is read: a huge file would stop the page.
  if (file.size > LARGEST) return { fault: "large", values: {} };
  try {
    return readRating(await file.text(), { handbook: store.handbook, behaviours });
  } catch {
    return { fault: "unreadable", values: {} };
  }
}
