/** Reviews: the days on which a chapter's questions come back, unless the reader leaves it out. */

import { requireElement, setText } from "../shared/dom.js";
import { formatDay, localDay, parseWhen } from "../shared/dates.js";
import { foreseenDays, returningQuestions, returnsFrom } from "../shared/recall-schedule.js";
import { store } from "../../store/store.js";

export class Reviews {
  #root;
  #rows;

  /** @param {import("./date-field.js").Host} host @param {import("../shared/catalogue.js").Catalogue} catalogue */
  constructor(host, catalogue) {
    this.#root = requireElement(host, '[data-hb-part="reviews"]');
    this.#rows = catalogue.chapters.flatMap((chapter) => {
      /** @type {HTMLElement | null} */
      const item = host.querySelector(`[data-hb-review="${CSS.escape(chapter.slug)}"]`);
      return item ? [new ReviewRow(host, item, chapter)] : [];
    });
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
  #chapter;
  /** @type {HTMLInputElement} */
  #checkbox;
  /** @type {HTMLInputElement} */
  #day;

  /** What the controls showed last. @type {{ticked: boolean, day: string} | undefined} */
  #shown;

  /** @param {import("./date-field.js").Host} host @param {HTMLElement} item @param {import("../shared/catalogue.js").Chapter} chapter */
  constructor(host, item, chapter) {
    this.#host = host;
    this.#item = item;
    this.#chapter = chapter;
    this.#checkbox = requireElement(item, '[data-hb-part="turn"]');
    this.#day = requireElement(item, '[data-hb-part="day"]');
  }

  get start() {
    return returnsFrom(this.#chapter, store.get.bind(store));
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
    this.#showDays([]);
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
    const [next] = returningQuestions([this.#chapter], store.get.bind(store));
    this.#showDays(next ? foreseenDays(next, localDay(new Date())) : []);
  }

  // Those that are over are left out; without any, the lines are blank.
  /** @param {{n: number, day: string}[]} days */
  #showDays(days) {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.#item.querySelectorAll("[data-hb-days]"))) {
      const found = days.find(({ n }) => String(n) === place.dataset.hbDays);
      setText(place, found ? formatDay(found.day, true) : "");
      const line = place.closest("li");
      if (line) line.hidden = days.length > 0 && !found;
    }
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
    setText(requireElement(this.#item, '[data-hb-part="words"]'), when ? "" : this.#host.t("due.partial"));
    if (when) this.#flush();
  }

  #leave() {
    setText(requireElement(this.#item, '[data-hb-part="words"]'), "");
    this.#day.value = this.start;
  }

  /** @param {string} value */
  #write(value) {
    if (store.readOnly) return;
    this.#host.command("write", { id: `review.${this.#chapter.slug}`, value, rev: "", said: this.#host.t("planner.review-said") });
  }
}
