/** The interface's words: they come with the HTML, from docs/strings/. */

import { language } from "./language.js";

/** @typedef {{[name: string]: string | Words}} Words A section's words by name. */

/** Returns the words that an element carries in `data-hb-words`, or {}. @param {HTMLElement | null} element @returns {Words} */
export function wordsOf(element) {
  try {
    return JSON.parse(element?.dataset.hbWords ?? "{}");
  } catch {
    return {};
  }
}

/** The form of a count that the page's language has for a number, such as "one" or "few". @param {number} n */
const formOf = (n) => (rules ??= new Intl.PluralRules(language())).select(n);
/** @type {Intl.PluralRules | undefined} */
let rules;

/**
 * Returns the word at a path such as "checklist.count", with `{names}` filled
 * in; "" if it is not there. Where it has a form for so many as the number `n`
 * says, such as "checklist.reset-ask-one", it is that form.
 *
 * @param {Words} words
 * @param {string} path
 * @param {Record<string, string | number>} [values]
 */
export function t(words, path, values = {}) {
  const form = typeof values.n === "number" ? at(words, `${path}-${formOf(values.n)}`) : undefined;
  // One pass, so that a reader's text with braces in it is left alone.
  return String(form ?? at(words, path) ?? "").replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** Returns the word for `n` things. @param {Words} words @param {string} path @param {number} n @param {Record<string, string | number>} [values] What is filled in beside `{n}`. */
export function tn(words, path, n, values = {}) {
  return t(words, path, { n, ...values });
}

/** @param {Words} words @param {string} path @returns {string | Words | undefined} */
function at(words, path) {
  /** @type {string | Words | undefined} */
  let word = words;
  for (const name of path.split(".")) word = typeof word === "object" ? word[name] : undefined;
  return word;
}
