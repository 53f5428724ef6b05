/** The dialog with all records of a checklist, a sheet or a plan: to find one, open, rename, duplicate or delete it, to compare two, and to copy or print them. */

import { isAnswer } from "../../store/document.js";
import { inRecord, openRecordIn, recordOf } from "../../store/records.js";
import { store } from "../../store/store.js";
import { copyText } from "../../common/clipboard.js";
import { ids, makeButton, makeElement, wordingOf } from "../../common/dom.js";
import { dayOf, labelOf } from "./records-bar.js";
import { entryIn, markedIds, printRecords, recordsMarkdown } from "./records-export.js";

/**
 * @typedef {import("./records-bar.js").Bar} RecordsBar
 * @typedef {import("../../store/records.js").Record} Record
 * @typedef {import("../../common/dom.js").Control} Control
 */

const FEW = 5; // records that need no search
const NOT_COPIED = /^\.(evidence|came|date)\b/; // what belongs to one time only

/** Opens the dialog. @param {RecordsBar} bar */
export function showAll(bar) {
  const { host } = bar;
  const title = makeElement("h2", { class: "hb-block__kicker", id: "hb-versions" }, host.t("records.list"));
  const about = makeElement("p", { class: "hb-versions__about", id: "hb-versions-about", dir: "auto" }, document.getElementById(`${bar.block}-title`)?.textContent ?? "");
  const said = makeElement("p", { role: "status", class: "hb-records__said" });
  const content = makeElement("div");
  const close = makeButton("close", host.t("records.close"));
  const dialog = makeElement("dialog", { class: "hb-versions", "aria-labelledby": title.id, "aria-describedby": about.id, closedby: "any" }, close, title, about, said, content);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  host.after(dialog); // outside the element, which takes what is in it for its own
  const all = new AllRecords(bar, { dialog, content, said });
  all.show();
  dialog.showModal();
}

/** The list and the comparison, one of which is shown. */
class AllRecords {
  #bar;
  #parts;

  /** @param {RecordsBar} bar @param {{dialog: HTMLDialogElement, content: HTMLElement, said: HTMLElement}} parts */
  constructor(bar, parts) {
    this.#bar = bar;
    this.#parts = parts;
  }

  /** Shows the list. @param {string} [focus] The record whose row is focused. */
  show(focus) {
    const { records } = this.#bar;
    const list = makeElement("ol", { class: "hb-versions__list" }, ...records.map((record) => this.#row(record, records.length > 1)));
    const none = makeElement("p", { hidden: "" }, this.#t("records.none"));
    const search = makeElement("input", { type: "search", class: "hb-records__search", autocomplete: "off", placeholder: this.#t("records.search"), "aria-label": this.#t("records.search") });
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLocaleLowerCase();
      const found = records.map((record) => this.#textOf(record).includes(wanted));
      found.forEach((isFound, n) => { /** @type {HTMLElement} */ (list.children[n]).hidden = !isFound; });
      none.hidden = found.some(Boolean);
    });
    const listed = () => records.filter((_, n) => !(/** @type {HTMLElement} */ (list.children[n]).hidden));
    this.#parts.content.replaceChildren(...(records.length > FEW ? [search] : []), list, none, this.#exports(listed));
    /** @type {HTMLElement | null | undefined} */
    const button = focus === undefined ? undefined : list.querySelector(`[data-hb-record="${focus}"] button`);
    button?.focus();
  }

  /** Returns the buttons that copy and print what is listed. @param {() => Record[]} listed */
  #exports(listed) {
    /** @type {{[name: string]: () => void}} */
    const actions = {
      "copy-all": () => this.#copy(listed()),
      "copy-open": () => this.#copy(this.#bar.records.filter(({ record }) => record === this.#bar.open)),
      "print-all": () => {
        this.#parts.dialog.close();
        printRecords(this.#bar.host, listed());
      },
    };
    return makeElement("p", "hb-records__exports", ...Object.entries(actions).map(([name, act]) => {
      const button = makeButton(name, this.#t(`records.${name}`));
      button.addEventListener("click", act);
      return button;
    }));
  }

  /** @param {Record[]} records */
  async #copy(records) {
    document.dispatchEvent(new CustomEvent("hb-flush"));
    const text = recordsMarkdown(this.#bar.host, records);
    const copied = await copyText(text);
    this.#parts.said.replaceChildren(this.#t(`records.${copied ? "copied" : "not-copied"}`));
    this.#parts.dialog.querySelector(".hb-records__copy")?.remove();
    if (copied) return;
    const field = makeElement("textarea", { class: "hb-records__copy", readonly: "", dir: "auto", rows: "6", "aria-label": this.#t("records.copy-all") });
    field.value = text;
    this.#parts.said.after(field);
    field.select();
  }

  /** @param {Record} record @param {boolean} several */
  #row(record, several) {
    const label = labelOf(record, this.#bar.host);
    const isOpen = record.record === this.#bar.open;
    const controls = this.#controls;
    const done = controls.filter((control) => isAnswer(entryIn(control, record.record))).length;
    const day = dayOf(record.record);
    const notes = [day === label ? "" : day, this.#t("records.answered", { done, all: controls.length }), isOpen ? this.#t("records.is-open") : ""].filter(Boolean);
    const actions = [isOpen ? "" : "open", "rename", "duplicate", several ? "compare" : "", "delete"].filter(Boolean).map((action) => {
      const button = makeButton(`${action}-record`, this.#t(`records.${action}`), { label: `${this.#t(`records.${action}`)}: ${label}` });
      button.addEventListener("click", () => this.#act(action, record));
      return button;
    });
    return makeElement("li", { class: "hb-versions__version", "data-hb-record": record.record },
      makeElement("p", { class: "hb-versions__text", dir: "auto" }, makeElement("strong", "", label)),
      makeElement("p", "hb-versions__when", notes.join(" · ")),
      makeElement("p", "hb-records__actions", ...(store.readOnly ? actions.filter((_, n) => !isOpen && n === 0) : actions)));
  }

  /** @param {string} action @param {Record} record */
  #act(action, record) {
    if (action === "open" || action === "rename") {
      this.#parts.dialog.close();
      openRecordIn(this.#bar.block, record.record);
      if (action === "rename") this.#bar.focusName();
    }
    if (action === "duplicate") this.#duplicate(record);
    if (action === "delete") this.#delete(record);
    if (action === "compare") this.#compare(record.record, this.#bar.records.find((other) => other.record !== record.record)?.record ?? "");
  }

  /** @param {Record} record */
  #duplicate(record) {
    const { host } = this.#bar;
    document.dispatchEvent(new CustomEvent("hb-flush"));
    const name = this.#t("records.copy-of", { name: labelOf(record, host) });
    const before = [...store.entries()];
    this.#parts.dialog.close();
    const copy = this.#bar.start(name);
    for (const [id, entry] of before) {
      const own = recordOf(id);
      if (own.record !== record.record || !this.#isCopied(own.id) || !isAnswer(entry)) continue;
      host.command("write", { id: inRecord(own.id, copy), value: entry.value, rev: entry.rev, said: entry.said });
    }
    this.#bar.focusName();
  }

  /** Tells whether a copy has an answer too. @param {string} id */
  #isCopied(id) {
    const roots = [...this.#controls.flatMap((control) => [control.dataset.hbId ?? "", ...ids(control.dataset.hbWas), ...markedIds(control)]), this.#bar.block];
    return roots.some((root) => root && (id === root || (id.startsWith(`${root}.`) && !NOT_COPIED.test(id.slice(root.length)))));
  }

  /** @param {Record} record */
  #delete(record) {
    const bar = this.#bar;
    const [label, wasOpen] = [labelOf(record, bar.host), bar.open === record.record];
    bar.rename(record.record, false); // opens another one, if this was open
    this.show();
    const undo = makeButton("undo", this.#t("records.undo"));
    undo.addEventListener("click", () => {
      bar.rename(record.record, record.name);
      if (wasOpen) openRecordIn(bar.block, record.record);
      this.#parts.said.replaceChildren(this.#t("records.back", { name: label }));
      this.show(record.record);
    });
    this.#parts.said.replaceChildren(this.#t("records.deleted", { name: label }), " ", undo);
    undo.focus();
  }

  /** Shows two records side by side. @param {string} left @param {string} right */
  #compare(left, right) {
    const { host, records } = this.#bar;
    const chosen = [left, right];
    const table = makeElement("div", "hb-records__pairs");
    const selects = chosen.map((record, n) => {
      const select = makeElement("select", { class: "hb-records__pick", "aria-label": this.#t(n ? "records.with" : "records.compare") }, ...records.map((one) => new Option(labelOf(one, host), one.record, false, one.record === record)));
      select.addEventListener("change", () => {
        chosen[n] = select.value;
        fill();
      });
      return select;
    });
    const fill = () => table.replaceChildren(this.#table(chosen, records));
    fill();
    const back = makeButton("back", this.#t("records.to-list"));
    back.addEventListener("click", () => this.show(left));
    this.#parts.content.replaceChildren(makeElement("p", "hb-records__actions", back), makeElement("p", "hb-records__picks", ...selects), table);
    selects[1].focus();
  }

  /** @param {string[]} chosen @param {Record[]} records */
  #table(chosen, records) {
    const labels = chosen.map((record) => labelOf(/** @type {Record} */ (records.find((one) => one.record === record)), this.#bar.host));
    const head = makeElement("tr", "", makeElement("td", "hb-visually-hidden"), ...labels.map((label) => makeElement("th", { scope: "col", dir: "auto" }, label)));
    const rows = this.#controls.map((control) => {
      const texts = chosen.map((record) => this.#valueOf(control, record));
      const cells = texts.map((text, n) => makeElement("td", { dir: "auto", class: texts[0] === texts[1] ? "" : "hb-records__differs" }, text || "–"));
      return makeElement("tr", "", makeElement("th", { scope: "row", dir: "auto" }, wordingOf(control)), ...cells);
    });
    return makeElement("table", "hb-records__table", makeElement("caption", "hb-visually-hidden", this.#t("records.compare")), makeElement("thead", "hb-visually-hidden", head), makeElement("tbody", "", ...rows));
  }

  get #controls() {
    return this.#bar.host.controls;
  }

  /** @param {Control} control @param {string} record */
  #valueOf(control, record) {
    const value = entryIn(control, record)?.value;
    return control.type === "checkbox" ? this.#t(`records.${value === true ? "ticked" : "unticked"}`) : String(value ?? "").trim();
  }

  /** Returns what a search looks at. @param {Record} record */
  #textOf(record) {
    return [labelOf(record, this.#bar.host), dayOf(record.record), ...this.#controls.map((control) => String(entryIn(control, record.record)?.value ?? ""))].join("\n").toLocaleLowerCase();
  }

  /** @param {string} path @param {{[name: string]: string | number}} [values] */
  #t(path, values) {
    return this.#bar.host.t(path, values);
  }
}
