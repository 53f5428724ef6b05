/**
 * `<hb-data-import>`: a file or a text is read, shown as what it would change, and taken in when the reader says so.
 * Until then nothing is written; afterwards it can be taken back until the page is left. Longer than its budget,
 * because each of these steps leads to the next one and back.
 */

import { makeButton } from "../../common/dom.js";
import { faultList, groups } from "./import-preview.js";
import { filesFrom } from "../../common/file-picker.js";
import { compareEntries, entriesToImport, entriesWithoutImport, hasChanges, readNotesFile, tooLarge } from "./import-file.js";
import { DataPart, make } from "./data-part.js";
import { canSeal, open, openable } from "./encryption.js";
import { store } from "../../store/store.js";

const BLOCKED = ["newer", "foreign", "corrupt-full"]; // faults of the storage with which nothing may be taken in

/**
 * @typedef {import("./import-file.js").Found} Found
 * @typedef {import("./import-file.js").Fault} Fault
 */

export class HbDataImport extends DataPart {
  /** The file that is being looked at. @type {Found | null} */
  #found = null;
  /** @type {Record<string, any> | null} */
  #sealed = null;
  /** What follows when the file has been taken in. @type {(() => void) | undefined} */
  #then;
  /** Whether that cannot be, since it would write over what stays out. */
  #held = false;
  /** @type {Set<string>} */
  #chosen = new Set();
  /** What was brought in during this visit, the last one last. @type {{before: Map<string, any>, after: Map<string, any>}[]} */
  #done = [];
  #drawn = "";
  #mode = store.mode;

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    filesFrom(this, signal, (files) => this.#files(files));
    this.#input("passphrase")?.addEventListener("keydown", ({ key }) => key === "Enter" && this.#unlock(), { signal });
    this.home?.addEventListener("hb-read", (event) => {
      const { text, then } = /** @type {CustomEvent} */ (event).detail;
      this.#read(text, then);
    }, { signal });
  }

  disconnect() {
    this.#close();
    this.#forget();
    this.put("said", "");
  }

  // What was brought in elsewhere, or has been erased since, is not to be taken back here.
  #forget() {
    this.#mode = store.mode;
    this.#done = [];
    this.reveal("undo", false);
  }

  // Another tab may have written since the preview was drawn: what is confirmed is what was seen.
  refresh() {
    if (this.#mode !== store.mode || !store.entries().size) this.#forget();
    if (this.#found) this.#preview();
  }

  /** @param {string} action */
  act(action) {
    /** @type {Record<string, () => void>} */
    const acts = {
      import: () => this.#read(this.#input("paste")?.value ?? ""),
      "import-unlock": () => this.#unlock(),
      "import-rest": () => this.#rest(),
      "import-confirm": () => this.#confirm(),
      "import-cancel": () => this.#cancel(),
      undo: () => this.#undo(),
    };
    if (Object.hasOwn(acts, action)) acts[action]();
  }

  /** @param {string} name */
  #input(name) {
    return /** @type {HTMLInputElement | null} */ (this.findPart(name));
  }

  /** @param {FileList} files */
  async #files(files) {
    const large = files.length === 1 ? tooLarge(files[0]) : { faults: [{ key: "several" }] };
    if (large) return this.#refuse(large.faults);
    const text = await files[0].text().catch(() => null);
    if (text === null) this.#refuse([{ key: "unreadable" }]);
    else this.#read(text);
  }

  /** @param {string} text @param {() => void} [then] */
  #read(text, then) {
    this.#close();
    this.#then = then;
    if (BLOCKED.includes(store.fault)) return this.#refuse([{ key: "blocked" }]);
    const found = readNotesFile(text, store.handbook, Date.now());
    if (found.kind === "refused") return this.#refuse(found.faults);
    if (found.kind === "notes") return this.#look(found);
    if (!canSeal()) return this.#refuse([{ key: "no-crypto" }]);
    if (!openable(found.sealed)) return this.#refuse([{ key: "sealed-how" }]);
    this.#sealed = found.sealed;
    this.reveal("unlock", true);
    this.tell("data.import-sealed");
    this.#input("passphrase")?.focus();
  }

  async #unlock() {
    const sealed = this.#sealed;
    if (!sealed) return;
    this.tell("data.unlocking");
    const text = await open(sealed, this.#input("passphrase")?.value ?? "");
    if (sealed !== this.#sealed) return; // another file has been chosen meanwhile
    if (text !== null) return this.#read(text, this.#then);
    this.tell("data.wrong-passphrase");
    this.#input("passphrase")?.select();
    this.#input("passphrase")?.focus();
  }

  /** @param {Found} found */
  #look(found) {
    this.#found = found;
    if (found.faults.length) return this.#refuse(found.faults, found.entries.size);
    this.#chosen = new Set();
    this.#drawn = "";
    this.#held ||= found.newer && this.#then !== undefined;
    this.#preview();
    this.tell("");
    this.lead("result-title");
  }

  #rest() {
    if (!this.#found) return;
    this.#held = this.#then !== undefined;
    this.#look({ ...this.#found, faults: [] });
  }

  /** @param {Fault[]} faults @param {number} [sound] How many entries have no fault, where only single ones have. */
  #refuse(faults, sound = 0) {
    if (!sound) this.#close();
    this.tell("");
    const rest = sound ? [makeButton("import-rest", this.count("data.import-rest", sound)), makeButton("import-cancel", this.t("data.import-cancel"))] : [];
    this.#show(this.t("data.refused"), faultList(faults, this), make("p", "hb-data__actions", ...rest));
    this.lead("result-title");
  }

  #preview() {
    const found = /** @type {Found} */ (this.#found);
    if (found.faults.length) return;
    const preview = this.#compared(found);
    const drawn = JSON.stringify(preview);
    if (drawn === this.#drawn) return;
    const again = this.#drawn !== "";
    this.#drawn = drawn;
    const confirm = hasChanges(preview) || preview.older.length > 0;
    const title = this.t(confirm ? "data.preview" : "data.preview-nothing");
    const older = confirm && !hasChanges(preview);
    const notes = Object.entries({ again, newer: found.newer, held: this.#held, older }).filter(([, said]) => said);
    const actions = confirm ? ["import-confirm", "import-cancel"] : ["import-close"];
    this.#show(
      title,
      ...notes.map(([name]) => make("p", "hb-import__line", this.t(`data.preview-${name}`))),
      ...groups(preview, this, this.#chosen),
      make("p", "hb-data__actions", ...actions.map((action) => makeButton(action === "import-close" ? "import-cancel" : action, this.t(`data.${action}`)))),
    );
    if (confirm) return;
    if (!this.#held) this.#then?.();
    this.#then = undefined;
  }

  /** @param {Found} found */
  #compared(found) {
    return compareEntries(found, store.entries(), (id) => !this.names.archived(id));
  }

  #confirm() {
    if (!this.#found || BLOCKED.includes(store.fault)) return this.#refuse([{ key: "blocked" }]);
    const before = store.entries();
    const entries = entriesToImport(this.#compared(this.#found), this.#chosen, Date.now());
    const then = this.#held ? undefined : this.#then;
    this.#close();
    if (!entries.size) {
      this.tell("data.import-none");
      return then?.();
    }
    this.command("merge", { entries });
    this.#done.push({ before, after: store.entries() });
    this.put("said", [this.count("data.imported", entries.size), store.fault ? this.t("data.imported-unsaved") : ""].join(" ").trim());
    this.reveal("undo", true);
    this.findPart("undo-button")?.focus();
    then?.();
  }

  #undo() {
    const last = this.#done.pop();
    if (!last) return;
    this.command("replace", { entries: entriesWithoutImport(last.before, last.after, store.entries()) });
    this.tell(store.fault ? "data.undone-unsaved" : "data.undone");
    this.reveal("undo", this.#done.length > 0);
    this.lead("title");
  }

  #cancel() {
    this.#close();
    this.tell("data.import-cancelled");
    this.#input("file")?.focus();
  }

  /** @param {string} title @param {...Node} content */
  #show(title, ...content) {
    this.put("result-title", title);
    this.findPart("result")?.replaceChildren(...content);
    this.reveal("outcome", true);
  }

  #close() {
    [this.#found, this.#sealed, this.#then, this.#held, this.#drawn] = [null, null, undefined, false, ""];
    const passphrase = this.#input("passphrase");
    if (passphrase) passphrase.value = "";
    this.reveal("unlock", false);
    this.reveal("outcome", false);
    this.findPart("result")?.replaceChildren();
  }
}
