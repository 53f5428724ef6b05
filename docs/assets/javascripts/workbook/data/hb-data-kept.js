/** `<hb-data-kept>`: what is kept, by kind and by chapter, where it lies, and the document itself. */

import { byChapter, counts, span } from "./data-kept.js";
import { DataPart, day, enumerate, make, moment, number } from "./data-part.js";
import { addressOf } from "../../common/dom.js";
import { store } from "../../store/store.js";

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

  /** @param {import("./data-kept.js").Row[]} rows */
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
