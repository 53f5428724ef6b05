/** `<hb-case>`: what the next role expects, the reader's evidence for it, the gaps and the plans, and the page that comes of it. */

import { makeButton, makeElement } from "../../common/dom.js";
import { locale } from "../../common/i18n.js";
import { HandbookElement } from "../../elements/base-element.js";
import { newRecord } from "../../store/record-ids.js";
import { store } from "../../store/store.js";
import { catalogueOf } from "../shared/catalogue.js";
import { localDay } from "../shared/dates.js";
import { requireElement } from "../shared/dom.js";
import { singleLine } from "../shared/pack/pack-item.js";
import { PackExport } from "../shared/pack/pack-export.js";
import { exampleCase } from "./example.js";
import { CaseLine } from "./case-line.js";
import { caseEntry, caseOf, movedKeys, offeredExpectations, ORDER } from "./model.js";
import { casePage } from "./page.js";

/** @typedef {import("./model.js").Expectation} Expectation */

const LONG = 4; // minutes: as long as a director reads

export class HbCase extends HandbookElement {
  #export = new PackExport(this, { name: "case", advise: (minutes) => (minutes > LONG ? this.t("case.long", { n: minutes }) : "") });
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #catalogue = { chapters: [], behaviours: [], retired: {} };
  /** By its key. @type {Map<string, CaseLine>} */
  #lines = new Map();
  /** What was taken out last. @type {{expectation: Expectation, value: string | boolean} | null} */
  #removed = null;
  #offered = "";

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#catalogue = catalogueOf(this);
    this.#export.connect(signal);
    this.addEventListener("click", ({ target }) => target instanceof HTMLElement && this.#run(target.dataset.hbAction, target), { signal });
    this.#part("own").addEventListener("keydown", (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.#addOwn();
    }, { signal });
    this.#part("lines").addEventListener("focusout", () => setTimeout(() => this.isConnected && this.refresh()), { signal });
    this.#part("desk").hidden = false;
    this.dataset.hbOn = "";
  }

  disconnect() {
    this.#export.disconnect();
    this.#lines.clear();
    this.#removed = null;
    this.#offered = "";
    for (const name of ["lines", "offered", "told"]) this.#part(name).replaceChildren();
    this.#part("desk").hidden = true;
    delete this.dataset.hbOn;
  }

  refresh() {
    const entries = store.entries();
    const given = caseOf(this.#catalogue, entries);
    this.#showLines(given.lines);
    this.#showOffered(offeredExpectations(this.#catalogue, entries).filter(({ key }) => !this.#lines.has(key)));
    this.#part("empty").hidden = given.lines.length > 0;
    const [words, lang] = [this.words, locale() ?? ""];
    this.#export.show(casePage(given, { today: localDay(new Date()), words, lang }), casePage(exampleCase(words), { today: localDay(new Date()), words, lang }));
  }

  /** @param {import("./model.js").Line[]} lines */
  #showLines(lines) {
    const list = this.#part("lines");
    for (const [key, line] of this.#lines) {
      // A line of the reader's own is empty while they write it anew.
      if (lines.some((one) => one.key === key) || line.element.contains(document.activeElement)) continue;
      line.element.remove();
      this.#lines.delete(key);
    }
    lines.forEach((line, n) => {
      const shown = this.#lines.get(line.key) ?? new CaseLine(this, line);
      this.#lines.set(line.key, shown);
      // Moving an element restarts it, so only what is out of place is moved.
      if (list.children[n] !== shown.element) list.insertBefore(shown.element, list.children[n] ?? null);
      shown.show(line);
      shown.place(n === 0, n === lines.length - 1);
    });
  }

  /** @param {Expectation[]} offered */
  #showOffered(offered) {
    const content = JSON.stringify(offered);
    if (content === this.#offered) return;
    this.#offered = content;
    const groups = grouped(offered);
    const options = [...groups.values()].map((some) => makeElement("optgroup", { label: some[0].group || this.t(`case.from-${some[0].kind}`) }, ...some.map(({ key, text }) => makeElement("option", { value: key }, text))));
    this.#part("offered").replaceChildren(makeElement("option", { value: "" }, this.t(offered.length ? "case.choose" : "case.all-taken")), ...options);
  }

  /** @param {string | undefined} action @param {HTMLElement} target */
  #run(action, target) {
    if (action === "add-expectation") this.#addOffered();
    else if (action === "add-line") this.#addOwn();
    else if (action === "remove-expectation") this.#remove(target.dataset.hbOf ?? "");
    else if (action === "move-up" || action === "move-down") this.#move(target.dataset.hbOf ?? "", action);
    else if (action === "undo") this.#undo();
    else this.#export.run(action);
  }

  #addOffered() {
    const select = /** @type {HTMLSelectElement} */ (this.#part("offered"));
    const expectation = offeredExpectations(this.#catalogue, store.entries()).find(({ key }) => key === select.value);
    if (!expectation) return select.focus();
    this.#put(expectation, true);
    this.#focusLine(expectation.key);
  }

  #addOwn() {
    const field = /** @type {HTMLInputElement} */ (this.#part("own"));
    const text = singleLine(field.value);
    if (!text) return field.focus();
    const key = newRecord(Date.now());
    this.command("write", { id: `case.${key}`, value: text, rev: "", said: "" });
    field.value = "";
    this.#focusLine(key);
  }

  /** @param {string} key */
  #remove(key) {
    const line = caseOf(this.#catalogue, store.entries()).lines.find((one) => one.key === key);
    if (!line) return;
    this.#removed = { expectation: line, value: line.kind === "own" ? line.text : true };
    this.#part("told").replaceChildren(this.t("case.removed", { text: line.text }), " ", makeButton("undo", this.t("pack.undo")));
    this.#part("told").querySelector("button")?.focus();
    this.#put(line, line.kind === "own" ? "" : false);
  }

  /** @param {string} key @param {"move-up" | "move-down"} action */
  #move(key, action) {
    const { lines } = caseOf(this.#catalogue, store.entries());
    const keys = movedKeys(lines, key, action === "move-up" ? -1 : 1);
    this.command("write", { id: ORDER, value: keys.join("\n"), rev: "", said: "" });
    this.#part("told").replaceChildren(this.t("case.moved", { n: keys.indexOf(key) + 1, all: keys.length }));
    // An element that moves loses the focus, and the button may have nowhere further to go.
    const line = this.#lines.get(key)?.element;
    /** @type {HTMLElement | null | undefined} */
    const button = line?.querySelector(`[data-hb-action="${action}"]:enabled`) ?? line?.querySelector('[data-hb-action^="move-"]:enabled');
    button?.focus();
  }

  #undo() {
    if (!this.#removed) return;
    const { expectation, value } = this.#removed;
    this.#removed = null;
    this.#put(expectation, value);
    this.#part("told").replaceChildren();
    this.#focusLine(expectation.key);
  }

  /** @param {Expectation} expectation @param {string | boolean} value */
  #put(expectation, value) {
    this.command("write", { id: caseEntry(expectation).id, value, rev: expectation.rev, said: expectation.kind === "own" ? "" : expectation.text });
  }

  /** @param {string} key */
  #focusLine(key) {
    this.#lines.get(key)?.element.querySelector("summary")?.focus();
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return requireElement(this, `[data-hb-part="${name}"]`);
  }
}

/** Returns expectations by the role on whose ladder they are, or by where else they're from. @param {Expectation[]} offered @returns {Map<string, Expectation[]>} */
function grouped(offered) {
  const groups = new Map();
  for (const one of offered) {
    const name = `${one.kind} ${one.group}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return groups;
}
