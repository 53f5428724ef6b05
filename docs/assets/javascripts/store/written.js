/** Entries as text. An entry is never changed, only replaced: so each is written out once, and a save stays quick with thousands. */

/** @type {WeakMap<object, string>} */
const WRITTEN = new WeakMap();

/** Returns an entry as JSON text; undefined where there is none. @param {unknown} entry @returns {string | undefined} */
export function writtenOut(entry) {
  if (typeof entry !== "object" || entry === null) return JSON.stringify(entry);
  let text = WRITTEN.get(entry);
  if (text === undefined) WRITTEN.set(entry, (text = narrow(JSON.stringify(entry))));
  return text;
}

// One curly quote makes a browser keep, and copy at each save, two bytes for every character of the whole document.
/** @param {string} text */
function narrow(text) {
  const escaped = text.replace(/[^\0-\xff]/g, (wide) => `\\u${wide.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return escaped.length <= 2 * text.length ? escaped : text;
}
