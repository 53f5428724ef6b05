/** Stored texts that couldn't be read: kept under names of their own, and never dropped unless the reader erases everything. */

const NAME = "set-aside:";

/** @typedef {import("./storage-area.js").StorageArea} StorageArea */

/** Returns the texts, oldest first; `at` is an ISO timestamp. @param {StorageArea} area @returns {{name: string, at: string, text: string}[]} */
export function unreadableTexts(area) {
  return area.names(NAME).sort().map((name) => ({ name, at: name.slice(NAME.length), text: area.get(name) ?? "" }));
}

/** Keeps a text, once. @param {StorageArea} area @param {string} text */
export function setAside(area, text) {
  const kept = unreadableTexts(area);
  if (kept.some((old) => old.text === text)) return;
  const time = Math.max(Date.now(), ...kept.map(({ at }) => Date.parse(at) + 1));
  area.set(NAME + new Date(time).toISOString(), text);
}
