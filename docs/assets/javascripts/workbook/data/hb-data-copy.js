/** `<hb-data-copy>`: the last copy, and one that is locked with a passphrase. The plain one is handbook.js's. */

import { DataPart, moment } from "./data-part.js";
import { canSeal, seal } from "./encryption.js";
import { download, fileName } from "../../common/download.js";
import { store } from "../../store/store.js";

const FEWEST = 8; // signs; the help says what a good passphrase is

export class HbDataCopy extends DataPart {
  #busy = false;

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.reveal("lock", canSeal());
    this.put("no-lock", canSeal() ? "" : this.t("data.lock-impossible"));
    this.findPart("show")?.addEventListener("change", () => this.#showing(), { signal });
    for (const field of this.#fields) field.addEventListener("keydown", ({ key }) => key === "Enter" && this.#locked(), { signal });
  }

  disconnect() {
    this.#empty();
    this.put("last", "");
    this.put("said", "");
  }

  refresh() {
    const { at } = /** @type {{at?: unknown}} */ (store.remembered("backup") ?? {});
    this.put("last", moment(at) ? this.t("data.last-copy", { date: moment(at) }) : this.t("data.last-copy-none"));
  }

  /** @param {string} action */
  act(action) {
    if (action === "export") this.tell("data.copied");
    if (action === "export-sealed") this.#locked();
  }

  get #fields() {
    return [this.findPart("passphrase"), this.findPart("again")].filter((field) => field instanceof HTMLInputElement);
  }

  // Typed twice, or seen while typing: one of the two guards against a slip.
  #showing() {
    const shown = /** @type {HTMLInputElement} */ (this.findPart("show")).checked;
    for (const field of this.#fields) field.type = shown ? "text" : "password";
    this.reveal("twice", !shown);
  }

  async #locked() {
    const [first, again] = this.#fields;
    if (!first || this.#busy) return;
    const fault = first.value.length < FEWEST ? "short" : first.type === "password" && first.value !== again?.value ? "differ" : "";
    first.setAttribute("aria-invalid", String(fault === "short"));
    again?.setAttribute("aria-invalid", String(fault === "differ"));
    if (fault) {
      this.tell(`data.lock-${fault}`, { n: FEWEST });
      return (fault === "differ" ? again : first)?.focus();
    }
    this.#busy = true;
    this.tell("data.locking");
    document.dispatchEvent(new CustomEvent("hb-flush"));
    try {
      const text = await seal(store.exportJson(), store.handbook, first.value);
      download(fileName(store.handbook, "notes-locked", "json"), text);
      this.command("remember", { key: "backup", value: { .../** @type {object} */ (store.remembered("backup")), at: new Date().toISOString() } });
      this.#empty();
      this.tell("data.locked");
    } catch {
      this.tell("data.lock-failed");
    }
    this.#busy = false;
  }

  #empty() {
    for (const field of this.#fields) field.value = "";
  }
}
