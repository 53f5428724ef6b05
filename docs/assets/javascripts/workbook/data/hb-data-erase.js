/** `<hb-data-erase>`: everything goes, after a copy was offered and in two steps. */

import { backupName, stopBackup } from "../../store/backup-file.js";
import { DataPart, moment } from "./data-part.js";
import { store } from "../../store/store.js";

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
