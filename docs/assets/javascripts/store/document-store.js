/**
 * The reader's document: in memory, in the browser's storage, and announced to its listeners.
 *
 * Nothing here throws and nothing is lost. What can't be saved stays in memory, `fault` says why, and every later write
 * tries again. Another tab may have written since: before each write, what is stored is read and merged.
 */

import { DocumentState } from "./document-state.js";
import { emptyNotes, parse, serialise } from "./document.js";
import { DeviceState, isQuotaError, StorageArea } from "./storage-area.js";

/**
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {"browser" | "tab"} Mode Where the document is kept: for all tabs, or for this one until it's closed.
 * @typedef {"" | "refused" | "full" | "newer" | "foreign" | "corrupt-full"} Fault Why nothing is saved now: the storage refuses
 *   or is full; it holds a newer version's document, or something else's; or a corrupt one that couldn't be kept elsewhere.
 * @typedef {Record<Mode, () => Storage>} Storages
 */

export class DocumentStore {
  /** The stored text that couldn't be read during this visit, if there was one. @type {string | null} */
  unreadable = null;
  /** @type {Mode} */
  mode;
  #storages;
  #area;
  #state;
  #device;
  /** Whether what is stored has been merged into memory, so that it may be overwritten. */
  #loaded = false;
  /** The text that was read or written last: while it's unchanged it isn't parsed again. @type {string | null} */
  #lastText = null;
  /** @type {Fault} */
  #fault = "";
  /** Each with the topics it listens to. @type {Map<() => void, string[]>} */
  #listeners = new Map();

  /** @param {string} handbook The handbook's id. @param {Storages} storages */
  constructor(handbook, storages) {
    this.handbook = handbook;
    this.#storages = storages;
    const tab = new StorageArea(handbook, storages.tab);
    this.mode = attempt(() => tab.get("mode")) === "tab" ? "tab" : "browser";
    this.#area = new StorageArea(handbook, () => this.#storages[this.mode]());
    this.#device = new DeviceState(this.#area);
    this.#state = new DocumentState(handbook);
    this.#read();
  }

  /** Why nothing is saved now, or "". */
  get fault() {
    return this.#fault;
  }

  /** Whether a newer version's document is stored, so that controls mustn't change. */
  get readOnly() {
    return this.#state.newer !== null;
  }

  /** Returns the entry of an id, or the newest of its old ids' entries, or undefined. @param {string} id @param {string[]} [was] */
  get(id, was = []) {
    return this.#state.get(id, was);
  }

  /** Returns a copy of all entries, by id. */
  entries() {
    return this.#state.entries();
  }

  /** Returns whether an id's latest entry is in the storage. @param {string} id */
  isSaved(id) {
    return !this.#state.unsaved.has(id);
  }

  /** Returns the document as JSON, with what isn't saved yet. */
  exportJson() {
    return this.#state.exportJson();
  }

  /** Serialises the document while the page is idle, so that the first save is as quick as the next. */
  prepare() {
    serialise(this.#state.notes);
  }

  /**
   * Saves an answer: reads and merges what other tabs have stored, adds the answer, writes the document and the place
   * where it was given, and notifies each listener once. What can't be written stays in memory, and `fault` says why.
   *
   * @param {string} id
   * @param {import("./document-state.js").Answer} answer
   * @param {object} [place] For "Continue where you left off".
   */
  save(id, { value, rev, said }, place) {
    this.#change(() => this.#state.write(id, { value, rev, said }, Date.now()));
    if (place) this.#setDeviceState("place", { ...place, at: new Date().toISOString() });
    this.#notify("document", "place");
  }

  /** Merges entries from a file; of two with one id the newer is kept. @param {Entries} entries */
  mergeEntries(entries) {
    this.#change(() => this.#state.mergeEntries(entries));
    this.#notify("document");
  }

  /** Replaces all entries, in every tab; returns false if the stored document mustn't be overwritten. @param {Entries} entries */
  replaceEntries(entries) {
    const replaced = this.#replace(entries);
    if (replaced) this.#notify("document");
    return replaced;
  }

  /** Removes everything of this handbook, but for an empty document that says when it was erased. Returns false if that mustn't be. */
  erase() {
    if (!this.#replace(new Map())) return false;
    this.unreadable = null;
    attempt(() => this.#device.clear());
    this.#notify();
    return true;
  }

  /**
   * Keeps the document in this tab only, or in the browser. A tab starts empty and leaves the browser's document alone.
   *
   * @param {Mode} mode
   * @param {{carry?: boolean}} [options] `carry`: take the entries along; otherwise, on the way back, the tab's are dropped.
   */
  setStorage(mode, { carry = false } = {}) {
    if (mode === this.mode) return;
    const entries = this.entries();
    const tab = new StorageArea(this.handbook, this.#storages.tab);
    const switched = attempt(() => {
      if (mode === "tab") tab.set("mode", "tab");
      else for (const name of tab.names()) tab.remove(name);
      return true;
    });
    if (!switched) return;
    this.mode = mode;
    this.unreadable = null;
    this.#device = new DeviceState(this.#area);
    this.#state = new DocumentState(this.handbook);
    this.#fail("");
    this.#change(() => carry && this.#state.mergeEntries(entries));
    this.#notify();
  }

  /** Returns what is remembered on this device under a name such as "backup", or null. @param {string} name */
  remembered(name) {
    return this.#device.get(name);
  }

  /** Remembers something that is no answer. Listeners to `name` are notified. @param {string} name @param {unknown} value */
  remember(name, value) {
    this.#setDeviceState(name, value);
    this.#notify(name);
  }

  /** Returns the stored texts that couldn't be read, oldest first. */
  unreadableTexts() {
    return attempt(() => this.#area.unreadableTexts()) ?? [];
  }

  /**
   * Calls `listener` after each change of what it listens to.
   *
   * @param {string[]} topics "document", or names of what is remembered, such as "backup".
   * @param {() => void} listener
   * @param {AbortSignal} [signal] Ends it.
   */
  subscribe(topics, listener, signal) {
    this.#listeners.set(listener, topics);
    signal?.addEventListener("abort", () => this.#listeners.delete(listener));
  }

  /** Reads the storage again, writes what only this tab knows, and notifies all listeners. */
  refresh() {
    this.#synchronise();
    this.#notify();
  }

  /** Follows what another tab has changed in the storage. @param {string | null} key Of the storage event; null if everything was cleared. */
  followKey(key) {
    if (key === null) return this.refresh();
    if (!key.startsWith(this.#area.prefix)) return;
    this.#synchronise();
    this.#notify(key === `${this.#area.prefix}notes` ? "document" : key.slice(this.#area.prefix.length));
  }

  /** @param {() => void} change */
  #change(change) {
    const writable = this.#read();
    change();
    if (writable) this.#write();
  }

  /** @param {Entries} entries */
  #replace(entries) {
    this.#read();
    if (["newer", "foreign", "corrupt-full"].includes(this.#fault)) return false;
    this.#state.replaceEntries(entries, Date.now());
    this.#write();
    return true;
  }

  /** @param {string} name @param {unknown} value */
  #setDeviceState(name, value) {
    this.#device.set(name, value, this.#fault !== "");
  }

  #synchronise() {
    if (!this.#read()) return;
    if (this.#state.dirty) this.#write();
    else this.#markSaved();
  }

  /** Merges what is stored into memory; returns whether it may be overwritten. */
  #read() {
    const stored = attempt(() => ({ text: this.#area.get("notes") }));
    if (!stored) return this.#fail("refused");
    const { text } = stored;
    if (this.#loaded && text === this.#lastText) return true;
    const parsed = parse(text, this.handbook);
    this.#state.newer = parsed.kind === "newer" ? parsed : null;
    if (parsed.kind === "newer" || parsed.kind === "foreign") return this.#fail(parsed.kind);
    if (parsed.kind === "corrupt" && !this.#moveUnreadable(text ?? "")) return this.#fail("corrupt-full");
    if (!this.#state.unsaved.size) this.#fault = "";
    this.#state.mergeStored(parsed.kind === "ours" ? parsed.notes : emptyNotes(this.handbook));
    this.#lastText = parsed.kind === "corrupt" ? null : text;
    this.#loaded = true;
    return true;
  }

  #write() {
    const text = serialise(this.#state.notes);
    try {
      this.#area.set("notes", text);
      if (this.#area.get("notes") === null) return this.#fail("refused");
    } catch (error) {
      return this.#fail(isQuotaError(error) ? "full" : "refused");
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

  /** Moves a text that can't be read to a name of its own; returns whether it's safe there. @param {string} text */
  #moveUnreadable(text) {
    this.unreadable = text;
    return attempt(() => {
      this.#area.keepUnreadable(text);
      this.#area.remove("notes");
      return true;
    });
  }

  /** Calls each listener to one of the topics once; all listeners, if none is named. @param {string[]} topics */
  #notify(...topics) {
    for (const [listener, own] of [...this.#listeners]) if (!topics.length || own.some((topic) => topics.includes(topic))) listener();
  }
}

/** Returns what `read` returns, or undefined: a storage may throw at every access. @template T @param {() => T} read */
function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
