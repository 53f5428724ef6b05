/**
 * The pack itself: the one piece of data that the preview, the Markdown and the
 * file are made from. Its order is that of a talk: what is asked, what
 * happened, the judgement on it, what comes next; the reader's notes stand last.
 */

import { oneLine } from "../shared/pack-item.js";
import { t, tn } from "../../common/i18n.js";

/**
 * @typedef {import("../shared/pack-item.js").Group} Group
 * @typedef {import("../shared/pack-item.js").Item} Item
 * @typedef {import("../shared/pack-item.js").Lot} Lot
 * @typedef {import("../shared/pack-item.js").Line} Line
 * @typedef {{to: string, on: string, asks: string}} Head What the reader types above the pack.
 * @typedef {{form: "done"|"said"|"line", label: string, text: string, more: Line[]}} Piece
 * @typedef {{from: string, title: string, pieces: Piece[]}} Cluster
 * @typedef {{key: string, title: string, note: string, clusters: Cluster[]}} Section
 * @typedef {{title: string, lang: string, lines: Line[], sections: Section[], counts: [string, number][], empty: boolean}} Pack
 */

const ORDER = ["asks", "evidence", "stand", "next", "sheets", "words"];
const PLACE = { evidence: "evidence", tick: "evidence", level: "stand", plan: "next", next: "next", text: "words", choice: "words" };
// A question says by itself what it is about; a line of a checklist or sheet and a fork in the road do not.
const TITLED = new Set(["checklist", "sheet", "scenario"]);

/**
 * Returns the pack that holds the chosen things and nothing else.
 *
 * @param {Group[]} groups What can be chosen.
 * @param {Set<string>} chosen
 * @param {Head} head
 * @param {import("../../common/i18n.js").Words} words
 * @param {string} lang
 * @returns {Pack}
 */
export function packOf(groups, chosen, head, words, lang) {
  const sections = new Map(ORDER.map((key) => [key, sectionOf(key, words)]));
  const counts = new Map();
  for (const { group, lot, item } of chosenOf(groups, chosen)) {
    const section = sections.get(lot.kind === "sheet" ? "sheets" : PLACE[item.kind]);
    if (!section) continue;
    if (item.kind === "level") section.note = group.note;
    put(section, lot, item, words);
    counts.set(item.kind, (counts.get(item.kind) ?? 0) + 1);
  }
  const lines = [["for", head.to], ["on", head.on]].map(([key, text]) => ({ label: t(words, `pack.head-${key}`), text: oneLine(text) })).filter(({ text }) => text);
  const asks = head.asks.replace(/\r\n?/g, "\n").trim();
  if (asks) sections.get("asks")?.clusters.push({ from: "", title: "", pieces: [{ form: "line", label: "", text: asks, more: [] }] });
  const typed = lines.length + (asks ? 1 : 0);
  if (typed) counts.set("typed", typed);
  const filled = [...sections.values()].filter(({ clusters }) => clusters.length);
  return { title: t(words, "pack.paper-title"), lang, lines, sections: filled, counts: [...counts], empty: !typed && !filled.length };
}

/** Returns "4 texts, 2 ticks and 3 levels". @param {Pack} pack @param {import("../../common/i18n.js").Words} words */
export function countOf({ counts, lang }, words) {
  const parts = counts.map(([kind, n]) => tn(words, `pack.count-${kind}`, n));
  return new Intl.ListFormat(lang || undefined, { type: "conjunction" }).format(parts);
}

/** Returns whole minutes of reading, one at the least. @param {Pack} pack */
export function minutesOf({ sections }) {
  const texts = sections.flatMap(({ clusters }) => clusters.flatMap(({ title, pieces }) => [title, ...pieces.flatMap(({ label, text, more }) => [label, text, ...more.map((line) => line.text)])]));
  return Math.max(1, Math.round(texts.join(" ").split(/\s+/).length / 200));
}

/** @param {Group[]} groups @param {Set<string>} chosen */
function chosenOf(groups, chosen) {
  return groups.flatMap((group) => group.lots.flatMap((lot) => lot.items.map((item) => ({ group, lot, item })))).filter(({ item }) => !item.secret && chosen.has(item.key));
}

/** @param {string} key @param {import("../../common/i18n.js").Words} words @returns {Section} */
function sectionOf(key, words) {
  return { key, title: t(words, `pack.section-${key}`), note: "", clusters: [] };
}

// What stands together keeps together, and a chapter is named once above what comes from it.
/** @param {Section} section @param {Lot} lot @param {Item} item @param {import("../../common/i18n.js").Words} words */
function put({ clusters }, lot, item, words) {
  const title = TITLED.has(lot.kind) ? oneLine(lot.title) : "";
  const last = clusters.at(-1);
  const lastFrom = clusters.findLast(({ from }) => from)?.from;
  const piece = pieceOf(item, words);
  if (last && last.title === title && lastFrom === item.from) last.pieces.push(piece);
  else clusters.push({ from: lastFrom === item.from ? "" : item.from, title, pieces: [piece] });
}

/** @param {Item} item @param {import("../../common/i18n.js").Words} words @returns {Piece} */
function pieceOf({ kind, label, text, more }, words) {
  if (kind === "tick") return { form: "done", label: t(words, "pack.done"), text: label, more };
  if (kind === "plan") return { form: "line", label: "", text, more };
  return { form: "said", label, text, more };
}
