/** Counts what the reader's document holds, by kind and by chapter. Pure. */

import { kindOf } from "../../store/entry-kinds.js";
import { isAnswer, newest } from "../../store/document.js";

/**
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {Map<string, any>} Entries
 * @typedef {{title: string, url: string, counts: [string, number][]}} Row  The counts that are not zero, by name.
 */

const NAMES = { checklist: "ticks", scenario: "choices", prompts: "texts", recall: "texts", plan: "texts", sheet: "texts" };

/** Returns how many there are of each kind, without those of which there is none. @param {Entries} entries @returns {[string, number][]} */
export function counts(entries) {
  const found = new Map(["answer", "rating", "assessment", "view", "date", "next", "review", "private"].map((name) => [name, 0]));
  const [own, others] = [new Set(), new Set()];
  const add = (/** @type {string} */ name) => found.set(name, (found.get(name) ?? 0) + 1);
  for (const [id, entry] of entries) {
    if (!isAnswer(entry)) continue;
    const kind = kindOf(id);
    if (kind === "rating") own.add(id.split(".")[1]);
    if (kind === "view") others.add(id.split(".")[1]);
    if (kind === "rating" && isLevel(entry)) add("rating");
    else if (kind === "next" && id.endsWith(".date")) add("date");
    else if (!["rating", "view"].includes(kind)) add(kind);
  }
  found.set("assessment", own.size).set("view", others.size);
  return [...found].filter(([, n]) => n > 0);
}

/** Returns the chapters that have something, with how much of what. @param {Entries} entries @param {Catalogue} catalogue @returns {Row[]} */
export function byChapter(entries, catalogue) {
  const ratings = [...entries].filter(([id, entry]) => kindOf(id) === "rating" && isAnswer(entry) && isLevel(entry)).map(([id]) => id.split(".").slice(2).join("."));
  return catalogue.chapters.map((chapter) => {
    const found = new Map([["ticks", 0], ["texts", 0], ["choices", 0], ["ratings", 0]]);
    for (const block of [...chapter.blocks, ...chapter.sheets]) {
      const n = block.controls.filter((control) => isAnswer(entryOf(entries, control))).length;
      found.set(NAMES[block.kind], (found.get(NAMES[block.kind]) ?? 0) + n);
    }
    const behaviours = catalogue.behaviours.filter((behaviour) => behaviour.chapter === chapter.slug).map(({ id }) => id);
    found.set("ratings", ratings.filter((id) => behaviours.includes(id)).length);
    return { title: chapter.title, url: chapter.url, counts: [...found].filter(([, n]) => n > 0) };
  }).filter((row) => row.counts.length);
}

/** Returns the first and the last moment at which something was written: [from, to], or null. @param {Entries} entries @returns {[number, number] | null} */
export function span(entries) {
  let [from, to] = [Infinity, -Infinity];
  for (const entry of entries.values()) {
    const at = Date.parse(entry?.at);
    if (Number.isNaN(at)) continue;
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  return from === Infinity ? null : [from, to];
}

/** @param {any} entry */
function isLevel({ value }) {
  return /^[0-4]$/.test(value);
}

/** @param {Entries} entries @param {import("../shared/catalogue.js").Control} control */
function entryOf(entries, { id, was = [] }) {
  return entries.get(id) ?? was.map((old) => entries.get(old)).filter(Boolean).reduce((a, b) => (a ? newest(a, b) : b), undefined);
}
