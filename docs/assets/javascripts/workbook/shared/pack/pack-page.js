/** A page for another person, as data: what the preview, the Markdown and the saved file are all made from. Pure functions. */

import { formatList } from "../../../common/formats.js";
import { tn } from "../../../common/i18n.js";

/**
 * @typedef {import("./pack-item.js").Line} Line
 * @typedef {{form: "done"|"said"|"line", label: string, text: string, more: Line[]}} Piece
 * @typedef {{source: string, title: string, pieces: Piece[]}} Cluster
 * @typedef {{key: string, title: string, note: string, clusters: Cluster[]}} Section
 * @typedef {{title: string, lang: string, lines: Line[], sections: Section[], counts: [string, number][], empty: boolean}} Pack
 */

/** Returns a list such as "4 texts, 2 ticks and 3 levels". @param {Pack} pack @param {import("../../../common/i18n.js").Words} words */
export function describeCounts({ counts, lang }, words) {
  return formatList(counts.map(([kind, n]) => tn(words, `pack.count-${kind}`, n)), lang || undefined);
}

/** Returns the reading time in minutes, at least 1. @param {Pack} pack */
export function readingMinutes({ sections }) {
  const texts = sections.flatMap(({ clusters }) => clusters.flatMap(({ title, pieces }) => [title, ...pieces.flatMap(({ label, text, more }) => [label, text, ...more.map((line) => line.text)])]));
  return Math.max(1, Math.round(texts.join(" ").split(/\s+/).length / 200));
}
