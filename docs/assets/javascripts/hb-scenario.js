/** `<hb-scenario>`: a choice that is kept and can be changed, with what follows from it. */

import { AnswerElement } from "./answer.js";
import { ids } from "./reading.js";
import { store } from "./store.js";

export class HbScenario extends AnswerElement {
  static section = "scenario";

  connect(signal) {
    super.connect(signal);
    this.addEventListener("change", ({ target }) => target.matches("[data-hb-id]") && this.changed(target, target.value), { signal });
  }

  show(control, entry) {
    const chosen = this.holds(control, entry);
    if (control.checked === chosen) return false;
    control.checked = chosen;
    return true;
  }

  /** Tells whether an entry is this option, under its own id or an old one. */
  holds(control, entry = this.entry(control)) {
    return [control.value, ...ids(control.dataset.hbValueWas)].includes(entry?.value);
  }

  early(control, entry) {
    return control.checked && !this.holds(control, entry) && !store.readOnly ? control.value : undefined;
  }

  // Opens what follows once for each choice: the reader may close it, and nothing else is closed.
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

  #opened;
}
