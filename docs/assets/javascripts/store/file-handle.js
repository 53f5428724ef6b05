/**
 * A file that the reader has chosen, and the browser's leave to write to it (the File System Access API, Chromium only).
 * The handle lies in IndexedDB, since nothing else can keep one, and no word of the reader's does. The only file that
 * names indexedDB.
 */

/**
 * @typedef {FileSystemFileHandle & {queryPermission: (what: object) => Promise<string>, requestPermission: (what: object) => Promise<string>}} Handle
 */

const MODE = { mode: "readwrite" };
const TYPES = [{ accept: { "application/json": [".json"] } }];

/** Tells whether this browser can keep a file up to date. */
export function canSyncFile() {
  return "showSaveFilePicker" in window && "indexedDB" in window;
}

/**
 * Lets the reader choose a file; null if they chose none. "new" empties a file that is there already, as the
 * browser says before it does: that is in the standard. "open" leaves it as it is.
 *
 * @param {"new" | "open"} way
 * @param {string} name
 * @returns {Promise<Handle | null>}
 */
export async function chooseFile(way, name) {
  const browser = /** @type {any} */ (window);
  try {
    return way === "new" ? await browser.showSaveFilePicker({ suggestedName: name, types: TYPES }) : (await browser.showOpenFilePicker({ types: TYPES }))[0];
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}

/** Tells whether the page may write to a file now. @param {Handle} handle */
export async function hasPermission(handle) {
  return (await handle.queryPermission(MODE)) === "granted";
}

/** Asks the reader for leave to write; call it from a click. @param {Handle} handle */
export async function requestPermission(handle) {
  return (await handle.requestPermission(MODE)) === "granted";
}

/**
 * Puts a text in the place of a file's: all of it, or nothing of it.
 *
 * @param {string} handbook
 * @param {Handle} handle
 * @param {string} text
 */
export async function writeText(handbook, handle, text) {
  const stream = await handle.createWritable();
  try {
    await stream.write(text);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
  const stamp = stampOf(await handle.getFile());
  await inTransaction(handbook, "readwrite", (kept) => kept.put(stamp, "stamp"));
}

/** Tells whether a file is as this browser wrote it. @param {string} handbook @param {File} file */
export async function isUnchanged(handbook, file) {
  return stampOf(file) === (await inTransaction(handbook, "readonly", (kept) => kept.get("stamp")));
}

/** @param {File} file */
function stampOf({ size, lastModified }) {
  return `${size} ${lastModified}`;
}

/** Returns the file that is kept up to date, or undefined. @param {string} handbook @returns {Promise<Handle | undefined>} */
export function loadHandle(handbook) {
  return inTransaction(handbook, "readonly", (kept) => kept.get("handle"));
}

/** @param {string} handbook @param {Handle} handle */
export function saveHandle(handbook, handle) {
  return inTransaction(handbook, "readwrite", (kept) => kept.put(handle, "handle"));
}

/** @param {string} handbook */
export async function deleteHandle(handbook) {
  try {
    await inTransaction(handbook, "readwrite", (kept) => kept.delete(IDBKeyRange.lowerBound("")));
  } catch {
    // This browser has none, or lets nobody look: then nothing was kept there either.
  }
}

/** @template T @param {string} handbook @param {IDBTransactionMode} mode @param {(kept: IDBObjectStore) => IDBRequest<T>} act @returns {Promise<T>} */
function inTransaction(handbook, mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(`handbook:${handbook}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("file");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const base = opening.result;
      const close = (/** @type {() => void} */ then) => () => { base.close(); then(); };
      const deal = base.transaction("file", mode);
      const asked = act(deal.objectStore("file"));
      deal.oncomplete = close(() => resolve(asked.result));
      deal.onabort = close(() => reject(deal.error));
    };
  });
}
