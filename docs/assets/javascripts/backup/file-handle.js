/**
 * The file that the reader has chosen for the live backup, and the permission to write to it (File System Access API,
 * Chromium only). Its handle is kept in the handbook's database, since nothing else can store one.
 */

import { database } from "../store/store.js";
import { resultOf } from "../store/database.js";

/**
 * @typedef {FileSystemFileHandle & {queryPermission: (options: object) => Promise<string>, requestPermission: (options: object) => Promise<string>}} Handle
 */

const MODE = { mode: "readwrite" };
const TYPES = [{ accept: { "application/json": [".json"] } }];

/** Returns whether this browser can keep a file up to date. */
export function canSyncFile() {
  return typeof /** @type {any} */ (window).showSaveFilePicker === "function"; // an element's id is a property of the window, too
}

/**
 * Lets the reader choose a file; returns null if they cancel.
 *
 * @param {"new" | "open"} picker "new" empties a file that exists, after the browser has asked; "open" leaves it as it is.
 * @param {string} name Suggested for a new file.
 * @returns {Promise<Handle | null>}
 */
export async function chooseFile(picker, name) {
  const browser = /** @type {any} */ (window);
  try {
    return picker === "new" ? await browser.showSaveFilePicker({ suggestedName: name, types: TYPES }) : (await browser.showOpenFilePicker({ types: TYPES }))[0];
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}

/** Returns whether the page may write to a file now. @param {Handle} handle */
export async function hasPermission(handle) {
  return (await handle.queryPermission(MODE)) === "granted";
}

/** Asks the reader for permission to write; must be called from a click. @param {Handle} handle */
export async function requestPermission(handle) {
  return (await handle.requestPermission(MODE)) === "granted";
}

/**
 * Replaces a file's text; if that fails, the file stays as it was.
 *
 * @param {Handle} handle
 * @param {string} text
 */
export async function writeText(handle, text) {
  const stream = await handle.createWritable();
  try {
    await stream.write(text);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
  const stamp = stampOf(await handle.getFile());
  await keep("stamp", stamp);
}

/** Returns whether nobody has changed a file since this browser wrote it. @param {File} file */
export async function isUnchanged(file) {
  return stampOf(file) === (await load("stamp"));
}

/** @param {File} file */
function stampOf({ size, lastModified }) {
  return `${size} ${lastModified}`;
}

/** Returns the handle of the chosen file, or undefined. @returns {Promise<Handle | undefined>} */
export function loadHandle() {
  return load("handle");
}

/** @param {Handle} handle */
export function saveHandle(handle) {
  return keep("handle", handle);
}

export async function deleteHandle() {
  try {
    await database.run(["file"], "readwrite", (file) => resultOf(file.clear()));
  } catch {
    // There is no database, so nothing was stored there.
  }
}

/** @param {string} name @returns {Promise<any>} */
function load(name) {
  return database.run(["file"], "readonly", (file) => resultOf(file.get(name)));
}

/** @param {string} name @param {unknown} value */
function keep(name, value) {
  return database.run(["file"], "readwrite", (file) => resultOf(file.put(value, name)));
}
