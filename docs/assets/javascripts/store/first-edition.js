/** Takes in what the first edition of the handbook has kept: one text in localStorage, which stays as it is. */

import { merge, parse } from "./document-text.js";
import { setAside } from "./set-aside.js";
import { attempt } from "./document-store.js";
import { replaceAll } from "./whole-document.js";

/**
 * Takes a text in, unless it's in the document already.
 *
 * @param {import("./document-store.js").DocumentStore} store
 * @param {string} text
 */
export async function takeIn(store, text) {
  const taken = hash(text);
  if (taken === store.taken) return;
  const parsed = parse(text, store.handbook);
  if (parsed.kind === "newer") return store.showNewer(parsed.raw, parsed.notes.entries);
  if (parsed.kind === "corrupt") {
    store.unreadable = text;
    attempt(() => setAside(store.area, text));
  }
  const theirs = parsed.kind === "ours" ? parsed.notes : { head: {}, entries: new Map() };
  const { head, entries } = merge({ head: store.head, entries: store.all }, theirs);
  store.taken = taken;
  // What a reader has erased there, or taken back, goes here too.
  if ([...store.all.keys()].some((id) => !entries.has(id))) {
    await replaceAll(store, entries, { head, taken }, !theirs.entries.size);
    return;
  }
  store.head = head;
  store.meta = { head, taken };
  // Those that do not win as well, for the earlier versions.
  store.put(merge({ head, entries: new Map() }, theirs).entries);
}

/** Returns what is left of the first edition's text once it's erased, and `taken` for it; {} if there is no such text. @param {import("./document-store.js").DocumentStore} store @param {object} head @returns {{text?: string, taken?: string}} */
export function erasedText(store, head) {
  if (!store.isFirstEditionApart || (attempt(() => store.area.get("notes")) ?? null) === null) return {};
  const text = JSON.stringify({ ...head, entries: {} });
  return { text, taken: hash(text) };
}

/** Returns a number that another text hardly has (cyrb53). @param {string} text */
function hash(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let n = 0; n < text.length; n += 1) {
    a = Math.imul(a ^ text.charCodeAt(n), 2654435761);
    b = Math.imul(b ^ text.charCodeAt(n), 1597334677);
  }
  return `${text.length} ${a} ${b}`;
}
