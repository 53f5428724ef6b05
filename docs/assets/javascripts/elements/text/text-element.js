/** Base class of the elements with text fields, which save while the reader types; and the three that are nothing more. */

import { AnswerElement } from "../answer-element.js";
import { PrivacyToggles } from "./privacy-toggle.js";

/** @typedef {import("../../store/document.js").Entry} Entry */
/** @typedef {import("../../common/dom.js").Control} Control */

const SAVE_DELAY = 300; // milliseconds
const MAX_LENGTH = 100_000; // characters: some thirty pages

/** An element whose controls are text fields. */
export class TextElement extends AnswerElement {
  static section = "answers";
  #timer = 0;
  #privacy = new PrivacyToggles(this);

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.#privacy.connect(signal);
    for (const control of this.controls) if (control.type === "textarea" && control.maxLength < 0) control.maxLength = MAX_LENGTH;
    this.addEventListener("input", ({ target }) => this.#scheduleFlush(target), { signal });
    this.addEventListener("focusin", ({ target }) => {
      const control = this.controlAt(target);
      if (control) import("./text-in-use.js").then(({ enterText }) => enterText(this, control), () => {});
    }, { signal });
  }

  disconnect() {
    super.disconnect();
    this.#privacy.disconnect();
  }

  update() {
    this.#privacy.update();
  }

  /** The controls with a privacy toggle. Subclasses may leave some out. */
  get texts() {
    return this.controls;
  }

  /** Adds privacy toggles to the texts that are on the page now. */
  renewToggles() {
    this.#privacy.renew();
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    super.flush();
  }

  /** @param {Control} control */
  report(control) {
    if (control.value !== textOf(this.entryOf(control))) super.report(control);
  }

  /** @param {Control} control @param {Entry | undefined} entry */
  show(control, entry) {
    const text = textOf(entry);
    if (control.value === text) return;
    const { selectionStart, selectionEnd } = control;
    const focused = document.activeElement === control;
    const scrollTop = control.value && control.scrollTop; // asked of each field of a page, it would lay the page out each time
    control.value = text;
    // A date field has no selection, and would throw.
    if (focused && selectionStart !== null) control.setSelectionRange(selectionStart, selectionEnd);
    if (scrollTop) control.scrollTop = scrollTop;
    grow(control);
  }

  /** @param {Control} control @param {Entry | undefined} entry */
  valueBeforeUpgrade(control, entry) {
    const [typed, saved] = [control.value, textOf(entry)];
    if (!typed || typed === control.defaultValue || saved.includes(typed)) return undefined;
    return saved ? `${saved}\n${typed}` : typed;
  }

  // Later keystrokes don't restart the timer: steady typing is saved as well.
  /** @param {EventTarget | null} target */
  #scheduleFlush(target) {
    const control = this.controlAt(target);
    if (!control) return;
    this.#timer ||= setTimeout(() => this.flush(), SAVE_DELAY);
    this.statusElement?.toggleAttribute("data-hb-busy", true);
    grow(control);
  }
}

// Three names for one behaviour: a class can be registered only once.
export class HbPrompt extends TextElement {}
export class HbPlan extends TextElement {}
export class HbRecall extends TextElement {}

// With the line breaks of a textarea, or a text from another system would look changed.
/** @param {Entry | undefined} entry */
function textOf(entry) {
  return typeof entry?.value === "string" ? entry.value.replace(/\r\n?/g, "\n") : "";
}

// For browsers without `field-sizing: content`, which the style sheet sets.
/** @param {Control} control */
function grow(control) {
  if (CSS.supports("field-sizing", "content")) return;
  control.style.height = "auto";
  control.style.height = `${control.scrollHeight + control.offsetHeight - control.clientHeight}px`;
}
