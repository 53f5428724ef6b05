/**
 * The reader's document: in memory, in the browser's storage, and announced to its listeners.
 *
 * Nothing here throws and nothing is lost. An answer is in memory at once, and saved when the storage says that it is on
 * disk. What can't be saved stays in memory, `fault` says why, and every later write tries again. What is rarely asked of it
 * (to erase, import, export, take in the first edition's text) is in whole-document.js, loaded then.
 */

import { apply, isEntry, isEqual, isObject, newest, nextTimestamp, rankOf, replacedAt } from "./document.js";
import { StorageArea } from "./storage-area.js";

/**
 * @typedef {import("./document.js").Entries} Entries
 * @typedef {import("./document.js").Change} Change
 * @typedef {import("./answer-database.js").AnswerDatabase | import("./answer-text.js").AnswerText} Backend
 * @typedef {{value: string | boolean, rev?: unknown, said?: unknown}} Answer `said`: the wording that was answered; `rev`: that wording's hash.
 * @typedef {"browser" | "tab"} Mode Where the document is kept: for all tabs, or for this one until it's closed.
 * @typedef {"" | "refused" | "full" | "newer" | "foreign" | "corrupt-full" | "waiting"} Fault Why nothing is saved now: the storage
 *   refuses or is full; it holds a newer version's document, or something else's; or a corrupt one that couldn't be kept
 *   elsewhere; or another tab still holds the database.
 * @typedef {{fault: Fault, text?: string, newer?: import("./document-text.js").Newer}} Refusal Thrown by a backend: what it holds must not be overwritten.
 * @typedef {{
 *   database: import("./answer-database.js").AnswerDatabase,
 *   text: (area: StorageArea) => Promise<Backend>,
 *   firstEdition: (store: DocumentStore, text: string) => Promise<void>,
 *   channel?: () => BroadcastChannel,
 *   idsOnPage?: (store: DocumentStore) => Set<string> | undefined,
 * }} Means `text`: what serves where there is no database; `firstEdition`: takes in its text; `idsOnPage`: returns what is read
 *   first, or undefined where a page needs all.
 */

const NOTE = "leaving:";
const PATIENCE = 3_000; // milliseconds for the storage to answer, before the page goes on without

export class DocumentStore {
  /** Why nothing is saved now, or "". @type {Fault} */
  fault = "";
  /** A stored text that couldn't be read during this visit, if there was one. @type {string | null} */
  unreadable = null;
  /** Whether a storage serves that the browser writes to disk late. */
  isWeak = false;
  /** A newer version's document as it is stored, so that controls mustn't change. @type {object | null} */
  newer = null;
  /** @type {Mode} */
  mode;
  /** Settles once the document is in memory, or the storage doesn't answer. @type {Promise<void>} */
  ready;

  // For store/ only, from here to the private ones.
  area;
  means;
  /** @type {Backend | null} */
  backend = null;
  /** @type {import("./document.js").Head} */
  head = {};
  /** All entries that have been read. @type {Entries} */
  all = new Map();
  /** Whether that is all there are. */
  isWhole = false;
  /** What isn't in the storage yet, in its order; of one id it may be several, since what has lost in memory becomes an earlier version. @type {Change[]} */
  unsaved = [];
  /** What else is to be written. @type {import("./answer-database.js").Meta} */
  meta = {};
  /** Which text of the first edition is in the document. @type {unknown} */
  taken;
  /** Of the writes that are in memory. */
  count = 0;
  /** What is remembered and couldn't be stored. @type {Map<string, unknown>} */
  memory = new Map();

  #storages;
  /** @type {BroadcastChannel | undefined} */
  #channel;
  /** @type {Promise<unknown>} */
  #work = Promise.resolve();
  #isWriting = false;
  /** The part of a storage that is being opened. @type {StorageArea | undefined} */
  #opening;
  /** The ids to read first; undefined once anything else is needed. @type {Set<string> | undefined} */
  #first;
  /** The reading of all others. @type {Promise<void> | undefined} */
  #rest;
  /** The name under which this page notes what it can't save any more. */
  #note = NOTE + Math.random();
  /** The names of all notes whose answers aren't saved yet. @type {Set<string>} */
  #notes = new Set();
  /** Each with the topics it listens to. @type {Map<() => void, string[]>} */
  #listeners = new Map();

  /** @param {string} handbook The handbook's id. @param {Record<Mode, () => Storage>} storages @param {Means} means */
  constructor(handbook, storages, means) {
    this.handbook = handbook;
    this.means = means;
    this.#storages = storages;
    this.mode = attempt(() => this.areaOf("tab").get("mode")) === "tab" ? "tab" : "browser";
    this.area = this.areaOf(this.mode);
    this.#channel = attempt(() => means.channel?.());
    this.#channel?.addEventListener("message", ({ data }) => this.#follow(data));
    means.database.onclose = () => this.refresh(); // what this page has of it is written again
    this.#first = means.idsOnPage?.(this);
    this.ready = soon(this.open()).then(() => { if (!this.backend && !this.fault) this.#failed({ fault: "waiting" }); });
  }

  /** Whether a newer version's document is stored, so that controls mustn't change. */
  get readOnly() {
    return this.newer !== null;
  }

  /** Whether something isn't in the storage, and the page doesn't expect it to be in a moment. */
  get hasUnsaved() {
    return this.fault !== "" && this.unsaved.length > 0;
  }

  /** Whether the first edition's text is a document of its own: in the tab's storage and in the weak one, it's this one. */
  get isFirstEditionApart() {
    return this.mode === "browser" && !this.isWeak;
  }

  /** Returns the entry of an id, or the newest of its old ids' entries, or undefined. @param {string} id @param {string[]} [was] @returns {import("./document.js").Entry | undefined} */
  get(id, was = []) {
    const own = this.all.get(id);
    if (isEntry(own)) return own;
    if (this.#first && !this.#first.has(id)) this.whole();
    const old = was.map((id) => this.all.get(id)).filter(isEntry);
    return old.length ? old.reduce(newest) : undefined;
  }

  /** Returns all entries, by id: the store's own, which go on changing, and which nobody else changes. Await `whole` where some that are missing would do harm. */
  entries() {
    if (this.#first) this.whole();
    return this.all;
  }

  /** Resolves once all entries are in memory, or the storage doesn't answer. A page begins with its own, so that it needn't wait for the others. */
  async whole() {
    this.#first = undefined;
    await this.ready;
    if (!this.isWhole) await soon((this.#rest ??= this.refresh().finally(() => { this.#rest = undefined; })));
  }

  /** Returns whether an id's latest entry is in the storage. @param {string} id */
  isSaved(id) {
    return !this.unsaved.some(([unsaved]) => unsaved === id);
  }

  /**
   * Takes in an answer, and notifies each listener once; listeners to "saved" again once
   * the answer is on disk, or can't be. Fields of the old entry that this version doesn't know stay.
   *
   * @param {string} id
   * @param {Answer} answer
   */
  save(id, { value, rev, said }) {
    const old = this.all.get(id);
    const entry = { ...(isObject(old) ? old : {}), value, rev, said, at: nextTimestamp(old, Date.now()) };
    const last = this.unsaved.findLastIndex(([unsaved]) => unsaved === id);
    if (/own|fresh/.test(this.unsaved[last]?.[2] ?? "")) this.unsaved.splice(last, 1); // what is typed is saved several times a second
    this.all.set(id, entry);
    this.unsaved.push([id, entry, "fresh"]);
    this.write();
    this.notify("document");
  }

  /** Takes in entries from elsewhere. Of two with one id the later stays; the other becomes an earlier version. @param {Iterable<[string, unknown]>} entries */
  put(entries) {
    for (const [id, entry] of entries) {
      const own = this.all.get(id);
      if (isEqual(own, entry)) continue;
      if (newest(own, entry) === entry) this.all.set(id, entry);
      this.unsaved.push([id, entry]);
    }
    this.notify("document", "saved");
    this.write();
  }

  /** Resolves once everything that was asked for has been saved, or has failed. */
  async settled() {
    for (let work; work !== this.#work; await work) work = this.#work;
  }

  /** Makes `settled` wait for something, and returns that. @template T @param {Promise<T>} work */
  waitFor(work) {
    this.#work = Promise.allSettled([this.#work, work]);
    return work;
  }

  /**
   * Notes what isn't saved yet as the page is being left. The database may have no time left for it, but the other storage
   * takes a text at once, though it may write it to disk late: so nothing is called saved because of this.
   */
  leave() {
    const written = this.unsaved.filter(([, entry]) => entry); // not what is to be removed
    if (!written.length || this.readOnly) return;
    this.#notes.add(this.#note);
    attempt(() => this.area.set(this.#note, JSON.stringify(written)));
  }

  /** Returns what is remembered on this device under a name such as "backup", or null. Check its type: anything may have written it. @param {string} name @returns {unknown} */
  remembered(name) {
    return this.memory.has(name) ? this.memory.get(name) : (attempt(() => JSON.parse(this.area.get(name) ?? "null")) ?? null);
  }

  /** Remembers something that is no answer. Listeners to `name` are notified. @param {string} name @param {unknown} value */
  remember(name, value) {
    this.#keep(name, value);
    this.notify(name);
  }

  /**
   * Calls `listener` after each change of what it listens to.
   *
   * @param {string[]} topics "document", "saved", or names of what is remembered, such as "backup".
   * @param {() => void} listener
   * @param {AbortSignal} [signal] Ends it.
   */
  subscribe(topics, listener, signal) {
    this.#listeners.set(listener, topics);
    signal?.addEventListener("abort", () => this.#listeners.delete(listener));
  }

  /** Takes in what other tabs have written while this one slept, and what hasn't been read yet. */
  async refresh() {
    await this.use(async (backend) => {
      if (!this.isWhole || (await backend.count()) !== this.count) await this.reload();
      await this.#takeFirstEdition(); // after that: another tab may have taken it in, and more may have been written since
    });
  }

  /** Reads everything again, or only what one write has changed. @param {Set<string>} [ids] @param {number} [count] */
  reload(ids, count) {
    return this.use(async (backend) => {
      const loaded = await backend.load(ids);
      if (backend !== this.backend) return;
      // More may have been written since, or read.
      if (loaded.ids && (loaded.meta.count !== count || count !== this.count + 1)) await this.refresh();
      else this.take(loaded);
    });
  }

  /** Follows what another tab has changed in the browser's storage. @param {string | null} key Of the storage event; null if everything was cleared. */
  followKey(key) {
    const [before, name] = key === null ? ["", "notes"] : key.split(this.area.prefix);
    if (name === "notes") this.refresh();
    else if (before === "" && name) this.notify(name);
  }

  /** @param {Mode} mode */
  areaOf(mode) {
    return new StorageArea(this.handbook, this.#storages[mode]);
  }

  /** Opens the storage of this mode, or the next best, and reads it. */
  open() {
    return this.waitFor(this.#open());
  }

  async #open() {
    const { area, mode } = this;
    if (this.#opening === area) return;
    this.#opening = area;
    for (const isText of mode === "tab" ? [true] : [false, true]) {
      try {
        const backend = isText ? await this.means.text(area) : this.means.database;
        const loaded = await backend.load(this.#first);
        if (area !== this.area) return; // the reader has chosen another in the meantime
        [this.backend, this.fault, this.isWeak] = [backend, "", isText && mode === "browser"];
        this.take(loaded);
        if (!this.isWhole && !this.#first) this.whole(); // something needed the rest while this was loading
        // A page that isn't whole yet takes in what is new there with the rest.
        if (this.isWhole || this.taken === undefined) await this.#takeFirstEdition();
        this.#takeNotes();
        break;
      } catch (error) {
        if (area !== this.area) return;
        this.#failed(error);
      }
    }
    this.#opening = undefined;
    this.notify();
  }

  /** Takes over what is stored, or a part of it. What is in memory and isn't there is written again, unless it was erased: the browser may have thrown the storage away. @param {import("./answer-database.js").Loaded} loaded */
  take({ entries, meta: { head = {}, taken, count = 0 }, isNew, isNewer, ids, unreadable }) {
    if (isNew && !this.isWhole && this.remembered("stored")) this.#keep("lost", new Date().toISOString());
    this.isWhole ||= !ids;
    const [ours, theirs] = [this.head, head].map(({ replaced = "" }) => replaced);
    const since = ours < theirs ? replacedAt(head) : -Infinity;
    // What was written since it was last looked at is later than any erasing, whatever its clock says.
    this.unsaved = this.unsaved.filter(([id, entry, how]) => (how === "fresh" || rankOf(entry) >= since) && !isSame(entries.get(id), entry));
    const waiting = new Set(this.unsaved.map(([, entry]) => entry));
    for (const id of ids ?? this.all.keys()) {
      const own = this.all.get(id);
      if (own === undefined || waiting.has(own) || rankOf(own) < since || isSame(entries.get(id), own)) continue;
      if (newest(entries.get(id), own) === own) this.unsaved.push([id, own]);
    }
    this.#show(entries, ids);
    if (ours > theirs) this.meta = { ...this.meta, head: this.head };
    else this.head = head;
    [this.taken, this.count] = [taken, count];
    this.unreadable ??= unreadable ?? null;
    if (isNewer) this.showNewer({ entries: Object.fromEntries(entries) });
    this.notify("document", "saved");
    this.write();
  }

  /** Has in memory what is stored, or of some ids, and upon it what isn't yet: as the storage will have it. @param {Entries} entries @param {Set<string>} [ids] */
  #show(entries, ids) {
    if (!ids) this.all = entries;
    for (const id of ids ?? []) {
      if (entries.has(id)) this.all.set(id, entries.get(id));
      else this.all.delete(id);
    }
    apply(this.all, this.unsaved.filter(([id]) => !ids || ids.has(id)));
  }

  // What the first edition of the handbook has kept is taken in, and again whenever it has written since. It stays as it is.
  async #takeFirstEdition() {
    const text = this.isFirstEditionApart && attempt(() => this.area.get("notes"));
    // What can't be taken in now, if the script can't be loaded for example, is tried again.
    if (typeof text === "string" && !this.readOnly) await this.means.firstEdition(this, text).catch(() => {});
  }

  // What pages noted as they were left.
  #takeNotes() {
    for (const name of attempt(() => this.area.names(NOTE)) ?? []) {
      this.#notes.add(name);
      this.put(/** @type {[string, unknown][] | null} */ (this.remembered(name)) ?? []);
    }
    this.#dropNotes();
  }

  #dropNotes() {
    if (this.unsaved.length) return;
    for (const name of this.#notes) attempt(() => this.area.remove(name));
    this.#notes.clear();
  }

  /** Shows a newer version's document, and never writes it. @param {object} raw @param {Entries} [entries] */
  showNewer(raw, entries = new Map()) {
    this.newer = raw;
    this.fault = "newer";
    for (const [id, entry] of entries) this.all.set(id, this.all.has(id) ? newest(this.all.get(id), entry) : entry);
    this.notify("document", "saved");
  }

  /** Writes what isn't saved yet, once the current task is done: many answers of one click are one write. */
  write() {
    if (!this.backend && this.fault && !this.readOnly) this.open();
    if (!this.#isWriting) this.waitFor(this.#write());
  }

  get #isDirty() {
    return this.unsaved.length + Object.keys(this.meta).length > 0;
  }

  async #write() {
    this.#isWriting = true;
    await null;
    do await this.use((backend) => this.#writeTo(backend));
    while (this.#isDirty && this.backend && !this.fault);
    this.#isWriting = false;
  }

  /** @param {Backend} backend */
  async #writeTo(backend) {
    if (this.readOnly || !this.#isDirty) return;
    const { meta, unsaved } = this;
    // One that fails may meet a later one when it's tried again.
    this.unsaved = unsaved.map(([id, entry, how]) => [id, entry, how === "fresh" ? "own" : how]);
    const sent = new Set(this.unsaved);
    const { kept, count } = await backend.write(unsaved, { meta });
    if (backend !== this.backend) return;
    this.unsaved = this.unsaved.filter((change) => !sent.has(change));
    const before = new Map(unsaved.map(([id]) => [id, this.all.get(id)]));
    this.#show(kept, new Set(before.keys()));
    const changed = [...before].some(([id, entry]) => !isEqual(entry, this.all.get(id)));
    if (this.meta === meta) this.meta = {};
    if (this.saved(count, [...before.keys()])) await this.reload();
    else this.notify("saved", changed ? "document" : "");
  }

  /** Records that the storage has taken a write, and tells the other tabs which answers; without ids, that all may have changed. Returns whether this tab has missed a write. @param {number} count @param {string[]} [ids] */
  saved(count, ids) {
    const missed = count !== this.count + 1;
    if (!missed) this.count = count; // or this tab would never look again, if it can't read now
    if (!this.readOnly) this.fault = "";
    if (this.isFirstEditionApart && !this.remembered("stored")) this.#keep("stored", true);
    this.#dropNotes();
    if (this.mode === "browser") attempt(() => this.#channel?.postMessage({ count, ids }));
    return missed;
  }

  /** Does something with the storage; what it throws becomes the fault. @param {(backend: Backend) => Promise<unknown>} act */
  async use(act) {
    const { backend } = this;
    await (backend && this.waitFor(act(backend).catch((error) => {
      if (backend === this.backend) this.#failed(error);
    })));
  }

  /** @param {unknown} error What a storage threw, or a Refusal. */
  #failed(error) {
    const { fault, text, newer, name } = Object(error);
    this.unreadable = text ?? this.unreadable;
    if (newer) this.showNewer(newer.raw, newer.notes.entries);
    this.fault = fault ?? (/quota/i.test(name) ? "full" : "refused");
    this.notify("saved");
  }

  /** @param {{count: number, ids?: string[]}} message */
  #follow({ count, ids }) {
    if (this.mode === "browser" && count !== this.count) this.reload(ids && new Set(ids), count);
  }

  /** @param {string} name @param {unknown} value */
  #keep(name, value) {
    this.memory.set(name, value);
    attempt(() => {
      this.area.set(name, JSON.stringify(value));
      this.memory.delete(name); // or this tab would go on showing what another one has changed
    });
  }

  /** Calls each listener to one of the topics once; all listeners, if none is named. @param {string[]} topics */
  notify(...topics) {
    for (const [listener, own] of [...this.#listeners]) if (!topics.length || own.some((topic) => topics.includes(topic))) listener();
  }
}

/** Returns what `read` returns, or undefined: a storage may throw at every access. @template T @param {() => T} read */
export function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Waits for something, but not for ever. @param {Promise<unknown>} work */
async function soon(work) {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

// Compares a few fields only: thousands of entries are compared with their own copies.
/** @param {unknown} a @param {unknown} b */
function isSame(a, b) {
  return a !== undefined && Object(a).at === Object(b).at && Object(a).value === Object(b).value;
}
