/** Compares the earlier versions of an answer with the answer as it is now. No page, no storage. */

import { isEntry, timeOf } from "../store/document.js";

/** @typedef {import("../store/document.js").Entry} Entry */

/**
 * Returns the versions that say something else than the answer does now, newest first; of those that say the same, the newest.
 *
 * @param {unknown[]} versions What can't be shown, and empty texts, are left out.
 * @param {Entry | undefined} now
 * @returns {Entry[]}
 */
export function otherVersions(versions, now) {
  const seen = new Set(["", meaningOf(now)]);
  const newestFirst = versions.filter(isEntry).sort((a, b) => (timeOf(b) || 0) - (timeOf(a) || 0));
  return newestFirst.filter((entry) => !seen.has(meaningOf(entry)) && seen.add(meaningOf(entry)));
}

/**
 * Splits a text into what begins like another, what differs, and what ends like it, in whole words. Two texts that have
 * neither in common aren't compared: all of the text is then the first part.
 *
 * @param {string} text
 * @param {string} other
 * @returns {[string, string, string]}
 */
export function changedPart(text, other) {
  const [words, others] = [text.split(/(?<=\s)(?=\S)/), other.split(/(?<=\s)(?=\S)/)];
  const shorter = Math.min(words.length, others.length);
  let [start, end] = [0, 0];
  while (start < shorter && isSame(words[start], others[start])) start += 1;
  while (end < shorter - start && isSame(words.at(-1 - end), others.at(-1 - end))) end += 1;
  if (start + end === 0) return [text, "", ""];
  const rest = words.length - end;
  return [words.slice(0, start).join(""), words.slice(start, rest).join(""), words.slice(rest).join("")];
}

/** Returns how many words a text has. @param {string} text */
export function wordCount(text) {
  return text.split(/\s+/).filter(Boolean).length;
}

/** @param {string | undefined} a @param {string | undefined} b */
function isSame(a, b) {
  return a?.trim() === b?.trim();
}

/** @param {Entry | undefined} entry */
function meaningOf(entry) {
  return typeof entry?.value === "string" ? entry.value.replace(/\r\n?/g, "\n").trim() : (entry?.value ?? "");
}
