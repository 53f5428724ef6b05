/**
 * The reader's answers as one text in a browser storage: for a tab of its own, and where the browser refuses its database.
 * The same interface as AnswerDatabase; it keeps no earlier versions. Every write first takes in what another tab has written.
 */

import { apply } from "./document.js";
import { emptyNotes, merge, parse, serialise } from "./document-text.js";
import { setAside } from "./set-aside.js";

export class AnswerText {
  #area;
  #handbook;
  #count = 0;
  #text = "";

  /** @param {import("./storage-area.js").StorageArea} area @param {string} handbook */
  constructor(area, handbook) {
    this.#area = area;
    this.#handbook = handbook;
  }

  /** @returns {Promise<import("./answer-database.js").Loaded>} */
  async load() {
    const { head, entries, unreadable } = this.#read();
    return { entries, meta: { head, count: await this.count() }, unreadable };
  }

  async count() {
    const text = this.#area.get("notes") ?? "";
    if (text !== this.#text) [this.#text, this.#count] = [text, this.#count + 1];
    return this.#count;
  }

  /** @param {Iterable<import("./document.js").Change>} changes @param {import("./answer-database.js").Options} [options] */
  async write(changes, { clear, meta = {} } = {}) {
    await this.count(); // or a change by another tab would be taken for this one
    const stored = this.#read();
    if (clear) stored.entries.clear();
    const notes = merge(stored, { head: { ...stored.head, ...meta.head }, entries: new Map() });
    apply(notes.entries, changes);
    this.#area.set("notes", serialise(notes));
    if (this.#area.get("notes") === null) throw new DOMException("Nothing was kept", "SecurityError");
    return { kept: notes.entries, count: await this.count() };
  }

  /** @returns {import("./document-text.js").Notes & {unreadable?: string}} @throws {import("./document-store.js").Refusal} The text must not be overwritten. */
  #read() {
    const text = this.#area.get("notes");
    const parsed = parse(text, this.#handbook);
    if (parsed.kind === "ours") return parsed.notes;
    if (parsed.kind === "newer") throw { fault: "newer", newer: parsed };
    if (parsed.kind === "foreign") throw { fault: "foreign" };
    if (text === null) return emptyNotes(this.#handbook);
    try {
      setAside(this.#area, text);
      this.#area.remove("notes");
    } catch {
      throw { fault: "corrupt-full", text };
    }
    return { ...emptyNotes(this.#handbook), unreadable: text };
  }
}
