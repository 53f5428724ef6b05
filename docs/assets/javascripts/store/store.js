/**
 * The reader's document in this browser; the only file that names localStorage
 * and sessionStorage. Nothing here throws and nothing is lost: what cannot be
 * saved stays in memory, `fault` says why, and every later write tries again.
 * What stands under the key is read and merged before each write, because
 * another tab may have written since. Longer than its budget, because every
 * fault and every tab meets here.
 */

import { Marks } from "./marks.js";
import { DocumentState } from "./document-state.js";
import { blank, parse, serialise } from "./document.js";
import { isQuota, Shelf } from "./storage-area.js";

/**
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {"browser" | "tab"} Mode
 * @typedef {"" | "refused" | "full" | "newer" | "foreign" | "corrupt-full"} Fault
 */

/** @type {Record<Mode, () => Storage>} */
const AREAS = { browser: () => window.localStorage, tab: () => window.sessionStorage };

export class Store {
  /** The text that could not be read in this visit, if there was one. @type {string | null} */
  aside = null;
  /** @type {Mode} */
  mode;
  #shelf;
  #memory;
  /** Whether #seen is in memory and may be written over. */
  #met = false;
  /** The text that was read or written last, so that an unchanged one is not read again. @type {string | null} */
  #seen = null;
  /** @type {Fault} */
  #fault = "";
  #marks;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {string} handbook The handbook's id, from the page's head. */
  constructor(handbook) {
    this.handbook = handbook;
    this.mode = tabOnly(handbook) ? "tab" : "browser";
    this.#shelf = new Shelf(handbook, () => AREAS[this.mode]());
    this.#marks = new Marks(this.#shelf);
    this.#memory = new DocumentState(handbook);
    this.#pull();
  }

  /** "" | "refused" | "full" | "newer" | "foreign" | "corrupt-full": why nothing is saved now. */
  get fault() {
    return this.#fault;
  }

  /** Whether a newer version's document is here, so that controls must not change. */
  get readOnly() {
    return this.#memory.newer !== null;
  }

  /** Returns the entry of an id, or of the newest of its old ids, or undefined. @param {string} id @param {string[]} [was] */
  get(id, was = []) {
    return this.#memory.get(id, was);
  }

  /** Returns all entries, by id: a copy. */
  entries() {
    return this.#memory.entries();
  }

  /** Tells whether the id's latest entry is in the browser's storage. @param {string} id */
  saved(id) {
    return !this.#memory.unsaved.has(id);
  }

  /** Returns the document as JSON text, with what is not saved. */
  copy() {
    return this.#memory.copy();
  }

  /** Writes out what was read, where nobody waits for it: the first save takes no longer than the next. */
  prepare() {
    serialise(this.#memory.notes);
  }

  /** Keeps an answer: in the browser if that is possible, else in memory. @param {string} id @param {import("./document-state.js").Answer} answer */
  write(id, { value, rev, said }) {
    this.#change(() => this.#memory.write(id, { value, rev, said }, Date.now()));
  }

  /** Keeps entries that come from elsewhere; of two under one id the newest stands. @param {Entries} entries */
  take(entries) {
    this.#change(() => this.#memory.take(entries));
  }

  /** Puts these entries in the place of all others, in every tab; false where that may not be. @param {Entries} entries */
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
   *
   * @param {Mode} mode
   * @param {{carry?: boolean}} [how]
   */
  keepIn(mode, { carry = false } = {}) {
    if (mode === this.mode) return;
    const held = this.entries();
    const shelf = this.#shelf;
    const done = mode === "tab" ? () => AREAS.tab().setItem(`${shelf.prefix}mode`, "tab") : () => shelf.names().forEach((name) => shelf.remove(name));
    if (!attempt(done)) return;
    this.mode = mode;
    this.#marks = new Marks(shelf);
    this.#memory = new DocumentState(this.handbook);
    this.aside = null;
    this.#stop("");
    this.#pull();
    this.take(carry ? held : new Map());
  }

  /** Returns what is remembered on this device under a name and is no answer, such as "place"; or null. @param {string} name */
  mark(name) {
    return this.#marks.get(name);
  }

  /** Remembers something that is no answer, and is worth no notice if it is lost. @param {string} name @param {unknown} value */
  remember(name, value) {
    this.#marks.set(name, value, this.#fault !== "");
    this.#tell();
  }

  /** Returns the texts that could not be read: {name, at, text}. */
  asides() {
    /** @type {ReturnType<Shelf["asides"]>} */
    let found = [];
    attempt(() => { found = this.#shelf.asides(); });
    return found;
  }

  /** Calls `listener` after every change, until `signal` aborts. @param {() => void} listener @param {AbortSignal} [signal] */
  subscribe(listener, signal) {
    this.#listeners.add(listener);
    signal?.addEventListener("abort", () => this.#listeners.delete(listener));
  }

  /** Reads again, and writes what this tab knows and the storage has lost. */
  refresh() {
    const met = this.#pull();
    if (met && this.#memory.ahead) this.#push();
    else if (met) this.#settle();
    this.#tell();
  }

  /** Tells whether a storage event's key is one of this store's; null: a site on this origin cleared everything. @param {string | null} key */
  owns(key) {
    return key === null || key.startsWith(this.#shelf.prefix);
  }

  /** @param {() => void} make */
  #change(make) {
    const met = this.#pull();
    make();
    if (met) this.#push();
    this.#tell();
  }

  // Merges what is stored into memory; returns whether it may be written over.
  #pull() {
    /** @type {string | null} */
    let text = null;
    if (!attempt(() => { text = this.#shelf.get("notes"); })) return this.#stop("refused");
    if (this.#met && text === this.#seen) return true;
    const found = parse(text, this.handbook);
    this.#memory.newer = found.kind === "newer" ? found : null;
    if (found.kind === "newer" || found.kind === "foreign") return this.#stop(found.kind);
    if (found.kind === "corrupt" && !this.#setAside(text ?? "")) return this.#stop("corrupt-full");
    if (!this.#memory.unsaved.size) this.#fault = "";
    this.#memory.meet(found.kind === "ours" ? found.notes : blank(this.handbook));
    this.#seen = found.kind === "corrupt" ? null : text;
    this.#met = true;
    return true;
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
    this.#settle();
    return true;
  }

  #settle() {
    this.#memory.settle();
    this.#fault = "";
  }

  /** @param {Fault} fault */
  #stop(fault) {
    this.#fault = fault;
    this.#met = false;
    this.#seen = null;
    return false;
  }

  // Moves unreadable text to a key of its own; returns whether it is safe there.
  /** @param {string} text */
  #setAside(text) {
    this.aside = text;
    return attempt(() => { this.#shelf.setAside(text); this.#shelf.remove("notes"); });
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** @param {string} handbook */
function tabOnly(handbook) {
  /** @type {string | null} */
  let found = null;
  attempt(() => { found = AREAS.tab().getItem(`handbook:${handbook}:mode`); });
  return found === "tab";
}

// A storage may throw at every touch.
/** @param {() => void} act */
function attempt(act) {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

/** The one store of this page. */
export const store = new Store(document.querySelector('meta[name="handbook-id"]')?.getAttribute("content") ?? "handbook");
