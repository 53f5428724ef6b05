/**
 * A day, and a time if the reader wants one, kept as one entry. The fields
 * stand in the HTML; what they mean is said in words beside them.
 */

import { between, dayOf, kept, momentOf, sayDay, sayDistance, sayTime, whenOf } from "./dates.js";
import { store } from "../../store/store.js";

/** @typedef {import("../../elements/base-element.js").HandbookElement} Host */
/** @typedef {{id: string, was?: string[], kind: "plan" | "next", said: string, noted?: (when: import("./dates.js").When) => boolean}} Dated The entry that
 *   holds the date, what asked for it, and whether the reader has noted what came of it. */

export class DateField {
  #host;
  #root;
  #dated;
  /** @type {HTMLInputElement} */
  #day;
  /** @type {HTMLInputElement} */
  #time;
  /** @type {HTMLElement} */
  #words;
  /** @type {HTMLElement} */
  #paper;
  /** @type {HTMLElement} */
  #remove;

  /** @param {Host} host @param {HTMLElement} root @param {Dated} dated */
  constructor(host, root, dated) {
    this.#host = host;
    this.#root = root;
    this.#dated = dated;
    this.#day = find(root, '[data-hb-part="day"]');
    this.#time = find(root, '[data-hb-part="time"]');
    this.#words = find(root, '[data-hb-part="words"]');
    this.#paper = find(root, '[data-hb-part="paper"]');
    this.#remove = find(root, '[data-hb-action="remove-date"]');
  }

  /** The day and time that are kept, or null. */
  get when() {
    return whenOf(store.get(this.#dated.id, this.#dated.was)?.value);
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    // "input", not "change": some browsers say the latter only when the field is left.
    this.#root.addEventListener("input", () => this.#take(), { signal });
    this.#root.addEventListener("focusout", ({ relatedTarget }) => !this.#holds(relatedTarget) && this.#settle(), { signal });
    this.#remove.addEventListener("click", () => this.#clear(), { signal });
  }

  disconnect() {
    this.#words.textContent = this.#paper.textContent = "";
    this.#remove.hidden = true;
  }

  show() {
    const { when } = this;
    // Fields that the reader is in are the reader's: half a date has no value yet, and would be wiped away.
    if (!this.#holds(document.activeElement)) this.#fill();
    this.#day.readOnly = this.#time.readOnly = store.readOnly;
    this.#remove.hidden = !when || store.readOnly;
    tell(this.#words, this.#wrong() ?? (when ? this.#inWords(when) : ""));
    // Paper does not know what day it is read on.
    tell(this.#paper, when ? this.#host.t(when.time ? "planner.paper-at" : "planner.paper", said(when)) : "");
  }

  #take() {
    // What the page opens with is not spoken; what follows from the reader's touch is.
    this.#words.setAttribute("aria-live", "polite");
    const [day, time] = [this.#day.value, this.#time.value];
    if (!this.#wrong()) this.#write(kept({ day, time }));
    else if (!day && !this.#day.validity.badInput) this.#write("");
    this.show();
  }

  #clear() {
    this.#day.value = this.#time.value = "";
    this.#write("");
    this.show();
    this.#day.focus();
  }

  /** @param {string} value */
  #write(value) {
    const { id, was, said } = this.#dated;
    const old = store.get(id, was)?.value ?? "";
    if (!store.readOnly && value !== old) this.#host.command("write", { id, value, rev: "", said });
  }

  #settle() {
    this.#fill();
    this.show();
  }

  #fill() {
    const { day, time } = this.when ?? { day: "", time: "" };
    // Set even if it is "" already: that empties a field with half a date in it.
    if (this.#day.value !== day || this.#day.validity.badInput) this.#day.value = day;
    if (this.#time.value !== time || this.#time.validity.badInput) this.#time.value = time;
  }

  // What keeps the fields from being a date, in words, or null.
  #wrong() {
    const [day, time] = [this.#day, this.#time];
    if (day.validity.badInput || time.validity.badInput) return this.#host.t("planner.date-partial");
    if (day.value && !whenOf(kept({ day: day.value, time: time.value }))) return this.#host.t("planner.date-partial");
    return !day.value && time.value ? this.#host.t("planner.date-without-day") : null;
  }

  /** @param {import("./dates.js").When} when */
  #inWords(when) {
    const days = between(dayOf(new Date()), when.day);
    const path = days <= 0 && this.#dated.noted?.(when) ? "noted-plan" : days === 0 ? `today-${this.#dated.kind}` : days < 0 ? `past-${this.#dated.kind}` : when.time ? "ahead-at" : "ahead";
    return this.#host.t(`planner.${path}`, { ...said(when), distance: sayDistance(days) });
  }

  /** @param {EventTarget | null} target */
  #holds(target) {
    return target instanceof Node && this.#root.contains(target);
  }
}

/** @param {import("./dates.js").When} when */
function said(when) {
  return { day: sayDay(when.day), time: when.time && sayTime(momentOf(when)) };
}

/** Returns a part that the template promises. @template {HTMLElement} T @param {Element} root @param {string} selector @returns {T} */
export function find(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`The planner lacks ${selector}`);
  return /** @type {T} */ (found);
}

/** Puts a text in its place; what stands there already is left alone, so that it is not spoken again. @param {Element} place @param {string} text */
export function tell(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
