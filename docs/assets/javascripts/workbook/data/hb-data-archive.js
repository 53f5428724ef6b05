/** `<hb-data-archive>`: answers that no page shows any more, deleted records to bring back, and stored texts that couldn't be read. */

import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { copyText } from "../../common/clipboard.js";
import { appendRows, DataPart, formatDateTime } from "./data-part.js";
import { download, fileName } from "../../common/download.js";
import { isAnswer, isEntry, rankOf, timeOf } from "../../store/document.js";
import { kindOf } from "../../store/entry-kinds.js";
import { store } from "../../store/store.js";
import { textsSetAside } from "../../store/whole-document.js";

export class HbDataArchive extends DataPart {
  #rendered = "";
  /** Whether something has just been brought back. */
  #restored = false;

  disconnect() {
    [this.#rendered, this.#restored] = ["", false];
    for (const name of ["list", "deleted", "asides"]) this.findPart(name)?.replaceChildren();
    for (const name of ["answers", "set-aside"]) this.togglePart(name, false);
    this.setPartText("said", "");
    this.hidden = true;
  }

  refresh() {
    const [entries, deleted, unreadable] = [this.#entries(), this.#deleted(), textsSetAside(store)];
    const content = JSON.stringify([entries, deleted, unreadable.map(({ name }) => name)]);
    if (content === this.#rendered) return;
    this.#rendered = content;
    const list = this.findPart("list");
    list?.replaceChildren();
    if (list) appendRows(list, entries, this, (entry) => {
      const { said, text, at, note } = this.#rowOf(entry);
      const about = [note, at].filter(Boolean).join(" · ");
      return makeElement("li", "hb-archive__row", makeElement("p", { class: "hb-archive__said", dir: "auto" }, said), makeElement("p", { class: "hb-archive__text", dir: "auto" }, text), makeElement("p", "hb-archive__about", about));
    });
    const records = this.findPart("deleted");
    records?.replaceChildren();
    if (records) appendRows(records, deleted, this, ([id, entry]) => this.#recordRow(id, entry));
    this.findPart("asides")?.replaceChildren(...unreadable.map(({ name, at, text }) => {
      const button = makeButton("aside", this.t("data.aside-take"));
      button.dataset.hbAside = name;
      button.addEventListener("click", () => download(fileName(store.handbook, "set-aside", "txt"), text, "text/plain"));
      return makeElement("li", "hb-archive__row", makeElement("p", "", this.t("data.aside", { date: formatDateTime(at), n: text.length })), button);
    }));
    this.togglePart("answers", entries.length + deleted.length > 0);
    this.togglePart("actions", entries.length > 0);
    this.togglePart("set-aside", unreadable.length > 0);
    this.hidden = !entries.length && !deleted.length && !unreadable.length && !this.#restored;
  }

  /** @param {string} action */
  async run(action) {
    if (action !== "copy-markdown") return;
    if (await copyText(this.markdown)) return this.announce("data.archive-copied");
    this.announce("data.archive-not-copied");
    this.togglePart("by-hand", true);
    const field = /** @type {HTMLTextAreaElement} */ (this.findPart("by-hand"));
    field.value = this.markdown;
    field.select();
  }

  /** The archived answers as Markdown. */
  get markdown() {
    const answers = this.#entries().map((entry) => this.#rowOf(entry)).map(({ said, text, at }) => `## ${said}\n\n${text}\n\n${at ? `*${at}*\n` : ""}`);
    return `# ${this.t("data.archive")}\n\n${answers.join("\n")}`;
  }

  #entries() {
    return [...store.entries()].filter(([id, entry]) => this.labels.isArchived(id) && (isAnswer(entry) || !isEntry(entry)));
  }

  /** The names of the records that are deleted, newest deletion first. @returns {[string, import("../../store/document.js").Entry][]} */
  #deleted() {
    const names = [...store.entries()].flatMap(([id, entry]) => (kindOf(id) === "record" && isEntry(entry) && entry.value === false ? [/** @type {[string, typeof entry]} */ ([id, entry])] : []));
    return names.sort(([, a], [, b]) => rankOf(b) - rankOf(a));
  }

  /** @param {string} id @param {import("../../store/document.js").Entry} entry */
  #recordRow(id, entry) {
    const title = this.labels.recordTitle(id);
    const button = makeButton("restore", this.t("data.archive-restore"), { label: `${this.t("data.archive-restore")}: ${title}` });
    button.addEventListener("click", () => {
      this.#restored = true;
      // A deleted one has its name there.
      this.command("write", { id, value: entry.said ?? "", rev: "", said: "" });
      this.announce("data.archive-restored", { title });
      this.focusPart("title");
    });
    button.disabled = store.readOnly;
    return makeElement("li", "hb-archive__row", makeElement("p", { class: "hb-archive__said", dir: "auto" }, title), makeElement("p", "hb-data__actions", button));
  }

  /** @param {[string, unknown]} entry */
  #rowOf([id, entry]) {
    const [question, deleted] = [this.labels.question(id), this.labels.deletedRecord(id)];
    return {
      said: this.labels.title(id, entry),
      text: isEntry(entry) ? this.labels.value(id, entry) : JSON.stringify(entry),
      at: formatDate(timeOf(entry)),
      // The question has a new id, and shows this answer until it gets a newer one.
      note: deleted !== undefined ? this.t("data.archive-deleted", { name: deleted }) : question ? this.t("data.archive-renamed", { chapter: question.chapter }) : "",
    };
  }
}
