/** Base class of the elements with answers: restores them, shows whether they are saved and whether the wording has changed. */

import { HandbookElement } from "./base-element.js";
import { idOf, ids, placeOf, wordingOf } from "../common/dom.js";
import { store } from "../store/store.js";

/** @typedef {import("../store/document.js").Entry} Entry */
/** @typedef {import("../common/dom.js").Control} Control */

/**
 * An element whose controls (`data-hb-id`) hold the reader's answers.
 *
 * @template {Control} [C=Control] What its controls are.
 */
export class AnswerElement extends HandbookElement {
  /** The section of its strings in docs/strings/en.yml. */
  static section = "";
  #isFirst = true;
  /** The status to show once the last answer is saved, and the one that is shown: paths of strings. */
  #savedStatus = "";
  #status = "";
  /** @type {import("../common/dom.js").Place | null} */
  #place = null;

  get controls() {
    /** @type {NodeListOf<C>} */
    const controls = this.querySelectorAll("[data-hb-id]");
    return [...controls];
  }

  /** Returns the control that an event came from, or undefined. @param {EventTarget | null} target */
  controlAt(target) {
    return this.controls.find((control) => control === target);
  }

  /** Returns a control's entry in the store, or undefined. @param {Control} control */
  entryOf(control) {
    return store.get(idOf(control), ids(control.dataset.hbWas));
  }

  connectedCallback() {
    // Read now: while this element is being replaced, the address is already the next page's.
    this.#place = placeOf(this);
    super.connectedCallback();
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const { statusElement } = this;
    // Restored answers aren't announced; changes are, from the first focus on.
    statusElement?.setAttribute("aria-live", "off");
    this.addEventListener("focusin", () => statusElement?.setAttribute("aria-live", "polite"), { once: true, signal });
    this.addEventListener("click", (event) => this.#preventIfReadOnly(event), { capture: true, signal });
  }

  disconnect() {
    this.#showStatus("");
    this.#isFirst = true;
  }

  get statusElement() {
    return this.findPart("status");
  }

  /** Shows an entry in its control; returns whether that changed the control. For subclasses. @param {C} control @param {Entry | undefined} entry */
  show(control, entry) {
    return false;
  }

  /**
   * Returns what the reader entered before this script ran and isn't saved yet, or undefined. For subclasses.
   *
   * @param {C} control
   * @param {Entry | undefined} entry
   * @returns {string | boolean | undefined}
   */
  valueBeforeUpgrade(control, entry) {
    return undefined;
  }

  /** Shows what depends on the answers: counts, buttons. For subclasses. */
  update() {}

  refresh() {
    const early = this.#isFirst ? this.controls.map((control) => ({ control, value: this.valueBeforeUpgrade(control, this.entryOf(control)) })) : [];
    let changed = false;
    for (const control of this.controls) {
      changed = this.show(control, this.entryOf(control)) || changed;
      lock(control);
    }
    this.#showReworded();
    this.update();
    this.#showStatus(this.#nextStatus(changed));
    this.#isFirst = false;
    for (const { control, value } of early) if (value !== undefined) this.saveAnswer(control, value);
  }

  /**
   * Reports an answer, so that it's saved.
   *
   * @param {C} control
   * @param {string | boolean} value
   * @param {{status?: string, rev?: unknown, said?: unknown}} [options] `status`: the string to show once it's saved;
   *   `rev` and `said`: the wording that was answered, if it isn't the control's.
   */
  saveAnswer(control, value, { status = "store.saved", rev = control.dataset.hbRev, said = wordingOf(control) } = {}) {
    const detail = { id: idOf(control), value, rev, said, place: this.#place };
    this.#savedStatus = status;
    // A removed element's events don't reach the document.
    const target = this.isConnected ? this : document;
    target.dispatchEvent(new CustomEvent("hb-change", { bubbles: true, detail }));
  }

  /** @param {boolean} changed */
  #nextStatus(changed) {
    const saved = this.#savedStatus;
    this.#savedStatus = "";
    if (this.controls.some((control) => !store.isSaved(idOf(control)))) return "store.not-saved";
    if (saved) return saved;
    if (this.#status === "store.not-saved") return "store.saved";
    if (this.#isFirst) return this.controls.some((control) => this.entryOf(control)?.value) ? "store.restored" : "";
    return changed ? "store.elsewhere" : this.#status;
  }

  /** @param {string} path */
  #showStatus(path) {
    if (path === this.#status) return;
    this.#status = path;
    if (this.statusElement) this.statusElement.textContent = path ? this.t(path) : "";
  }

  /** Shows a line where an answer was given to an earlier wording. */
  #showReworded() {
    const { section } = /** @type {typeof AnswerElement} */ (this.constructor);
    /** @type {Map<HTMLElement, Entry | null>} */
    const lines = new Map();
    for (const control of this.controls) {
      const line = this.findPart("reworded", control.closest("li") ?? this);
      const entry = this.entryOf(control);
      const old = entry?.value && entry.rev !== undefined && entry.rev !== control.dataset.hbRev && this.isChosen(control) ? entry : null;
      if (line && (old || !lines.has(line))) lines.set(line, old);
    }
    for (const [line, entry] of lines) {
      const path = `${section}.reworded`;
      const said = typeof entry?.said === "string" && entry.said;
      const text = entry ? (said ? this.t(path, { said }) : this.t(`${path}-unknown`)) : "";
      if (line.textContent !== text) line.textContent = text;
      line.hidden = !text;
    }
  }

  /** Returns whether a control shows its entry: of a group of radio buttons only one does. @param {C} control */
  isChosen(control) {
    return true;
  }

  /** @param {MouseEvent} event */
  #preventIfReadOnly(event) {
    const onControl = event.target instanceof Element && event.target.matches("[data-hb-id]:not(textarea)");
    if (store.readOnly && onControl) event.preventDefault();
  }
}

/** @param {Control} control */
function lock(control) {
  if (control instanceof HTMLTextAreaElement) control.readOnly = store.readOnly;
  if (store.readOnly) control.setAttribute("aria-disabled", "true");
  else control.removeAttribute("aria-disabled");
}
