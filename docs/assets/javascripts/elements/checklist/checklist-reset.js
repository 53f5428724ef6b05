/** Clears the ticks of a checklist: asks first, and brings them back on request. */

import { actionOf, idOf, makeButton, makeElement } from "../../common/dom.js";
import { tn } from "../../common/i18n.js";
import { store } from "../../store/store.js";

/** @typedef {import("../../store/document.js").Entry} Entry */

export class ChecklistReset {
  #list;
  /** Whether it asks before it clears. */
  #asking = false;
  /** The ticks that were cleared last, by id. @type {Map<string, Entry | undefined> | null} */
  #cleared = null;
  /** Which buttons are on the page. */
  #shown = "";

  /** @param {import("./hb-checklist.js").HbChecklist} list @param {AbortSignal} signal */
  constructor(list, signal) {
    this.#list = list;
    list.addEventListener("click", ({ target }) => this.#act(actionOf(target)), { signal });
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#asking) return;
      event.stopPropagation();
      this.#act("reset-cancel");
    }, { signal });
  }

  /** Shows the buttons. */
  update() {
    const { length } = this.#list.ticked;
    this.#asking &&= length > 0 && !store.readOnly;
    if (this.#asking) this.#showActions(["reset-confirm", "reset-cancel"], (buttons) => [this.#question(length, buttons)], length);
    else this.#showActions([...(length ? ["reset"] : []), ...(this.#cleared ? ["undo"] : [])]);
  }

  /** @param {string | undefined} action */
  #act(action) {
    if (action === "reset") this.#ask(true, "reset-confirm");
    if (action === "reset-cancel") this.#ask(false, "reset");
    if (action === "reset-confirm") this.#clear();
    if (action === "undo") this.#undo();
  }

  /** @param {boolean} asking @param {string} focus The action of the button that is focused. */
  #ask(asking, focus) {
    this.#asking = asking;
    this.update();
    this.#focusButton(focus);
  }

  #clear() {
    const { ticked } = this.#list;
    this.#asking = false;
    // With their wording: undo mustn't claim that a new wording was ticked.
    this.#cleared = new Map(ticked.map((control) => [idOf(control), this.#list.entryOf(control)]));
    for (const control of ticked) {
      control.checked = false;
      this.#list.saveAnswer(control, false, { status: "checklist.cleared" });
    }
    this.update();
    this.#focusButton("undo");
  }

  #undo() {
    const cleared = this.#cleared;
    this.#cleared = null;
    for (const control of this.#list.controls) {
      const entry = cleared?.get(idOf(control));
      if (!entry) continue;
      const { rev, said } = entry;
      control.checked = true;
      this.#list.saveAnswer(control, true, { status: "checklist.restored", rev, said });
    }
    this.update();
    this.#focusButton("reset");
  }

  /** Shows buttons; unchanged ones are left alone, since new ones would lose the focus. @param {string[]} actions @param {(buttons: HTMLElement[]) => HTMLElement[]} [wrap] @param {unknown} [about] What else they depend on. */
  #showActions(actions, wrap = (buttons) => buttons, about) {
    const part = this.#list.findPart("actions");
    const shown = JSON.stringify([store.readOnly || actions, about]);
    if (!part || shown === this.#shown) return;
    this.#shown = shown;
    const focused = part.contains(document.activeElement) && actionOf(document.activeElement);
    part.replaceChildren(...(store.readOnly ? [] : wrap(actions.map((action) => makeButton(action, this.#list.t(`checklist.${action}`))))));
    if (focused) this.#focusButton(focused);
  }

  /** @param {string} action */
  #focusButton(action) {
    /** @type {HTMLElement | null} */
    const button = this.#list.querySelector(`[data-hb-action="${action}"]`);
    button?.focus();
  }

  /** @param {number} n @param {HTMLElement[]} buttons */
  #question(n, buttons) {
    const text = tn(this.#list.words, "checklist.reset-ask", n);
    return makeElement("span", { class: "hb-foot__ask", role: "group", "aria-label": text }, makeElement("span", "", text), " ", ...buttons);
  }
}
