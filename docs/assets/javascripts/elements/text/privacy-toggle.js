/** The "private" button beside a text: private texts are left out of everything that the workbook exports. */

import { ids, makeButton, openId, wordingOf } from "../../common/dom.js";
import { store } from "../../store/store.js";

/** @typedef {import("../../common/dom.js").Control} Control */

export class PrivacyToggles {
  #element;
  /** The button of each control. @type {Map<Control, HTMLButtonElement>} */
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
    for (const control of controls.values()) {
      const text = this.#element.t("answers.private");
      const button = makeButton("private", text, { label: `${text}: ${wordingOf(control)}` });
      button.classList.add("hb-private");
      button.title = this.#element.t("answers.private-how");
      button.addEventListener("click", () => this.#toggle(control), { signal });
      (control.closest(".hb-plan__fields") ?? control).after(button);
      this.#toggles.set(control, button);
    }
  }

  disconnect() {
    for (const button of this.#toggles.values()) button.remove();
    this.#toggles.clear();
  }

  /** Adds the buttons again, for the texts that are on the page now. */
  renew() {
    this.disconnect();
    if (this.#signal) this.connect(this.#signal);
  }

  /** Shows which texts are private. */
  update() {
    for (const [control, button] of this.#toggles) {
      button.setAttribute("aria-pressed", String(isPrivate(control)));
      button.hidden = store.readOnly;
    }
  }

  /** @param {Control} control */
  #toggle(control) {
    this.#element.command("write", { id: markOf(control), value: !isPrivate(control), rev: "", said: "" });
  }
}

/** @param {Control} control */
function isPrivate(control) {
  return store.get(markOf(control), oldMarksOf(control))?.value === true;
}

/** Returns the id of a text's private mark; a plan has one for both its fields. @param {Control} control */
function markOf(control) {
  return privateId(control, control.dataset.hbPrivate ?? control.dataset.hbId ?? "");
}

/** Returns the mark's old ids; a plan's old ids end with the name of the field. @param {Control} control */
function oldMarksOf(control) {
  return ids(control.dataset.hbWas).map((old) => privateId(control, control.dataset.hbPrivate ? old.replace(/\.\w+$/, "") : old));
}

/** @param {Control} control @param {string} id */
function privateId(control, id) {
  return openId(control, id).replace(/(?=@)|$/, ".private");
}
