/** One handbook's database: opened when it's first needed, and again after the browser or another tab has closed it. */

const VERSION = 2; // 1 had the store "file" only
const STORES = ["file", "answers", "versions", "meta"];

/** Returns the result of a request. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function resultOf(request) {
  return new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
}

export class Database {
  /** Whether it had to be made anew since it was last read. */
  isNew = false;
  /** Whether a newer edition has changed its form, so that it may only be read. */
  isNewer = false;
  /** Called once the browser has closed it by itself, as it does when it deletes it. */
  onclose = () => {};
  #name;
  /** @type {Promise<IDBDatabase> | null} */
  #database = null;

  /** @param {string} handbook */
  constructor(handbook) {
    this.#name = `handbook:${handbook}`;
  }

  /**
   * Runs `act` in one transaction; resolves with its result once that is complete, which for a write means on disk.
   * Rejects with the browser's error, and then nothing has changed. A request that succeeds promises nothing: where the
   * storage is full, only the transaction fails.
   *
   * @template T
   * @param {string[]} names Of the stores.
   * @param {IDBTransactionMode} mode
   * @param {(...stores: IDBObjectStore[]) => T | Promise<T>} act May await nothing but requests.
   * @returns {Promise<T>}
   */
  async run(names, mode, act) {
    const begin = () => (this.#database ??= this.#open(VERSION)).then((database) => database.transaction(names, mode, { durability: "strict" })).catch((error) => {
      this.#database = null;
      throw error;
    });
    const transaction = await begin().catch((error) => {
      if (/^(InvalidState|Abort)Error$/.test(Object(error).name)) return begin(); // the browser has closed it, or was about to while it was being opened
      throw error;
    });
    return new Promise((resolve, reject) => {
      /** @type {unknown} */
      let failure;
      const result = Promise.resolve().then(() => act(...names.map((name) => transaction.objectStore(name))));
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(transaction.error ?? failure);
      result.catch((error) => { failure = error; transaction.abort(); }).catch(() => {}); // it may have ended by itself
    });
  }

  /** Removes the database, even one that can't be opened; waits for tabs that hold it. */
  async remove() {
    await resultOf(indexedDB.deleteDatabase(this.#name));
  }

  /** @param {number} [version] @returns {Promise<IDBDatabase>} */
  async #open(version) {
    const request = indexedDB.open(this.#name, version);
    request.onupgradeneeded = ({ oldVersion }) => {
      this.isNew ||= oldVersion === 0;
      for (const name of STORES) if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
    };
    try {
      const database = await resultOf(request);
      this.isNewer = version === undefined;
      // A newer edition's tab waits for this one to let go.
      database.onversionchange = () => { database.close(); this.#database = null; };
      database.onclose = () => { this.#database = null; this.onclose(); };
      return database;
    } catch (error) {
      if (version && Object(error).name === "VersionError") return this.#open();
      throw error;
    }
  }
}
