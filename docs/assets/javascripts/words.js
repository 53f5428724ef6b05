/** The interface's words: they come with the HTML, from docs/strings/en.yml. */

/** @typedef {{[name: string]: string | Words}} Words A section's words by name. */

/** Returns the words that an element carries in `data-hb-words`, or {}. @param {HTMLElement | null} element @returns {Words} */
export function wordsOf(element) {
  try {
    return JSON.parse(element?.dataset.hbWords ?? "{}");
  } catch {
    return {};
  }
}

/**
 * Returns the word at a path such as "checklist.count", with `{names}` filled
 * in; "" if it is not there.
 *
 * @param {Words} words
 * @param {string} path
 * @param {Record<string, string | number>} [values]
 */
export function say(words, path, values = {}) {
  /** @type {string | Words | undefined} */
  let word = words;
  for (const name of path.split(".")) word = typeof word === "object" ? word[name] : undefined;
  // One pass, so that a reader's text with braces in it is left alone.
  return String(word ?? "").replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** Returns the word for a count: `path` for many, `path-one` for one. @param {Words} words @param {string} path @param {number} n */
export function sayCount(words, path, n) {
  return say(words, n === 1 ? `${path}-one` : path, { n });
}
