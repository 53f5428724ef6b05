/**
 * One handbook's part of a browser storage: the keys below `handbook:<id>:`. Throws whatever the storage throws;
 * document-store.js catches it. Which storage that is, store.js says.
 */
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

  /** Returns the names that are in use and begin with a text. @param {string} [start] @returns {string[]} */
  names(start = "") {
    const storage = this.#storage();
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    return keys.filter((key) => key.startsWith(this.prefix + start)).map((key) => key.slice(this.prefix.length));
  }
}
