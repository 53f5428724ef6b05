/**
 * Keeps a file of the reader's up to date. What holds something that is not here is never written over, whoever put
 * it there: another device, another program, or a fault of the storage that left this tab with less.
 */

import { requestPermission, deleteHandle, isUnchanged, saveHandle, loadHandle, hasPermission, writeText } from "./file-handle.js";
import { merge, parse } from "./document.js";

/**
 * @typedef {import("./document-store.js").DocumentStore} Store
 * @typedef {import("./file-handle.js").Handle} Handle
 * @typedef {"off" | "writing" | "kept" | "ask" | "changed" | "gone" | "failed"} State
 *   "off": no file; "ask": the browser wants to be asked again; "changed": the file holds something that is not here.
 */

// After a pause, and not often: a folder that is copied elsewhere copies each time. Steady typing is not waited out.
const [PAUSE, APART] = [2_000, 30_000];

/** @type {State} */
let state = "off";
let started = false;
let timer = 0;
let [first, wrote] = [0, 0]; // when the first change was made that is not in the file; when the file was written
let last = "";

/** Returns how it stands with the file; an `hb-file` event on the document says that this has changed. */
export function backupState() {
  return state;
}

/** Returns the name of the file that is kept up to date, or "". @param {Store} store @returns {string} */
export function backupName(store) {
  return String(settingsOf(store).file ?? "");
}

/** Keeps the file up to date during this visit, if there is one; also if it is chosen later. @param {Store} store */
export function startBackup(store) {
  if (started) return;
  started = true;
  const now = () => {
    document.dispatchEvent(new CustomEvent("hb-flush"));
    if (timer) write(store);
  };
  store.subscribe(["document"], () => schedule(store));
  window.addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && now());
  schedule(store);
}

/**
 * Keeps a file up to date from now on; call it from a click. Tells whether that may be.
 *
 * @param {Store} store
 * @param {Handle} handle
 * @param {string} [seen] A text of it that the reader has taken in, so that it may be replaced.
 */
export async function chooseBackup(store, handle, seen = "") {
  if (!(await requestPermission(handle))) return false;
  await saveHandle(store.handbook, handle);
  [last, wrote] = ["", 0];
  remember(store, { file: handle.name });
  startBackup(store);
  await write(store, seen);
  return true;
}

/** Asks the browser again for leave to write; call it from a click. @param {Store} store */
export async function resumeBackup(store) {
  const handle = await loadHandle(store.handbook);
  if (handle && (await requestPermission(handle))) await write(store);
}

/** Lets go of the file; it stays where it is, as it is. @param {Store} store */
export async function stopBackup(store) {
  clearTimeout(timer);
  timer = 0;
  if (backupName(store)) remember(store, { file: undefined });
  setState("off");
  await deleteHandle(store.handbook);
}

/** @param {Store} store */
function schedule(store) {
  if (!backupName(store)) return setState("off");
  const now = Date.now();
  first ||= now;
  clearTimeout(timer);
  timer = setTimeout(() => write(store), Math.max(Math.min(now + PAUSE, first + APART), wrote + APART) - now);
}

/** @param {Store} store @param {string} [seen] */
async function write(store, seen = "") {
  clearTimeout(timer);
  [timer, first] = [0, 0];
  try {
    // One tab after the other: each looks at what the one before has written.
    setState(await navigator.locks.request(`handbook:${store.handbook}:file`, () => writeIfSafe(store, seen)));
  } catch (error) {
    setState(error instanceof DOMException && error.name === "NotFoundError" ? "gone" : "failed");
  }
}

/** @param {Store} store @param {string} seen @returns {Promise<State>} */
async function writeIfSafe(store, seen) {
  const handle = backupName(store) ? await loadHandle(store.handbook) : undefined;
  if (!handle) return "off";
  if (!(await hasPermission(handle))) return "ask";
  const text = store.exportJson();
  // A tab that knows nothing has nothing to say to a file that may know more.
  if (text === last || store.readOnly || !store.entries().size) return "kept";
  const file = await handle.getFile();
  const there = await file.text();
  if (there !== text) {
    if (there !== seen && !holdsNothingElse(there, text, store.handbook, await isUnchanged(store.handbook, file))) return "changed";
    setState("writing");
    await writeText(store.handbook, handle, text);
    remember(store, { at: new Date().toISOString(), file: handle.name });
  }
  [last, wrote] = [text, Date.now()];
  return "kept";
}

/**
 * Tells whether a file's text holds nothing that our document lacks. What the reader has erased or taken back
 * since may go from a file that nobody else has touched.
 *
 * @param {string} there
 * @param {string} text
 * @param {string} handbook
 * @param {boolean} untouched
 */
function holdsNothingElse(there, text, handbook, untouched) {
  if (!there.trim()) return true;
  const [file, own] = [parse(there, handbook), parse(text, handbook)];
  if (file.kind !== "ours" || own.kind !== "ours" || "newer" in file.notes.head) return false;
  const { head, entries } = own.notes;
  // Of a document without the mark of that moment, `merge` counts only what is later than it.
  const met = merge({ head: untouched ? head : {}, entries }, { head: {}, entries: file.notes.entries }).entries;
  return met.size === entries.size && [...met].every(([id, entry]) => entry === entries.get(id));
}

/** @param {Store} store @returns {{at?: unknown, file?: unknown}} */
function settingsOf(store) {
  return /** @type {any} */ (store.remembered("backup")) ?? {};
}

// Said, not done: handbook.js is where things are written.
/** @param {Store} store @param {object} news */
function remember(store, news) {
  const detail = { name: "remember", key: "backup", value: { ...settingsOf(store), ...news } };
  document.dispatchEvent(new CustomEvent("hb-command", { detail }));
}

/** @param {State} now */
function setState(now) {
  if (now === state) return;
  state = now;
  document.dispatchEvent(new CustomEvent("hb-file"));
}
