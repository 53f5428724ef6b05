/** The interface's words: they come with the HTML, from docs/strings/en.yml. */

/** Returns the words that an element carries in `data-hb-words`, or {}. */
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
 */
export function say(words, path, values = {}) {
  const word = path.split(".").reduce((found, name) => found?.[name], words);
  // One pass, so that a reader's text with braces in it is left alone.
  return String(word ?? "").replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** Returns the word for a count: `path` for many, `path-one` for one. */
export function sayCount(words, path, n) {
  return say(words, n === 1 ? `${path}-one` : path, { n });
}
