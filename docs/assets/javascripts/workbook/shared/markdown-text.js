/** A reader's text in Markdown: escaped, so that none of it becomes a heading, a list, a link or code. */

/** A line break: two spaces rather than a backslash, which would show wherever Markdown isn't rendered. */
export const BREAK = "  \n";

/** Returns a text as paragraphs that keep their line breaks. @param {string} text */
export function multiline(text) {
  const lines = text.split("\n").map((line) => escapeMarkdown(line.trim()));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").replace(/([^\n])\n(?=[^\n])/g, `$1${BREAK}`).trim();
}

/** Returns a text on one line. @param {string} text */
export function inline(text) {
  return escapeMarkdown(text.replace(/\s+/g, " ").trim());
}

/** Returns a text in italics; "" if there is none. @param {string} text */
export function italic(text) {
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
