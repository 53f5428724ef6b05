/** `<hb-data-kept>`: what is kept, by kind and by chapter, where it lies, and the document itself. */

import { addressOf } from "../../common/dom.js";
import { isAnswer, newest } from "../../store/document.js";
import { kindOf } from "../../store/entry-kinds.js";
import { store } from "../../store/store.js";
import { DataPart, day, enumerate, make, moment, number } from "./data-part.js";

/**
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {Map<string, any>} Entries
 * @typedef {{title: string, url: string, counts: [string, number][]}} Row  The counts that are not zero, by name.
 */

export class HbDataKept extends DataPart {
  /** Whether the browser has promised to keep it; "unknown" until it has said so. @type {"unknown" | "no" | "yes" | "declined" | "cannot"} */
  #promise = "unknown";
  #drawn = "";

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.findPart("raw")?.addEventListener("toggle", () => this.#raw(), { signal });
    this.#asked(async () => ((await navigator.storage.persisted()) ? "yes" : "no"));
  }

  disconnect() {
    this.#drawn = "";
    this.findPart("chapters")?.replaceChildren();
    for (const name of ["summary", "span", "where", "promise", "said"]) this.put(name, "");
    this.#clear();
  }

  refresh() {
    const entries = store.entries();
    const kinds = counts(entries);
    const kept = kinds.map(([name, n]) => this.count(`data.kept-${name}`, n));
    const moments = span(entries);
    this.put("summary", kept.length ? this.t("data.kept-list", { list: enumerate(kept) }) : this.t("data.kept-nothing"));
    const size = number(Math.max(0.1, new Blob([store.exportJson()]).size / 1000));
    this.put("span", moments ? this.t("data.kept-span", { from: day(moments[0]), to: moment(moments[1]), size }) : "");
    this.#chapters(byChapter(entries, this.catalogue));
    this.put("where", this.t(store.mode === "tab" ? "data.where-tab" : `data.where${store.fault ? "-fault" : ""}`));
    this.#showPromise();
    this.#raw();
  }

  /** @param {string} action */
  act(action) {
    if (action === "persist") this.#asked(async () => ((await navigator.storage.persist()) ? "yes" : "declined"));
  }

  /** @param {() => Promise<"yes" | "no" | "declined">} ask */
  async #asked(ask) {
    try {
      this.#promise = await ask();
    } catch {
      this.#promise = "cannot"; // no secure address, or no such thing in this browser
    }
    if (this.isConnected) this.#showPromise();
  }

  #showPromise() {
    const promise = store.mode === "browser" && !store.fault && this.#promise !== "unknown" ? this.#promise : "";
    this.put("promise", promise && this.t(`data.promise-${promise}`));
    this.reveal("persist", promise === "no" || promise === "declined");
  }

  /** @param {Row[]} rows */
  #chapters(rows) {
    const drawn = JSON.stringify(rows);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.findPart("chapters")?.replaceChildren(...rows.map(({ title, url, counts }) => {
      const link = /** @type {HTMLAnchorElement} */ (make("a", "", title));
      link.href = addressOf({ url }) ?? "";
      const head = make("th", "", link);
      head.setAttribute("scope", "row");
      return make("tr", "", head, make("td", "", enumerate(counts.map(([name, n]) => this.count(`data.${name}`, n)))));
    }));
    this.reveal("table", rows.length > 0);
  }

  // Made when somebody looks, and gone when they look away.
  #raw() {
    const fold = /** @type {HTMLDetailsElement | null} */ (this.findPart("raw"));
    if (!fold?.open) return this.#clear();
    const field = this.#field;
    const text = store.exportJson();
    if (field && field.value !== text) field.value = text;
  }

  #clear() {
    if (this.#field) this.#field.value = "";
  }

  get #field() {
    return /** @type {HTMLTextAreaElement | null} */ (this.findPart("document"));
  }
}

const NAMES = { checklist: "ticks", scenario: "choices", prompts: "texts", recall: "texts", plan: "texts", sheet: "texts" };

/** Returns how many there are of each kind, without those of which there is none. @param {Entries} entries @returns {[string, number][]} */
export function counts(entries) {
  const found = new Map(["answer", "rating", "assessment", "view", "date", "next", "review", "private"].map((name) => [name, 0]));
  const [own, others] = [new Set(), new Set()];
  const add = (/** @type {string} */ name) => found.set(name, (found.get(name) ?? 0) + 1);
  for (const [id, entry] of entries) {
    if (!isAnswer(entry)) continue;
    const kind = kindOf(id);
    if (kind === "rating") own.add(id.split(".")[1]);
    if (kind === "view") others.add(id.split(".")[1]);
    if (kind === "rating" && isLevel(entry)) add("rating");
    else if (kind === "next" && id.endsWith(".date")) add("date");
    else if (!["rating", "view"].includes(kind)) add(kind);
  }
  found.set("assessment", own.size).set("view", others.size);
  return [...found].filter(([, n]) => n > 0);
}

/** Returns the chapters that have something, with how much of what. @param {Entries} entries @param {Catalogue} catalogue @returns {Row[]} */
export function byChapter(entries, catalogue) {
  const ratings = [...entries].filter(([id, entry]) => kindOf(id) === "rating" && isAnswer(entry) && isLevel(entry)).map(([id]) => id.split(".").slice(2).join("."));
  return catalogue.chapters.map((chapter) => {
    const found = new Map([["ticks", 0], ["texts", 0], ["choices", 0], ["ratings", 0]]);
    for (const block of [...chapter.blocks, ...chapter.sheets]) {
      const n = block.controls.filter((control) => isAnswer(entryOf(entries, control))).length;
      found.set(NAMES[block.kind], (found.get(NAMES[block.kind]) ?? 0) + n);
    }
    const behaviours = catalogue.behaviours.filter((behaviour) => behaviour.chapter === chapter.slug).map(({ id }) => id);
    found.set("ratings", ratings.filter((id) => behaviours.includes(id)).length);
    return { title: chapter.title, url: chapter.url, counts: [...found].filter(([, n]) => n > 0) };
  }).filter((row) => row.counts.length);
}

/** Returns the first and the last moment at which something was written: [from, to], or null. @param {Entries} entries @returns {[number, number] | null} */
export function span(entries) {
  let [from, to] = [Infinity, -Infinity];
  for (const entry of entries.values()) {
    const at = Date.parse(entry?.at);
    if (Number.isNaN(at)) continue;
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  return from === Infinity ? null : [from, to];
}

/** @param {any} entry */
function isLevel({ value }) {
  return /^[0-4]$/.test(value);
}

/** @param {Entries} entries @param {import("../shared/catalogue.js").Control} control */
function entryOf(entries, { id, was = [] }) {
  return entries.get(id) ?? was.map((old) => entries.get(old)).filter(Boolean).reduce((a, b) => (a ? newest(a, b) : b), undefined);
}
