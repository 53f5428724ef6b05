/**
 * The pack: the data behind the preview, the Markdown and the file. It follows the order of a conversation: what the
 * reader asks for, what happened, how the reader rates it, what comes next, and the reader's notes last.
 */

import { singleLine } from "../shared/pack/pack-item.js";
import { t } from "../../common/i18n.js";

/**
 * @typedef {import("../shared/pack/pack-item.js").Group} Group
 * @typedef {import("../shared/pack/pack-item.js").Item} Item
 * @typedef {import("../shared/pack/pack-item.js").ItemList} ItemList
 * @typedef {{to: string, on: string, asks: string}} Meeting The fields above the pack.
 * @typedef {import("../shared/pack/pack-page.js").Pack} Pack
 * @typedef {import("../shared/pack/pack-page.js").Piece} Piece
 * @typedef {import("../shared/pack/pack-page.js").Section} Section
 */

const SECTIONS = ["asks", "agreed", "evidence", "stand", "next", "sheets", "words"];
const SECTION_OF = { agreed: "agreed", evidence: "evidence", tick: "evidence", level: "stand", plan: "next", next: "next", text: "words", choice: "words" };
// Prompts explain themselves; items of a checklist, sheet or scenario need their block's title.
const TITLED = new Set(["checklist", "sheet", "scenario"]);

/**
 * Builds the pack from the chosen items.
 *
 * @param {Group[]} groups All candidates.
 * @param {Set<string>} chosen Keys of items.
 * @param {Meeting} meeting
 * @param {import("../../common/i18n.js").Words} words
 * @param {string} lang
 * @returns {Pack}
 */
export function buildPack(groups, chosen, meeting, words, lang) {
  const sections = new Map(SECTIONS.map((key) => [key, sectionOf(key, words)]));
  const counts = new Map();
  for (const { group, list, item } of chosenItems(groups, chosen)) {
    const section = sections.get(list.kind === "sheet" ? "sheets" : SECTION_OF[item.kind]);
    if (!section) continue;
    if (item.kind === "level") section.note = group.note;
    addItem(section, list, item, words);
    counts.set(item.kind, (counts.get(item.kind) ?? 0) + 1);
  }
  const lines = [["for", meeting.to], ["on", meeting.on]].map(([key, text]) => ({ label: t(words, `pack.head-${key}`), text: singleLine(text) })).filter(({ text }) => text);
  const asks = meeting.asks.replace(/\r\n?/g, "\n").trim();
  if (asks) sections.get("asks")?.clusters.push({ source: "", title: "", pieces: [{ form: "line", label: "", text: asks, more: [] }] });
  const typed = lines.length + (asks ? 1 : 0);
  if (typed) counts.set("typed", typed);
  const filled = [...sections.values()].filter(({ clusters }) => clusters.length);
  return { title: t(words, "pack.paper-title"), lang, lines, sections: filled, counts: [...counts], empty: !typed && !filled.length };
}

/** @param {Group[]} groups @param {Set<string>} chosen */
function chosenItems(groups, chosen) {
  return groups.flatMap((group) => group.lists.flatMap((list) => list.items.map((item) => ({ group, list, item })))).filter(({ item }) => !item.isPrivate && chosen.has(item.key));
}

/** @param {string} key @param {import("../../common/i18n.js").Words} words @returns {Section} */
function sectionOf(key, words) {
  return { key, title: t(words, `pack.section-${key}`), note: "", clusters: [] };
}

// Items of one block stay together, and each chapter is named once, above its items.
/** @param {Section} section @param {ItemList} list @param {Item} item @param {import("../../common/i18n.js").Words} words */
function addItem({ clusters }, list, item, words) {
  const title = TITLED.has(list.kind) ? singleLine(list.title) : "";
  const last = clusters.at(-1);
  const lastSource = clusters.findLast(({ source }) => source)?.source;
  const piece = pieceOf(item, words);
  if (last && last.title === title && lastSource === item.source) last.pieces.push(piece);
  else clusters.push({ source: lastSource === item.source ? "" : item.source, title, pieces: [piece] });
}

/** @param {Item} item @param {import("../../common/i18n.js").Words} words @returns {Piece} */
function pieceOf({ kind, label, text, more }, words) {
  if (kind === "tick") return { form: "done", label: t(words, "pack.done"), text: label, more };
  if (kind === "plan") return { form: "line", label: "", text, more };
  return { form: "said", label, text, more };
}
