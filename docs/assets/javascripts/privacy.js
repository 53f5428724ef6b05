/** The switch beside a free text: a private text is left out of what the workbook gives away. */

import { button } from "./notice.js";
import { store } from "./store.js";

export class Privacy {
  #element;
  /** @type {Map<string, HTMLButtonElement>} */
  #switches = new Map();

  /** @param {import("./text.js").TextElement} element */
  constructor(element) {
    this.#element = element;
  }

  connect(signal) {
    const last = new Map(this.#element.controls.map((control) => [keyOf(control), control]));
    for (const [key, control] of last) {
      const made = button("private", this.#element.say("answers.private"));
      made.classList.add("hb-private");
      made.title = this.#element.say("answers.private-how");
      made.addEventListener("click", () => this.#turn(key), { signal });
      (control.closest(".hb-plan__fields") ?? control).after(made);
      this.#switches.set(key, made);
    }
  }

  disconnect() {
    for (const made of this.#switches.values()) made.remove();
    this.#switches.clear();
  }

  show() {
    for (const [key, made] of this.#switches) {
      made.setAttribute("aria-pressed", String(store.get(key)?.value === true));
      made.hidden = store.readOnly;
    }
  }

  #turn(key) {
    this.#element.command("write", { id: key, value: store.get(key)?.value !== true, rev: "", said: "" });
  }
}

// The two gaps of a plan are one text.
function keyOf(control) {
  return `${control.dataset.hbPrivate ?? control.dataset.hbId}.private`;
}
