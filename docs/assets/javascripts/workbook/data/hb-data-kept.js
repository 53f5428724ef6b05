/** `<hb-data-kept>`: what the reader's document holds, by kind and by chapter, where it's stored, and the document itself. */

import { addressOf, makeElement } from "../../common/dom.js";
import { formatDate, formatList, formatNumber } from "../../common/formats.js";
import { isAnswer, timeOf } from "../../store/document.js";
import { kindOf } from "../../store/entry-kinds.js";
import { recordOf } from "../../store/record-ids.js";
import { store } from "../../store/store.js";
import { exportJson } from "../../store/whole-document.js";
import { inAllRecords, returningOnly } from "../shared/catalogue.js";
import { entryOf } from "../shared/pack/pack-item.js";
import { isDeleted, isLevel, ratingOf, sessionId } from "../shared/rating-sessions.js";
import { DataPart, formatDateTime } from "./data-part.js";

/**
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {Map<string, any>} Entries
 * @typedef {{title: string, url: string, counts: [string, number][]}} ChapterCounts Without zeros.
 */

export class HbDataKept extends DataPart {
  /** Whether the browser keeps the storage persistently; "unknown" until it has answered. @type {"unknown" | "no" | "yes" | "declined" | "cannot"} */
  #persistence = "unknown";
  #rendered = "";

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.findPart("raw")?.addEventListener("toggle", () => this.#showDocument(), { signal });
    this.#queryPersistence(async () => ((await navigator.storage.persisted()) ? "yes" : "no"));
  }

  disconnect() {
    this.#rendered = "";
    this.findPart("chapters")?.replaceChildren();
    for (const name of ["summary", "span", "where", "promise", "said"]) this.setPartText(name, "");
    this.#clearDocument();
  }

  refresh() {
    const entries = store.entries();
    const parts = countByKind(entries).map(([name, n]) => this.tn(`data.kept-${name}`, n));
    const span = timeSpan(entries);
    this.setPartText("summary", parts.length ? this.t("data.kept-list", { list: formatList(parts) }) : this.t("data.kept-nothing"));
    const size = formatNumber(Math.max(0.1, new Blob([exportJson(store)]).size / 1000));
    this.setPartText("span", span ? this.t("data.kept-span", { from: formatDate(span[0]), to: formatDateTime(span[1]), size }) : "");
    this.#showChapters(countByChapter(entries, inAllRecords(this.catalogue)));
    this.setPartText("where", this.t(store.mode === "tab" ? "data.where-tab" : `data.where${store.fault ? "-fault" : ""}`));
    this.#showPersistence();
    this.#showDocument();
  }

  /** @param {string} action */
  run(action) {
    if (action === "persist") this.#queryPersistence(async () => ((await navigator.storage.persist()) ? "yes" : "declined"));
  }

  /** @param {() => Promise<"yes" | "no" | "declined">} query */
  async #queryPersistence(query) {
    try {
      this.#persistence = await query();
    } catch {
      this.#persistence = "cannot"; // not a secure context, or not supported
    }
    if (this.isConnected) this.#showPersistence();
  }

  #showPersistence() {
    const persistence = store.mode === "browser" && !store.fault && this.#persistence !== "unknown" ? this.#persistence : "";
    this.setPartText("promise", persistence && this.t(`data.promise-${persistence}`));
    this.togglePart("persist", persistence === "no" || persistence === "declined");
  }

  /** @param {ChapterCounts[]} rows */
  #showChapters(rows) {
    const content = JSON.stringify(rows);
    if (content === this.#rendered) return;
    this.#rendered = content;
    this.findPart("chapters")?.replaceChildren(...rows.map(({ title, url, counts }) => {
      const head = makeElement("th", { scope: "row" }, makeElement("a", { href: addressOf({ url }) ?? "" }, title));
      return makeElement("tr", "", head, makeElement("td", "", formatList(counts.map(([name, n]) => this.tn(`data.${name}`, n)))));
    }));
    this.togglePart("table", rows.length > 0);
  }

  // Filled only while its <details> is open.
  #showDocument() {
    const details = /** @type {HTMLDetailsElement | null} */ (this.findPart("raw"));
    if (!details?.open) return this.#clearDocument();
    const field = this.#field;
    const text = exportJson(store);
    if (field && field.value !== text) field.value = text;
  }

  #clearDocument() {
    if (this.#field) this.#field.value = "";
  }

  get #field() {
    return /** @type {HTMLTextAreaElement | null} */ (this.findPart("document"));
  }
}

const COUNT_NAMES = { checklist: "ticks", scenario: "choices", prompts: "texts", recall: "texts", plan: "texts", sheet: "texts" };

/** Counts the answers of each kind; kinds without any are left out. @param {Entries} entries @returns {[string, number][]} */
function countByKind(entries) {
  const totals = new Map(["answer", "evidence", "rating", "assessment", "view", "date", "next", "review", "case", "meeting", "private"].map((name) => [name, 0]));
  const [own, others] = [new Set(), new Set()];
  const add = (/** @type {string} */ name) => totals.set(name, (totals.get(name) ?? 0) + 1);
  for (const [id, entry] of entries) {
    if (!isAnswer(entry)) continue;
    const kind = kindOf(id);
    const { group = "" } = ratingOf(id) ?? {};
    if (kind === "rating" && isDeleted((name) => entries.get(name), group)) continue;
    if (kind === "rating") own.add(group);
    if (kind === "view") others.add(group);
    if (kind === "rating" && isLevel(entry.value) && !isMoved(id, entries)) add("rating");
    else if (kind === "next" && id.endsWith(".date")) add("date");
    else if (kind === "evidence" && !isText(id)) continue; // its day, its witness
    else if (totals.has(kind) && kind !== "rating" && kind !== "view") add(kind);
  }
  totals.set("assessment", own.size).set("view", others.size);
  return [...totals].filter(([, n]) => n > 0);
}

/** Tells whether an id of evidence is that of its text. @param {string} id */
function isText(id) {
  return /^([^.]+\.evidence|evidence\.[^.]+)$/.test(recordOf(id).id);
}

/** Tells whether a part of a session has also been written by a later edition of the handbook. @param {string} id @param {Entries} entries */
function isMoved(id, entries) {
  const part = ratingOf(id);
  return part !== null && id !== sessionId(part.group, part.name) && entries.has(sessionId(part.group, part.name));
}

/** Counts the answers of each chapter; chapters without any are left out. @param {Entries} entries @param {Catalogue} catalogue @returns {ChapterCounts[]} */
function countByChapter(entries, catalogue) {
  const ratings = [...entries].filter(([id, entry]) => kindOf(id) === "rating" && isAnswer(entry) && isLevel(entry.value) && !isMoved(id, entries)).flatMap(([id]) => ratingOf(id) ?? []).filter(({ group }) => !isDeleted((id) => entries.get(id), group)).map(({ name }) => name);
  return catalogue.chapters.map((chapter) => {
    const totals = new Map([["ticks", 0], ["texts", 0], ["choices", 0], ["ratings", 0]]);
    for (const block of [...chapter.blocks, ...chapter.sheets, ...returningOnly(catalogue, chapter)]) {
      const n = block.controls.filter((control) => isAnswer(entryOf(entries, control))).length;
      totals.set(COUNT_NAMES[block.kind], (totals.get(COUNT_NAMES[block.kind]) ?? 0) + n);
    }
    const behaviours = catalogue.behaviours.filter((behaviour) => behaviour.chapter === chapter.slug).map(({ id }) => id);
    totals.set("ratings", ratings.filter((id) => behaviours.includes(id)).length);
    return { title: chapter.title, url: chapter.url, counts: [...totals].filter(([, n]) => n > 0) };
  }).filter((row) => row.counts.length);
}

/** Returns the times of the first and the last entry, or null. @param {Entries} entries @returns {[number, number] | null} */
function timeSpan(entries) {
  let [from, to] = [Infinity, -Infinity];
  for (const entry of entries.values()) {
    const at = timeOf(entry);
    if (Number.isNaN(at)) continue;
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  return from === Infinity ? null : [from, to];
}
