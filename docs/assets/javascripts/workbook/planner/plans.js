/** The if-then plans of all chapters with their dates: written ones first, the others folded away. */

import { makeElement } from "../../common/dom.js";
import { inOpenRecord, linkTo } from "../shared/catalogue.js";
import { DateField } from "./date-field.js";
import { localDay } from "../shared/dates.js";
import { isBegun, isSettled, outcomeOf, planIds, planSentence } from "./model.js";
import { requireElement, setText } from "../shared/dom.js";

/** @typedef {{item: HTMLElement, block: import("../shared/catalogue.js").Block, chapter: import("../shared/catalogue.js").Chapter, date: DateField}} Row */

export class Plans {
  #host;
  #list;
  #invitation;
  /** @type {Row[]} */
  #rows;
  /** @type {HTMLDetailsElement | null} */
  #fold = null;

  /** @param {import("./date-field.js").Host} host @param {import("../shared/catalogue.js").Catalogue} catalogue */
  constructor(host, catalogue) {
    this.#host = host;
    this.#list = requireElement(host, '[data-hb-part="plans"]');
    this.#invitation = requireElement(host, '[data-hb-part="invitation"]');
    this.#rows = catalogue.chapters.flatMap((chapter) => chapter.blocks.filter(({ kind }) => kind === "plan").flatMap((block) => this.#row(block, chapter)));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    for (const { item, block, chapter, date } of this.#rows) {
      requireElement(item, '[data-hb-part="heading"]').replaceChildren(makeElement("a", { href: linkTo(block) }, chapter.title));
      date.connect(signal);
    }
    this.#fold = makeFold();
    this.#list.after(this.#fold);
    this.show();
    this.#scrollToHash();
  }

  disconnect() {
    this.#list.append(...this.#rows.map(({ item }) => item));
    this.#fold?.remove();
    for (const { item, chapter, date } of this.#rows) {
      requireElement(item, '[data-hb-part="heading"]').textContent = chapter.title;
      requireElement(item, '[data-hb-part="sentence"]').textContent = requireElement(item, '[data-hb-part="note"]').textContent = "";
      requireElement(item, '[data-hb-part="came"]').hidden = false;
      delete item.dataset.hbState;
      date.disconnect();
    }
    this.#invitation.hidden = true;
  }

  show() {
    for (const { item, block: own, date } of this.#rows) {
      const block = inOpenRecord(own);
      date.show();
      setText(requireElement(item, '[data-hb-part="sentence"]'), planSentence(block, this.#host));
      this.#showOutcome(item, block, date);
      // Print leaves out open plans, whichever list they are in.
      item.dataset.hbState = isBegun(block) || outcomeOf(block) ? "begun" : "open";
    }
    this.#showInvitation();
    // Don't move items while the reader works here.
    if (!this.#host.contains(document.activeElement)) this.#sort();
  }

  // Asks for the outcome once the plan may have happened; an outcome that is written stays visible.
  /** @param {HTMLElement} item @param {import("../shared/catalogue.js").Block} block @param {DateField} date */
  #showOutcome(item, block, { when }) {
    const field = requireElement(item, '[data-hb-part="came"]');
    const outcome = outcomeOf(block);
    const isDue = isBegun(block) && (!when || when.day <= localDay(new Date()));
    field.hidden = !isDue && !outcome && !field.contains(document.activeElement);
    setText(requireElement(item, '[data-hb-part="note"]'), outcome && this.#host.t("planner.came-paper", { note: outcome }));
  }

  #sort() {
    if (!this.#fold) return;
    const [summary, rest] = this.#fold.children;
    const open = this.#rows.filter(({ block, date }) => !isBegun(inOpenRecord(block)) && !outcomeOf(inOpenRecord(block)) && !date.when);
    moveInto(this.#list, this.#rows.filter((row) => !open.includes(row)));
    moveInto(rest, open);
    setText(summary, this.#host.t("planner.unwritten", { n: open.length }));
    this.#fold.hidden = !open.length;
  }

  // Goes to the plan that the address names, such as a calendar's link; sorting may have moved it.
  #scrollToHash() {
    const row = this.#rows.find(({ item }) => item.id === location.hash.slice(1));
    if (this.#fold?.contains(row?.item ?? null)) this.#fold.open = true;
    row?.item.scrollIntoView();
  }

  #showInvitation() {
    const isEmpty = this.#rows.length > 0 && !this.#rows.some(({ block, date }) => isBegun(inOpenRecord(block)) || date.when);
    this.#invitation.hidden = !isEmpty;
    if (!isEmpty || this.#invitation.hasChildNodes()) return;
    const [{ block, chapter }] = this.#rows;
    const link = makeElement("a", { href: linkTo(block) }, this.#host.t("planner.first", { chapter: chapter.title }));
    this.#invitation.append(this.#host.t("planner.none"), " ", link);
  }

  /** @param {import("../shared/catalogue.js").Block} block @param {import("../shared/catalogue.js").Chapter} chapter @returns {Row[]} */
  #row(block, chapter) {
    /** @type {HTMLElement | null} */
    const item = this.#list.querySelector(`[data-hb-plan="${CSS.escape(block.anchor)}"]`);
    if (!item) return [];
    /** @type {import("./date-field.js").DateEntry} */
    const entry = {
      get id() { return planIds(inOpenRecord(block), "date").id; },
      get was() { return planIds(inOpenRecord(block), "date").was; },
      kind: "plan",
      said: this.#host.t("due.said-plan"),
      isSettled: (when) => isSettled(inOpenRecord(block), when),
    };
    return [{ item, block, chapter, date: new DateField(this.#host, requireElement(item, '[data-hb-part="date"]'), entry) }];
  }
}

// Moves only items that are out of place: moving an element restarts it.
/** @param {Element} list @param {Row[]} rows */
function moveInto(list, rows) {
  rows.forEach(({ item }, n) => list.children[n] !== item && list.insertBefore(item, list.children[n] ?? null));
}

function makeFold() {
  const summary = makeElement("summary", "hb-more__open");
  return makeElement("details", { class: "hb-more hb-planner__fold", hidden: "" }, summary, makeElement("ul", "hb-planner__list"));
}
