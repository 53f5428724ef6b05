/** The part of a text that shows why it was found. */

import { folded, stem } from "./text.js";

const LENGTH = 28; // words

/** Returns a part of a text, cut where a found word begins or ends. @param {string} text @param {Set<string>} forms @param {string} language @returns {{ text: string, found: boolean }[]} */
export function excerpt(text, forms, language) {
  const roots = new Set([...forms].map((form) => stem(form, language)));
  const words = [...text.matchAll(/\d+:\d+|[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => {
    const plain = folded(word);
    return { start: index, end: index + word.length, root: forms.has(plain) || roots.has(stem(plain, language)) ? stem(plain, language) : "" };
  });
  const first = best(words.map(({ root }) => root));
  const last = Math.min(words.length, first + LENGTH);
  let at = words[first]?.start ?? 0;
  const parts = [{ text: first ? "… " : "", found: false }];
  for (const { start, end, root } of words.slice(first, last)) {
    if (!root) continue;
    parts.push({ text: text.slice(at, start), found: false }, { text: text.slice(start, end), found: true });
    at = end;
  }
  const whole = last === words.length;
  parts.push({ text: whole ? text.slice(at) : `${text.slice(at, words[last - 1]?.end)} …`, found: false });
  return parts.filter((part) => part.text);
}

/** Returns where the window begins that has most of the found words, each counted once, and again a little. @param {string[]} roots */
function best(roots) {
  let [first, most] = [0, -1];
  roots.forEach((root, n) => {
    if (n && !root) return;
    const start = Math.max(0, Math.min(n - 3, roots.length - LENGTH));
    const found = roots.slice(start, start + LENGTH).filter(Boolean);
    const value = new Set(found).size + found.length / 100;
    if (value > most) [first, most] = [start, value];
  });
  return first;
}
