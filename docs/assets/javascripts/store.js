/**
 * The reader's document in this browser; the only file that names localStorage.
 * Nothing here throws and nothing is lost: what cannot be saved stays in
 * memory, `fault` says why, and every later write tries again. What stands
 * under the key is read and merged before each write, because another tab may
 * have written since.
 */

import { blank, covers, isAnswer, isEntry, isObject, later, merge, newest, parse, serialise } from "./notes.js";

export class Store {
  /** The text that could not be read, if there was one. */
  aside = null;
  #area;
  #notes;
  #newer = null;
  #fault = "";
  #place = null;
  #unsaved = new Set();
  #listeners = new Set();

  /**
   * @param {string} handbook The handbook's id, from the page's head.
   * @param {() => Storage} area A function, since reading the property may itself throw.
   */
  constructor(handbook, area = () => window.localStorage) {
    this.handbook = handbook;
    this.#area = area;
    this.#notes = blank(handbook);
    this.#pull();
  }

  /** "" | "refused" | "full" | "newer" | "foreign" | "corrupt-full": why nothing is saved now. */
  get fault() {
    return this.#fault;
  }

  /** Whether a newer version's document is here, so that controls must not change. */
  get readOnly() {
    return this.#newer !== null;
  }

  /** Returns the entry of an id, or of the newest of its old ids, or undefined. */
  get(id, was = []) {
    const own = this.#entry(id);
    if (isEntry(own)) return own;
    return was.map((old) => this.#entry(old)).filter(isEntry).reduce((a, b) => (a ? newest(a, b) : b), undefined);
  }

  /** Returns how many answers are kept. */
  count() {
    const all = new Set([...this.#notes.entries.keys(), ...(this.#newer?.notes.entries.keys() ?? [])]);
    return [...all].filter((id) => isAnswer(this.#entry(id))).length;
  }

  /** Tells whether the id's latest entry is in the browser's storage. */
  saved(id) {
    return !this.#unsaved.has(id);
  }

  /** Keeps an answer: in the browser if that is possible, else in memory. */
  write(id, { value, rev, said }) {
    const stored = this.#pull();
    const old = this.#entry(id);
    this.#notes.entries.set(id, { ...(isObject(old) ? old : {}), value, at: later(old, Date.now()), rev, said });
    this.#unsaved.add(id);
    if (stored) this.#push();
    this.#tell();
  }

  /** Where the newest answer was given: {url, block, chapter, title, at}, or null. */
  get place() {
    try {
      return JSON.parse(this.#area().getItem(this.#key("place"))) ?? this.#place;
    } catch {
      return this.#place;
    }
  }

  set place(place) {
    this.#place = place;
    if (this.#fault) return;
    try {
      this.#area().setItem(this.#key("place"), JSON.stringify(place));
    } catch {
      // A bookmark is no answer: it is worth no notice.
    }
    this.#tell();
  }

  /**
   * Returns the document as JSON text, with what is not saved. A newer
   * version's document goes along as it stands: its entries are not ours to read.
   */
  copy() {
    return serialise(this.#notes, { space: 2, extra: this.#newer ? { newer: this.#newer.raw } : {} });
  }

  /** Calls `listener` after every change, until `signal` aborts. */
  subscribe(listener, signal) {
    this.#listeners.add(listener);
    signal?.addEventListener("abort", () => this.#listeners.delete(listener));
  }

  /** Follows what other tabs do. Called once a page. */
  listen() {
    const ours = [this.#key("notes"), this.#key("place"), null]; // null: a site on this origin cleared everything
    window.addEventListener("storage", (event) => ours.includes(event.key) && this.refresh());
    window.addEventListener("pageshow", (event) => event.persisted && this.refresh());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.refresh());
  }

  /** Reads again, and writes what this tab knows and the storage has lost. */
  refresh() {
    const stored = this.#pull();
    if (stored && !covers(stored, this.#notes)) this.#push();
    else if (stored) this.#settle();
    this.#tell();
  }

  #key(name) {
    return `handbook:${this.handbook}:${name}`;
  }

  #entry(id) {
    const known = this.#notes.entries.get(id);
    const newer = this.#newer?.notes.entries.get(id);
    return known !== undefined && newer !== undefined ? newest(known, newer) : (known ?? newer);
  }

  // Merges what is stored into memory, and returns it.
  #pull() {
    let text;
    try {
      text = this.#area().getItem(this.#key("notes"));
    } catch {
      return this.#stop("refused");
    }
    const found = parse(text, this.handbook);
    this.#newer = found.kind === "newer" ? found : null;
    if (found.kind === "newer" || found.kind === "foreign") return this.#stop(found.kind);
    if (found.kind === "corrupt" && !this.#setAside(text)) return this.#stop("corrupt-full");
    if (!this.#unsaved.size) this.#fault = "";
    const stored = found.notes ?? blank(this.handbook);
    this.#notes = merge(this.#notes, stored);
    return stored;
  }

  #push() {
    try {
      this.#area().setItem(this.#key("notes"), serialise(this.#notes));
      if (this.#area().getItem(this.#key("notes")) === null) return this.#stop("refused");
      this.#settle();
    } catch (error) {
      this.#stop(isQuota(error) ? "full" : "refused");
    }
  }

  #settle() {
    this.#unsaved = new Set();
    this.#fault = "";
  }

  #stop(fault) {
    this.#fault = fault;
    return null; // what #pull gives where nothing may be written
  }

  // Moves unreadable text to a key of its own; returns whether it is safe there.
  #setAside(text) {
    this.aside = text;
    try {
      const area = this.#area();
      const keys = Array.from({ length: area.length }, (_, index) => area.key(index));
      const at = (moment) => this.#key(`set-aside:${new Date(moment).toISOString()}`);
      if (!keys.some((key) => key.startsWith(this.#key("set-aside:")) && area.getItem(key) === text)) {
        let moment = Date.now();
        while (keys.includes(at(moment))) moment += 1;
        area.setItem(at(moment), text);
      }
      area.removeItem(this.#key("notes"));
      return true;
    } catch {
      return false;
    }
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

function isQuota(error) {
  return /quota/i.test(error?.name ?? "") || error?.code === 22 || error?.code === 1014;
}

/** The one store of this page. */
export const store = new Store(document.querySelector('meta[name="handbook-id"]')?.content ?? "handbook");
