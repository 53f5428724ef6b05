/** `<hb-data-copy>`: the date of the last backup, and encrypted backups. handbook.js exports the plain ones. */

import { DataPart } from "./data-part.js";
import { canEncrypt, encrypt } from "./encryption.js";
import { download, fileName } from "../../common/download.js";
import { store } from "../../store/store.js";
import { exportJson } from "../../store/whole-document.js";

const MIN_LENGTH = 8; // characters; the help says what makes a good passphrase

export class HbDataCopy extends DataPart {
  #busy = false;

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.togglePart("lock", canEncrypt());
    this.setPartText("no-lock", canEncrypt() ? "" : this.t("data.lock-impossible"));
    this.findPart("show")?.addEventListener("change", () => this.#toggleVisibility(), { signal });
    for (const field of this.#fields) field.addEventListener("keydown", ({ key }) => key === "Enter" && this.#exportEncrypted(), { signal });
  }

  disconnect() {
    this.#clearFields();
    this.setPartText("last", "");
    this.setPartText("said", "");
  }

  refresh() {
    this.showLastBackup();
  }

  /** @param {string} action */
  run(action) {
    if (action === "export") this.announce("data.copied");
    if (action === "export-sealed") this.#exportEncrypted();
  }

  get #fields() {
    return [this.findPart("passphrase"), this.findPart("again")].filter((field) => field instanceof HTMLInputElement);
  }

  // A passphrase is either typed twice or visible, as a guard against typos.
  #toggleVisibility() {
    const shown = /** @type {HTMLInputElement} */ (this.findPart("show")).checked;
    for (const field of this.#fields) field.type = shown ? "text" : "password";
    this.togglePart("twice", !shown);
  }

  async #exportEncrypted() {
    const [first, again] = this.#fields;
    if (!first || this.#busy) return;
    const problem = first.value.length < MIN_LENGTH ? "short" : first.type === "password" && first.value !== again?.value ? "differ" : "";
    first.setAttribute("aria-invalid", String(problem === "short"));
    again?.setAttribute("aria-invalid", String(problem === "differ"));
    if (problem) {
      this.announce(`data.lock-${problem}`, { n: MIN_LENGTH });
      return (problem === "differ" ? again : first)?.focus();
    }
    this.#busy = true;
    this.announce("data.locking");
    document.dispatchEvent(new CustomEvent("hb-flush"));
    try {
      const text = await encrypt(exportJson(store), store.handbook, first.value);
      download(fileName(store.handbook, "notes-locked", "json"), text);
      this.command("remember", { key: "backup", value: { .../** @type {object} */ (store.remembered("backup")), at: new Date().toISOString() } });
      this.#clearFields();
      this.announce("data.locked");
    } catch {
      this.announce("data.lock-failed");
    }
    this.#busy = false;
  }

  #clearFields() {
    for (const field of this.#fields) field.value = "";
  }
}
