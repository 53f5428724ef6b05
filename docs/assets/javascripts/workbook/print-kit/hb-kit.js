/** `<hb-kit>`: the print kit. The reader chooses what to print, sees the pages as they will be printed, and prints them. */

import { HandbookElement } from "../../elements/base-element.js";
import { OptionsForm, readOptions, toRemember } from "./options.js";
import { SheetFiller } from "./fill.js";
import { PagePreview } from "./page-preview.js";
import { actionOf } from "../../common/dom.js";
import { openRecord, recordsByBlock, startOf } from "../../store/records.js";
import { store } from "../../store/store.js";
import { formatDate } from "../../common/formats.js";
import { tn } from "../../common/i18n.js";
import { setText } from "../shared/dom.js";

/** @typedef {import("./fill.js").FilledSheets} FilledSheets */

/** @type {import("../../store/record-ids.js").Record[]} */
const FIRST = [{ record: "", name: "", on: "" }];

/** Returns the records of a block to print, oldest first: the open one, or each. @param {typeof FIRST} records @param {string} block @param {boolean} each */
function recordsToPrint(records, block, each) {
  const open = openRecord(block);
  return records.filter(({ record }) => each || record === open).reverse().map(({ record, name }) => ({ record, name: name || (record ? formatDate(startOf(record)) : "") }));
}

export class HbKit extends HandbookElement {
  static topics = ["document", "kit"];
  #form = new OptionsForm(this);
  /** All sheets, blank, as they came with the page. @type {HTMLElement | null} */
  #blank = null;
  /** @type {import("./options.js").Options | null} */
  #options = null;
  /** @type {PagePreview | null} */
  #preview = null;
  /** @type {FilledSheets | null} */
  #filled = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#blank = this.#part("copy");
    this.#preview = new PagePreview(this.#part("view"), this.#part("strip"), this.#part("paper"));
    this.#preview.connect();
    for (const name of ["desk", "bar"]) this.#part(name).hidden = false;
    this.dataset.hbOn = "";
    this.#readOptions();
    this.addEventListener("change", () => this.#saveOptions(), { signal });
    // A number takes effect while it is typed; it is corrected only on "change".
    this.addEventListener("input", ({ target }) => target instanceof HTMLInputElement && target.type === "number" && this.#saveOptions(target), { signal });
    this.addEventListener("click", ({ target }) => this.#run(actionOf(target)), { signal });
    window.addEventListener("hashchange", () => { this.#readOptions(); this.refresh(); }, { signal });
    window.addEventListener("beforeprint", () => this.#setCopies(this.#options?.people ?? 1), { signal });
    window.addEventListener("afterprint", () => this.#setCopies(1), { signal });
    // Once its font has loaded, a text may take more or fewer lines.
    document.fonts.addEventListener("loadingdone", () => this.#showCount(), { signal });
  }

  disconnect() {
    this.#preview?.disconnect();
    this.#preview = null;
    if (this.#blank) this.#part("paper").replaceChildren(this.#blank);
    this.#filled = null;
    for (const name of ["desk", "bar", "none"]) this.#part(name).hidden = true;
    for (const name of ["count", "none"]) this.#part(name).replaceChildren();
    this.#button("larger")?.setAttribute("aria-pressed", "false");
    this.dataset.hbPaper = "a4";
    delete this.dataset.hbOn;
    this.removeAttribute("data-hb-empty");
  }

  refresh() {
    const [options, blank] = [this.#options, this.#blank];
    if (!options || !blank) return;
    this.dataset.hbPaper = options.paper;
    this.#preview?.setPaper(options.paper);
    this.#form.show(options);
    const copy = /** @type {HTMLElement} */ (blank.cloneNode(true));
    const entries = store.entries();
    const records = recordsByBlock(entries);
    this.#filled = new SheetFiller((path, values) => this.t(path, values)).fill(copy, options, { get: (id, was) => store.get(id, was), entries, recordsOf: (block) => recordsToPrint(records.get(block) ?? FIRST, block, options.each) });
    this.#form.offerEach([...records.values()].some(({ length }) => length > 1));
    this.#part("paper").replaceChildren(copy);
    this.#showCount();
  }

  // Options in the address apply to this visit; they are remembered with the next change.
  #readOptions() {
    this.#options = readOptions(store.remembered("kit"), location.hash, this.#form.available, navigator.languages);
    // A link to single sheets is from a reader about to print them, so they come before the options.
    const sheets = this.#part("bar").closest("section");
    if (this.#options.only.length && sheets) this.#part("desk").before(sheets);
  }

  /** @param {HTMLInputElement} [typed] */
  #saveOptions(typed) {
    if (!this.#options) return;
    const text = typed?.value;
    this.#options = this.#form.read(this.#options);
    this.command("remember", { key: "kit", value: toRemember(this.#options) });
    if (typed && text !== undefined && typed.value !== text) typed.value = text;
  }

  /** @param {string | undefined} action */
  #run(action) {
    const [name, which] = action?.split("-") ?? [];
    if (which) {
      this.#form.setAll(name, which === "all");
      this.#saveOptions();
    } else if (action === "larger") this.#button(action)?.setAttribute("aria-pressed", String(this.#preview?.toggleSize()));
    else if (action === "print" && this.#filled?.remaining) window.print();
  }

  // Says how many pages will be printed, or why none.
  #showCount() {
    const { words } = this;
    const [filled, people] = [this.#filled, this.#options?.people ?? 1];
    if (!filled) return;
    const reason = this.#whyEmpty(filled);
    this.toggleAttribute("data-hb-empty", Boolean(reason)); // before counting: hidden sheets have no pages
    const pages = this.#preview?.countPages(filled.copy) ?? 0;
    const pagesText = tn(words, "kit.pages", pages);
    const total = people > 1 ? this.t("kit.for-all", { pages: pagesText, all: pages * people, n: people }) : this.t("kit.for-one", { pages: pagesText });
    const unwritten = this.#options?.mode === "mine" && !filled.written && !filled.withheld ? this.t("kit.unwritten") : "";
    const withheld = filled.withheld ? tn(words, "kit.kept-out", filled.withheld) : "";
    this.#set("count", reason || [total, unwritten, withheld].filter(Boolean).join(" "));
    this.#set("none", reason);
    this.#part("none").hidden = !reason;
    this.#button("print")?.setAttribute("aria-disabled", String(Boolean(reason)));
  }

  /** @param {FilledSheets} filled */
  #whyEmpty({ chosen, remaining }) {
    const nothing = this.#options?.only.length ? "" : ["chapters", "kinds"].find((name) => this.#options?.[/** @type {"chapters"} */ (name)]?.length === 0);
    if (nothing) return this.t(`kit.empty-${nothing}`);
    if (!chosen) return this.t("kit.empty-pair");
    return remaining ? "" : this.t("kit.nothing-open");
  }

  // Copies for other people exist only while printing.
  /** @param {number} people */
  #setCopies(people) {
    const [paper, copy] = [this.#part("paper"), this.#filled?.copy];
    if (copy) paper.replaceChildren(copy, ...Array.from({ length: people - 1 }, () => copy.cloneNode(true)));
  }

  /** @param {string} name @param {string} text */
  #set(name, text) {
    setText(this.#part(name), text);
  }

  /** @param {string} action */
  #button(action) {
    return this.querySelector(`[data-hb-action="${action}"]`);
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.findPart(name));
  }
}
