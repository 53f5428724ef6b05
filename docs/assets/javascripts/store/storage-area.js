/**
 * One handbook's part of a browser storage: keys under `handbook:<id>:`.
 *
 * It throws whatever the storage throws. The storage itself comes from
 * store.js, the only file that names it.
 */

const ASIDE = "set-aside:";

export class Shelf {
  #area;

  /**
   * @param {string} handbook The handbook's id.
   * @param {() => Storage} area A function, since reading the property may itself throw.
   */
  constructor(handbook, area) {
    this.prefix = `handbook:${handbook}:`;
    this.#area = area;
  }

  /** @param {string} name @returns {string | null} */
  get(name) {
    return this.#area().getItem(this.prefix + name);
  }

  /** @param {string} name @param {string} text */
  set(name, text) {
    this.#area().setItem(this.prefix + name, text);
  }

  /** @param {string} name */
  remove(name) {
    this.#area().removeItem(this.prefix + name);
  }

  /** Returns the names of everything kept here. @returns {string[]} */
  names() {
    const area = this.#area();
    const keys = Array.from({ length: area.length }, (_, index) => area.key(index) ?? "");
    return keys.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
  }

  /** Returns the texts that could not be read and were set aside: {name, at, text}. @returns {{name: string, at: string, text: string}[]} */
  asides() {
    const names = this.names().filter((name) => name.startsWith(ASIDE)).sort();
    return names.map((name) => ({ name, at: name.slice(ASIDE.length), text: this.get(name) ?? "" }));
  }

  /** Keeps a text that could not be read under a name of its own, once. @param {string} text */
  setAside(text) {
    if (this.asides().some((aside) => aside.text === text)) return;
    const taken = this.names();
    const at = (/** @type {number} */ moment) => ASIDE + new Date(moment).toISOString();
    let moment = Date.now();
    while (taken.includes(at(moment))) moment += 1;
    this.set(at(moment), text);
  }
}

/** Tells whether a storage refused a text because it is full. @param {unknown} error */
export function isQuota(error) {
  const { name, code } = Object(error);
  return /quota/i.test(name ?? "") || code === 22 || code === 1014;
}
