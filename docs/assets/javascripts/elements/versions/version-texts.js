/** Compares the earlier versions of an answer with the answer as it is now. No page, no storage. */

import { isEntry, timeOf } from "../../store/document.js";

/** @typedef {import("../../store/document.js").Entry} Entry */

const ALIKE = 1 / 3; // of a text's words
const MOST = 250_000; // pairs of words: two passages of 500 words, a few milliseconds

/**
 * Returns the versions that say something else than the answer does now, newest first; of those that say the same, the newest.
 *
 * @param {unknown[]} versions What can't be shown, and empty texts, are left out.
 * @param {Entry | undefined} now
 * @returns {Entry[]}
 */
export function otherVersions(versions, now) {
  const seen = new Set(["", meaningOf(now)]);
  const newestFirst = versions.filter(isEntry).reverse().sort((a, b) => (timeOf(b) || 0) - (timeOf(a) || 0));
  return newestFirst.filter((entry) => !seen.has(meaningOf(entry)) && seen.add(meaningOf(entry)));
}

/**
 * Splits a text into runs of whole words that another text has too, in the same order, and runs that it doesn't have. Texts
 * with little in common aren't compared, nor are very long rewritten passages: the marks would say nothing.
 *
 * @param {string} text
 * @param {string} other
 * @returns {{text: string, isNew: boolean}[]}
 */
export function compareWords(text, other) {
  const [words, others] = [text, other].map((text) => text.split(/(?<=\s)(?=\S)/));
  const isKept = keptWords(words.map((word) => word.trim()), others.map((word) => word.trim()));
  /** @type {{text: string, isNew: boolean}[]} */
  const runs = [];
  const isAlike = isKept.filter(Boolean).length > words.length * ALIKE;
  words.forEach((word, n) => {
    const isNew = isAlike && !isKept[n];
    const last = runs.at(-1);
    if (last?.isNew === isNew) last.text += word;
    else runs.push({ text: word, isNew });
  });
  return runs;
}

/** Returns how many words a text has. @param {string} text */
export function wordCount(text) {
  return text.split(/\s+/).filter(Boolean).length;
}

/** Returns which words are part of the longest sequence of words that two lists share. @param {string[]} words @param {string[]} others */
function keptWords(words, others) {
  const shorter = Math.min(words.length, others.length);
  let [start, end] = [0, 0];
  while (start < shorter && words[start] === others[start]) start += 1;
  while (end < shorter - start && words.at(-1 - end) === others.at(-1 - end)) end += 1;
  const [rows, columns] = [words.length - start - end, others.length - start - end];
  const isKept = words.map((_, n) => n < start || n >= start + rows);
  if (rows * columns > MOST) return isKept;
  // The length of the longest sequence from each pair of words on.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  const isSame = (/** @type {number} */ row, /** @type {number} */ column) => words[start + row] === others[start + column];
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      lengths[row][column] = isSame(row, column) ? lengths[row + 1][column + 1] + 1 : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (isSame(row, column)) [isKept[start + row], row, column] = [true, row + 1, column + 1];
    else if (lengths[row + 1][column] >= lengths[row][column + 1]) row += 1;
    else column += 1;
  }
  return isKept;
}

/** @param {Entry | undefined} entry */
function meaningOf(entry) {
  return typeof entry?.value === "string" ? entry.value.replace(/\r\n?/g, "\n").trim() : (entry?.value ?? "");
}
