/** `<hb-checklist>`: ticks that are kept, a count, and clearing that can be undone. */

import { AnswerElement } from "./answer.js";
import { button } from "./notice.js";
import { store } from "./store.js";
import { sayCount } from "./words.js";

export class HbChecklist extends AnswerElement {
  static section = "checklist";
  #asking = false;
  #cleared = null;
  #drawn = "";

  connect(signal) {
    super.connect(signal);
    this.addEventListener("change", ({ target }) => target.matches("[data-hb-id]") && this.changed(target, target.checked), { signal });
    this.addEventListener("click", ({ target }) => this.#act(target.dataset?.hbAction), { signal });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#asking) return;
      event.stopPropagation();
      this.#act("reset-cancel");
    }, { signal });
  }

  disconnect() {
    super.disconnect();
    this.part("actions")?.replaceChildren();
    this.part("count")?.replaceChildren();
    this.#drawn = "";
    this.#asking = false;
    this.#cleared = null;
  }

  show(control, entry) {
    const ticked = entry?.value === true;
    if (control.checked === ticked) return false;
    control.checked = ticked;
    return true;
  }

  early(control, entry) {
    return control.checked && entry?.value !== true && !store.readOnly ? true : undefined;
  }

  update() {
    const count = this.part("count");
    const text = this.say("checklist.count", { done: this.#ticked.length, all: this.controls.length });
    if (count && count.textContent !== text) count.textContent = text;
    this.#asking &&= this.#ticked.length > 0 && !store.readOnly;
    this.#draw();
  }

  get #ticked() {
    return this.controls.filter((control) => control.checked);
  }

  #act(action) {
    if (action === "reset") this.#ask(true, "reset-confirm");
    if (action === "reset-cancel") this.#ask(false, "reset");
    if (action === "reset-confirm") this.#clear();
    if (action === "undo") this.#undo();
  }

  #ask(asking, next) {
    this.#asking = asking;
    this.#draw();
    this.#focus(next);
  }

  #clear() {
    const ticked = this.#ticked;
    this.#asking = false;
    // The earlier wording is kept with the tick: undoing must not claim that the new one was ticked.
    this.#cleared = new Map(ticked.map((control) => [control.dataset.hbId, this.entry(control)]));
    for (const control of ticked) {
      control.checked = false;
      this.changed(control, false, { because: "checklist.cleared" });
    }
    this.#focus("undo");
  }

  #undo() {
    const cleared = this.#cleared;
    this.#cleared = null;
    for (const control of this.controls.filter(({ dataset }) => cleared.has(dataset.hbId))) {
      const { rev, said } = cleared.get(control.dataset.hbId);
      control.checked = true;
      this.changed(control, true, { because: "checklist.restored", rev, said });
    }
    this.#focus("reset");
  }

  #focus(action) {
    this.querySelector(`[data-hb-action="${action}"]`)?.focus();
  }

  // Buttons are made anew only when there are others: focus would be lost otherwise.
  #draw() {
    const actions = this.part("actions");
    if (!actions) return;
    const n = this.#ticked.length;
    const buttons = store.readOnly ? [] : this.#asking ? ["reset-confirm", "reset-cancel"] : [n && "reset", this.#cleared && "undo"].filter(Boolean);
    const drawn = JSON.stringify([buttons, this.#asking && n]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = actions.contains(document.activeElement) && document.activeElement.dataset.hbAction;
    const made = buttons.map((action) => button(action, this.say(`checklist.${action}`)));
    actions.replaceChildren(...(this.#asking ? [this.#question(n, made)] : made));
    if (focused) this.#focus(focused);
  }

  #question(n, buttons) {
    const group = document.createElement("span");
    group.className = "hb-foot__ask";
    group.setAttribute("role", "group");
    const text = sayCount(this.words, "checklist.reset-ask", n);
    group.setAttribute("aria-label", text);
    const question = document.createElement("span");
    question.textContent = text;
    group.append(question, " ", ...buttons);
    return group;
  }
}
