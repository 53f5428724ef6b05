/** `<hb-checklist>`: ticks that are saved, a count, and a button that clears them, with undo. */

import { AnswerElement } from "./answer-element.js";
import { actionOf, idOf, makeButton, makeElement } from "../common/dom.js";
import { store } from "../store/store.js";
import { tn } from "../common/i18n.js";

/** @typedef {import("../store/document.js").Entry} Entry */

/** @extends {AnswerElement<HTMLInputElement>} */
export class HbChecklist extends AnswerElement {
  static section = "checklist";
  /** Whether it asks before it clears. */
  #asking = false;
  /** The ticks that were cleared last, by id. @type {Map<string, Entry | undefined> | null} */
  #cleared = null;
  /** Which buttons are on the page. */
  #shownActions = "";

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
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
    this.#shownActions = "";
    this.#asking = false;
    this.#cleared = null;
  }

  /** @param {HTMLInputElement} control @param {Entry | undefined} entry */
  show(control, entry) {
    control.checked = entry?.value === true;
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
    this.#showActions();
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

  /** @param {boolean} asking @param {string} focus The action of the button that is focused. */
  #ask(asking, focus) {
    this.#asking = asking;
    this.#showActions();
    this.#focus(focus);
  }

  #clear() {
    const ticked = this.#ticked;
    this.#asking = false;
    // With their wording: undo mustn't claim that a new wording was ticked.
    this.#cleared = new Map(ticked.map((control) => [idOf(control), this.entryOf(control)]));
    for (const control of ticked) {
      control.checked = false;
      this.saveAnswer(control, false, { status: "checklist.cleared" });
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
      this.saveAnswer(control, true, { status: "checklist.restored", rev, said });
    }
    this.#focus("reset");
  }

  /** @param {string} action */
  #focus(action) {
    /** @type {HTMLElement | null} */
    const button = this.querySelector(`[data-hb-action="${action}"]`);
    button?.focus();
  }

  /** Shows the buttons; unchanged ones are left alone, since new ones would lose the focus. */
  #showActions() {
    const part = this.findPart("actions");
    if (!part) return;
    const n = this.#ticked.length;
    const idle = [...(n ? ["reset"] : []), ...(this.#cleared ? ["undo"] : [])];
    const actions = store.readOnly ? [] : this.#asking ? ["reset-confirm", "reset-cancel"] : idle;
    const shown = JSON.stringify([actions, this.#asking && n]);
    if (shown === this.#shownActions) return;
    this.#shownActions = shown;
    const focused = part.contains(document.activeElement) && actionOf(document.activeElement);
    const buttons = actions.map((action) => makeButton(action, this.t(`checklist.${action}`)));
    part.replaceChildren(...(this.#asking ? [this.#question(n, buttons)] : buttons));
    if (focused) this.#focus(focused);
  }

  /** @param {number} n @param {HTMLElement[]} buttons */
  #question(n, buttons) {
    const text = tn(this.words, "checklist.reset-ask", n);
    return makeElement("span", { class: "hb-foot__ask", role: "group", "aria-label": text }, makeElement("span", "", text), " ", ...buttons);
  }
}
