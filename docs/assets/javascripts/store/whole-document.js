/**
 * What concerns the reader's whole document: taking an import back, erasing, exporting, where it's kept, and what the first
 * edition has of it. Loaded when a reader asks for it, or there is such a text.
 */

import { emptyNotes, merge, parse, replacedStamp, serialise } from "./document-text.js";
import { isEqual } from "./document.js";
import { attempt } from "./document-store.js";
import { setAside, unreadableTexts } from "./set-aside.js";

/**
 * @typedef {import("./document-store.js").DocumentStore} Store
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {import("./answer-database.js").Meta} Meta
 */

const UNTOUCHABLE = ["newer", "foreign", "corrupt-full"]; // faults with which the stored document mustn't be overwritten

/** Does what an element asks for (see `Commands`), if it's about the whole document. @param {Store} store @param {string} name @param {any} detail */
export async function run(store, name, detail) {
  await store.whole();
  if (name === "replace") return replace(store, detail);
  if (name === "erase") return erase(store);
  if (name === "set-storage") return setStorage(store, detail);
}

/** Replaces all entries, even by older ones, in every tab. @param {Store} store @param {{entries: Entries, meta?: Meta}} detail */
export function replace(store, { entries, meta = { head: { ...store.head, replaced: stampOf(store) } } }) {
  if (UNTOUCHABLE.includes(store.fault)) return;
  const waiting = new Set(store.unsaved.map(([id]) => id));
  const changed = [...new Set([...store.all.keys(), ...entries.keys()])].filter((id) => waiting.has(id) || !isEqual(store.all.get(id), entries.get(id)));
  store.unsaved = [...store.unsaved, ...changed.map((id) => /** @type {import("./document.js").Change} */ ([id, entries.get(id), "forced"]))];
  Object.assign(store, { all: new Map(entries), meta: { ...store.meta, ...meta }, ...meta });
  store.notify("document", "saved");
  store.write();
}

/**
 * Removes everything of this handbook, but for the moment when it was erased: also what can't be read, and a database that
 * can't be opened.
 *
 * @param {Store} store
 */
export async function erase(store) {
  if (UNTOUCHABLE.includes(store.fault) || store.fault === "waiting") return;
  const head = { ...emptyNotes(store.handbook).head, replaced: stampOf(store) };
  const { backend } = store;
  const isDamaged = store.mode === "browser" && (store.isWeak || !backend);
  const { text, taken } = erasedText(store, head);
  if (!(await clear(store, new Map(), { head, taken }))) return;
  // Not before: another tab that saw this first would erase again, and what was written in between.
  if (text) attempt(() => store.area.set("notes", text));
  store.unreadable = null;
  store.memory.clear();
  attempt(() => {
    for (const name of store.area.names()) if (name !== "notes" && name !== "mode") store.area.remove(name);
  });
  if (isDamaged) {
    await store.means.database.remove().catch(() => {});
    await store.open();
  }
  store.notify();
}

/**
 * Keeps the document in this tab only, or in the browser. A tab starts empty and leaves the browser's document alone.
 *
 * @param {Store} store
 * @param {{mode: import("./document-store.js").Mode, carry?: boolean}} detail `carry`: take the entries along; otherwise, on the way back, the tab's are dropped.
 */
export async function setStorage(store, { mode, carry = false }) {
  if (mode === store.mode) return;
  const switched = attempt(() => {
    const tab = store.areaOf("tab");
    if (mode === "tab") tab.set("mode", "tab");
    else for (const name of tab.names()) tab.remove(name);
    return true;
  });
  if (!switched) return;
  const { all } = store;
  Object.assign(store, { mode, area: store.areaOf(mode), backend: null, fault: "", isWeak: false, unreadable: null, newer: null, head: {}, meta: {}, all: new Map(), isWhole: false, unsaved: [] });
  store.memory.clear();
  await store.open();
  if (carry) store.put(all);
}

/** Returns the document as JSON, with what isn't saved yet: await `store.whole` first. A newer version's is added as it was stored, since this version may misread it. @param {Store} store */
export function exportJson({ handbook, head, all, newer }) {
  return serialise({ head: { ...emptyNotes(handbook).head, ...head }, entries: all }, newer ? { newer } : {}, 2);
}

/** Returns the stored texts that couldn't be read, oldest first. @param {Store} store */
export function textsSetAside({ area }) {
  return attempt(() => unreadableTexts(area)) ?? [];
}

/**
 * Replaces all entries that are older than `meta.head.replaced`, and removes the earlier versions. Returns whether the storage
 * has done it, or there is none: if it refuses, they stay in memory too.
 *
 * @param {Store} store
 * @param {Entries} entries
 * @param {Meta} meta
 */
async function clear(store, entries, meta) {
  let [failed, missed, count] = [false, false, store.count];
  await store.use(async (backend) => {
    failed = true;
    ({ count } = await backend.write(entries, { clear: true, meta }));
    missed = store.saved(count);
    failed = false;
  });
  if (failed) return false;
  store.take({ entries, meta: { ...meta, count } });
  if (missed) await store.reload();
  return true;
}

/**
 * Takes in what the first edition of the handbook has kept, one text in localStorage, unless it's in the document already.
 *
 * @param {Store} store
 * @param {string} text
 */
export async function takeIn(store, text) {
  const taken = hash(text);
  if (taken === store.taken) return;
  if (!store.isWhole) await store.reload();
  const parsed = parse(text, store.handbook);
  if (parsed.kind === "newer") return store.showNewer(parsed.raw, parsed.notes.entries);
  if (parsed.kind === "corrupt") {
    store.unreadable = text;
    attempt(() => setAside(store.area, text));
  }
  const theirs = parsed.kind === "ours" ? parsed.notes : { head: {}, entries: new Map() };
  const { head, entries } = merge({ head: store.head, entries: store.all }, theirs);
  const meta = { head, taken };
  // What a reader has erased there, or taken back, goes here too.
  if ([...store.all.keys()].some((id) => !entries.has(id))) {
    await (theirs.entries.size ? replace(store, { entries, meta }) : clear(store, entries, meta));
    return;
  }
  Object.assign(store, { head, taken, meta });
  // Those that do not win as well, for the earlier versions.
  store.put(merge({ head, entries: new Map() }, theirs).entries);
}

/** Returns what is left of the first edition's text once it's erased, and `taken` for it; {} if there is no such text. @param {Store} store @param {object} head @returns {{text?: string, taken?: string}} */
function erasedText(store, head) {
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

/** @param {Store} store */
function stampOf({ head, all }) {
  return replacedStamp({ head, entries: all }, Date.now());
}
