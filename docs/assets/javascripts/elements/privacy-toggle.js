/** The "private" button beside a text: private texts are left out of everything that the workbook exports. */

import { ids, makeButton, wordingOf } from "../common/dom.js";
import { store } from "../store/store.js";

/** @typedef {import("../common/dom.js").Control} Control */

export class PrivacyToggles {
  #element;
  /** By the id of the private mark; `was`: that mark's old ids. @type {Map<string, {button: HTMLButtonElement, was: string[]}>} */
  #toggles = new Map();
  /** @type {AbortSignal | undefined} */
  #signal;

  /** @param {import("./text-element.js").TextElement} element */
  constructor(element) {
    this.#element = element;
  }

  /** Adds a button after each text. @param {AbortSignal} signal */
  connect(signal) {
    this.#signal = signal;
    // Of a plan's two fields, which share one mark, the last counts.
    const controls = new Map(this.#element.texts.map((control) => [markOf(control), control]));
    for (const [mark, control] of controls) {
      const text = this.#element.t("answers.private");
      const button = makeButton("private", text, { label: `${text}: ${wordingOf(control)}` });
      button.classList.add("hb-private");
      button.title = this.#element.t("answers.private-how");
      button.addEventListener("click", () => this.#toggle(mark), { signal });
      (control.closest(".hb-plan__fields") ?? control).after(button);
      this.#toggles.set(mark, { button, was: oldMarksOf(control) });
    }
  }

  disconnect() {
    for (const { button } of this.#toggles.values()) button.remove();
    this.#toggles.clear();
  }

  /** Adds the buttons again, for the texts that are on the page now. */
  renew() {
    this.disconnect();
    if (this.#signal) this.connect(this.#signal);
  }

  /** Shows which texts are private. */
  update() {
    for (const [mark, { button, was }] of this.#toggles) {
      button.setAttribute("aria-pressed", String(store.get(mark, was)?.value === true));
      button.hidden = store.readOnly;
    }
  }

  /** @param {string} mark */
  #toggle(mark) {
    this.#element.command("write", { id: mark, value: store.get(mark, this.#toggles.get(mark)?.was)?.value !== true, rev: "", said: "" });
  }
}

/** Returns the id of a text's private mark; a plan has one for both its fields. @param {Control} control */
function markOf(control) {
  return `${control.dataset.hbPrivate ?? control.dataset.hbId}.private`;
}

/** Returns the mark's old ids; a plan's old ids end with the name of the field. @param {Control} control */
function oldMarksOf(control) {
  return ids(control.dataset.hbWas).map((old) => `${control.dataset.hbPrivate ? old.replace(/\.\w+$/, "") : old}.private`);
}
