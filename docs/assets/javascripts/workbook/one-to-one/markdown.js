/** The pack as Markdown. The reader's text is escaped, so that none of it becomes a heading, a list, a link or code. */

/**
 * @typedef {import("./pack.js").Pack} Pack
 * @typedef {import("./pack.js").Piece} Piece
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

// Two spaces rather than a backslash, which would show wherever Markdown isn't rendered.
const BREAK = "  \n";

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

/** Returns a text as paragraphs that keep their line breaks. @param {string} text */
function multiline(text) {
  const lines = text.split("\n").map((line) => escapeMarkdown(line.trim()));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").replace(/([^\n])\n(?=[^\n])/g, `$1${BREAK}`).trim();
}

/** @param {string} text */
function inline(text) {
  return escapeMarkdown(text.replace(/\s+/g, " ").trim());
}

/** @param {string} text */
function italic(text) {
  return text && `_${inline(text)}_`;
}

// Escapes only what Markdown would interpret: a needless backslash shows wherever the text is pasted as plain text.
/** @param {string} line */
function escapeMarkdown(line) {
  return line
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/[`*[\]|]/g, "\\$&")
    .replace(/_/g, (mark, at, whole) => (inWord(whole, at) ? mark : "\\_"))
    .replace(/~/g, (mark, at, whole) => (whole.indexOf(mark) === whole.lastIndexOf(mark) ? mark : "\\~"))
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/^(?:#(?=#{0,5}(?:\s|$))|>|[-+=](?=[-+=\s]|$)|:(?=[-\s]))/, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

// Markdown leaves underscores inside a word such as file_name_2 alone.
/** @param {string} text @param {number} at */
function inWord(text, at) {
  return [text[at - 1], text[at + 1]].every((next) => /[\p{L}\p{N}]/u.test(next ?? ""));
}
