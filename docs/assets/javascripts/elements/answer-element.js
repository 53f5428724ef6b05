/** Base class of the elements with answers: restores them, shows whether they are saved and whether the wording has changed. */

import { HandbookElement } from "./base-element.js";
import { idOf, oldIdsOf, wordingOf } from "../common/dom.js";
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
  /** Whether an answer to an earlier wording has been shown. */
  #isReworded = false;
  /** What each control shows or has reported. Another value came from the reader, whatever event brought it, or none. @type {Map<string, string | boolean>} */
  #known = new Map();
  /** The status to show once the last answer is saved, and the one that is shown: paths of strings. */
  #savedStatus = "";
  #status = "";

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
    return store.get(idOf(control), oldIdsOf(control));
  }

  connectedCallback() {
    // Whether it still exists is found out later (records.js).
    const { [this.dataset.hbBlock ?? ""]: record } = Object(store.remembered("open-records"));
    if (record) this.dataset.hbRecord = record;
    super.connectedCallback();
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const { statusElement } = this;
    // Restored answers aren't announced; changes are, from the first focus on.
    statusElement?.setAttribute("aria-live", "off");
    this.addEventListener("focusin", () => statusElement?.setAttribute("aria-live", "polite"), { once: true, signal });
    this.addEventListener("click", (event) => this.#preventIfReadOnly(event), { capture: true, signal });
    for (const type of ["change", "focusout"]) this.addEventListener(type, () => this.flush(), { signal });
    document.addEventListener("hb-flush", () => this.flush(), { signal });
    store.subscribe(["saved"], () => this.#showStatus(this.#nextStatus(false)), signal);
  }

  disconnect() {
    this.flush();
    this.forget();
    delete this.dataset.hbRecord;
    for (const added of this.querySelectorAll("[data-hb-added]")) added.remove();
    this.#showStatus("");
    this.#isFirst = true;
  }

  get statusElement() {
    return this.findPart("status");
  }

  /** Returns what a control shows. @param {C} control @returns {string | boolean} */
  valueOf(control) {
    return "checked" in control && /box|radio/.test(control.type) ? control.checked : control.value; // a checkbox or a radio button
  }

  /** Shows an entry in its control. For subclasses. @param {C} control @param {Entry | undefined} entry */
  show(control, entry) {}

  /** Reports the value of a control that the reader has changed. For subclasses. @param {C} control */
  report(control) {
    this.saveAnswer(control, this.valueOf(control));
  }

  /** Returns whether a control has a value that the reader gave it and that isn't reported yet. @param {C} control */
  isChanged(control) {
    const known = this.#known.get(keyOf(control));
    return known !== undefined && known !== this.valueOf(control);
  }

  /** Takes the controls as they are now: their values came from a script. */
  forget() {
    this.#known.clear();
  }

  /** Reports what the reader has changed. */
  flush() {
    // Each stays changed until its own turn: reporting one refreshes the others from the store.
    for (const control of this.controls.filter((control) => this.isChanged(control))) {
      this.#known.set(keyOf(control), this.valueOf(control));
      this.report(control);
    }
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
      // A value that isn't reported yet is newer than what is stored.
      if (!this.isChanged(control)) {
        this.show(control, this.entryOf(control));
        changed ||= this.isChanged(control);
        this.#known.set(keyOf(control), this.valueOf(control));
      }
      lock(control);
    }
    if (this.#isFirst && this.controls.some((control) => this.entryOf(control)?.value)) this.#savedStatus = "store.restored";
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
    this.#savedStatus = status;
    this.#known.set(keyOf(control), this.valueOf(control));
    this.command("write", { id: idOf(control), value, rev, said });
  }

  /** @param {boolean} changed */
  #nextStatus(changed) {
    // What was typed while the answer before it was being saved isn't in the store yet.
    const unsaved = this.controls.some((control) => this.isChanged(control) || !store.isSaved(idOf(control)));
    this.statusElement?.toggleAttribute("data-hb-busy", unsaved);
    if (unsaved) return store.fault ? "store.not-saved" : this.#status;
    const saved = this.#savedStatus;
    this.#savedStatus = "";
    if (saved) return saved;
    if (this.#status === "store.not-saved") return "store.saved";
    return changed ? "store.elsewhere" : this.#status;
  }

  /** @param {string} path */
  #showStatus(path) {
    if (path === this.#status) return;
    this.#status = path;
    // Where saved answers are: "store.saved" is "store.saved-browser" or "store.saved-tab".
    if (this.statusElement) this.statusElement.textContent = path && this.t(path.replace(/e\.(sa|re).+/, "$&-" + store.mode));
  }

  /** Returns the answer that a control shows, if it was given to an earlier wording. @param {C} control */
  rewordedEntry(control) {
    const entry = this.entryOf(control);
    return entry?.value && entry.rev !== undefined && entry.rev !== control.dataset.hbRev && this.isChosen(control) ? entry : undefined;
  }

  #showReworded() {
    this.#isReworded ||= this.controls.some((control) => this.rewordedEntry(control));
    if (this.#isReworded) import("./reworded-lines.js").then(({ showReworded }) => showReworded(this), () => {});
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

// Radio buttons share the id of their answer.
/** @param {Control} control */
function keyOf(control) {
  return `${idOf(control)} ${control.id}`;
}

/** @param {Control} control */
function lock(control) {
  if (control instanceof HTMLTextAreaElement) control.readOnly = store.readOnly;
  control.ariaDisabled = store.readOnly ? "true" : null;
}
