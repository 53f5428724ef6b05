/** The pack as Markdown. A reader's words stay words: nothing in them becomes a heading, a list, a link or code. */

/**
 * @typedef {import("./pack.js").Pack} Pack
 * @typedef {import("./pack.js").Piece} Piece
 */

/** Returns the pack as text; "" if it is empty. @param {Pack} pack */
export function markdownOf({ title, lines, sections, empty }) {
  if (empty) return "";
  const blocks = [`# ${inline(title)}`, lines.map(({ label, text }) => `${inline(label)}: ${inline(text)}`).join(BREAK)];
  for (const section of sections) {
    blocks.push(`## ${inline(section.title)}`, italic(section.note));
    for (const { from, title: name, pieces } of section.clusters) {
      blocks.push(italic(from), name && `### ${inline(name)}`, ...paragraphs(pieces));
    }
  }
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

// Two spaces and not a backslash: pasted where Markdown is not read, they are not seen.
const BREAK = "  \n";

// Things that are done make one list; everything else stands in paragraphs of its own.
/** @param {Piece[]} pieces */
function paragraphs(pieces) {
  const made = [];
  let list = [];
  for (const piece of pieces) {
    if (piece.form === "done") {
      list.push(`- ${inline(piece.label)}: ${inline(piece.text)}`);
      continue;
    }
    made.push(list.join("\n"), ...paragraph(piece));
    list = [];
  }
  return [...made, list.join("\n")];
}

/** @param {Piece} piece */
function paragraph({ label, text, more }) {
  const after = more.map((line) => `${italic(`${line.label}:`)} ${inline(line.text)}`).join(BREAK);
  return [label && `**${inline(label)}**`, own(text), after];
}

/** Returns a text of several lines as paragraphs; its line breaks stay. @param {string} text */
export function own(text) {
  const lines = text.split("\n").map((line) => escaped(line.trim()));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").replace(/([^\n])\n(?=[^\n])/g, `$1${BREAK}`).trim();
}

/** @param {string} text */
function inline(text) {
  return escaped(text.replace(/\s+/g, " ").trim());
}

/** @param {string} text */
function italic(text) {
  return text && `_${inline(text)}_`;
}

// Only what Markdown would read as its own: an escape too many shows wherever the text is pasted as it is.
/** @param {string} line */
function escaped(line) {
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

// file_name_2 is a word to Markdown too.
/** @param {string} text @param {number} at */
function inWord(text, at) {
  return [text[at - 1], text[at + 1]].every((next) => /[\p{L}\p{N}]/u.test(next ?? ""));
}
