/**
 * `<hb-data>`: what is kept, copies, bringing them in, and erasing. Its parts are elements of their own; it shows them
 * where scripts run, and hides what stands there for browsers in which they do not.
 */

import { HandbookElement } from "../../elements/base-element.js";
import { backupName, stopBackup } from "../../store/backup-file.js";
import { rememberProgress } from "../../store/chapter-progress.js";
import { isAnswer } from "../../store/document.js";
import { store } from "../../store/store.js";
import { catalogueOf } from "../shared/catalogue.js";
import { progressOf, rowsOf } from "../shared/progress.js";
import { DataPart, moment } from "./data-part.js";

export class HbData extends HandbookElement {
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #catalogue = { chapters: [], behaviours: [], retired: {} };

  connect() {
    this.#catalogue = catalogueOf(this);
    this.#live(true);
  }

  // What is brought in or erased here shows in the contents at once.
  refresh() {
    rememberProgress(this, progressOf(rowsOf(this.#catalogue, store.get.bind(store))));
  }

  disconnect() {
    this.#live(false);
  }

  /** @param {boolean} live */
  #live(live) {
    for (const part of this.querySelectorAll("[data-hb-live]")) part.toggleAttribute("hidden", !live);
    this.findPart("without")?.toggleAttribute("hidden", live);
  }
}

export class HbDataErase extends DataPart {
  disconnect() {
    this.#ask(false);
    this.put("said", "");
  }

  refresh() {
    const { at } = /** @type {{at?: unknown}} */ (store.remembered("backup") ?? {});
    this.put("last", moment(at) ? this.t("data.last-copy", { date: moment(at) }) : this.t("data.last-copy-none"));
    this.put("where", this.t(store.mode === "tab" ? "data.erase-tab" : "data.erase-browser"));
  }

  /** @param {string} action */
  act(action) {
    if (action === "erase") this.#ask(true);
    if (action === "erase-cancel") this.#ask(false);
    if (action === "erase-confirm") this.#erase();
    if (action === "erase") this.lead("asking-title");
    if (action === "erase-cancel") this.findPart("open")?.focus();
  }

  get #box() {
    return /** @type {HTMLInputElement | null} */ (this.findPart("sure"));
  }

  /** @param {boolean} asking */
  #ask(asking) {
    if (this.#box) this.#box.checked = false;
    this.reveal("asking", asking);
    this.reveal("first", !asking);
    this.put("said", "");
  }

  #erase() {
    if (!this.#box?.checked) {
      this.tell("data.erase-tick");
      return this.#box?.focus();
    }
    const file = backupName(store);
    this.command("erase");
    const left = store.entries().size > 0 || store.fault;
    this.#ask(false);
    if (!left) stopBackup(store);
    this.put("said", [this.t(left ? "data.erase-failed" : "data.erased"), !left && file ? this.t("data.erased-file", { file }) : ""].join(" ").trim());
    this.lead("title");
  }
}

export class HbDataPlace extends DataPart {
  refresh() {
    const tab = store.mode === "tab";
    const n = [...store.entries().values()].filter(isAnswer).length;
    this.reveal("in-browser", !tab);
    this.reveal("in-tab", tab);
    this.put("tab-holds", tab ? (n ? this.count("data.tab-holds", n) : this.t("data.tab-empty")) : "");
    this.reveal("carry", tab && n > 0);
  }

  disconnect() {
    this.put("said", "");
  }

  /** @param {string} action */
  act(action) {
    if (!["keep-in-tab", "keep-carry", "keep-drop"].includes(action)) return;
    const mode = action === "keep-in-tab" ? "tab" : "browser";
    this.command("set-storage", { mode, carry: action === "keep-carry" });
    this.tell(store.mode === mode ? `data.done-${action}` : "data.keep-in-refused");
    this.lead("title");
  }
}
