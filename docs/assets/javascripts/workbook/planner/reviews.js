/** The questions of a chapter come back on three days after the one that the reader chose. */

import { find, tell } from "./date-field.js";
import { dayOf, plus, sayDay, whenOf } from "./dates.js";
import { AFTER, startOf } from "./model.js";
import { store } from "../../store/store.js";

export class Reviews {
  #root;
  #rows;

  /** @param {import("./date-field.js").Host} host */
  constructor(host) {
    this.#root = find(host, '[data-hb-part="reviews"]');
    this.#rows = [.../** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll("[data-hb-review]"))].map((item) => new Review(host, item));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    for (const row of this.#rows) row.connect(signal);
  }

  disconnect() {
    for (const row of this.#rows) row.disconnect();
    delete this.#root.dataset.hbState;
  }

  show() {
    for (const row of this.#rows) row.show();
    this.#root.dataset.hbState = this.#rows.some(({ start }) => start) ? "begun" : "open";
  }
}

class Review {
  #host;
  #item;
  #slug;
  #was;
  /** @type {HTMLInputElement} */
  #turn;
  /** @type {HTMLInputElement} */
  #day;

  /** @param {import("./date-field.js").Host} host @param {HTMLElement} item */
  constructor(host, item) {
    this.#host = host;
    this.#item = item;
    this.#slug = item.dataset.hbReview ?? "";
    this.#was = (item.dataset.hbWas ?? "").split(" ").filter(Boolean);
    this.#turn = find(item, '[data-hb-part="turn"]');
    this.#day = find(item, '[data-hb-part="day"]');
  }

  get start() {
    return startOf(this.#slug, this.#was);
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#turn.addEventListener("click", (event) => store.readOnly && event.preventDefault(), { signal });
    this.#turn.addEventListener("change", () => this.#write(this.#turn.checked ? dayOf(new Date()) : ""), { signal });
    this.#day.addEventListener("input", () => this.#take(), { signal });
    this.#day.addEventListener("blur", () => this.#settle(), { signal });
  }

  disconnect() {
    this.#turn.checked = false;
    delete this.#item.dataset.hbState;
    find(this.#item, '[data-hb-part="start"]').hidden = true;
    for (const place of this.#item.querySelectorAll("[data-hb-days]")) place.textContent = "";
  }

  show() {
    const { start } = this;
    this.#turn.checked = start !== "";
    if (store.readOnly) this.#turn.setAttribute("aria-disabled", "true");
    else this.#turn.removeAttribute("aria-disabled");
    this.#day.readOnly = store.readOnly;
    if (document.activeElement !== this.#day && this.#day.value !== start) this.#day.value = start;
    this.#item.dataset.hbState = start ? "begun" : "open";
    find(this.#item, '[data-hb-part="start"]').hidden = !start;
    for (const n of AFTER) tell(find(this.#item, `[data-hb-days="${n}"]`), start && sayDay(plus(start, n), true));
  }

  // A day that is half typed says nothing yet: it takes no tick away.
  #take() {
    const found = whenOf(this.#day.value);
    tell(find(this.#item, '[data-hb-part="words"]'), found ? "" : this.#host.t("planner.date-partial"));
    if (found) this.#write(found.day);
  }

  #settle() {
    tell(find(this.#item, '[data-hb-part="words"]'), "");
    this.#day.value = this.start;
  }

  /** @param {string} value */
  #write(value) {
    if (store.readOnly) return;
    this.#host.command("write", { id: `review.${this.#slug}`, value, rev: "", said: this.#host.t("planner.review-said") });
  }
}
