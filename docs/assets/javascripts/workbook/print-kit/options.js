/** The options of the print kit: their defaults, their form, and where they come from. */

/**
 * @typedef {"blank" | "mine" | "open"} Mode
 * @typedef {"a4" | "letter"} Paper
 * @typedef {{chapters: string[] | null, kinds: string[] | null, only: string[], mode: Mode, paper: Paper, people: number, named: boolean, each: boolean, secret: boolean}} Options `null`:
 *   all, including ones added later; `only`: single checklists, plans and sheets, instead of chapters and kinds; `each`: every record of what has several, not only the open one; `secret`: include private answers.
 * @typedef {{chapters: string[], kinds: string[], only: string[]}} Available All values to choose from.
 */

const MAX_PEOPLE = 40;
const MODES = ["blank", "mine", "open"];
const PAPERS = ["a4", "letter"];
// Regions that use US letter paper.
const LETTER_REGIONS = ["US", "CA", "MX", "PH"];

/**
 * Returns the options of a visit: from the address, else as remembered, else the defaults. Invalid values are ignored, and
 * private answers are never included without asking.
 *
 * @param {unknown} stored What was remembered, in any shape.
 * @param {string} hash The address from "#" on, such as "#kinds=checklists&mode=open".
 * @param {Available} available
 * @param {readonly string[]} languages The reader's language tags.
 * @returns {Options}
 */
export function readOptions(stored, hash, available, languages) {
  const saved = /** @type {{[name: string]: unknown}} */ (stored && typeof stored === "object" ? stored : {});
  const link = new URLSearchParams(hash.replace(/^#/, ""));
  const oneOf = (/** @type {string} */ name, /** @type {string[]} */ values, /** @type {string} */ first) => [link.get(name), saved[name]].find((value) => values.includes(String(value))) ?? first;
  const linked = (/** @type {keyof Available} */ name) => link.getAll(name).flatMap((text) => text.split(",")).filter((value) => available[name].includes(value));
  const someOf = (/** @type {"chapters" | "kinds"} */ name) => {
    const values = linked(name);
    if (values.length) return values;
    const savedValues = saved[name];
    return Array.isArray(savedValues) ? savedValues.filter((value) => available[name].includes(value)) : null;
  };
  return {
    chapters: someOf("chapters"),
    kinds: someOf("kinds"),
    only: linked("only"),
    mode: /** @type {Mode} */ (oneOf("mode", MODES, "blank")),
    paper: /** @type {Paper} */ (oneOf("paper", PAPERS, defaultPaper(languages))),
    people: [link.get("people"), saved.people].map(peopleOf).find(Boolean) ?? 1,
    named: saved.named !== false,
    each: saved.each === true,
    secret: false,
  };
}

/** Returns the options to remember: all but `secret`, and single sheets, which are for today. @param {Options} options */
export function toRemember({ secret, only, ...options }) {
  return options;
}

/** Parses a number of people, 1 to 40; 0 if it isn't one. @param {unknown} value */
function peopleOf(value) {
  const n = /^\d{1,4}$/.test(String(value)) ? Number(value) : 0;
  return Math.min(n, MAX_PEOPLE);
}

/** @param {readonly string[]} languages @returns {Paper} */
function defaultPaper(languages) {
  const region = languages.map((tag) => /^[a-z]+(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(tag)?.[1].toUpperCase()).find(Boolean);
  return LETTER_REGIONS.includes(region ?? "") ? "letter" : "a4";
}

/** The form with the options. */
export class OptionsForm {
  #root;

  /** @param {HTMLElement} root The element with the controls. */
  constructor(root) {
    this.#root = root;
  }

  /** @returns {Available} */
  get available() {
    const values = (/** @type {keyof Available} */ name) => this.#fields(name).map(({ value }) => value);
    return { chapters: values("chapters"), kinds: values("kinds"), only: values("only") };
  }

  /** @param {Options} options */
  show(options) {
    for (const name of /** @type {const} */ (["chapters", "kinds"])) for (const field of this.#fields(name)) field.checked = options[name]?.includes(field.value) ?? true;
    for (const field of this.#fields("only")) field.checked = options.only.includes(field.value);
    // What was chosen by name is in sight; what is ticked because everything is stays folded.
    const named = [...(options.chapters ?? []), ...options.only];
    for (const fold of this.#root.querySelectorAll("details")) fold.open ||= [...fold.querySelectorAll("input")].some(({ checked, value }) => checked && named.includes(value));
    for (const name of ["chapters", "kinds"]) {
      const set = this.#fields(name)[0]?.closest("fieldset");
      if (set) set.disabled = options.only.length > 0;
    }
    for (const name of /** @type {const} */ (["mode", "paper"])) for (const field of this.#fields(name)) field.checked = options[name] === field.value;
    for (const field of this.#fields("named")) field.checked = options.named;
    for (const field of this.#fields("people")) if (peopleOf(field.value) !== options.people) field.value = String(options.people);
    for (const name of /** @type {const} */ (["each", "secret"])) for (const field of this.#fields(name)) {
      field.checked = options[name];
      const label = field.closest("label");
      if (label) label.hidden = options.mode === "blank"; // blank sheets hold nothing private, and are printed once
    }
  }

  /** Hides the choice of every record where nothing has several. @param {boolean} isOffered */
  offerEach(isOffered) {
    for (const field of this.#fields("each")) /** @type {HTMLElement} */ (field.closest("label")).hidden ||= !isOffered;
  }

  /** Returns the options in the form; an invalid number of people keeps the one `before`. @param {Options} before @returns {Options} */
  read(before) {
    const checkedValues = (/** @type {string} */ name) => {
      const fields = this.#fields(name);
      const values = fields.filter(({ checked }) => checked).map(({ value }) => value);
      return values.length === fields.length ? null : values;
    };
    const checkedValue = (/** @type {string} */ name) => this.#fields(name).find(({ checked }) => checked)?.value;
    const isChecked = (/** @type {string} */ name) => this.#fields(name).some(({ checked }) => checked);
    const mode = /** @type {Options["mode"]} */ (checkedValue("mode") ?? before.mode);
    return {
      chapters: checkedValues("chapters"),
      kinds: checkedValues("kinds"),
      only: this.#fields("only").filter(({ checked }) => checked).map(({ value }) => value),
      mode,
      paper: /** @type {Options["paper"]} */ (checkedValue("paper") ?? before.paper),
      people: peopleOf(this.#fields("people")[0]?.value) || before.people,
      named: isChecked("named"),
      each: isChecked("each"),
      secret: isChecked("secret") && mode !== "blank",
    };
  }

  /** Checks or unchecks all boxes of a set. @param {string} name @param {boolean} on */
  setAll(name, on) {
    for (const field of this.#fields(name)) field.checked = on;
  }

  /** @param {string} name @returns {HTMLInputElement[]} */
  #fields(name) {
    return [...this.#root.querySelectorAll(/** @type {any} */ (`[data-hb-kit="${name}"]`))];
  }
}
