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
  #first = true;
  #wrote = "";
  #state = "";
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
  entry(control) {
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
    this.addEventListener("click", (event) => this.#refuse(event), { capture: true, signal });
  }

  disconnect() {
    this.#show("");
    this.#first = true;
  }

  get status() {
    return this.piece("status");
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
  early(control, entry) {
    return undefined;
  }

  /** Shows what follows from the answers: counts, buttons. */
  update() {}

  refresh() {
    const early = this.#first ? this.controls.map((control) => ({ control, value: this.early(control, this.entry(control)) })) : [];
    let moved = false;
    for (const control of this.controls) {
      moved = this.show(control, this.entry(control)) || moved;
      lock(control);
    }
    this.#reworded();
    this.update();
    this.#show(this.#next(moved));
    this.#first = false;
    for (const { control, value } of early) if (value !== undefined) this.changed(control, value);
  }

  /**
   * Says that the reader gave an answer.
   *
   * @param {C} control
   * @param {string | boolean} value
   * @param {{because?: string, rev?: unknown, said?: unknown}} [how] `because`: the word that the status
   *   shows when it is saved; `rev` and `said`: another wording than the control's own.
   */
  changed(control, value, { because = "store.saved", rev = control.dataset.hbRev, said = wordingOf(control) } = {}) {
    const detail = { id: idOf(control), value, rev, said, place: this.#place };
    this.#wrote = because;
    // Off the page, no event of this element reaches the document.
    const from = this.isConnected ? this : document;
    from.dispatchEvent(new CustomEvent("hb-change", { bubbles: true, detail }));
  }

  /** @param {boolean} moved */
  #next(moved) {
    const wrote = this.#wrote;
    this.#wrote = "";
    if (this.controls.some((control) => !store.saved(idOf(control)))) return "store.not-saved";
    if (wrote) return wrote;
    if (this.#state === "store.not-saved") return "store.saved";
    if (this.#first) return this.controls.some((control) => this.entry(control)?.value) ? "store.restored" : "";
    return moved ? "store.elsewhere" : this.#state;
  }

  /** @param {string} state */
  #show(state) {
    if (state === this.#state) return;
    this.#state = state;
    if (this.status) this.status.textContent = state ? this.say(state) : "";
  }

  // One quiet line where an answer belongs to an earlier wording.
  #reworded() {
    const { section } = /** @type {typeof AnswerElement} */ (this.constructor);
    /** @type {Map<HTMLElement, Entry | null>} */
    const lines = new Map();
    for (const control of this.controls) {
      const line = this.piece("reworded", control.closest("li") ?? this);
      const entry = this.entry(control);
      const old = entry?.value && entry.rev !== undefined && entry.rev !== control.dataset.hbRev && this.holds(control) ? entry : null;
      if (line && (old || !lines.has(line))) lines.set(line, old);
    }
    for (const [line, entry] of lines) {
      const path = `${section}.reworded`;
      const said = typeof entry?.said === "string" && entry.said;
      const text = entry ? (said ? this.say(path, { said }) : this.say(`${path}-unknown`)) : "";
      if (line.textContent !== text) line.textContent = text;
      line.hidden = !text;
    }
  }

  /** Tells whether a control shows its entry (of several radio buttons one does). @param {C} control */
  holds(control) {
    return true;
  }

  /** @param {MouseEvent} event */
  #refuse(event) {
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
