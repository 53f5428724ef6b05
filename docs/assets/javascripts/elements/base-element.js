/**
 * Base class of the handbook's elements.
 *
 * The HTML is complete without them. An element reads the store, shows what it finds, and reports what the reader did
 * with an `hb-command` event; it never writes to the store. On disconnect it removes everything it added.
 */

import { store } from "../store/store.js";
import { t, wordsOf } from "../common/i18n.js";

/**
 * @typedef {import("../store/document.js").Entries} Entries
 * @typedef {{
 *   write: import("../store/document-store.js").Answer & {id: string},
 *   merge: {entries: Entries},
 *   replace: {entries: Entries},
 *   erase: {},
 *   "set-storage": {mode: import("../store/document-store.js").Mode, carry?: boolean},
 *   remember: {key: string, value: unknown},
 * }} Commands What an element may ask for, by name, and the detail that goes with it.
 */

export class HandbookElement extends HTMLElement {
  /** What it shows: "document", or names of what the store remembers, such as "backup". */
  static topics = ["document"];
  /** @type {AbortController | null} */
  #lifetime = null;
  /** @type {import("../common/i18n.js").Words} */
  words = {};

  connectedCallback() {
    const { topics } = /** @type {typeof HandbookElement} */ (this.constructor);
    const lifetime = new AbortController();
    const { signal } = lifetime;
    this.#lifetime = lifetime;
    this.words = wordsOf(this);
    this.connect(signal);
    store.subscribe(topics, () => this.refresh(), signal);
    this.refresh();
    this.dispatchEvent(new CustomEvent("hb-ready", { bubbles: true }));
  }

  disconnectedCallback() {
    this.disconnect();
    this.#lifetime?.abort();
  }

  /** Adds listeners, each with `signal`. @param {AbortSignal} signal */
  connect(signal) {}

  /** Saves what is pending and removes what was added. */
  disconnect() {}

  /** Shows what the store holds now. */
  refresh() {}

  /**
   * Asks for something; handbook.js carries it out.
   *
   * @template {keyof Commands} Name
   * @param {Name} name
   * @param {Commands[Name]} [detail]
   */
  command(name, detail) {
    // A removed element's events don't reach the document.
    const target = this.isConnected ? this : document;
    target.dispatchEvent(new CustomEvent("hb-command", { bubbles: true, detail: { name, ...detail } }));
  }

  /** Returns one of its strings. @param {string} path @param {Record<string, string | number>} [values] */
  t(path, values) {
    return t(this.words, path, values);
  }

  /** Returns the first element in `root` with this `data-hb-part`. @param {string} name @param {Element} [root] @returns {HTMLElement | null} */
  findPart(name, root = this) {
    return root.querySelector(`[data-hb-part="${name}"]`);
  }
}

/** Registers elements; one that fails doesn't stop the others. @param {Record<string, CustomElementConstructor>} elements By tag name. */
export function registerElements(elements) {
  for (const [name, element] of Object.entries(elements)) {
    try {
      if (!customElements.get(name)) customElements.define(name, element);
    } catch (error) {
      console.error(`<${name}> was not registered`, error);
    }
  }
}
