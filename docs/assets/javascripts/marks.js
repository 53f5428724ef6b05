/** What is remembered on this device and is no answer: where the reader was, what was seen, when a copy was taken. */

export class Marks {
  #shelf;
  #kept = new Map();

  /** @param {import("./shelf.js").Shelf} shelf */
  constructor(shelf) {
    this.#shelf = shelf;
  }

  /** Returns what is remembered under a name, such as "place", or null. */
  get(name) {
    try {
      return JSON.parse(this.#shelf.get(name) ?? "null") ?? this.#kept.get(name) ?? null;
    } catch {
      return this.#kept.get(name) ?? null;
    }
  }

  /** Remembers something that is worth no notice if it is lost; in memory only where the storage must be left alone. */
  set(name, value, memoryOnly) {
    this.#kept.set(name, value);
    if (memoryOnly) return;
    try {
      this.#shelf.set(name, JSON.stringify(value));
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
