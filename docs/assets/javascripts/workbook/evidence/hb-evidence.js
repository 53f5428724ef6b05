/** `<hb-evidence>`: everything that the reader can show. To add to it, to take over what others saw, where it's thin, and all of it. */

import { copyText } from "../../common/clipboard.js";
import { makeButton, makeElement } from "../../common/dom.js";
import { tn } from "../../common/i18n.js";
import { HandbookElement } from "../../elements/base-element.js";
import { makeEvidenceFields, styled } from "../../elements/text/hb-evidence-fields.js";
import { isEntry, nextTimestamp } from "../../store/document.js";
import { newRecord, withPart } from "../../store/record-ids.js";
import { store } from "../../store/store.js";
import { catalogueOf } from "../shared/catalogue.js";
import { localDay } from "../shared/dates.js";
import { setText } from "../shared/dom.js";
import { deletionId, evidenceOf, findEvidence, idsOf, offeredEvidence } from "../shared/evidence.js";
import { restoredEntries } from "../shared/rating-sessions.js";
import { choicesOf } from "./choices.js";
import { figureOf, gapsOf, groupsOf, tableOf } from "./figure.js";
import { buttonsOf, evidenceMarkdown, grouped, isEditable, rowOf } from "./rows.js";

/** @typedef {import("../shared/evidence.js").Evidence} Evidence */

const PAGE_SIZE = 50; // rows before "show more"
const FEW = 5; // pieces that need no search
const MAX_NAME = 80; // characters by which a deleted one is known
const SORTED_BY = /** @type {const} */ ({ shows: "for", trust: "trust" });

export class HbEvidence extends HandbookElement {
  static topics = ["document", "evidence-group"];
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #catalogue = { chapters: [], behaviours: [], retired: {} };
  /** @type {Evidence[]} */
  #evidence = [];
  /** The ids of the texts that are being written: new, and in the list. */
  #drafted = "";
  #edited = "";
  #limit = PAGE_SIZE;
  /** What was deleted last: its key, and what was emptied; nothing was where it's only marked as deleted. */
  #deleted = { key: "", entries: /** @type {import("../../store/document.js").Entries} */ (new Map()) };
  /** What each part shows, as JSON. @type {Map<string, string>} */
  #shown = new Map();

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#catalogue = catalogueOf(this);
    this.addEventListener("click", ({ target }) => this.#run(target), { signal });
    this.addEventListener("change", ({ target }) => this.#onChange(target), { signal });
    this.addEventListener("hb-add", () => this.#add(), { signal });
    this.#search?.addEventListener("input", () => this.#find(), { signal });
    // Paper has no button for more.
    window.addEventListener("beforeprint", () => this.#showRows(Infinity), { signal });
    this.#toggle("desk", true);
    if (location.hash === "#add") this.#add();
  }

  disconnect() {
    for (const name of ["draft", "offered-list", "gaps", "figure", "table", "rows", "said", "copied", "found"]) this.findPart(name)?.replaceChildren();
    for (const name of ["desk", "offered", "thin", "list", "empty", "by-hand"]) this.#toggle(name, false);
    this.removeAttribute("data-hb-empty");
    this.#drafted = this.#edited = "";
    this.#limit = PAGE_SIZE;
    this.#shown.clear();
    if (this.#search) this.#search.value = "";
  }

  refresh() {
    const entries = store.entries();
    const today = localDay(new Date());
    this.#evidence = evidenceOf(this.#catalogue, entries);
    const offered = store.readOnly ? [] : offeredEvidence(this.#catalogue, entries);
    const isEmpty = !this.#evidence.length;
    this.toggleAttribute("data-hb-empty", isEmpty);
    this.#toggle("empty", isEmpty && !this.#drafted);
    this.#toggle("offered", offered.length > 0);
    for (const name of ["thin", "list"]) this.#toggle(name, !isEmpty);
    this.#render("offered-list", offered, () => offered.map((one) => this.#offer(one)));
    this.#render("figure", [this.#evidence, today], () => {
      const groups = groupsOf(this.#evidence, this.#catalogue, today, this.#t);
      this.findPart("gaps")?.replaceChildren(...gapsOf(groups, this.#t).map((text) => makeElement("p", "", text)));
      this.findPart("table")?.replaceChildren(...tableOf(groups));
      return figureOf(groups, today, this.#t);
    });
    this.#toggle("search", this.#evidence.length > FEW);
    for (const choice of this.#radios) choice.checked = choice.value === this.#group;
    this.#showRows(this.#limit);
  }

  /** @param {number} limit */
  #showRows(limit) {
    this.#limit = limit;
    const by = this.#group;
    // While a row is being written, nothing moves.
    if (!this.#edited) this.#render("rows", [this.#listed, by, this.#limit, store.readOnly], () => this.#rows(by));
  }

  #find() {
    this.#showRows(PAGE_SIZE);
    const { length } = this.#listed;
    setText(this.findPart("found"), this.#search?.value.trim() ? tn(this.words, "evidence-file.found", length) : "");
  }

  /** How the list is grouped. */
  get #group() {
    const stored = store.remembered("evidence-group");
    return this.#radios.some(({ value }) => value === stored) ? String(stored) : "date";
  }

  get #radios() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll("[name=evidence-group]")]);
  }

  /** @returns {HTMLInputElement | null} */
  get #search() {
    return this.querySelector("[type=search]");
  }

  /** What is in the list: not what is being written above it. */
  get #listed() {
    return findEvidence(this.#evidence.filter(({ key }) => key !== this.#drafted), this.#search?.value ?? "");
  }

  #t = (/** @type {string} */ path, /** @type {Record<string, string | number> | undefined} */ values) => this.t(path, values);

  /** @param {string} by */
  #rows(by) {
    let left = this.#limit;
    const groups = grouped(this.#listed, by, this.#catalogue, this.#t).flatMap(({ title, evidence }) => {
      const shown = evidence.slice(0, Math.max(left, 0));
      left -= evidence.length;
      const heading = makeElement("h3", "hb-evidence__month", title, " ", makeElement("span", "hb-evidence__count", tn(this.words, "evidence-file.count", evidence.length)));
      return shown.length ? [heading, makeElement("ul", "hb-evidence__rows", ...shown.map((one) => this.#row(one, by)))] : [];
    });
    return left < 0 ? [...groups, makeElement("p", "", makeButton("more", tn(this.words, "evidence-file.more", -left)))] : groups;
  }

  /** @param {Evidence} one @param {string} by */
  #row(one, by) {
    if (!isEditable(one) || store.readOnly) return rowOf(one, this.#catalogue, this.#t, []);
    const row = rowOf(one, this.#catalogue, this.#t, buttonsOf(one, ["edit", "delete"], this.#t));
    const part = by === "shows" && !one.behaviour ? SORTED_BY.shows : by === "trust" && !one.trust ? SORTED_BY.trust : undefined;
    if (part) {
      const options = choicesOf(this.#catalogue, this.#t)[part].map(({ value, text }) => makeElement("option", { value }, text));
      const select = makeElement("select", { class: "hb-shown__input", "data-hb-sort": withPart(one.key, `.${part}`), "aria-label": `${this.t(`evidence.${part}`)}: ${one.text}`, autocomplete: "off" }, ...options);
      row.querySelector(".hb-evidence__actions")?.prepend(select);
    }
    return row;
  }

  /** @param {Evidence} one */
  #offer(one) {
    return rowOf(one, this.#catalogue, this.#t, buttonsOf(one, ["accept", "decline"], this.#t, { name: one.who || this.t("evidence-file.someone"), title: one.about }));
  }

  /** @param {EventTarget | null} target */
  #run(target) {
    /** @type {HTMLElement | null} */
    const button = target instanceof Element ? target.closest("[data-hb-action]") : null;
    const { hbAction: action = "", hbOf: key = "" } = button?.dataset ?? {};
    /** @type {Record<string, () => void>} */
    const actions = {
      add: () => this.#add(),
      "done-draft": () => this.#endDraft(),
      edit: () => this.#edit(key),
      "done-edit": () => this.#endEdit(),
      delete: () => this.#delete(key),
      undo: () => this.#undo(),
      accept: () => this.#decide(key, true),
      decline: () => this.#decide(key, false),
      more: () => this.#showMore(),
      "copy-markdown": () => this.#copy(),
      print: () => window.print(),
    };
    if (Object.hasOwn(actions, action)) actions[action]();
  }

  /** @param {EventTarget | null} target */
  #onChange(target) {
    if (target instanceof HTMLInputElement && target.name === "evidence-group") this.command("remember", { key: "evidence-group", value: target.value });
    if (!(target instanceof HTMLSelectElement) || !target.dataset.hbSort) return;
    const at = [...this.querySelectorAll("[data-hb-sort]")].indexOf(target);
    this.command("write", { id: target.dataset.hbSort, value: target.value, rev: "", said: "" });
    /** @type {NodeListOf<HTMLElement>} */
    const left = this.querySelectorAll("[data-hb-sort]");
    if (left.length) left[Math.min(at, left.length - 1)].focus();
    else this.#focusTitle("list");
  }

  async #add() {
    if (store.readOnly) return;
    if (!this.#drafted) {
      this.#say("");
      this.#drafted = `evidence.${newRecord(Date.now())}`;
      await styled;
      const done = makeButton("done-draft", this.t("evidence-file.done"));
      this.findPart("draft")?.replaceChildren(makeElement("div", "hb-evidence__draft", makeEvidenceFields(this.words, { key: this.#drafted, choices: choicesOf(this.#catalogue, this.#t) }), done));
      this.refresh();
    }
    this.findPart("draft")?.querySelector("textarea")?.focus();
  }

  #endDraft() {
    this.findPart("draft")?.replaceChildren(); // saves what is still pending
    this.#drafted = "";
    this.refresh();
    this.#focus('[data-hb-action="add"]');
  }

  /** @param {string} key */
  async #edit(key) {
    if (this.#edited) this.#endEdit();
    const one = this.#evidence.find((other) => other.key === key);
    await styled;
    const row = this.#rowOf(key);
    if (!one || !row) return;
    this.#edited = key;
    row.replaceChildren(makeEvidenceFields(this.words, { key, said: one.about, choices: choicesOf(this.#catalogue, this.#t, one.usual) }), makeButton("done-edit", this.t("evidence-file.done")));
    row.querySelector("textarea")?.focus();
  }

  #endEdit() {
    const key = this.#edited;
    this.#rowOf(key)?.replaceChildren();
    this.#edited = "";
    this.#shown.delete("rows");
    this.refresh();
    this.#focus(`[data-hb-action="edit"][data-hb-of="${CSS.escape(key)}"]`) || this.#focusTitle("list");
  }

  /** What was added by hand is only marked, so that it can come back as one; what belongs to a tick is emptied where it was written. @param {string} key */
  #delete(key) {
    const [entries, now, id] = [store.entries(), Date.now(), deletionId(key)];
    const stored = id ? [] : idsOf(key).flatMap((one) => {
      const entry = entries.get(one);
      return isEntry(entry) && entry.value ? [/** @type {[string, typeof entry]} */ ([one, entry])] : [];
    });
    this.#deleted = { key, entries: new Map(stored) };
    if (id) this.command("write", { id, value: false, rev: "", said: this.#evidence.find((one) => one.key === key)?.text.slice(0, MAX_NAME) ?? "" });
    else this.command("merge", { entries: new Map(stored.map(([one, entry]) => [one, { value: "", rev: "", said: "", at: nextTimestamp(entry, now) }])) });
    this.#say(id ? "deleted-own" : "deleted", makeButton("undo", this.t("evidence-file.undo")));
    this.#focus('[data-hb-action="undo"]');
  }

  #undo() {
    const { key, entries } = this.#deleted;
    const id = deletionId(key);
    if (id) this.command("write", { id, value: "", rev: "", said: "" });
    else this.command("merge", { entries: restoredEntries(entries, store.entries(), Date.now()) });
    this.#deleted = { key: "", entries: new Map() };
    this.#say("undone");
    this.#focus(`[data-hb-action="edit"][data-hb-of="${CSS.escape(key)}"]`) || this.#focusTitle("list");
  }

  /** @param {string} key @param {boolean} accepted */
  #decide(key, accepted) {
    const one = offeredEvidence(this.#catalogue, store.entries()).find((other) => other.key === key);
    this.command("write", { id: `${key}.accepted`, value: accepted, rev: "", said: one?.about ?? "" });
    this.#say(accepted ? "accepted" : "declined");
    this.#focus('[data-hb-action="accept"]') || this.#focusTitle("list") || this.#focus('[data-hb-action="add"]');
  }

  #showMore() {
    const before = this.querySelectorAll("[data-hb-part=rows] .hb-evidence__row").length;
    this.#showRows(this.#limit + PAGE_SIZE);
    /** @type {HTMLElement | undefined} */
    const next = [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-hb-part=rows] .hb-evidence__row"))][before];
    next?.setAttribute("tabindex", "-1");
    next?.focus();
  }

  async #copy() {
    const text = evidenceMarkdown(grouped(this.#listed, this.#group, this.#catalogue, this.#t), this.#catalogue, this.#t);
    const copied = await copyText(text);
    setText(this.findPart("copied"), this.t(`evidence-file.${copied ? "copied" : "not-copied"}`));
    const field = /** @type {HTMLTextAreaElement} */ (this.findPart("by-hand"));
    field.hidden = copied;
    field.value = copied ? "" : text;
    if (!copied) field.select();
  }

  /** @param {string} name Of a string, or "". @param {HTMLElement[]} more */
  #say(name, ...more) {
    this.findPart("said")?.replaceChildren(name && `${this.t(`evidence-file.${name}`)} `, ...more);
  }

  /** @param {string} key @returns {HTMLElement | null} */
  #rowOf(key) {
    return this.querySelector(`[data-hb-key="${CSS.escape(key)}"]`);
  }

  /** Focuses an element that is shown; returns whether there is one. @param {string} selector */
  #focus(selector) {
    /** @type {HTMLElement | null} */
    const element = this.querySelector(selector);
    element?.focus();
    return element !== null && document.activeElement === element;
  }

  /** @param {string} name */
  #focusTitle(name) {
    return this.#focus(`#evidence-${name}`);
  }

  /** @param {string} name @param {boolean} shown */
  #toggle(name, shown) {
    const part = this.findPart(name);
    if (part) part.hidden = !shown;
  }

  /** Rebuilds a part if its content has changed. @param {string} name @param {unknown} content @param {() => HTMLElement[]} build */
  #render(name, content, build) {
    const json = JSON.stringify(content);
    if (json === this.#shown.get(name)) return;
    this.#shown.set(name, json);
    this.findPart(name)?.replaceChildren(...build());
  }
}
