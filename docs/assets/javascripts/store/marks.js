/** What is remembered on this device and is no answer: where the reader was, what was seen, when a copy was taken. */

export class Marks {
  #shelf;
  /** @type {Map<string, unknown>} */
  #kept = new Map();

  /** @param {import("./storage-area.js").Shelf} shelf */
  constructor(shelf) {
    this.#shelf = shelf;
  }

  /** Returns what is remembered under a name, such as "place", or null; look at it before you use it. @param {string} name @returns {unknown} */
  get(name) {
    if (this.#kept.has(name)) return this.#kept.get(name);
    try {
      return JSON.parse(this.#shelf.get(name) ?? "null");
    } catch {
      return null;
    }
  }

  /** Remembers something that is worth no notice if it is lost; in memory only where the storage must be left alone. @param {string} name @param {unknown} value @param {boolean} memoryOnly */
  set(name, value, memoryOnly) {
    this.#kept.set(name, value);
    if (memoryOnly) return;
    try {
      this.#shelf.set(name, JSON.stringify(value));
      this.#kept.delete(name); // or this tab would remember what another one has erased
    } catch {
      // It stays in memory.
    }
  }

  /** Forgets everything but the document and where it is kept. */
  clear() {
    this.#kept.clear();
    for (const name of this.#shelf.names()) if (name !== "notes" && name !== "mode") this.#shelf.remove(name);
  }
}
