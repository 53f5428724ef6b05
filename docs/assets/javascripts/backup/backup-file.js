/**
 * Keeps the reader's backup file up to date. A file that has something which this document lacks is never overwritten,
 * whether another device put it there, another program, or a storage fault left this tab with less.
 */

import { deleteHandle, hasPermission, isUnchanged, loadHandle, requestPermission, saveHandle, writeText } from "./file-handle.js";
import { merge, parse } from "../store/document-text.js";
import { exportJson } from "../store/whole-document.js";

/**
 * @typedef {import("../store/document-store.js").DocumentStore} Store
 * @typedef {import("./file-handle.js").Handle} Handle
 * @typedef {"off" | "writing" | "kept" | "ask" | "changed" | "gone" | "failed"} State
 *   "off": no file; "ask": the browser needs permission again; "changed": the file has something that this document lacks.
 */

// In milliseconds. Writes are delayed and rare, since a synced folder uploads each one; steady typing doesn't delay them further.
const [DELAY, INTERVAL] = [2_000, 30_000];

/** @type {State} */
let state = "off";
let started = false;
let timer = 0;
let [firstChange, lastWrite] = [0, 0]; // times: of the first change that isn't in the file, and of the last write
let lastText = "";

/** Returns the state of the backup; an `hb-file` event on the document reports each change of it. */
export function backupState() {
  return state;
}

/** Returns the name of the file that is kept up to date, or "". @param {Store} store @returns {string} */
export function backupName(store) {
  return String(settingsOf(store).file ?? "");
}

/** Keeps the file up to date during this visit, if there is one, or once one is chosen. @param {Store} store */
export function startBackup(store) {
  if (started) return;
  started = true;
  const writeNow = () => timer && write(store);
  store.subscribe(["document"], () => schedule(store));
  window.addEventListener("pagehide", writeNow);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && writeNow());
  schedule(store);
}

/**
 * Keeps a file up to date from now on; must be called from a click. Returns whether the reader has permitted it.
 *
 * @param {Store} store
 * @param {Handle} handle
 * @param {string} [imported] The file's text, if the reader has imported it, so that it may be replaced.
 */
export async function chooseBackup(store, handle, imported = "") {
  if (!(await requestPermission(handle))) return false;
  await saveHandle(handle);
  [lastText, lastWrite] = ["", 0];
  rememberSettings(store, { file: handle.name });
  startBackup(store);
  await write(store, imported);
  return true;
}

/** Asks for permission to write again; must be called from a click. @param {Store} store */
export async function resumeBackup(store) {
  const handle = await loadHandle();
  if (handle && (await requestPermission(handle))) await write(store);
}

/** Stops keeping the file up to date; the file itself stays as it is. @param {Store} store */
export async function stopBackup(store) {
  clearTimeout(timer);
  timer = 0;
  if (backupName(store)) rememberSettings(store, { file: undefined });
  setState("off");
  await deleteHandle();
}

/** @param {Store} store */
function schedule(store) {
  if (!backupName(store)) return setState("off");
  const now = Date.now();
  firstChange ||= now;
  clearTimeout(timer);
  timer = setTimeout(() => write(store), Math.max(Math.min(now + DELAY, firstChange + INTERVAL), lastWrite + INTERVAL) - now);
}

/** @param {Store} store @param {string} [imported] */
async function write(store, imported = "") {
  clearTimeout(timer);
  [timer, firstChange] = [0, 0];
  try {
    // One tab at a time: each compares with what the one before has written.
    setState(await navigator.locks.request(`handbook:${store.handbook}:file`, () => writeIfSafe(store, imported)));
  } catch (error) {
    setState(error instanceof DOMException && error.name === "NotFoundError" ? "gone" : "failed");
  }
}

/** @param {Store} store @param {string} imported @returns {Promise<State>} */
async function writeIfSafe(store, imported) {
  const handle = backupName(store) ? await loadHandle() : undefined;
  if (!handle) return "off";
  if (!(await hasPermission(handle))) return "ask";
  await store.whole();
  const text = exportJson(store);
  // An empty document adds nothing to a file that may have more, nor does one of which only a part could be read.
  if (text === lastText || store.readOnly || !store.isWhole || !store.entries().size) return "kept";
  const file = await handle.getFile();
  const fileText = await file.text();
  if (fileText !== text) {
    if (fileText !== imported && !addsNothing(fileText, text, store.handbook, await isUnchanged(file))) return "changed";
    setState("writing");
    await writeText(handle, text);
    rememberSettings(store, { at: new Date().toISOString(), file: handle.name });
  }
  [lastText, lastWrite] = [text, Date.now()];
  return "kept";
}

/**
 * Returns whether a file has nothing that the document lacks. In a file that only this browser has written, what the reader
 * has since erased or undone doesn't count.
 *
 * @param {string} fileText
 * @param {string} text The document's.
 * @param {string} handbook
 * @param {boolean} unchanged Whether only this browser has written the file.
 */
function addsNothing(fileText, text, handbook, unchanged) {
  if (!fileText.trim()) return true;
  const [theirs, ours] = [parse(fileText, handbook), parse(text, handbook)];
  if (theirs.kind !== "ours" || ours.kind !== "ours" || "newer" in theirs.notes.head) return false;
  const { head, entries } = ours.notes;
  // With our head, which says when the document was erased, `merge` drops the file's earlier entries.
  const merged = merge({ head: unchanged ? head : {}, entries }, { head: {}, entries: theirs.notes.entries }).entries;
  return merged.size === entries.size && [...merged].every(([id, entry]) => entry === entries.get(id));
}

/** @param {Store} store @returns {{at?: unknown, file?: unknown}} */
function settingsOf(store) {
  return /** @type {any} */ (store.remembered("backup")) ?? {};
}

/** Asks handbook.js to remember settings: only that file writes to the store. @param {Store} store @param {object} changes */
function rememberSettings(store, changes) {
  const detail = { name: "remember", key: "backup", value: { ...settingsOf(store), ...changes } };
  document.dispatchEvent(new CustomEvent("hb-command", { detail }));
}

/** @param {State} next */
function setState(next) {
  if (next === state) return;
  state = next;
  document.dispatchEvent(new CustomEvent("hb-file"));
}
