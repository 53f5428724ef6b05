/**
 * `<hb-data-import>`: reads a file or a pasted text, previews what it would change, and imports it when the reader confirms.
 * Nothing is written before that, and an import can be undone until the reader leaves the page.
 */

import { makeButton, makeElement } from "../../common/dom.js";
import { previewGroups, problemList } from "./import-preview.js";
import { connectFilePicker } from "../../common/file-picker.js";
import { compareEntries, entriesToImport, entriesToKeep, entriesWithoutImport, hasChanges, readNotesFile, tooLarge } from "./import-file.js";
import { DataPart } from "./data-part.js";
import { canEncrypt, decrypt, isSupported } from "./encryption.js";
import { hasHistory, keepVersions } from "../../store/history.js";
import { inRecord, nameId, openRecord, recordsByBlock } from "../../store/records.js";
import { store } from "../../store/store.js";

const BLOCKED = ["newer", "foreign", "corrupt-full"]; // storage faults with which nothing can be imported

/**
 * @typedef {import("./import-file.js").NotesFile} NotesFile
 * @typedef {import("./import-file.js").Problem} Problem
 */

export class HbDataImport extends DataPart {
  /** The file that is being previewed. @type {NotesFile | null} */
  #file = null;
  /** @type {Record<string, any> | null} */
  #encrypted = null;
  /** Called after the import. @type {(() => void) | undefined} */
  #onImported;
  /** Whether entries were left out, so that `onImported` mustn't run: a backup would overwrite them. */
  #isIncomplete = false;
  /** The ids of newer answers that the reader declines, and of older ones to import anyway. @type {Set<string>} */
  #decided = new Set();
  /** The imports of this visit, oldest first. @type {{before: Map<string, any>, after: Map<string, any>}[]} */
  #imports = [];
  #rendered = "";
  #mode = store.mode;

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    connectFilePicker(/** @type {HTMLInputElement | null} */ (this.findPart("file")), this.findPart("drop"), (files) => this.#readFiles(files), signal);
    this.#input("passphrase")?.addEventListener("keydown", ({ key }) => key === "Enter" && this.#unlock(), { signal });
    this.root?.addEventListener("hb-read", (event) => {
      const { text, then } = /** @type {CustomEvent} */ (event).detail;
      this.#readText(text, then);
    }, { signal });
  }

  disconnect() {
    this.#reset();
    this.#forgetImports();
    this.setPartText("said", "");
  }

  // Imports can't be undone after the storage has changed or was erased.
  #forgetImports() {
    this.#mode = store.mode;
    this.#imports = [];
    this.togglePart("undo", false);
  }

  // Redraws the preview if another tab has written, so that the reader confirms what is shown.
  refresh() {
    if (this.#mode !== store.mode || !store.entries().size) this.#forgetImports();
    if (this.#file) this.#showPreview();
  }

  /** @param {string} action */
  run(action) {
    /** @type {Record<string, () => void>} */
    const actions = {
      import: () => this.#readText(this.#input("paste")?.value ?? ""),
      "import-unlock": () => this.#unlock(),
      "import-rest": () => this.#acceptValid(),
      "import-confirm": () => this.#confirm(),
      "import-cancel": () => this.#cancel(),
      undo: () => this.#undo(),
    };
    if (Object.hasOwn(actions, action)) actions[action]();
  }

  /** @param {string} name */
  #input(name) {
    return /** @type {HTMLInputElement | null} */ (this.findPart(name));
  }

  /** @param {FileList} files */
  async #readFiles(files) {
    const refused = files.length === 1 ? tooLarge(files[0]) : { problems: [{ key: "several" }] };
    if (refused) return this.#refuse(refused.problems);
    const text = await files[0].text().catch(() => null);
    if (text === null) this.#refuse([{ key: "unreadable" }]);
    else this.#readText(text);
  }

  /** @param {string} text @param {() => void} [then] */
  #readText(text, then) {
    this.#reset();
    this.#onImported = then;
    if (BLOCKED.includes(store.fault)) return this.#refuse([{ key: "blocked" }]);
    const result = readNotesFile(text, store.handbook, Date.now());
    if (result.kind === "refused") return this.#refuse(result.problems);
    if (result.kind === "notes") return this.#showFile(result.paper ? { ...result, entries: this.#inOpenRecords(result.entries) } : result);
    if (!canEncrypt()) return this.#refuse([{ key: "no-crypto" }]);
    if (!isSupported(result.header)) return this.#refuse([{ key: "sealed-how" }]);
    this.#encrypted = result.header;
    this.togglePart("unlock", true);
    this.announce("data.import-sealed");
    this.#input("passphrase")?.focus();
  }

  async #unlock() {
    const encrypted = this.#encrypted;
    if (!encrypted) return;
    this.announce("data.unlocking");
    const text = await decrypt(encrypted, this.#input("passphrase")?.value ?? "");
    if (encrypted !== this.#encrypted) return; // another file was chosen in the meantime
    if (text !== null) return this.#readText(text, this.#onImported);
    this.announce("data.wrong-passphrase");
    this.#input("passphrase")?.select();
    this.#input("passphrase")?.focus();
  }

  /** @param {NotesFile} file */
  #showFile(file) {
    this.#file = file;
    if (file.problems.length) return this.#refuse(file.problems, file.entries.size);
    this.#decided = new Set();
    this.#rendered = "";
    this.#isIncomplete ||= file.newer && this.#onImported !== undefined;
    this.#showPreview();
    this.announce("");
    this.focusPart("result-title");
  }

  /** @param {NotesFile["entries"]} entries @returns {NotesFile["entries"]} */
  #inOpenRecords(entries) {
    return new Map([...entries].map(([id, entry]) => [inRecord(id, openRecord(this.labels.question(id)?.block ?? "")), entry]));
  }

  #acceptValid() {
    if (!this.#file) return;
    this.#isIncomplete = this.#onImported !== undefined;
    this.#showFile({ ...this.#file, problems: [] });
  }

  /** @param {Problem[]} problems @param {number} [valid] How many entries can be imported all the same. */
  #refuse(problems, valid = 0) {
    if (!valid) this.#reset();
    this.announce("");
    const buttons = valid ? [makeButton("import-rest", this.tn("data.import-rest", valid)), makeButton("import-cancel", this.t("data.import-cancel"))] : [];
    this.#showResult(this.t("data.refused"), problemList(problems, this), makeElement("p", "hb-data__actions", ...buttons));
    this.focusPart("result-title");
  }

  #showPreview() {
    const file = /** @type {NotesFile} */ (this.#file);
    if (file.problems.length) return;
    const preview = this.#compare(file);
    const content = JSON.stringify(preview);
    if (content === this.#rendered) return;
    const hasChanged = this.#rendered !== "";
    this.#rendered = content;
    const canConfirm = hasChanges(preview) || preview.older.length > 0;
    const title = this.t(canConfirm ? "data.preview" : "data.preview-nothing");
    const onlyOlder = canConfirm && !hasChanges(preview);
    const notes = Object.entries({ again: hasChanged, newer: file.newer, held: this.#isIncomplete, older: onlyOlder, kept: canConfirm && hasHistory() && preview.newer.length + preview.older.length > 0 }).filter(([, applies]) => applies);
    const actions = canConfirm ? ["import-confirm", "import-cancel"] : ["import-close"];
    this.#showResult(
      title,
      ...notes.map(([name]) => makeElement("p", "hb-import__line", this.t(`data.preview-${name}`))),
      ...previewGroups(preview, this, this.#decided),
      makeElement("p", "hb-data__actions", ...actions.map((action) => makeButton(action === "import-close" ? "import-cancel" : action, this.t(`data.${action}`)))),
    );
    if (canConfirm) return;
    if (!this.#isIncomplete) this.#onImported?.();
    this.#onImported = undefined;
  }

  /** @param {NotesFile} file */
  #compare(file) {
    return compareEntries(file, store.entries(), (id) => this.labels.isAsked(id));
  }

  async #confirm() {
    if (!this.#file || BLOCKED.includes(store.fault)) return this.#refuse([{ key: "blocked" }]);
    const before = new Map(store.entries());
    const preview = this.#compare(this.#file);
    const entries = entriesToImport(preview, this.#decided, Date.now());
    const kept = keepVersions(entriesToKeep(preview, this.#decided));
    const taken = entries.size - preview.newer.filter(({ id }) => this.#decided.has(id)).length;
    const onImported = this.#isIncomplete ? undefined : this.#onImported;
    this.#reset();
    if (!entries.size) {
      this.announce("data.import-none");
      return onImported?.();
    }
    await kept; // first: a version too many does no harm
    this.command("merge", { entries });
    this.#openNewest(before);
    if (store.remembered("lost")) this.command("remember", { key: "lost", value: null });
    await store.settled();
    this.#imports.push({ before, after: new Map(store.entries()) });
    this.setPartText("said", [this.tn("data.imported", taken), store.fault ? this.t("data.imported-unsaved") : ""].join(" ").trim());
    this.togglePart("undo", true);
    this.findPart("undo-button")?.focus();
    onImported?.();
  }

  // A new browser doesn't know which records were open where the backup is from: the newest, not the very first.
  /** @param {import("../../store/document.js").Entries} before */
  #openNewest(before) {
    const newest = [...recordsByBlock(store.entries())].flatMap(([block, [first]]) => (first?.record && !before.has(nameId(block, first.record)) ? [[block, first.record]] : []));
    if (newest.length) this.command("remember", { key: "open-records", value: { ...Object.fromEntries(newest), ...Object(store.remembered("open-records")) } });
  }

  async #undo() {
    const last = this.#imports.pop();
    if (!last) return;
    this.command("replace", { entries: entriesWithoutImport(last.before, last.after, store.entries()) });
    await store.settled();
    this.announce(store.fault ? "data.undone-unsaved" : "data.undone");
    this.togglePart("undo", this.#imports.length > 0);
    this.focusPart("title");
  }

  #cancel() {
    this.#reset();
    this.announce("data.import-cancelled");
    this.#input("file")?.focus();
  }

  /** @param {string} title @param {...Node} content */
  #showResult(title, ...content) {
    this.setPartText("result-title", title);
    this.findPart("result")?.replaceChildren(...content);
    this.togglePart("outcome", true);
  }

  #reset() {
    [this.#file, this.#encrypted, this.#onImported, this.#isIncomplete, this.#rendered] = [null, null, undefined, false, ""];
    const passphrase = this.#input("passphrase");
    if (passphrase) passphrase.value = "";
    this.togglePart("unlock", false);
    this.togglePart("outcome", false);
    this.findPart("result")?.replaceChildren();
  }
}
