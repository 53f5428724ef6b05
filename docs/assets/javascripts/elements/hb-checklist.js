/** `<hb-checklist>`: ticks that are kept, a count, and clearing that can be undone. */

import { AnswerElement } from "./answer-element.js";
import { actionOf, idOf, makeButton } from "../common/dom.js";
import { store } from "../store/store.js";
import { tn } from "../common/i18n.js";

/** @typedef {import("../store/document.js").Entry} Entry */

/** @extends {AnswerElement<HTMLInputElement>} */
export class HbChecklist extends AnswerElement {
  static section = "checklist";
  #asking = false;
  /** What was ticked before it was all cleared. @type {Map<string, Entry | undefined> | null} */
  #cleared = null;
  #drawn = "";

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.addEventListener("change", ({ target }) => {
      const control = this.controlAt(target);
      if (control) this.saveAnswer(control, control.checked);
    }, { signal });
    this.addEventListener("click", ({ target }) => this.#act(actionOf(target)), { signal });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#asking) return;
      event.stopPropagation();
      this.#act("reset-cancel");
    }, { signal });
  }

  disconnect() {
    super.disconnect();
    this.findPart("actions")?.replaceChildren();
    this.findPart("count")?.replaceChildren();
    this.#drawn = "";
    this.#asking = false;
    this.#cleared = null;
  }

  /** @param {HTMLInputElement} control @param {Entry | undefined} entry */
  show(control, entry) {
    const ticked = entry?.value === true;
    if (control.checked === ticked) return false;
    control.checked = ticked;
    return true;
  }

  /** @param {HTMLInputElement} control @param {Entry | undefined} entry */
  valueBeforeUpgrade(control, entry) {
    return control.checked && entry?.value !== true && !store.readOnly ? true : undefined;
  }

  update() {
    const count = this.findPart("count");
    const text = this.t("checklist.count", { done: this.#ticked.length, all: this.controls.length });
    if (count && count.textContent !== text) count.textContent = text;
    this.#asking &&= this.#ticked.length > 0 && !store.readOnly;
    this.#draw();
  }

  get #ticked() {
    return this.controls.filter((control) => control.checked);
  }

  /** @param {string | undefined} action */
  #act(action) {
    if (action === "reset") this.#ask(true, "reset-confirm");
    if (action === "reset-cancel") this.#ask(false, "reset");
    if (action === "reset-confirm") this.#clear();
    if (action === "undo") this.#undo();
  }

  /** @param {boolean} asking @param {string} next */
  #ask(asking, next) {
    this.#asking = asking;
    this.#draw();
    this.#focus(next);
  }

  #clear() {
    const ticked = this.#ticked;
    this.#asking = false;
    // The earlier wording is kept with the tick: undoing must not claim that the new one was ticked.
    this.#cleared = new Map(ticked.map((control) => [idOf(control), this.entryOf(control)]));
    for (const control of ticked) {
      control.checked = false;
      this.saveAnswer(control, false, { because: "checklist.cleared" });
    }
    this.#focus("undo");
  }

  #undo() {
    const cleared = this.#cleared;
    this.#cleared = null;
    for (const control of this.controls) {
      const entry = cleared?.get(idOf(control));
      if (!entry) continue;
      const { rev, said } = entry;
      control.checked = true;
      this.saveAnswer(control, true, { because: "checklist.restored", rev, said });
    }
    this.#focus("reset");
  }

  /** @param {string} action */
  #focus(action) {
    /** @type {HTMLElement | null} */
    const found = this.querySelector(`[data-hb-action="${action}"]`);
    found?.focus();
  }

  // Buttons are made anew only when there are others: focus would be lost otherwise.
  #draw() {
    const actions = this.findPart("actions");
    if (!actions) return;
    const n = this.#ticked.length;
    const plain = [...(n ? ["reset"] : []), ...(this.#cleared ? ["undo"] : [])];
    const buttons = store.readOnly ? [] : this.#asking ? ["reset-confirm", "reset-cancel"] : plain;
    const drawn = JSON.stringify([buttons, this.#asking && n]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = actions.contains(document.activeElement) && actionOf(document.activeElement);
    const made = buttons.map((action) => makeButton(action, this.t(`checklist.${action}`)));
    actions.replaceChildren(...(this.#asking ? [this.#question(n, made)] : made));
    if (focused) this.#focus(focused);
  }

  /** @param {number} n @param {HTMLElement[]} buttons */
  #question(n, buttons) {
    const group = document.createElement("span");
    group.className = "hb-foot__ask";
    group.setAttribute("role", "group");
    const text = tn(this.words, "checklist.reset-ask", n);
    group.setAttribute("aria-label", text);
    const question = document.createElement("span");
    question.textContent = text;
    group.append(question, " ", ...buttons);
    return group;
  }
}
