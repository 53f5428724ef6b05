/** `<hb-data-erase>`: everything goes, after a copy was offered and in two steps. */

import { fileName, forgetFile } from "../../store/backup-file.js";
import { DataPart, moment } from "./data-part.js";
import { store } from "../../store/store.js";

export class HbDataErase extends DataPart {
  disconnect() {
    this.#ask(false);
    this.put("said", "");
  }

  refresh() {
    const { at } = /** @type {{at?: unknown}} */ (store.mark("backup") ?? {});
    this.put("last", moment(at) ? this.say("data.last-copy", { date: moment(at) }) : this.say("data.last-copy-none"));
    this.put("where", this.say(store.mode === "tab" ? "data.erase-tab" : "data.erase-browser"));
  }

  /** @param {string} action */
  act(action) {
    if (action === "erase") this.#ask(true);
    if (action === "erase-cancel") this.#ask(false);
    if (action === "erase-confirm") this.#erase();
    if (action === "erase") this.lead("asking-title");
    if (action === "erase-cancel") this.piece("open")?.focus();
  }

  get #box() {
    return /** @type {HTMLInputElement | null} */ (this.piece("sure"));
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
    const file = fileName(store);
    this.command("erase");
    const left = store.entries().size > 0 || store.fault;
    this.#ask(false);
    if (!left) forgetFile(store);
    this.put("said", [this.say(left ? "data.erase-failed" : "data.erased"), !left && file ? this.say("data.erased-file", { file }) : ""].join(" ").trim());
    this.lead("title");
  }
}
