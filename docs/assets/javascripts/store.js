/**
 * The reader's document in this browser; the only file that names localStorage
 * and sessionStorage. Nothing here throws and nothing is lost: what cannot be
 * saved stays in memory, `fault` says why, and every later write tries again.
 * What stands under the key is read and merged before each write, because
 * another tab may have written since. Longer than its budget, because every
 * fault and every tab meets here.
 */

import { Marks } from "./marks.js";
import { Memory } from "./memory.js";
import { blank, covers, parse, serialise } from "./notes.js";
import { isQuota, Shelf } from "./shelf.js";

const AREAS = { browser: () => window.localStorage, tab: () => window.sessionStorage };

export class Store {
  /** The text that could not be read in this visit, if there was one. @type {string | null} */
  aside = null;
  #shelf;
  #memory;
  #seen = null; // the text that #stored was read from, so that an unchanged one is not read again
  #stored = null;
  #fault = "";
  #marks;
  #listeners = new Set();

  /** @param {string} handbook The handbook's id, from the page's head. */
  constructor(handbook) {
    this.handbook = handbook;
    this.#open(tabOnly(handbook) ? "tab" : "browser");
  }

  /** "" | "refused" | "full" | "newer" | "foreign" | "corrupt-full": why nothing is saved now. */
  get fault() {
    return this.#fault;
  }

  /** Whether a newer version's document is here, so that controls must not change. */
  get readOnly() {
    return this.#memory.newer !== null;
  }

  /** Returns the entry of an id, or of the newest of its old ids, or undefined. */
  get(id, was = []) {
    return this.#memory.get(id, was);
  }

  /** Returns all entries, by id: a copy. */
  entries() {
    return this.#memory.entries();
  }

  /** Tells whether the id's latest entry is in the browser's storage. */
  saved(id) {
    return !this.#memory.unsaved.has(id);
  }

  /** Returns the document as JSON text, with what is not saved. */
  copy() {
    return this.#memory.copy();
  }

  /** Keeps an answer: in the browser if that is possible, else in memory. */
  write(id, { value, rev, said }) {
    this.#change(() => this.#memory.write(id, { value, rev, said }, Date.now()));
  }

  /** Keeps entries that come from elsewhere; of two under one id the newest stands. @param {Map<string, object>} entries */
  take(entries) {
    this.#change(() => this.#memory.take(entries));
  }

  /** Puts these entries in the place of all others, in every tab; false where that may not be. @param {Map<string, object>} entries */
  replace(entries) {
    this.#pull();
    if (["newer", "foreign", "corrupt-full"].includes(this.#fault)) return false;
    this.#memory.replace(entries, Date.now());
    this.#push();
    this.#tell();
    return true;
  }

  /** Removes everything of this handbook; what stays is an empty document with the moment of erasing. */
  erase() {
    if (!this.replace(new Map())) return false;
    this.aside = null;
    attempt(() => this.#marks.clear());
    this.#tell();
    return true;
  }

  /**
   * Keeps the document in this tab only ("tab") or in the browser. A tab begins
   * empty and leaves what the browser keeps alone; `carry` takes along what the
   * tab holds on the way back, and otherwise it goes.
   */
  keepIn(mode, { carry = false } = {}) {
    if (mode === this.mode) return;
    const held = this.entries();
    const shelf = this.#shelf;
    const done = mode === "tab" ? () => AREAS.tab().setItem(`${shelf.prefix}mode`, "tab") : () => shelf.names().forEach((name) => shelf.remove(name));
    if (!attempt(done)) return;
    this.#open(mode);
    this.take(carry ? held : new Map());
  }

  /** Returns what is remembered on this device under a name and is no answer, such as "place"; or null. */
  mark(name) {
    return this.#marks.get(name);
  }

  /** Remembers something that is no answer, and is worth no notice if it is lost. */
  remember(name, value) {
    this.#marks.set(name, value, this.#fault !== "");
    this.#tell();
  }

  /** Returns the texts that could not be read: {name, at, text}. */
  asides() {
    let found = [];
    attempt(() => { found = this.#shelf.asides(); });
    return found;
  }

  /** Calls `listener` after every change, until `signal` aborts. */
  subscribe(listener, signal) {
    this.#listeners.add(listener);
    signal?.addEventListener("abort", () => this.#listeners.delete(listener));
  }

  /** Reads again, and writes what this tab knows and the storage has lost. */
  refresh() {
    const stored = this.#pull();
    if (stored && !covers(stored, this.#memory.notes)) this.#push();
    else if (stored) this.#settle();
    this.#tell();
  }

  /** Tells whether a storage event's key is one of this store's; null: a site on this origin cleared everything. */
  owns(key) {
    return key === null || key.startsWith(this.#shelf.prefix);
  }

  #open(mode) {
    this.mode = mode;
    this.#shelf = new Shelf(this.handbook, AREAS[mode]);
    this.#marks = new Marks(this.#shelf);
    this.#memory = new Memory(this.handbook);
    this.aside = null;
    this.#stop("");
    this.#pull();
  }

  #change(make) {
    const stored = this.#pull();
    make();
    if (stored) this.#push();
    this.#tell();
  }

  // Merges what is stored into memory, and returns it; null where nothing may be written.
  #pull() {
    let text = null;
    if (!attempt(() => { text = this.#shelf.get("notes"); })) return this.#stop("refused");
    if (this.#stored && text === this.#seen) return this.#stored;
    const found = parse(text, this.handbook);
    this.#memory.newer = found.kind === "newer" ? found : null;
    if (found.kind === "newer" || found.kind === "foreign") return this.#stop(found.kind);
    if (found.kind === "corrupt" && !this.#setAside(text)) return this.#stop("corrupt-full");
    if (!this.#memory.unsaved.size) this.#fault = "";
    this.#stored = found.notes ?? blank(this.handbook);
    this.#seen = found.kind === "corrupt" ? null : text;
    this.#memory.meet(this.#stored);
    return this.#stored;
  }

  #push() {
    const text = serialise(this.#memory.notes);
    try {
      this.#shelf.set("notes", text);
      if (this.#shelf.get("notes") === null) return this.#stop("refused");
    } catch (error) {
      return this.#stop(isQuota(error) ? "full" : "refused");
    }
    this.#seen = text;
    this.#stored = { head: this.#memory.notes.head, entries: new Map(this.#memory.notes.entries) };
    this.#settle();
  }

  #settle() {
    this.#memory.unsaved = new Set();
    this.#fault = "";
  }

  #stop(fault) {
    this.#fault = fault;
    this.#stored = null;
    this.#seen = null;
    return null;
  }

  // Moves unreadable text to a key of its own; returns whether it is safe there.
  #setAside(text) {
    this.aside = text;
    return attempt(() => { this.#shelf.setAside(text); this.#shelf.remove("notes"); });
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

function tabOnly(handbook) {
  let found = null;
  attempt(() => { found = AREAS.tab().getItem(`handbook:${handbook}:mode`); });
  return found === "tab";
}

// A storage may throw at every touch.
function attempt(act) {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

/** The one store of this page. */
export const store = new Store(document.querySelector('meta[name="handbook-id"]')?.content ?? "handbook");
