/** The items that a reader can take to a 1:1: their type, and what every kind of item needs. */

import { isEntry, newest } from "../../../store/document.js";
import { withPart } from "../../../store/record-ids.js";
import { formatDate } from "../../../common/formats.js";
import { t } from "../../../common/i18n.js";

/**
 * @typedef {import("../../../store/document.js").Entry} Entry
 * @typedef {import("../../../store/document.js").Entries} Entries
 * @typedef {"tick"|"text"|"plan"|"choice"|"level"|"evidence"|"next"|"agreed"} Kind
 * @typedef {{label: string, text: string}} Line
 * @typedef {{key: string, kind: Kind, label: string, text: string, more: Line[], source: string, isPrivate: boolean, href: string}} Item
 * @typedef {{key: string, kind: string, title: string, href: string, items: Item[]}} ItemList
 * @typedef {{key: string, title: string, part: string, section: string, note: string, lists: ItemList[], isOpen?: boolean}} Group `isOpen`: it opens by itself.
 * @typedef {import("../catalogue.js").Catalogue} Catalogue
 * @typedef {{catalogue: Catalogue, entries: Entries, words: import("../../../common/i18n.js").Words, lang: string | undefined}} Context
 */

/** Formats a date or a day such as "2026-12-01"; "" if it isn't one. @param {unknown} value @param {string | undefined} lang */
export function formatDay(value, lang) {
  // Date parses a bare day as midnight UTC, which is the day before in the Americas.
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(String(value)) ? `${value}T00:00` : String(value ?? ""));
  return formatDate(day, { dateStyle: "long" }, lang);
}

/** @param {Kind} kind @param {string} key @param {string} label @param {string} said @param {Context} context @param {string[]} [was] @param {Line[]} [more] @returns {Item} */
export function makeItem(kind, key, label, said, { entries }, was = [], more = []) {
  const text = said.replace(/\r\n?/g, "\n").replace(/^\s*\n/, "").trimEnd();
  const isPrivate = isTrue(entryOf(entries, { id: withPart(key, ".private"), was: was.map((id) => withPart(id, ".private")) }));
  return { key, kind, label: singleLine(label), text, more, source: "", isPrivate, href: "" };
}

/** Returns an entry, or the newest under the ids that it had before. @param {Entries} entries @param {{id: string, was?: string[]}} control @returns {Entry | undefined} */
export function entryOf(entries, { id, was = [] }) {
  const own = entries.get(id);
  if (isEntry(own)) return own;
  const [first, ...rest] = was.map((old) => entries.get(old)).filter(isEntry);
  return first && rest.reduce((a, b) => newest(a, b), first);
}

/** @param {string} slug @param {Context} about */
export function chapterLabel(slug, { catalogue, words }) {
  const chapter = catalogue.chapters.find((one) => one.slug === slug);
  return chapter ? chapterName(chapter, words) : "";
}

/** @param {import("../catalogue.js").Chapter} chapter @param {import("../../../common/i18n.js").Words} words */
export function chapterName(chapter, words) {
  return [partLabel(chapter, words), chapter.title].filter(Boolean).join(": ");
}

/** @param {import("../catalogue.js").Chapter} chapter @param {import("../../../common/i18n.js").Words} words */
export function partLabel({ part }, words) {
  return part ? t(words, "pack.part", { n: part }) : "";
}

/** @param {any} entry */
export function isTrue(entry) {
  return isEntry(entry) && (entry.value === true || entry.value === "true");
}

/** Returns the question as it was worded when it was answered, or "". @param {any} entry @returns {string} */
export function storedWording(entry) {
  return typeof entry?.said === "string" ? entry.said.trim() : "";
}

/** @param {unknown} value */
export function singleLine(value) {
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
}
