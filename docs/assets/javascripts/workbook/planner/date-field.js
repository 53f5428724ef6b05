/** A day and an optional time, stored as one entry. The inputs are in the HTML; a sentence beside them says what they mean. */

import { requireElement, setText } from "../shared/dom.js";
import { daysBetween, formatDay, formatDistance, formatStored, formatTime, localDay, parseWhen, toDate } from "../shared/dates.js";
import { store } from "../../store/store.js";

/** @typedef {import("../../elements/base-element.js").HandbookElement} Host Has the strings (`due`). */
/** @typedef {{id: string, was?: string[], kind: "plan" | "next", said: string, isSettled?: (when: import("../shared/dates.js").When) => boolean}} DateEntry The entry
 *   that stores the date, its wording, and whether the outcome has been written down since. */

export class DateField {
  #host;
  #root;
  #entry;
  /** @type {HTMLInputElement} */
  #day;
  /** @type {HTMLInputElement} */
  #time;
  /** @type {HTMLElement} */
  #description;
  /** @type {HTMLElement} */
  #paper;
  /** @type {HTMLElement} */
  #remove;
  /** What the inputs showed last, at first nothing. Another value came from the reader, whatever event brought it, or none. */
  #shown = " ";

  /** @param {Host} host @param {HTMLElement} root @param {DateEntry} entry */
  constructor(host, root, entry) {
    this.#host = host;
    this.#root = root;
    this.#entry = entry;
    this.#day = requireElement(root, '[data-hb-part="day"]');
    this.#time = requireElement(root, '[data-hb-part="time"]');
    this.#description = requireElement(root, '[data-hb-part="words"]');
    this.#paper = requireElement(root, '[data-hb-part="paper"]');
    this.#remove = requireElement(root, '[data-hb-action="remove-date"]');
  }

  /** The stored day and time, or null. */
  get when() {
    return parseWhen(store.get(this.#entry.id, this.#entry.was)?.value);
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    // "input" because some browsers fire "change" only when the field loses the focus.
    for (const type of ["input", "change"]) this.#root.addEventListener(type, () => this.#takeInput(), { signal });
    document.addEventListener("hb-flush", () => this.#flush(), { signal });
    this.#root.addEventListener("focusout", ({ relatedTarget }) => !this.#contains(relatedTarget) && this.#leave(), { signal });
    this.#remove.addEventListener("click", () => this.#clear(), { signal });
  }

  disconnect() {
    this.#description.textContent = this.#paper.textContent = "";
    this.#remove.hidden = true;
  }

  show() {
    this.#flush();
    const { when } = this;
    // Leave focused inputs alone: a half-typed date has no value, and would be overwritten.
    if (!this.#contains(document.activeElement)) this.#fill();
    this.#day.readOnly = this.#time.readOnly = store.readOnly;
    this.#remove.hidden = !when || store.readOnly;
    setText(this.#description, this.#problem() ?? (when ? this.#describe(when) : ""));
    // Print gives the date alone: "in 8 days" depends on the day of reading.
    setText(this.#paper, when ? this.#host.t(when.time ? "due.paper-at" : "due.paper", inWords(when)) : "");
  }

  #takeInput() {
    // Announce changes from the first input on, but not what the page shows as it loads.
    this.#description.setAttribute("aria-live", "polite");
    this.show();
  }

  get #values() {
    return `${this.#day.value} ${this.#time.value}`;
  }

  // A half-typed date is no change.
  #flush() {
    if (this.#values === this.#shown) return;
    const [day, time] = [this.#day.value, this.#time.value];
    if (this.#problem() && (day || this.#day.validity.badInput)) return;
    this.#shown = this.#values;
    this.#write(this.#problem() ? "" : formatStored({ day, time }));
  }

  #clear() {
    this.#day.value = this.#time.value = "";
    this.show();
    this.#day.focus();
  }

  /** @param {string} value */
  #write(value) {
    const { id, was, said } = this.#entry;
    const stored = store.get(id, was)?.value ?? "";
    if (!store.readOnly && value !== stored) this.#host.command("write", { id, value, rev: "", said });
  }

  #leave() {
    this.#flush();
    this.#fill();
    this.show();
  }

  #fill() {
    const { day, time } = this.when ?? { day: "", time: "" };
    // Assigned even if it is "" already, which clears a half-typed date.
    if (this.#day.value !== day || this.#day.validity.badInput) this.#day.value = day;
    if (this.#time.value !== time || this.#time.validity.badInput) this.#time.value = time;
    this.#shown = this.#values;
  }

  // Returns a message about what is missing from the date, or null.
  #problem() {
    const [day, time] = [this.#day, this.#time];
    if (day.validity.badInput || time.validity.badInput) return this.#host.t("due.partial");
    if (day.value && !parseWhen(formatStored({ day: day.value, time: time.value }))) return this.#host.t("due.partial");
    return !day.value && time.value ? this.#host.t("due.without-day") : null;
  }

  /** @param {import("../shared/dates.js").When} when */
  #describe(when) {
    const days = daysBetween(localDay(new Date()), when.day);
    const path = days <= 0 && this.#entry.isSettled?.(when) ? "noted-plan" : days === 0 ? `today-${this.#entry.kind}` : days < 0 ? `past-${this.#entry.kind}` : when.time ? "ahead-at" : "ahead";
    return this.#host.t(`due.${path}`, { ...inWords(when), distance: formatDistance(days) });
  }

  /** @param {EventTarget | null} target */
  #contains(target) {
    return target instanceof Node && this.#root.contains(target);
  }
}

/** @param {import("../shared/dates.js").When} when */
function inWords(when) {
  return { day: formatDay(when.day), time: when.time && formatTime(toDate(when)) };
}
