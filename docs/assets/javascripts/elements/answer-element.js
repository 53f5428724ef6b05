/** What the elements that hold answers have in common: restore, lock, status, "reworded". */

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
  /** The section of its words in docs/strings/en.yml. */
  static section = "";
  #isFirst = true;
  #savedStatus = "";
  #status = "";
  /** @type {import("../common/dom.js").Place | null} */
  #place = null;

  get controls() {
    /** @type {NodeListOf<C>} */
    const found = this.querySelectorAll("[data-hb-id]");
    return [...found];
  }

  /** Returns the control that an event came from, or undefined. @param {EventTarget | null} target */
  controlAt(target) {
    return this.controls.find((control) => control === target);
  }

  /** Returns what the store holds for a control. @param {Control} control */
  entryOf(control) {
    return store.get(idOf(control), ids(control.dataset.hbWas));
  }

  connectedCallback() {
    // Taken now: while this element is being replaced, the address is the next page's already.
    this.#place = placeOf(this);
    super.connectedCallback();
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const { status } = this;
    // What was kept is shown, not spoken; from the first touch on, changes are spoken.
    status?.setAttribute("aria-live", "off");
    this.addEventListener("focusin", () => status?.setAttribute("aria-live", "polite"), { once: true, signal });
    this.addEventListener("click", (event) => this.#preventIfReadOnly(event), { capture: true, signal });
  }

  disconnect() {
    this.#showStatus("");
    this.#isFirst = true;
  }

  get status() {
    return this.findPart("status");
  }

  /** Puts an entry into its control; returns whether that changed the page. Subclasses say how. @param {C} control @param {Entry | undefined} entry */
  show(control, entry) {
    return false;
  }

  /**
   * Returns the value that a control had before this script ran, or undefined. Subclasses say how.
   *
   * @param {C} control
   * @param {Entry | undefined} entry
   * @returns {string | boolean | undefined}
   */
  valueBeforeUpgrade(control, entry) {
    return undefined;
  }

  /** Shows what follows from the answers: counts, buttons. */
  update() {}

  refresh() {
    const early = this.#isFirst ? this.controls.map((control) => ({ control, value: this.valueBeforeUpgrade(control, this.entryOf(control)) })) : [];
    let moved = false;
    for (const control of this.controls) {
      moved = this.show(control, this.entryOf(control)) || moved;
      lock(control);
    }
    this.#showReworded();
    this.update();
    this.#showStatus(this.#nextStatus(moved));
    this.#isFirst = false;
    for (const { control, value } of early) if (value !== undefined) this.saveAnswer(control, value);
  }

  /**
   * Says that the reader gave an answer.
   *
   * @param {C} control
   * @param {string | boolean} value
   * @param {{because?: string, rev?: unknown, said?: unknown}} [how] `because`: the word that the status
   *   shows when it is saved; `rev` and `said`: another wording than the control's own.
   */
  saveAnswer(control, value, { because = "store.saved", rev = control.dataset.hbRev, said = wordingOf(control) } = {}) {
    const detail = { id: idOf(control), value, rev, said, place: this.#place };
    this.#savedStatus = because;
    // Off the page, no event of this element reaches the document.
    const from = this.isConnected ? this : document;
    from.dispatchEvent(new CustomEvent("hb-change", { bubbles: true, detail }));
  }

  /** @param {boolean} moved */
  #nextStatus(moved) {
    const wrote = this.#savedStatus;
    this.#savedStatus = "";
    if (this.controls.some((control) => !store.isSaved(idOf(control)))) return "store.not-saved";
    if (wrote) return wrote;
    if (this.#status === "store.not-saved") return "store.saved";
    if (this.#isFirst) return this.controls.some((control) => this.entryOf(control)?.value) ? "store.restored" : "";
    return moved ? "store.elsewhere" : this.#status;
  }

  /** @param {string} state */
  #showStatus(state) {
    if (state === this.#status) return;
    this.#status = state;
    if (this.status) this.status.textContent = state ? this.t(state) : "";
  }

  // One quiet line where an answer belongs to an earlier wording.
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

  /** Tells whether a control shows its entry (of several radio buttons one does). @param {C} control */
  isChosen(control) {
    return true;
  }

  /** @param {MouseEvent} event */
  #preventIfReadOnly(event) {
    const touched = event.target instanceof Element && event.target.matches("[data-hb-id]:not(textarea)");
    if (store.readOnly && touched) event.preventDefault();
  }
}

/** @param {Control} control */
function lock(control) {
  if (control instanceof HTMLTextAreaElement) control.readOnly = store.readOnly;
  if (store.readOnly) control.setAttribute("aria-disabled", "true");
  else control.removeAttribute("aria-disabled");
}
