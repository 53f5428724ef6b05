/**
 * One handbook's part of a browser storage, the keys below `handbook:<id>:`, and the device state in it. Throws whatever
 * the storage throws; document-store.js catches it. Which storage that is, store.js says.
 */

const UNREADABLE = "set-aside:";

export class StorageArea {
  #storage;

  /**
   * @param {string} handbook The handbook's id.
   * @param {() => Storage} storage A function, since reading `window.localStorage` may itself throw.
   */
  constructor(handbook, storage) {
    this.prefix = `handbook:${handbook}:`;
    this.#storage = storage;
  }

  /** @param {string} name @returns {string | null} */
  get(name) {
    return this.#storage().getItem(this.prefix + name);
  }

  /** @param {string} name @param {string} text */
  set(name, text) {
    this.#storage().setItem(this.prefix + name, text);
  }

  /** @param {string} name */
  remove(name) {
    this.#storage().removeItem(this.prefix + name);
  }

  /** Returns the names that are in use. @returns {string[]} */
  names() {
    const storage = this.#storage();
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    return keys.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
  }

  /** Returns the texts that were kept because they couldn't be read, oldest first; `at` is an ISO timestamp. @returns {{name: string, at: string, text: string}[]} */
  unreadableTexts() {
    const names = this.names().filter((name) => name.startsWith(UNREADABLE)).sort();
    return names.map((name) => ({ name, at: name.slice(UNREADABLE.length), text: this.get(name) ?? "" }));
  }

  /** Keeps a text that can't be read under a name of its own, once. @param {string} text */
  keepUnreadable(text) {
    if (this.unreadableTexts().some((kept) => kept.text === text)) return;
    const names = this.names();
    const nameAt = (/** @type {number} */ time) => UNREADABLE + new Date(time).toISOString();
    let time = Date.now();
    while (names.includes(nameAt(time))) time += 1;
    this.set(nameAt(time), text);
  }
}

/** What is remembered on this device beside the answers, by name: "place", "progress", "backup", "colours" and others. */
export class DeviceState {
  #area;
  /** What couldn't be stored. @type {Map<string, unknown>} */
  #memory = new Map();

  /** @param {StorageArea} area */
  constructor(area) {
    this.#area = area;
  }

  /** Returns what is remembered under a name, or null. Check its type: anything may have written it. @param {string} name @returns {unknown} */
  get(name) {
    if (this.#memory.has(name)) return this.#memory.get(name);
    try {
      return JSON.parse(this.#area.get(name) ?? "null");
    } catch {
      return null;
    }
  }

  /** Remembers something; in memory if the storage refuses, or if it mustn't be touched. @param {string} name @param {unknown} value @param {boolean} memoryOnly */
  set(name, value, memoryOnly) {
    this.#memory.set(name, value);
    if (memoryOnly) return;
    try {
      this.#area.set(name, JSON.stringify(value));
      this.#memory.delete(name); // or this tab would go on showing what another one has changed
    } catch {
      // It stays in memory.
    }
  }

  /** Forgets everything, but for the document and where it is kept. */
  clear() {
    this.#memory.clear();
    for (const name of this.#area.names()) if (name !== "notes" && name !== "mode") this.#area.remove(name);
  }
}

/** Returns whether a storage refused a text because it's full. @param {unknown} error */
export function isQuotaError(error) {
  const { name, code } = Object(error);
  return /quota/i.test(name ?? "") || code === 22 || code === 1014; // 1014: Firefox
}
