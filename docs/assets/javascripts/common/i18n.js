/** The interface's strings, which come with the HTML from docs/strings/, and the reader's locale. */

/** @typedef {{[name: string]: string | Words}} Words A section's strings by name. */
/** @typedef {(path: string, values?: Record<string, string | number>) => string} Translate `t` with an element's strings. */

/** Returns the strings that an element carries in `data-hb-words`, or {}. @param {HTMLElement | null} element @returns {Words} */
export function wordsOf(element) {
  try {
    return JSON.parse(element?.dataset.hbWords ?? "{}");
  } catch {
    return {};
  }
}

/**
 * Returns the string at a path such as "checklist.count", with `{names}` filled in; "" if there is none. If `n` is among
 * the values and the string has a plural form for it, such as "checklist.reset-ask-one", returns that form.
 *
 * @param {Words} words
 * @param {string} path
 * @param {Record<string, string | number>} [values]
 */
export function t(words, path, values = {}) {
  const plural = typeof values.n === "number" ? lookUp(words, `${path}-${pluralForm(values.n)}`) : undefined;
  // In one pass, so that braces in a reader's text are left alone.
  return String(plural ?? lookUp(words, path) ?? "").replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** Returns the string for `n` things. @param {Words} words @param {string} path @param {number} n @param {Record<string, string | number>} [values] Filled in beside `{n}`. */
export function tn(words, path, n, values = {}) {
  return t(words, path, { n, ...values });
}

/**
 * Returns the reader's locale for dates, numbers, lists and plurals, such as "en-GB": the first of the browser's
 * languages that is the page's. A page that names a region itself (`lang="en-US"`) has that one.
 */
export function locale() {
  const page = document.documentElement.lang;
  const preferred = navigator.languages.find((tag) => tag.split("-")[0] === page.split("-")[0]);
  return (page.includes("-") ? page : preferred ?? page) || undefined;
}

/** @type {Intl.PluralRules | undefined} */
let rules;

/** @param {number} n */
function pluralForm(n) {
  return (rules ??= new Intl.PluralRules(locale())).select(n);
}

/** @param {Words} words @param {string} path @returns {string | Words | undefined} */
function lookUp(words, path) {
  /** @type {string | Words | undefined} */
  let word = words;
  for (const name of path.split(".")) word = typeof word === "object" ? word[name] : undefined;
  return word;
}
