/** What every thing that can be taken to a 1:1 has in common: where it is read, how it is worded, whether it is private. */

import { isEntry, newest } from "../../store/document.js";
import { t } from "../../common/i18n.js";

/**
 * @typedef {import("../../store/document.js").Entry} Entry
 * @typedef {import("../../store/document.js").Entries} Entries
 * @typedef {"tick"|"text"|"plan"|"choice"|"level"|"evidence"|"next"} Kind
 * @typedef {{label: string, text: string}} Line
 * @typedef {{key: string, kind: Kind, label: string, text: string, more: Line[], from: string, secret: boolean, href: string}} Item
 * @typedef {{key: string, kind: string, title: string, href: string, items: Item[]}} Lot
 * @typedef {{key: string, title: string, part: string, section: string, note: string, lots: Lot[]}} Group
 * @typedef {import("./catalogue.js").Catalogue} Catalogue
 * @typedef {{catalogue: Catalogue, entries: Entries, words: import("../../common/i18n.js").Words, lang: string | undefined}} About
 */

/** Returns a day as words, or "" if it is none. @param {unknown} value @param {string | undefined} lang */
export function dayOf(value, lang) {
  // A day alone would be read as midnight in Greenwich, which is the day before in America.
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(String(value)) ? `${value}T00:00` : String(value ?? ""));
  return Number.isNaN(day.getTime()) ? "" : new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(day);
}

/** @param {Kind} kind @param {string} key @param {string} label @param {string} said @param {About} about @param {string[]} [was] @param {Line[]} [more] @returns {Item} */
export function itemOf(kind, key, label, said, { entries }, was = [], more = []) {
  const text = said.replace(/\r\n?/g, "\n").replace(/^\s*\n/, "").trimEnd();
  const secret = isOn(entryOf(entries, { id: `${key}.private`, was: was.map((id) => `${id}.private`) }));
  return { key, kind, label: oneLine(label), text, more, from: "", secret, href: "" };
}

/** @param {Entries} entries @param {{id: string, was?: string[]}} control @returns {Entry | undefined} */
export function entryOf(entries, { id, was = [] }) {
  const own = entries.get(id);
  if (isEntry(own)) return own;
  const [first, ...rest] = was.map((old) => entries.get(old)).filter(isEntry);
  return first && rest.reduce((a, b) => newest(a, b), first);
}

/** @param {string} slug @param {About} about */
export function fromOf(slug, { catalogue, words }) {
  const chapter = catalogue.chapters.find((one) => one.slug === slug);
  return chapter ? nameOf(chapter, words) : "";
}

/** @param {import("./catalogue.js").Chapter} chapter @param {import("../../common/i18n.js").Words} words */
export function nameOf(chapter, words) {
  return [partOf(chapter, words), chapter.title].filter(Boolean).join(": ");
}

/** @param {import("./catalogue.js").Chapter} chapter @param {import("../../common/i18n.js").Words} words */
export function partOf({ part }, words) {
  return part ? t(words, "pack.part", { n: part }) : "";
}

/** @param {any} entry */
export function isOn(entry) {
  return isEntry(entry) && (entry.value === true || entry.value === "true");
}

/** @param {any} entry @returns {string} */
export function saidOf(entry) {
  return typeof entry?.said === "string" ? entry.said.trim() : "";
}

/** @param {unknown} value */
export function oneLine(value) {
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
}
