/**
 * The file that the reader has chosen for the live backup, and the permission to write to it (File System Access API,
 * Chromium only). Its handle is kept in IndexedDB, since nothing else can store one; no answer is. The only file that names
 * indexedDB.
 */

/**
 * @typedef {FileSystemFileHandle & {queryPermission: (options: object) => Promise<string>, requestPermission: (options: object) => Promise<string>}} Handle
 */

const MODE = { mode: "readwrite" };
const TYPES = [{ accept: { "application/json": [".json"] } }];

/** Returns whether this browser can keep a file up to date. */
export function canSyncFile() {
  return "showSaveFilePicker" in window && "indexedDB" in window;
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
  await inTransaction(handbook, "readwrite", (objects) => objects.put(stamp, "stamp"));
}

/** Returns whether nobody has changed a file since this browser wrote it. @param {string} handbook @param {File} file */
export async function isUnchanged(handbook, file) {
  return stampOf(file) === (await inTransaction(handbook, "readonly", (objects) => objects.get("stamp")));
}

/** @param {File} file */
function stampOf({ size, lastModified }) {
  return `${size} ${lastModified}`;
}

/** Returns the handle of the chosen file, or undefined. @param {string} handbook @returns {Promise<Handle | undefined>} */
export function loadHandle(handbook) {
  return inTransaction(handbook, "readonly", (objects) => objects.get("handle"));
}

/** @param {string} handbook @param {Handle} handle */
export function saveHandle(handbook, handle) {
  return inTransaction(handbook, "readwrite", (objects) => objects.put(handle, "handle"));
}

/** @param {string} handbook */
export async function deleteHandle(handbook) {
  try {
    await inTransaction(handbook, "readwrite", (objects) => objects.delete(IDBKeyRange.lowerBound("")));
  } catch {
    // IndexedDB is missing or refused, so nothing was stored there.
  }
}

/** @template T @param {string} handbook @param {IDBTransactionMode} mode @param {(objects: IDBObjectStore) => IDBRequest<T>} act @returns {Promise<T>} */
function inTransaction(handbook, mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(`handbook:${handbook}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("file");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const closeAnd = (/** @type {() => void} */ settle) => () => { database.close(); settle(); };
      const transaction = database.transaction("file", mode);
      const request = act(transaction.objectStore("file"));
      transaction.oncomplete = closeAnd(() => resolve(request.result));
      transaction.onabort = closeAnd(() => reject(transaction.error));
    };
  });
}
