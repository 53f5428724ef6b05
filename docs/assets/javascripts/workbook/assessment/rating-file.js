/** Ratings as files: written by a rater, imported by the reader. A file may hold anything, so it is validated and used as text only. */

import { tn } from "../../common/i18n.js";
import { isObject, nextTimestamp } from "../../store/document.js";
import { store } from "../../store/store.js";
import { formatDate } from "../../common/formats.js";
import { chosenAnchor, cleanName, isLevel, MAX_TEXT_LENGTH, ROLES, sessionsOf } from "../shared/rating-sessions.js";
import { raterName } from "./other-raters.js";

/**
 * @typedef {{
 *   behaviours: import("../shared/rating-sessions.js").Behaviour[],
 *   words: import("../../common/i18n.js").Words,
 *   t: import("../../common/i18n.js").Translate,
 *   merge: (entries: import("../../store/document.js").Entries) => void,
 * }} ImportTarget
 */

const FORMAT = "handbook-rating";
const DATA = `{"format":"${FORMAT}"`;
const VERSION = 1;
const MAX_BYTES = 1_000_000;

/**
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {import("../shared/rating-sessions.js").People & {id: string, at: string, ratings: Map<string, Rating>, unknown: number}} ReceivedRating
 * @typedef {{problem: string, values?: Record<string, string>}} Refused `problem` names the sentence in assessment.refused
 */

/** Returns a finished rating as JSON. @param {import("../shared/rating-sessions.js").Session} session @param {string} handbook */
export function formatRatingFile({ about, by, role, at, ratings }, handbook) {
  const head = { format: FORMAT, version: VERSION, handbook, about, by, role, at: at.toISOString() };
  return `${JSON.stringify({ ...head, ratings: Object.fromEntries(ratings) }, null, 2)}\n`;
}

/**
 * Returns a finished rating as a text for people, at whose end is what the file would hold: the whole can be pasted back.
 *
 * @param {import("../shared/rating-sessions.js").Session} session
 * @param {Behaviour[]} behaviours
 * @param {string} handbook
 * @param {import("../../common/i18n.js").Translate} t
 */
export function ratingText(session, behaviours, handbook, t) {
  const parts = behaviours.flatMap((behaviour) => {
    const rating = session.ratings.get(behaviour.id);
    if (!rating) return [];
    const line = chosenAnchor(behaviour, rating) || t("assessment.left-out");
    return [[behaviour.title, line, ...(rating.evidence ? [t("assessment.shown-by", { text: rating.evidence })] : [])].join("\n")];
  });
  const head = t("assessment.check-by", { name: raterName(session, t), date: formatDate(session.at) });
  const data = JSON.stringify(JSON.parse(formatRatingFile(session, handbook)));
  return [head, ...parts, t("assessment.paste-back"), data].join("\n\n").concat("\n");
}

/**
 * Parses and validates a rating file.
 *
 * @param {string} text
 * @param {{handbook: string, behaviours: Behaviour[]}} target
 * @returns {ReceivedRating | Refused}
 */
function parseRatingFile(text, { handbook, behaviours }) {
  const raw = parseJson(text);
  const refused = validate(raw, handbook);
  if (refused) return refused;
  const rated = behaviours.map((behaviour) => ({ behaviour, id: [behaviour.id, ...(behaviour.was ?? [])].find((id) => Object.hasOwn(raw.ratings, id)) ?? "" }));
  const ratings = new Map();
  for (const { behaviour, id } of rated.filter(({ id }) => id)) {
    const rating = raw.ratings[id];
    if (!isObject(rating) || !["evidence", "rev", "said"].every((name) => isText(rating[name]))) return { problem: "damaged" };
    if (rating.level !== "" && !isLevel(rating.level)) return { problem: "level", values: { title: behaviour.title } };
    const { level, evidence = "", rev = "", said = "" } = rating;
    if ([evidence, rev, said].some((part) => textOf(part).length > MAX_TEXT_LENGTH)) return { problem: "long", values: { title: behaviour.title } };
    ratings.set(behaviour.id, { level, evidence, rev, said });
  }
  if (![...ratings.values()].some(({ level }) => level)) return { problem: "empty" };
  const role = ROLES.includes(raw.role) ? raw.role : "other";
  const unknown = Object.keys(raw.ratings).length - rated.filter(({ id }) => id).length;
  return { id: fingerprint(raw), about: cleanName(raw.about), by: cleanName(raw.by), role, at: new Date(raw.at).toISOString(), ratings, unknown };
}

/** Returns the entries that store a received rating. @param {ReceivedRating} rating @param {Map<string, any>} entries @param {number} now */
function entriesFor({ id, about, by, role, at, ratings }, entries, now) {
  const header = { about, by, role, date: at };
  const fields = new Map(Object.entries(header).map(([name, value]) => [name, { value, rev: "", said: "" }]));
  for (const [behaviour, { level, evidence, rev, said }] of ratings) {
    fields.set(behaviour, { value: level, rev, said });
    if (evidence) fields.set(`${behaviour}.evidence`, { value: evidence, rev, said });
  }
  return new Map([...fields].map(([name, entry]) => [`view.${id}.${name}`, { ...entry, at: nextTimestamp(entries.get(`view.${id}.${name}`), now) }]));
}

/** @param {string} text @returns {any} */
function parseJson(text) {
  // A rating that was copied as text has the file's content at its end. Mail programs break long lines.
  const from = text.lastIndexOf(DATA);
  for (const one of [text, text.slice(from, text.lastIndexOf("}") + 1).replace(/[\r\n]+/g, "")]) {
    try {
      return JSON.parse(one);
    } catch {
      if (from < 0) return undefined;
    }
  }
  return undefined;
}

/** @param {any} raw @param {string} handbook @returns {Refused | null} */
function validate(raw, handbook) {
  if (raw === undefined) return { problem: "no-json" };
  if (isObject(raw) && raw.format === "handbook-notes") return { problem: "notes" };
  if (!isObject(raw) || raw.format !== FORMAT) return { problem: "no-rating" };
  if (typeof raw.version === "number" && raw.version > VERSION) return { problem: "newer" };
  if (raw.version !== VERSION || typeof raw.handbook !== "string") return { problem: "damaged" };
  if (raw.handbook !== handbook) return { problem: "handbook", values: { handbook: cleanName(raw.handbook) } };
  if (!["about", "by", "role", "at"].every((name) => isText(raw[name])) || !isObject(raw.ratings)) return { problem: "damaged" };
  return Number.isNaN(Date.parse(textOf(raw.at))) ? { problem: "date" } : null;
}

/** @param {unknown} value */
function isText(value) {
  return value === undefined || typeof value === "string";
}

/**
 * Returns a hash of the contents, so that importing a file twice gives one view. It covers texts only: other values in a
 * file may nest too deeply to serialise.
 *
 * @param {any} raw
 */
function fingerprint(raw) {
  const texts = Object.keys(raw.ratings).sort().flatMap((id) => [id, textOf(raw.ratings[id]?.level), textOf(raw.ratings[id]?.evidence)]);
  const content = JSON.stringify([textOf(raw.about), textOf(raw.by), textOf(raw.role), textOf(raw.at), ...texts]);
  return [0x811c9dc5, 0x01000193].map((seed) => fnv1a(content, seed)).join("");
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === "string" ? value : "";
}

/** FNV-1a. @param {string} text @param {number} seed */
function fnv1a(text, seed) {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Calls `handle` with the files chosen or dropped in an element. @param {HTMLElement} element @param {AbortSignal} signal @param {(files: File[]) => void} handle */
export function onFiles(element, signal, handle) {
  const choose = (/** @type {Event} */ { target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
    handle([...(target.files ?? [])]);
    target.value = ""; // so that the same file can be chosen again
  };
  const drop = (/** @type {Event} */ event) => {
    if (!(event instanceof DragEvent && event.target instanceof Element && event.target.closest('[data-hb-part="zone"]'))) return;
    event.preventDefault();
    if (event.type === "drop") handle([...(event.dataTransfer?.files ?? [])]);
  };
  element.addEventListener("change", choose, { signal });
  for (const name of ["dragover", "drop"]) element.addEventListener(name, drop, { signal });
}

/** Imports files and returns a message about each. @param {File[]} files @param {ImportTarget} target @returns {Promise<string[]>} */
export async function importFiles(files, { behaviours, words, t, merge }) {
  const messages = [];
  for (const file of files) {
    const rating = await readFile(file, behaviours);
    if ("problem" in rating) {
      messages.push(t(`assessment.refused.${rating.problem}`, { ...rating.values, file: file.name }));
      continue;
    }
    const name = raterName(rating, t);
    const entries = store.entries();
    if (store.get(`view.${rating.id}.date`)?.value) {
      messages.push(t("assessment.already", { name }));
      continue;
    }
    merge(entriesFor(rating, entries, Date.now()));
    const open = sessionsOf(entries, behaviours).some(({ done, forOther }) => done && !forOther);
    messages.push(t(open ? "assessment.taken-open" : "assessment.taken", { name }));
    if (rating.unknown) messages.push(tn(words, "assessment.taken-unknown", rating.unknown));
  }
  return messages;
}

/** @param {File} file @param {import("../shared/rating-sessions.js").Behaviour[]} behaviours */
async function readFile(file, behaviours) {
  // Checked before it is read: a huge file would freeze the page.
  if (file.size > MAX_BYTES) return { problem: "large", values: {} };
  try {
    return parseRatingFile(await file.text(), { handbook: store.handbook, behaviours });
  } catch {
    return { problem: "unreadable", values: {} };
  }
}
