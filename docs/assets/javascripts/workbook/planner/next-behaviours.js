/** The behaviours that the reader works towards, chosen in the self-assessment. */

import { DateField } from "./date-field.js";
import { entryOf, targetIds, targetOf } from "./model.js";
import { addressOf, makeButton, makeElement } from "../../common/dom.js";
import { store } from "../../store/store.js";
import { requireElement, setText } from "../shared/dom.js";

/** @typedef {import("../shared/catalogue.js").Behaviour} Behaviour */
/** @typedef {{item: HTMLElement, behaviour: Behaviour, url: string, date: DateField}} Row `url`: of the page with the behaviour's anchors. */

export class NextBehaviours {
  #host;
  #root;
  #emptyNote;
  /** @type {Row[]} */
  #rows;
  /** @type {HTMLElement | null} */
  #status = null;

  /** @param {import("./date-field.js").Host} host @param {import("../shared/catalogue.js").Catalogue} catalogue */
  constructor(host, catalogue) {
    this.#host = host;
    this.#root = requireElement(host, '[data-hb-part="next"]');
    this.#emptyNote = requireElement(host, '[data-hb-part="next-none"]');
    this.#rows = catalogue.behaviours.flatMap((behaviour) => this.#row(behaviour, catalogue));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    for (const { item, behaviour, url, date } of this.#rows) {
      date.connect(signal);
      const link = makeElement("a", { href: addressOf({ url, block: behaviour.id }) ?? "" }, behaviour.title);
      requireElement(item, '[data-hb-part="heading"]').replaceChildren(link);
    }
    this.#root.addEventListener("click", ({ target }) => target instanceof Element && this.#onClick(target), { signal });
    this.#emptyNote.append(" ", makeElement("a", { href: addressOf({ url: "workbook/assessment/" }) ?? "" }, this.#host.t("planner.next-open")));
  }

  disconnect() {
    for (const { item, behaviour, date } of this.#rows) {
      item.hidden = true;
      requireElement(item, '[data-hb-part="heading"]').textContent = behaviour.title;
      date.disconnect();
    }
    this.#status?.remove();
    this.#status = null;
    delete this.#root.dataset.hbState;
    this.#emptyNote.hidden = false;
    this.#emptyNote.textContent = this.#host.t("planner.next-none");
  }

  show() {
    const shown = this.#rows.filter((row) => this.#fill(row));
    this.#emptyNote.hidden = shown.length > 0;
    this.#root.dataset.hbState = shown.length ? "begun" : "open";
  }

  // Shows or hides one behaviour; returns whether it is shown.
  /** @param {Row} row */
  #fill({ item, behaviour, date }) {
    const target = targetOf(behaviour);
    item.hidden = !target;
    if (!target) return false;
    const { level, entry } = target;
    const fill = (/** @type {string} */ part, /** @type {string} */ text) => setText(requireElement(item, `[data-hb-part="${part}"]`), text);
    fill("towards", this.#host.t("planner.towards", { n: level }));
    fill("aim", behaviour.anchors[level]);
    fill("before", this.#host.t("planner.before", { n: level - 1 }));
    fill("below", behaviour.anchors[level - 1]);
    const reworded = typeof entry.said === "string" && !entry.said.includes(behaviour.anchors[level]);
    fill("reworded", reworded ? this.#host.t("planner.reworded", { said: String(entry.said) }) : "");
    requireElement(item, '[data-hb-part="reworded"]').hidden = !reworded;
    requireElement(item, '[data-hb-action="take-away"]').hidden = store.readOnly;
    date.show();
    return true;
  }

  /** @param {Element} target */
  #onClick(target) {
    const row = this.#rows.find(({ item }) => item.contains(target));
    if (row && target.matches('[data-hb-action="take-away"]') && !store.readOnly) this.#remove(row);
  }

  // Removes at once, and focuses the button that undoes it.
  /** @param {Row} row */
  #remove({ item, behaviour }) {
    const { title } = behaviour;
    const removed = [targetIds(behaviour), targetIds(behaviour, ".date")].map((names) => ({ id: names.id, entry: entryOf(names) })).filter(({ entry }) => entry?.value);
    for (const { id, entry } of removed) this.#write(id, "", entry);
    const undo = makeButton("undo", this.#host.t("planner.undo"));
    undo.addEventListener("click", () => {
      for (const { id, entry } of removed) this.#write(id, String(entry?.value), entry);
      this.#announce(this.#host.t("planner.back", { title }));
      this.#focus(item);
    });
    this.#announce(this.#host.t("planner.taken", { title }), undo);
    undo.focus();
  }

  /** @param {HTMLElement} item */
  #focus(item) {
    requireElement(item, '[data-hb-action="take-away"]').focus();
  }

  /** @param {string} text @param {HTMLElement[]} more */
  #announce(text, ...more) {
    if (!this.#status) {
      this.#status = makeElement("p", { class: "hb-planner__taken", role: "status" });
      this.#root.append(this.#status);
    }
    this.#status.replaceChildren(text, ...more.flatMap((part) => [" ", part]));
  }

  /** @param {string} id @param {string} value @param {import("../../store/document.js").Entry | undefined} entry */
  #write(id, value, entry) {
    this.#host.command("write", { id, value, rev: entry?.rev ?? "", said: entry?.said ?? "" });
  }

  /** @param {Behaviour} behaviour @param {import("../shared/catalogue.js").Catalogue} catalogue @returns {Row[]} */
  #row(behaviour, { chapters }) {
    /** @type {HTMLElement | null} */
    const item = this.#root.querySelector(`[data-hb-behaviour="${CSS.escape(behaviour.id)}"]`);
    if (!item) return [];
    const about = { kind: /** @type {const} */ ("next"), said: this.#host.t("due.said-next") };
    const url = chapters.find(({ slug }) => slug === behaviour.chapter)?.url ?? "";
    return [{ item, behaviour, url, date: new DateField(this.#host, requireElement(item, '[data-hb-part="date"]'), { ...targetIds(behaviour, ".date"), ...about }) }];
  }
}
