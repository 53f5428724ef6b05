/** `<hb-checklist>`: ticks that are saved, a count, and a button that clears them; checklist-reset.js does so, once it's pressed. */

import { AnswerElement } from "./answer-element.js";
import { actionOf, makeButton } from "../common/dom.js";
import { store } from "../store/store.js";

/** @typedef {import("../store/document.js").Entry} Entry */

/** @extends {AnswerElement<HTMLInputElement>} */
export class HbChecklist extends AnswerElement {
  static section = "checklist";
  /** @type {import("./checklist-reset.js").ChecklistReset | null} */
  #reset = null;
  /** Which buttons are on the page. */
  #shownActions = "";

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.addEventListener("click", async ({ target }) => {
      const action = actionOf(target);
      if (!action) return;
      const { ChecklistReset } = await import("./checklist-reset.js");
      if (signal.aborted) return;
      this.#reset ??= new ChecklistReset(this, signal);
      this.#reset.act(action);
    }, { signal });
  }

  disconnect() {
    super.disconnect();
    this.findPart("actions")?.replaceChildren();
    this.findPart("count")?.replaceChildren();
    this.#shownActions = "";
    this.#reset = null;
  }

  /** @param {HTMLInputElement} control @param {Entry | undefined} entry */
  show(control, entry) {
    control.checked = entry?.value === true;
  }

  /** @param {HTMLInputElement} control @param {Entry | undefined} entry */
  valueBeforeUpgrade(control, entry) {
    return control.checked !== control.defaultChecked && control.checked !== (entry?.value === true) && !store.readOnly ? control.checked : undefined;
  }

  /** The controls that are ticked. */
  get ticked() {
    return this.controls.filter((control) => control.checked);
  }

  update() {
    const count = this.findPart("count");
    const { length } = this.ticked;
    const text = this.t("checklist.count", { done: length, all: this.controls.length });
    if (count && count.textContent !== text) count.textContent = text;
    if (this.#reset) this.#reset.update();
    else this.showActions(length ? ["reset"] : []);
  }

  /** Shows buttons; unchanged ones are left alone, since new ones would lose the focus. @param {string[]} actions @param {(buttons: HTMLElement[]) => HTMLElement[]} [wrap] @param {unknown} [about] What else they depend on. */
  showActions(actions, wrap = (buttons) => buttons, about) {
    const part = this.findPart("actions");
    const shown = JSON.stringify([store.readOnly || actions, about]);
    if (!part || shown === this.#shownActions) return;
    this.#shownActions = shown;
    const focused = part.contains(document.activeElement) && actionOf(document.activeElement);
    part.replaceChildren(...(store.readOnly ? [] : wrap(actions.map((action) => makeButton(action, this.t(`checklist.${action}`))))));
    if (focused) this.focusButton(focused);
  }

  /** @param {string} action */
  focusButton(action) {
    /** @type {HTMLElement | null} */
    const button = this.querySelector(`[data-hb-action="${action}"]`);
    button?.focus();
  }
}
