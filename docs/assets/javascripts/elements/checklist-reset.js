/** Clears the ticks of a checklist: asks first, and brings them back on request. Loaded when a reader asks for it. */

import { idOf, makeElement } from "../common/dom.js";
import { tn } from "../common/i18n.js";
import { store } from "../store/store.js";

/** @typedef {import("../store/document.js").Entry} Entry */

export class ChecklistReset {
  #list;
  /** Whether it asks before it clears. */
  #asking = false;
  /** The ticks that were cleared last, by id. @type {Map<string, Entry | undefined> | null} */
  #cleared = null;

  /** @param {import("./hb-checklist.js").HbChecklist} list @param {AbortSignal} signal */
  constructor(list, signal) {
    this.#list = list;
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#asking) return;
      event.stopPropagation();
      this.act("reset-cancel");
    }, { signal });
  }

  /** @param {string} action */
  act(action) {
    if (action === "reset") this.#ask(true, "reset-confirm");
    if (action === "reset-cancel") this.#ask(false, "reset");
    if (action === "reset-confirm") this.#clear();
    if (action === "undo") this.#undo();
  }

  /** Shows the buttons. */
  update() {
    const { length } = this.#list.ticked;
    this.#asking &&= length > 0 && !store.readOnly;
    if (this.#asking) this.#list.showActions(["reset-confirm", "reset-cancel"], (buttons) => [this.#question(length, buttons)], length);
    else this.#list.showActions([...(length ? ["reset"] : []), ...(this.#cleared ? ["undo"] : [])]);
  }

  /** @param {boolean} asking @param {string} focus The action of the button that is focused. */
  #ask(asking, focus) {
    this.#asking = asking;
    this.update();
    this.#list.focusButton(focus);
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
    this.#list.focusButton("undo");
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
    this.#list.focusButton("reset");
  }

  /** @param {number} n @param {HTMLElement[]} buttons */
  #question(n, buttons) {
    const text = tn(this.#list.words, "checklist.reset-ask", n);
    return makeElement("span", { class: "hb-foot__ask", role: "group", "aria-label": text }, makeElement("span", "", text), " ", ...buttons);
  }
}
