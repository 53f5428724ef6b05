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
import { emptyNotes, parse, serialise } from "./document.js";
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
  unreadable = null;
  /** @type {Mode} */
  mode;
  #shelf;
  #state;
  /** Whether #seen is in memory and may be written over. */
  #loaded = false;
  /** The text that was read or written last, so that an unchanged one is not read again. @type {string | null} */
  #lastText = null;
  /** @type {Fault} */
  #fault = "";
  #marks;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {string} handbook The handbook's id, from the page's head. */
  constructor(handbook) {
    this.handbook = handbook;
    this.mode = storedMode(handbook) ? "tab" : "browser";
    this.#shelf = new Shelf(handbook, () => AREAS[this.mode]());
    this.#marks = new Marks(this.#shelf);
    this.#state = new DocumentState(handbook);
    this.#read();
  }

  /** "" | "refused" | "full" | "newer" | "foreign" | "corrupt-full": why nothing is saved now. */
  get fault() {
    return this.#fault;
  }

  /** Whether a newer version's document is here, so that controls must not change. */
  get readOnly() {
    return this.#state.newer !== null;
  }

  /** Returns the entry of an id, or of the newest of its old ids, or undefined. @param {string} id @param {string[]} [was] */
  get(id, was = []) {
    return this.#state.get(id, was);
  }

  /** Returns all entries, by id: a copy. */
  entries() {
    return this.#state.entries();
  }

  /** Tells whether the id's latest entry is in the browser's storage. @param {string} id */
  isSaved(id) {
    return !this.#state.unsaved.has(id);
  }

  /** Returns the document as JSON text, with what is not saved. */
  exportJson() {
    return this.#state.exportJson();
  }

  /** Writes out what was read, where nobody waits for it: the first save takes no longer than the next. */
  prepare() {
    serialise(this.#state.notes);
  }

  /** Keeps an answer: in the browser if that is possible, else in memory. @param {string} id @param {import("./document-state.js").Answer} answer */
  write(id, { value, rev, said }) {
    this.#change(() => this.#state.write(id, { value, rev, said }, Date.now()));
  }

  /** Keeps entries that come from elsewhere; of two under one id the newest stands. @param {Entries} entries */
  mergeEntries(entries) {
    this.#change(() => this.#state.mergeEntries(entries));
  }

  /** Puts these entries in the place of all others, in every tab; false where that may not be. @param {Entries} entries */
  replaceEntries(entries) {
    this.#read();
    if (["newer", "foreign", "corrupt-full"].includes(this.#fault)) return false;
    this.#state.replaceEntries(entries, Date.now());
    this.#write();
    this.#notify();
    return true;
  }

  /** Removes everything of this handbook; what stays is an empty document with the moment of erasing. */
  erase() {
    if (!this.replaceEntries(new Map())) return false;
    this.unreadable = null;
    attempt(() => this.#marks.clear());
    this.#notify();
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
  setStorage(mode, { carry = false } = {}) {
    if (mode === this.mode) return;
    const held = this.entries();
    const shelf = this.#shelf;
    const done = mode === "tab" ? () => AREAS.tab().setItem(`${shelf.prefix}mode`, "tab") : () => shelf.names().forEach((name) => shelf.remove(name));
    if (!attempt(done)) return;
    this.mode = mode;
    this.#marks = new Marks(shelf);
    this.#state = new DocumentState(this.handbook);
    this.unreadable = null;
    this.#fail("");
    this.#read();
    this.mergeEntries(carry ? held : new Map());
  }

  /** Returns what is remembered on this device under a name and is no answer, such as "place"; or null. @param {string} name */
  remembered(name) {
    return this.#marks.get(name);
  }

  /** Remembers something that is no answer, and is worth no notice if it is lost. @param {string} name @param {unknown} value */
  remember(name, value) {
    this.#marks.set(name, value, this.#fault !== "");
    this.#notify();
  }

  /** Returns the texts that could not be read: {name, at, text}. */
  unreadableTexts() {
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
    const met = this.#read();
    if (met && this.#state.dirty) this.#write();
    else if (met) this.#markSaved();
    this.#notify();
  }

  /** Tells whether a storage event's key is one of this store's; null: a site on this origin cleared everything. @param {string | null} key */
  ownsKey(key) {
    return key === null || key.startsWith(this.#shelf.prefix);
  }

  /** @param {() => void} make */
  #change(make) {
    const met = this.#read();
    make();
    if (met) this.#write();
    this.#notify();
  }

  // Merges what is stored into memory; returns whether it may be written over.
  #read() {
    /** @type {string | null} */
    let text = null;
    if (!attempt(() => { text = this.#shelf.get("notes"); })) return this.#fail("refused");
    if (this.#loaded && text === this.#lastText) return true;
    const found = parse(text, this.handbook);
    this.#state.newer = found.kind === "newer" ? found : null;
    if (found.kind === "newer" || found.kind === "foreign") return this.#fail(found.kind);
    if (found.kind === "corrupt" && !this.#keepUnreadable(text ?? "")) return this.#fail("corrupt-full");
    if (!this.#state.unsaved.size) this.#fault = "";
    this.#state.mergeStored(found.kind === "ours" ? found.notes : emptyNotes(this.handbook));
    this.#lastText = found.kind === "corrupt" ? null : text;
    this.#loaded = true;
    return true;
  }

  #write() {
    const text = serialise(this.#state.notes);
    try {
      this.#shelf.set("notes", text);
      if (this.#shelf.get("notes") === null) return this.#fail("refused");
    } catch (error) {
      return this.#fail(isQuota(error) ? "full" : "refused");
    }
    this.#lastText = text;
    this.#markSaved();
    return true;
  }

  #markSaved() {
    this.#state.markSaved();
    this.#fault = "";
  }

  /** @param {Fault} fault */
  #fail(fault) {
    this.#fault = fault;
    this.#loaded = false;
    this.#lastText = null;
    return false;
  }

  // Moves unreadable text to a key of its own; returns whether it is safe there.
  /** @param {string} text */
  #keepUnreadable(text) {
    this.unreadable = text;
    return attempt(() => { this.#shelf.setAside(text); this.#shelf.remove("notes"); });
  }

  #notify() {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** @param {string} handbook */
function storedMode(handbook) {
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
