/** The if-then plans of all chapters: written ones first, the others in a fold, each with its date. */

import { linkTo } from "../shared/catalogue.js";
import { DateField, find, tell } from "./date-field.js";
import { dayOf } from "./dates.js";
import { isBegun, isNoted, noteOf, ofPlan, sentenceOf } from "./model.js";
import { store } from "../../store/store.js";

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
    this.#list = find(host, '[data-hb-part="plans"]');
    this.#invitation = find(host, '[data-hb-part="invitation"]');
    this.#rows = catalogue.chapters.flatMap((chapter) => chapter.blocks.filter(({ kind }) => kind === "plan").flatMap((block) => this.#row(block, chapter)));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    for (const { item, block, chapter, date } of this.#rows) {
      const link = document.createElement("a");
      link.href = linkTo(block);
      link.textContent = chapter.title;
      find(item, '[data-hb-part="heading"]').replaceChildren(link);
      date.connect(signal);
    }
    this.#fold = fold();
    this.#list.after(this.#fold);
    this.show();
    this.#arrive();
  }

  disconnect() {
    this.#list.append(...this.#rows.map(({ item }) => item));
    this.#fold?.remove();
    for (const { item, chapter, date } of this.#rows) {
      find(item, '[data-hb-part="heading"]').textContent = chapter.title;
      find(item, '[data-hb-part="sentence"]').textContent = find(item, '[data-hb-part="note"]').textContent = "";
      find(item, '[data-hb-part="came"]').hidden = false;
      delete item.dataset.hbState;
      date.disconnect();
    }
    this.#invitation.hidden = true;
  }

  show() {
    for (const { item, block, date } of this.#rows) {
      date.show();
      tell(find(item, '[data-hb-part="sentence"]'), sentenceOf(block, this.#host));
      this.#ask(item, block, date);
      // Paper leaves out what says nothing, in whichever list it stands now.
      item.dataset.hbState = isBegun(block) || noteOf(block) ? "begun" : "open";
    }
    this.#invite();
    // Nothing moves under the hands of somebody who is at work here.
    if (!this.#host.contains(document.activeElement)) this.#sort();
  }

  // What came of a plan is asked for once its moment may have come; what is written stays in sight.
  /** @param {HTMLElement} item @param {import("../shared/catalogue.js").Block} block @param {DateField} date */
  #ask(item, block, { when }) {
    const came = find(item, '[data-hb-part="came"]');
    const note = noteOf(block);
    const asked = isBegun(block) && (!when || when.day <= dayOf(new Date()));
    came.hidden = !asked && !note && !came.contains(document.activeElement);
    tell(find(item, '[data-hb-part="note"]'), note && this.#host.t("planner.came-paper", { note }));
  }

  #sort() {
    if (!this.#fold) return;
    const [summary, rest] = this.#fold.children;
    const open = this.#rows.filter(({ block, date }) => !isBegun(block) && !noteOf(block) && !date.when);
    order(this.#list, this.#rows.filter((row) => !open.includes(row)));
    order(rest, open);
    tell(summary, this.#host.t("planner.unwritten", { n: open.length }));
    this.#fold.hidden = !open.length;
  }

  // A reader who comes from the calendar stands at the plan it named, though all have moved since.
  #arrive() {
    const row = this.#rows.find(({ item }) => item.id === location.hash.slice(1));
    if (this.#fold?.contains(row?.item ?? null)) this.#fold.open = true;
    row?.item.scrollIntoView();
  }

  #invite() {
    const none = this.#rows.length > 0 && !this.#rows.some(({ block, date }) => isBegun(block) || date.when);
    this.#invitation.hidden = !none;
    if (!none || this.#invitation.hasChildNodes()) return;
    // The chapter that the reader was in last, if there is one.
    const url = /** @type {{url?: string} | null} */ (store.remembered("place"))?.url;
    const { block, chapter } = this.#rows.find((row) => row.block.url === url) ?? this.#rows[0];
    const link = document.createElement("a");
    link.href = linkTo(block);
    link.textContent = this.#host.t("planner.first", { chapter: chapter.title });
    this.#invitation.append(this.#host.t("planner.none"), " ", link);
  }

  /** @param {import("../shared/catalogue.js").Block} block @param {import("../shared/catalogue.js").Chapter} chapter @returns {Row[]} */
  #row(block, chapter) {
    /** @type {HTMLElement | null} */
    const item = this.#list.querySelector(`[data-hb-plan="${CSS.escape(block.anchor)}"]`);
    if (!item) return [];
    const about = { kind: /** @type {const} */ ("plan"), said: this.#host.t("planner.date-of-plan"), noted: (/** @type {import("./dates.js").When} */ when) => isNoted(block, when) };
    return [{ item, block, chapter, date: new DateField(this.#host, find(item, '[data-hb-part="date"]'), { ...ofPlan(block, "date"), ...about }) }];
  }
}

// Moves only what stands in another place: an element that moves starts anew.
/** @param {Element} list @param {Row[]} rows */
function order(list, rows) {
  rows.forEach(({ item }, n) => list.children[n] !== item && list.insertBefore(item, list.children[n] ?? null));
}

function fold() {
  const made = document.createElement("details");
  made.className = "hb-more hb-planner__fold";
  made.hidden = true;
  const summary = document.createElement("summary");
  summary.className = "hb-more__open";
  const list = document.createElement("ul");
  list.className = "hb-planner__list";
  made.append(summary, list);
  return made;
}
