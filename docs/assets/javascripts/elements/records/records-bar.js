/**
 * What a checklist, a sheet or a plan shows of its records: a button that starts a new one and, once there are several, a line
 * with the name and the day of the one that is open. Loaded when the page is idle; the list of all is in records-dialog.js.
 */

import { isAnswer } from "../../store/document.js";
import { attempt } from "../../store/document-store.js";
import { hasRecord, nameId, newRecord, nextName, openRecord, openRecordIn, recordOf, recordsByBlock, startOf } from "../../store/records.js";
import { store } from "../../store/store.js";
import { actionOf, makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { loadStyles } from "../../common/styles.js";

/** @typedef {import("../answer-element.js").AnswerElement} AnswerElement */
/** @typedef {import("../../store/records.js").Record} Record */
/** @typedef {RecordsBar} Bar */

/** The bars of the elements that are on the page. @type {Map<AnswerElement, RecordsBar>} */
const bars = new Map();
/** All records, by block. @type {Map<string, Record[]>} */
let all = new Map();
/** Whether the reader has just given an answer on this page: that makes no record, so the entries needn't be searched for any. */
let isAnswering = false;

/** Shows the records of what is on the page now, and opens the one that the address names (`#tell-them@20261129t221301-ab12`). */
export async function showRecords() {
  for (const host of bars.keys()) if (!host.isConnected) bars.delete(host);
  /** @type {NodeListOf<AnswerElement>} */
  const hosts = document.querySelectorAll(":is(hb-checklist, hb-template, hb-plan)[data-hb-block]");
  if (hosts.length) all = recordsByBlock(store.entries());
  if (hosts.length) await loadStyles("assets/stylesheets/components/dialog.css");
  for (const host of hosts) if (!bars.has(host) && host.words?.records) bars.set(host, new RecordsBar(host));
  openAddressed();
}

document.addEventListener("hb-command", (event) => {
  const { name, id } = /** @type {CustomEvent} */ (event).detail;
  isAnswering = name === "write" && !id.startsWith("record.");
}, true);
document.addEventListener("hb-command", () => { isAnswering = false; });
store.subscribe(["document"], () => {
  if (!isAnswering && bars.size) all = recordsByBlock(store.entries());
  for (const [host, bar] of bars) if (host.isConnected) bar.update();
});
document.addEventListener("hb-flush", () => {
  for (const bar of bars.values()) bar.flush();
});
addEventListener("hashchange", openAddressed);

function openAddressed() {
  const { id, record } = recordOf(attempt(() => decodeURIComponent(location.hash.slice(1))) ?? "");
  const target = record && document.getElementById(id);
  /** @type {HTMLElement | null | undefined} */
  const host = target ? (target.closest("[data-hb-block]") ?? target.querySelector("[data-hb-block]")) : null;
  if (!target || !host || !hasRecord((name) => store.get(name), host.dataset.hbBlock ?? "", record)) return;
  openRecordIn(host.dataset.hbBlock ?? "", record);
  target.scrollIntoView();
}

/** Returns a record's name, or what stands for it. @param {Record} record @param {AnswerElement} host */
export function labelOf({ record, name }, host) {
  return name || (record ? dayOf(record) : host.t("records.first"));
}

/** Returns the day of a record, such as "29 November 2026"; "" for the first. @param {string} record */
export function dayOf(record) {
  return formatDate(startOf(record));
}

class RecordsBar {
  host;
  block;
  #actions = makeElement("div", { class: "hb-foot__actions", "data-hb-added": "" });
  #line = makeElement("p", { class: "hb-records", "data-hb-added": "" });
  /** @type {HTMLInputElement} */
  #name;
  #shown = "";
  #shownName = "";

  /** @param {AnswerElement} host */
  constructor(host) {
    this.host = host;
    this.block = host.dataset.hbBlock ?? "";
    this.#name = makeElement("input", { class: "hb-records__name", autocomplete: "off", maxlength: "200", dir: "auto", "aria-label": host.t("records.name") });
    for (const type of ["change", "focusout"]) this.#name.addEventListener(type, () => this.flush());
    this.#name.addEventListener("keydown", ({ key }) => key === "Enter" && this.#name.blur());
    for (const part of [this.#actions, this.#line]) part.addEventListener("click", ({ target }) => this.#act(actionOf(target)));
    this.update();
  }

  /** The record that is open. */
  get open() {
    return this.host.dataset.hbRecord ?? "";
  }

  /** All records, newest first. */
  get records() {
    return all.get(this.block) ?? [{ record: "", name: "", on: "" }];
  }

  update() {
    if (!this.#line.isConnected) this.#insert();
    if (!hasRecord((id) => store.get(id), this.block, this.open)) return this.#openAnother();
    this.flush(); // a tab in the background isn't told that a field has lost the focus
    const { open, records: { length } } = this;
    const many = length > 1;
    const name = String(store.get(nameId(this.block, open))?.value || "");
    const canStart = many || this.host.controls.some((control) => isAnswer(this.host.entryOf(control)));
    const shown = JSON.stringify([open, name, length, canStart, store.readOnly]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = actionOf(document.activeElement);
    const had = this.#actions.contains(document.activeElement) || this.#line.contains(document.activeElement);
    this.#actions.replaceChildren(...(canStart && !store.readOnly ? [makeButton("new-record", this.host.t("records.new"))] : []));
    this.#line.hidden = !many;
    this.#shownName = name || labelOf({ record: open, name, on: "" }, this.host);
    if (this.#name.value.trim() !== this.#shownName) this.#name.value = this.#shownName; // or a space would go between two words that are being typed
    this.#name.readOnly = store.readOnly;
    const all = makeButton("records", this.host.t("records.all", { n: length }));
    all.setAttribute("aria-haspopup", "dialog");
    if (many) this.#line.replaceChildren(this.#name, makeElement("span", "hb-records__day", dayOf(open) === this.#name.value ? "" : dayOf(open)), all);
    if (had && focused) /** @type {HTMLElement | null} */ (this.host.querySelector(`[data-hb-action="${focused}"]`))?.focus();
  }

  /** Starts a new record and opens it. @param {string} [name] @returns {string} */
  start(name) {
    // Later than the newest, even within a second of it: they're in the order of their times.
    const record = newRecord(Math.max(Date.now(), Number(startOf(this.records[0]?.record ?? "")) + 1000));
    this.rename(record, name ?? (nextName(this.records) || dayOf(record)));
    openRecordIn(this.block, record);
    return record;
  }

  /** Takes over a name that the reader has changed, whatever event brought it. */
  flush() {
    const name = this.#name.value.trim();
    if (name === this.#shownName || store.readOnly) return;
    this.#shownName = name;
    this.rename(this.open, name);
  }

  /** @param {string} record @param {string | false} name False: it's deleted. */
  rename(record, name) {
    // A deleted one keeps its name there, for the archive.
    const said = name === false ? labelOf({ record, name: String(store.get(nameId(this.block, record))?.value || ""), on: "" }, this.host) : this.host.t("records.said");
    this.host.command("write", { id: nameId(this.block, record), value: typeof name === "string" ? name.trim() : name, rev: "", said });
  }

  /** Focuses the name of the record that is open, to be changed. */
  focusName() {
    this.#name.focus();
    this.#name.select();
  }

  /** @param {string | undefined} action */
  async #act(action) {
    if (action === "new-record") {
      this.start();
      this.focusName();
    }
    if (action !== "records") return;
    const { showAll } = await import("./records-dialog.js");
    showAll(this);
  }

  #insert() {
    const { host } = this;
    const title = document.getElementById(`${this.block}-title`);
    if (title && host.contains(title)) title.after(this.#line);
    else host.prepend(this.#line);
    host.querySelector(".hb-foot")?.append(this.#actions);
  }

  // The one that was open here last has been deleted, on another device perhaps, or all have been.
  #openAnother() {
    if (store.fault === "waiting") return; // it's only not there yet
    if (this.records.length) openRecordIn(this.block, openRecord(this.block));
    else if (!store.readOnly) this.start(dayOf(newRecord(Date.now())));
  }
}
