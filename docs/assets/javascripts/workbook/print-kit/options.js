/** What is to be printed, as plain data: from what was remembered, from a link, or as it is at first. */

/**
 * @typedef {"blank" | "mine" | "open"} Mode
 * @typedef {"a4" | "letter"} Paper
 * @typedef {{chapters: string[] | null, kinds: string[] | null, mode: Mode, paper: Paper, people: number, named: boolean, secret: boolean}} Choice `null`
 *   says all, those that come later included; `secret`: private answers too.
 * @typedef {{chapters: string[], kinds: string[]}} Known What there is to choose from.
 */

export const MOST = 40;
const MODES = ["blank", "mine", "open"];
const PAPERS = ["a4", "letter"];
// Where paper is cut in inches.
const LETTER = ["US", "CA", "MX", "PH"];

/**
 * Returns the choice of a visit: what the link says, else what was remembered,
 * else everything, blank, for one. What is no value is left aside. Private
 * answers are never in by themselves.
 *
 * @param {unknown} mark What was remembered; it may be anything.
 * @param {string} hash The address from "#" on, such as "#kinds=checklists&mode=open".
 * @param {Known} known
 * @param {readonly string[]} languages The reader's language tags.
 * @returns {Choice}
 */
export function choiceOf(mark, hash, known, languages) {
  const kept = /** @type {{[name: string]: unknown}} */ (mark && typeof mark === "object" ? mark : {});
  const link = new URLSearchParams(hash.replace(/^#/, ""));
  const one = (/** @type {string} */ name, /** @type {string[]} */ values, /** @type {string} */ first) => [link.get(name), kept[name]].find((value) => values.includes(String(value))) ?? first;
  const some = (/** @type {"chapters" | "kinds"} */ name) => {
    const linked = link.getAll(name).flatMap((text) => text.split(",")).filter((value) => known[name].includes(value));
    if (linked.length) return linked;
    const own = kept[name];
    return Array.isArray(own) ? own.filter((value) => known[name].includes(value)) : null;
  };
  return {
    chapters: some("chapters"),
    kinds: some("kinds"),
    mode: /** @type {Mode} */ (one("mode", MODES, "blank")),
    paper: /** @type {Paper} */ (one("paper", PAPERS, paperOf(languages))),
    people: [link.get("people"), kept.people].map(peopleOf).find(Boolean) ?? 1,
    named: kept.named !== false,
    secret: false,
  };
}

/** Returns what is remembered of a choice: not that private answers were printed once. @param {Choice} choice */
export function remembered({ secret, ...choice }) {
  return choice;
}

/** Returns a number of people from 1 to 40, or 0 where it is none. @param {unknown} value */
export function peopleOf(value) {
  const n = /^\d{1,4}$/.test(String(value)) ? Number(value) : 0;
  return Math.min(n, MOST);
}

/** @param {readonly string[]} languages @returns {Paper} */
function paperOf(languages) {
  const region = languages.map((tag) => /^[a-z]+(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(tag)?.[1].toUpperCase()).find(Boolean);
  return LETTER.includes(region ?? "") ? "letter" : "a4";
}

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
