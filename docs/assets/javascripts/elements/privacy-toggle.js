/** The switch beside a free text: a private text is left out of what the workbook gives away. */

import { ids, makeButton, wordingOf } from "../common/dom.js";
import { store } from "../store/store.js";

export class PrivacyToggles {
  #element;
  /** @type {Map<string, {made: HTMLButtonElement, was: string[]}>} The button, and the keys that it had before. */
  #switches = new Map();
  /** @type {AbortSignal | undefined} */
  #signal;

  /** @param {import("./text-element.js").TextElement} element */
  constructor(element) {
    this.#element = element;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#signal = signal;
    const last = new Map(this.#element.texts.map((control) => [keyOf(control), control]));
    for (const [key, control] of last) {
      const made = makeButton("private", this.#element.t("answers.private"));
      made.classList.add("hb-private");
      made.title = this.#element.t("answers.private-how");
      made.setAttribute("aria-label", `${made.textContent}: ${wordingOf(control)}`);
      made.addEventListener("click", () => this.#turn(key), { signal });
      (control.closest(".hb-plan__fields") ?? control).after(made);
      this.#switches.set(key, { made, was: wasOf(control) });
    }
  }

  disconnect() {
    for (const { made } of this.#switches.values()) made.remove();
    this.#switches.clear();
  }

  renew() {
    this.disconnect();
    if (this.#signal) this.connect(this.#signal);
  }

  show() {
    for (const [key, { made, was }] of this.#switches) {
      made.setAttribute("aria-pressed", String(store.get(key, was)?.value === true));
      made.hidden = store.readOnly;
    }
  }

  /** @param {string} key */
  #turn(key) {
    this.#element.command("write", { id: key, value: store.get(key, this.#switches.get(key)?.was)?.value !== true, rev: "", said: "" });
  }
}

// The two gaps of a plan are one text.
/** @param {import("../common/dom.js").Control} control */
function keyOf(control) {
  return `${control.dataset.hbPrivate ?? control.dataset.hbId}.private`;
}

// A plan's old ids end with the name of the gap.
/** @param {import("../common/dom.js").Control} control */
function wasOf(control) {
  return ids(control.dataset.hbWas).map((old) => `${control.dataset.hbPrivate ? old.replace(/\.\w+$/, "") : old}.private`);
}
