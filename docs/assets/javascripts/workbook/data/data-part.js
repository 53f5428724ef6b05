/** What the parts of `<hb-data>` have in common: its words and catalogue, and small ways to show something. */

import { catalogueOf } from "../shared/catalogue.js";
import { Names } from "./entry-labels.js";
import { HandbookElement } from "../../elements/base-element.js";
import { locale, t, tn, wordsOf } from "../../common/i18n.js";

/** A part of `<hb-data>`; the words and the catalogue are the whole's. */
export class DataPart extends HandbookElement {
  static topics = ["document", "backup"];
  /** @type {Names | null} */
  #names = null;

  get home() {
    return /** @type {HTMLElement | null} */ (this.closest("hb-data"));
  }

  get catalogue() {
    return this.home ? catalogueOf(this.home) : { chapters: [], behaviours: [], retired: {} };
  }

  /** What the handbook asks, by id. */
  get names() {
    return (this.#names ??= new Names(this.catalogue, (path, values) => this.t(path, values)));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.words = wordsOf(this.home);
    this.addEventListener("click", ({ target }) => {
      const action = /** @type {HTMLElement} */ (target).closest?.("[data-hb-action]")?.getAttribute("data-hb-action");
      if (action) this.act(action);
    }, { signal });
  }

  /** Does what a button inside asks for. @param {string} action */
  act(action) {}

  /** Puts a text into a part, if it is not there already: a live region would speak again. @param {string} name @param {string} text */
  put(name, text) {
    const part = this.findPart(name);
    if (!part) return;
    if (part.textContent !== text) part.textContent = text;
    part.hidden = !text && part.getAttribute("role") !== "status";
  }

  /** @param {string} name @param {boolean} shown */
  reveal(name, shown) {
    const part = this.findPart(name);
    if (part) part.hidden = !shown;
  }

  /** Gives the focus to a part that cannot have it by itself, such as a heading. @param {string} name */
  lead(name) {
    const part = this.findPart(name);
    part?.setAttribute("tabindex", "-1");
    part?.focus();
  }

  /** Says a number of things; see `sayCount`. @param {string} path @param {number} n */
  count(path, n) {
    return tn(this.words, path, n);
  }

  /** Says what a part's own words are, with the count in the reader's way of writing. @param {string} path @param {Record<string, string | number>} values */
  tell(path, values = {}) {
    this.put("said", t(this.words, path, values));
  }
}

/** Returns an element. @param {string} tag @param {string} className @param {...(Node | string)} content */
export function make(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** Returns a moment as the reader writes it; "" if it is none. @param {unknown} at @param {"medium" | "long"} [dateStyle] */
export function moment(at, dateStyle = "long") {
  const date = new Date(/** @type {any} */ (at ?? NaN));
  return Number.isNaN(date.getTime()) ? "" : new Intl.DateTimeFormat(locale(), { dateStyle, timeStyle: "short" }).format(date);
}

/** Returns a day as the reader writes it; "" if it is none. @param {unknown} at */
export function day(at) {
  const date = new Date(/** @type {any} */ (at ?? NaN));
  return Number.isNaN(date.getTime()) ? "" : new Intl.DateTimeFormat(locale(), { dateStyle: "long" }).format(date);
}

/** Returns words as one enumeration. @param {string[]} words */
export function enumerate(words) {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(words);
}

/** Returns a number as the reader writes it. @param {number} n */
export function number(n) {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(n);
}
