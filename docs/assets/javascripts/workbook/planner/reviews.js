/** Reviews: a chapter's questions return on three days after the one that the reader chose. */

import { requireElement, setText } from "../shared/dom.js";
import { addDays, formatDay, localDay, parseWhen } from "../shared/dates.js";
import { REVIEW_DAYS, reviewStart } from "./model.js";
import { store } from "../../store/store.js";

export class Reviews {
  #root;
  #rows;

  /** @param {import("./date-field.js").Host} host */
  constructor(host) {
    this.#root = requireElement(host, '[data-hb-part="reviews"]');
    this.#rows = [.../** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll("[data-hb-review]"))].map((item) => new ReviewRow(host, item));
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

class ReviewRow {
  #host;
  #item;
  #slug;
  #was;
  /** @type {HTMLInputElement} */
  #checkbox;
  /** @type {HTMLInputElement} */
  #day;

  /** What the controls showed last. @type {{ticked: boolean, day: string} | undefined} */
  #shown;

  /** @param {import("./date-field.js").Host} host @param {HTMLElement} item */
  constructor(host, item) {
    this.#host = host;
    this.#item = item;
    this.#slug = item.dataset.hbReview ?? "";
    this.#was = (item.dataset.hbWas ?? "").split(" ").filter(Boolean);
    this.#checkbox = requireElement(item, '[data-hb-part="turn"]');
    this.#day = requireElement(item, '[data-hb-part="day"]');
  }

  get start() {
    return reviewStart(this.#slug, this.#was);
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#checkbox.addEventListener("click", (event) => store.readOnly && event.preventDefault(), { signal });
    this.#item.addEventListener("change", () => this.#flush(), { signal });
    document.addEventListener("hb-flush", () => this.#flush(), { signal });
    this.#day.addEventListener("input", () => this.#takeInput(), { signal });
    this.#day.addEventListener("blur", () => this.#leave(), { signal });
  }

  disconnect() {
    this.#checkbox.checked = false;
    delete this.#item.dataset.hbState;
    requireElement(this.#item, '[data-hb-part="start"]').hidden = true;
    for (const place of this.#item.querySelectorAll("[data-hb-days]")) place.textContent = "";
  }

  show() {
    this.#flush();
    const { start } = this;
    this.#checkbox.checked = start !== "";
    if (store.readOnly) this.#checkbox.setAttribute("aria-disabled", "true");
    else this.#checkbox.removeAttribute("aria-disabled");
    this.#day.readOnly = store.readOnly;
    if (document.activeElement !== this.#day && this.#day.value !== start) this.#day.value = start;
    this.#shown = { ticked: start !== "", day: this.#day.value };
    this.#item.dataset.hbState = start ? "begun" : "open";
    requireElement(this.#item, '[data-hb-part="start"]').hidden = !start;
    for (const n of REVIEW_DAYS) setText(requireElement(this.#item, `[data-hb-days="${n}"]`), start && formatDay(addDays(start, n), true));
  }

  // Takes over what the reader has changed, whatever event brought it, or none.
  #flush() {
    const [shown, ticked, when] = [this.#shown, this.#checkbox.checked, parseWhen(this.#day.value)];
    if (!shown) return;
    this.#shown = { ticked, day: this.#day.value };
    if (when && this.#day.value !== shown.day) this.#write(when.day);
    else if (ticked !== shown.ticked) this.#write(ticked ? localDay(new Date()) : "");
  }

  // A half-typed day is no change, and leaves the checkbox alone.
  #takeInput() {
    const when = parseWhen(this.#day.value);
    setText(requireElement(this.#item, '[data-hb-part="words"]'), when ? "" : this.#host.t("planner.date-partial"));
    if (when) this.#flush();
  }

  #leave() {
    setText(requireElement(this.#item, '[data-hb-part="words"]'), "");
    this.#day.value = this.start;
  }

  /** @param {string} value */
  #write(value) {
    if (store.readOnly) return;
    this.#host.command("write", { id: `review.${this.#slug}`, value, rev: "", said: this.#host.t("planner.review-said") });
  }
}
