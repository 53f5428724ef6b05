/** The pack as Markdown. */

import { BREAK, inline, italic, multiline } from "../markdown-text.js";

/**
 * @typedef {import("./pack-page.js").Pack} Pack
 * @typedef {import("./pack-page.js").Piece} Piece
 */

/** Returns the pack as Markdown; "" if it is empty. @param {Pack} pack */
export function packMarkdown({ title, lines, sections, empty }) {
  if (empty) return "";
  const blocks = [`# ${inline(title)}`, lines.map(({ label, text }) => `${inline(label)}: ${inline(text)}`).join(BREAK)];
  for (const section of sections) {
    blocks.push(`## ${inline(section.title)}`, italic(section.note));
    for (const { source, title: name, pieces } of section.clusters) {
      blocks.push(italic(source), name && `### ${inline(name)}`, ...paragraphs(pieces));
    }
  }
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

// Consecutive ticked items make one list; everything else becomes paragraphs.
/** @param {Piece[]} pieces */
function paragraphs(pieces) {
  const blocks = [];
  let list = [];
  for (const piece of pieces) {
    if (piece.form === "done") {
      list.push(`- ${inline(piece.label)}: ${inline(piece.text)}`);
      continue;
    }
    blocks.push(list.join("\n"), ...paragraph(piece));
    list = [];
  }
  return [...blocks, list.join("\n")];
}

/** @param {Piece} piece */
function paragraph({ label, text, more }) {
  const details = more.map((line) => `${italic(`${line.label}:`)} ${inline(line.text)}`).join(BREAK);
  return [label && `**${inline(label)}**`, multiline(text), details];
}
