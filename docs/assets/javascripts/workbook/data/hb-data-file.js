/** `<hb-data-file>`: a file that is kept up to date, where the browser can. */

import { resumeBackup, chooseBackup, backupName, backupState, stopBackup, startBackup } from "../../store/backup-file.js";
import { tooLarge } from "./import-file.js";
import { DataPart, moment } from "./data-part.js";
import { fileName as nameFor } from "../../common/download.js";
import { canSyncFile, chooseFile, loadHandle } from "../../store/file-handle.js";
import { store } from "../../store/store.js";

// What the reader can do in each state.
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
    this.put("said", "");
  }

  refresh() {
    const here = canSyncFile() && store.mode === "browser";
    const state = backupName(store) ? backupState() : "off";
    const at = moment(/** @type {{at?: unknown} | null} */ (store.remembered("backup"))?.at);
    this.put("state", here ? this.t(`data.file-${state}`, { file: backupName(store), date: at }) : "");
    this.put("not-here", here ? "" : this.t(store.mode === "tab" ? "data.file-tab" : "data.file-impossible"));
    for (const made of this.querySelectorAll("[data-hb-action]")) {
      made.toggleAttribute("hidden", !here || !BUTTONS[state].includes(made.getAttribute("data-hb-action") ?? ""));
    }
  }

  /** @param {string} action */
  async act(action) {
    this.put("said", "");
    try {
      if (action === "file-new") await this.#choose("new");
      if (action === "file-open") await this.#choose("open");
      if (action === "file-grant") await resumeBackup(store);
      if (action === "file-look") await this.#look();
      if (action === "file-forget") await this.#forget();
    } catch {
      this.tell("data.file-no");
    }
    this.refresh();
  }

  /** @param {"new" | "open"} way */
  async #choose(way) {
    const handle = await chooseFile(way, nameFor(store.handbook, "notes", "json"));
    if (handle) await this.#meet(handle);
  }

  async #look() {
    const handle = await loadHandle(store.handbook);
    if (handle) await this.#meet(handle);
  }

  /** A file that holds something is brought in first, through the preview, and kept up to date after that. @param {import("../../store/file-handle.js").Handle} handle */
  async #meet(handle) {
    const file = await handle.getFile();
    if (tooLarge(file)) return this.tell("data.file-foreign");
    const text = await file.text();
    const begin = async () => {
      this.tell((await chooseBackup(store, handle, text)) ? "data.file-begun" : "data.file-refused", { file: handle.name });
      this.refresh();
    };
    if (!text.trim()) return begin();
    this.tell("data.file-first", { file: handle.name });
    this.home?.dispatchEvent(new CustomEvent("hb-read", { detail: { text, name: handle.name, then: begin } }));
  }

  async #forget() {
    const file = backupName(store);
    await stopBackup(store);
    this.tell("data.file-forgotten", { file });
  }
}
