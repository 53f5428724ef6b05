/** The lines above the pack: whom it is for, when, and what is asked. Remembered on this device while they are typed. */

import { store } from "../../store/store.js";

/** @typedef {import("./pack.js").Head} Head */

const WAIT = 300;

export class HeadLines {
  #element;
  #typing;
  /** What has been typed and is not remembered yet. @type {Partial<Head>} */
  #typed = {};
  #timer = 0;

  /** @param {import("../../elements/base-element.js").HandbookElement} element @param {() => void} typing Called at every stroke. */
  constructor(element, typing) {
    this.#element = element;
    this.#typing = typing;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#element.addEventListener("input", ({ target }) => this.#type(target), { signal });
    window.addEventListener("pagehide", () => this.flush(), { signal });
    document.addEventListener("visibilitychange", () => this.flush(), { signal });
    document.addEventListener("hb-flush", () => this.flush(), { signal });
  }

  /** What stands in the lines now. @returns {Head} */
  get value() {
    const found = /** @type {Partial<Head> | null} */ (store.remembered("pack-head"));
    const text = (/** @type {keyof Head} */ key) => this.#typed[key] ?? (typeof found?.[key] === "string" ? String(found[key]) : "");
    return { to: text("to"), on: text("on"), asks: text("asks") };
  }

  /** Shows what is remembered, such as what another tab has typed. */
  show() {
    const { value } = this;
    for (const field of this.#fields()) if (field.value !== value[keyOf(field)]) field.value = value[keyOf(field)];
  }

  /** Remembers what has been typed. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!Object.keys(this.#typed).length) return;
    const { value } = this;
    this.#typed = {};
    this.#element.command("remember", { key: "pack-head", value });
  }

  /** @param {EventTarget | null} target */
  #type(target) {
    const field = this.#fields().find((one) => one === target);
    if (!field) return;
    this.#typed[keyOf(field)] = field.value;
    this.#timer ||= window.setTimeout(() => this.flush(), WAIT);
    this.#typing();
  }

  /** @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
  #fields() {
    return [...this.#element.querySelectorAll(/** @type {any} */ ("[data-hb-head]"))];
  }
}

/** @param {HTMLElement} field @returns {keyof Head} */
function keyOf(field) {
  return /** @type {keyof Head} */ (field.dataset.hbHead);
}
