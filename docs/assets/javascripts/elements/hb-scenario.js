/** `<hb-scenario>`: a choice between options that is saved and can be changed, and the consequence of the chosen one. */

import { AnswerElement } from "./answer-element.js";
import { registerElements } from "./base-element.js";
import { ids } from "../common/dom.js";
import { store } from "../store/store.js";

/** @typedef {import("../store/document.js").Entry} Entry */

/** @extends {AnswerElement<HTMLInputElement>} */
class HbScenario extends AnswerElement {
  static section = "scenario";

  /** The option whose consequence was opened last. @type {HTMLInputElement | undefined} */
  #opened;

  /** @param {HTMLInputElement} control */
  report(control) {
    if (control.checked) this.saveAnswer(control, control.value);
  }

  /** @param {HTMLInputElement} control @param {Entry | undefined} entry */
  show(control, entry) {
    control.checked = this.isChosen(control, entry);
  }

  /** Returns whether an entry is this option, by its own value or an old one. @param {HTMLInputElement} control @param {Entry} [entry] */
  isChosen(control, entry = this.entryOf(control)) {
    return [control.value, ...ids(control.dataset.hbValueWas)].some((value) => value === entry?.value);
  }

  /** @param {HTMLInputElement} control @param {Entry | undefined} entry */
  valueBeforeUpgrade(control, entry) {
    return control.checked && !control.defaultChecked && !this.isChosen(control, entry) && !store.readOnly ? control.value : undefined;
  }

  /** Opens the consequence, once for each choice: the reader may close it again, and the others stay as they are. */
  update() {
    const chosen = this.controls.find((control) => control.checked);
    if (chosen === this.#opened) return;
    this.#opened = chosen;
    const consequence = chosen?.closest("li")?.querySelector("details");
    if (consequence) consequence.open = true;
  }

  disconnect() {
    super.disconnect();
    this.#opened = undefined;
  }
}

registerElements({ "hb-scenario": HbScenario });
