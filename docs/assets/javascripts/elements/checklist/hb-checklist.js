/** `<hb-checklist>`: ticks that are saved, and a count. checklist-ticked.js has what belongs to a tick. */

import { AnswerElement } from "../answer-element.js";
import { idOf, openId } from "../../common/dom.js";
import { isAnswer } from "../../store/document.js";
import { store } from "../../store/store.js";

/** @typedef {import("../../store/document.js").Entry} Entry */

/** @extends {AnswerElement<HTMLInputElement>} */
export class HbChecklist extends AnswerElement {
  static section = "checklist";
  /** Ids of the items that the reader has ticked or unticked since the page was opened. @type {Set<string>} */
  changed = new Set();
  /** @type {Promise<import("./checklist-ticked.js").Ticked | void> | undefined} */
  #ticked;
  /** @type {AbortSignal | undefined} */
  #signal;

  /** @returns {HTMLInputElement[]} */
  get controls() {
    return [...this.querySelectorAll(/** @type {"input"} */ (".hb-item__box"))]; // there are fields for evidence, too
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.#signal = signal;
  }

  disconnect() {
    super.disconnect();
    for (const part of this.querySelectorAll('[data-hb-part="actions"], [data-hb-part="count"]')) part.replaceChildren();
    this.#ticked = undefined;
    this.changed.clear();
  }

  /** @param {HTMLInputElement} control @param {Entry | undefined} entry */
  show(control, entry) {
    control.checked = entry?.value === true;
  }

  /** @param {HTMLInputElement} control */
  report(control) {
    this.changed.add(idOf(control));
    super.report(control);
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
    const { controls, ticked: { length } } = this;
    const text = this.t("checklist.count", { done: length, all: controls.length });
    if (count && count.textContent !== text) count.textContent = text;
    const signal = this.#signal;
    if (signal && (length || controls.some((box) => isAnswer(store.get(openId(box, `${box.dataset.hbId}.evidence`)))))) {
      this.#ticked ??= import("./checklist-ticked.js").then(({ connectTicked }) => (signal.aborted ? undefined : connectTicked(this, signal)), () => { this.#ticked = undefined; });
    }
    this.#ticked?.then((ticked) => ticked?.update());
  }
}
