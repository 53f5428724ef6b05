/** `<hb-data-file>`: a live backup file, in browsers that can write one. */

import { backupName, backupState, chooseBackup, resumeBackup, startBackup, stopBackup } from "../../backup/backup-file.js";
import { tooLarge } from "./import-file.js";
import { DataPart, formatDateTime } from "./data-part.js";
import { fileName } from "../../common/download.js";
import { canSyncFile, chooseFile, loadHandle } from "../../backup/file-handle.js";
import { store } from "../../store/store.js";

// The actions that each state offers.
/** @type {Record<string, string[]>} */
const BUTTONS = {
  off: ["file-new", "file-open"],
  kept: ["file-forget"],
  writing: ["file-forget"],
  ask: ["file-grant", "file-forget"],
  changed: ["file-look", "file-forget"],
  gone: ["file-new", "file-open", "file-forget"],
  failed: ["file-grant", "file-forget"],
};

export class HbDataFile extends DataPart {
  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    document.addEventListener("hb-file", () => this.refresh(), { signal });
    startBackup(store);
  }

  disconnect() {
    this.setPartText("said", "");
  }

  refresh() {
    const isAvailable = canSyncFile() && store.mode === "browser";
    const state = backupName(store) ? backupState() : "off";
    const at = formatDateTime(/** @type {{at?: unknown} | null} */ (store.remembered("backup"))?.at);
    this.setPartText("state", isAvailable ? this.t(`data.file-${state}`, { file: backupName(store), date: at }) : "");
    this.setPartText("not-here", isAvailable ? "" : this.t(store.mode === "tab" ? "data.file-tab" : "data.file-impossible"));
    for (const button of this.querySelectorAll("[data-hb-action]")) {
      button.toggleAttribute("hidden", !isAvailable || !BUTTONS[state].includes(button.getAttribute("data-hb-action") ?? ""));
    }
  }

  /** @param {string} action */
  async run(action) {
    this.setPartText("said", "");
    try {
      if (action === "file-new") await this.#choose("new");
      if (action === "file-open") await this.#choose("open");
      if (action === "file-grant") await resumeBackup(store);
      if (action === "file-look") await this.#review();
      if (action === "file-forget") await this.#stop();
    } catch {
      this.announce("data.file-no");
    }
    this.refresh();
  }

  /** @param {"new" | "open"} mode */
  async #choose(mode) {
    const handle = await chooseFile(mode, fileName(store.handbook, "notes", "json"));
    if (handle) await this.#useFile(handle);
  }

  async #review() {
    const handle = await loadHandle();
    if (handle) await this.#useFile(handle);
  }

  /** Uses a file as the backup; if it has content, that is imported first. @param {import("../../backup/file-handle.js").Handle} handle */
  async #useFile(handle) {
    const file = await handle.getFile();
    if (tooLarge(file)) return this.announce("data.file-foreign");
    const text = await file.text();
    const start = async () => {
      this.announce((await chooseBackup(store, handle, text)) ? "data.file-begun" : "data.file-refused", { file: handle.name });
      this.refresh();
    };
    if (!text.trim()) return start();
    this.announce("data.file-first", { file: handle.name });
    this.root?.dispatchEvent(new CustomEvent("hb-read", { detail: { text, name: handle.name, then: start } }));
  }

  async #stop() {
    const file = backupName(store);
    await stopBackup(store);
    this.announce("data.file-forgotten", { file });
  }
}
