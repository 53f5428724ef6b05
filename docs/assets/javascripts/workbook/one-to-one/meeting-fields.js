/** The fields above the pack: for whom, when, and what to ask for. Saved on this device while the reader types. */

import { store } from "../../store/store.js";

/** @typedef {import("./pack.js").Meeting} Meeting */

const SAVE_DELAY = 300; // ms

export class MeetingFields {
  #element;
  #onInput;
  /** Input that isn't saved yet. @type {Partial<Meeting>} */
  #unsaved = {};
  #timer = 0;

  /** @param {import("../../elements/base-element.js").HandbookElement} element @param {() => void} onInput Called on every input event. */
  constructor(element, onInput) {
    this.#element = element;
    this.#onInput = onInput;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#element.addEventListener("input", ({ target }) => this.#takeInput(target), { signal });
    window.addEventListener("pagehide", () => this.flush(), { signal });
    document.addEventListener("visibilitychange", () => this.flush(), { signal });
    document.addEventListener("hb-flush", () => this.flush(), { signal });
  }

  /** The current values. @returns {Meeting} */
  get value() {
    const stored = /** @type {Partial<Meeting> | null} */ (store.remembered("pack-head"));
    const text = (/** @type {keyof Meeting} */ key) => this.#unsaved[key] ?? (typeof stored?.[key] === "string" ? String(stored[key]) : "");
    return { to: text("to"), on: text("on"), asks: text("asks") };
  }

  /** Shows the saved values, which another tab may have changed. */
  show() {
    const { value } = this;
    for (const field of this.#fields()) if (field.value !== value[keyOf(field)]) field.value = value[keyOf(field)];
  }

  /** Saves pending input. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!Object.keys(this.#unsaved).length) return;
    const { value } = this;
    this.#unsaved = {};
    this.#element.command("remember", { key: "pack-head", value });
  }

  /** Empties what belongs to one 1:1; the other person stays. */
  clear() {
    this.#unsaved = { on: "", asks: "" };
    this.flush();
  }

  /** @param {EventTarget | null} target */
  #takeInput(target) {
    const field = this.#fields().find((other) => other === target);
    if (!field) return;
    this.#unsaved[keyOf(field)] = field.value;
    this.#timer ||= window.setTimeout(() => this.flush(), SAVE_DELAY);
    this.#onInput();
  }

  /** @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
  #fields() {
    return [...this.#element.querySelectorAll(/** @type {any} */ ("[data-hb-head]"))];
  }
}

/** @param {HTMLElement} field @returns {keyof Meeting} */
function keyOf(field) {
  return /** @type {keyof Meeting} */ (field.dataset.hbHead);
}
