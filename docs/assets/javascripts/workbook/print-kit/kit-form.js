/** The controls with which a reader chooses; what they say as a choice, and the other way round. */

import { peopleOf } from "./options.js";

/** @typedef {import("./options.js").Choice} Choice */
/** @typedef {import("./options.js").Known} Known */

export class Form {
  #place;

  /** @param {HTMLElement} place What holds the controls. */
  constructor(place) {
    this.#place = place;
  }

  /** What there is to choose from. @returns {Known} */
  get known() {
    return { chapters: this.#fields("chapters").map(({ value }) => value), kinds: this.#fields("kinds").map(({ value }) => value) };
  }

  /** Shows a choice. @param {Choice} choice */
  show(choice) {
    for (const name of /** @type {const} */ (["chapters", "kinds"])) for (const field of this.#fields(name)) field.checked = choice[name]?.includes(field.value) ?? true;
    for (const name of /** @type {const} */ (["mode", "paper"])) for (const field of this.#fields(name)) field.checked = choice[name] === field.value;
    for (const field of this.#fields("named")) field.checked = choice.named;
    for (const field of this.#fields("people")) if (peopleOf(field.value) !== choice.people) field.value = String(choice.people);
    for (const field of this.#fields("secret")) {
      field.checked = choice.secret;
      const label = field.closest("label");
      if (label) label.hidden = choice.mode === "blank"; // there is nothing private in a blank
    }
  }

  /** Returns what is chosen; where the number of people is none, `before` stands. @param {Choice} before @returns {Choice} */
  read(before) {
    const some = (/** @type {string} */ name) => {
      const fields = this.#fields(name);
      const on = fields.filter(({ checked }) => checked).map(({ value }) => value);
      return on.length === fields.length ? null : on;
    };
    const one = (/** @type {string} */ name) => this.#fields(name).find(({ checked }) => checked)?.value;
    const is = (/** @type {string} */ name) => this.#fields(name).some(({ checked }) => checked);
    const mode = /** @type {Choice["mode"]} */ (one("mode") ?? before.mode);
    return {
      chapters: some("chapters"),
      kinds: some("kinds"),
      mode,
      paper: /** @type {Choice["paper"]} */ (one("paper") ?? before.paper),
      people: peopleOf(this.#fields("people")[0]?.value) || before.people,
      named: is("named"),
      secret: is("secret") && mode !== "blank",
    };
  }

  /** Ticks all boxes of a set, or none. @param {string} name @param {boolean} on */
  turn(name, on) {
    for (const field of this.#fields(name)) field.checked = on;
  }

  /** @param {string} name @returns {HTMLInputElement[]} */
  #fields(name) {
    return [...this.#place.querySelectorAll(/** @type {any} */ (`[data-hb-kit="${name}"]`))];
  }
}
