/**
 * `<hb-data>`: the reader's data. Its parts are elements of their own; it shows them, and hides what the page says to
 * browsers without scripts. Two small parts are in this file: erasing, and the choice of storage.
 */

import { HandbookElement } from "../../elements/base-element.js";
import { backupName, stopBackup } from "../../backup/backup-file.js";
import { rememberProgress } from "../../store/chapter-progress.js";
import { isAnswer } from "../../store/document.js";
import { store } from "../../store/store.js";
import { catalogueOf, inOpenRecords } from "../shared/catalogue.js";
import { progressByChapter, progressSummary } from "../shared/progress.js";
import { DataPart } from "./data-part.js";

export class HbData extends HandbookElement {
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #catalogue = { chapters: [], behaviours: [], retired: {} };

  connect() {
    this.#catalogue = catalogueOf(this);
    this.#setLive(true);
  }

  // Updates the progress in the table of contents after an import or an erase.
  refresh() {
    rememberProgress(this, progressSummary(progressByChapter(inOpenRecords(this.#catalogue), store.get.bind(store))));
  }

  disconnect() {
    this.#setLive(false);
  }

  /** @param {boolean} live */
  #setLive(live) {
    for (const part of this.querySelectorAll("[data-hb-live]")) part.toggleAttribute("hidden", !live);
    this.findPart("without")?.toggleAttribute("hidden", live);
  }
}

/** `<hb-data-erase>`: erases everything, in two steps and after offering a backup. */
export class HbDataErase extends DataPart {
  disconnect() {
    this.#setAsking(false);
    this.setPartText("said", "");
  }

  refresh() {
    this.showLastBackup();
    this.setPartText("where", this.t(store.mode === "tab" ? "data.erase-tab" : "data.erase-browser"));
  }

  /** @param {string} action */
  run(action) {
    if (action === "erase") this.#setAsking(true);
    if (action === "erase-cancel") this.#setAsking(false);
    if (action === "erase-confirm") this.#erase();
    if (action === "erase") this.focusPart("asking-title");
    if (action === "erase-cancel") this.findPart("open")?.focus();
  }

  get #checkbox() {
    return /** @type {HTMLInputElement | null} */ (this.findPart("sure"));
  }

  /** @param {boolean} asking */
  #setAsking(asking) {
    if (this.#checkbox) this.#checkbox.checked = false;
    this.togglePart("asking", asking);
    this.togglePart("first", !asking);
    this.setPartText("said", "");
  }

  async #erase() {
    if (!this.#checkbox?.checked) {
      this.announce("data.erase-tick");
      return this.#checkbox?.focus();
    }
    const file = backupName(store);
    this.command("erase");
    await store.settled();
    const failed = store.entries().size > 0 || store.fault;
    this.#setAsking(false);
    if (!failed) stopBackup(store);
    this.setPartText("said", [this.t(failed ? "data.erase-failed" : "data.erased"), !failed && file ? this.t("data.erased-file", { file }) : ""].join(" ").trim());
    this.focusPart("title");
  }
}

/** `<hb-data-place>`: keeps everything in this tab only, for a shared computer, and back. */
export class HbDataPlace extends DataPart {
  refresh() {
    const tab = store.mode === "tab";
    const n = [...store.entries().values()].filter(isAnswer).length;
    this.togglePart("in-browser", !tab);
    this.togglePart("in-tab", tab);
    this.setPartText("tab-holds", tab ? (n ? this.tn("data.tab-holds", n) : this.t("data.tab-empty")) : "");
    this.togglePart("carry", tab && n > 0);
  }

  disconnect() {
    this.setPartText("said", "");
  }

  /** @param {string} action */
  async run(action) {
    if (!["keep-in-tab", "keep-carry", "keep-drop"].includes(action)) return;
    const mode = action === "keep-in-tab" ? "tab" : "browser";
    this.command("set-storage", { mode, carry: action === "keep-carry" });
    await store.settled();
    this.announce(store.mode === mode ? `data.done-${action}` : "data.keep-in-refused");
    this.focusPart("title");
  }
}
