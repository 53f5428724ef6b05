/**
 * What the handbook's elements have in common.
 *
 * The HTML is complete without them. An element reads the store, shows what it
 * finds, and says what the reader did in an `hb-change` or `hb-command` event;
 * it never writes to storage. Everything it adds to the page it takes away on disconnect.
 */

import { store } from "../store/store.js";
import { t, wordsOf } from "../common/i18n.js";

/**
 * @typedef {import("../store/document.js").Entries} Entries
 * @typedef {{
 *   write: import("../store/document-state.js").Answer & {id: string},
 *   take: {entries: Entries},
 *   replace: {entries: Entries},
 *   erase: {},
 *   "keep-in": {mode: import("../store/store.js").Mode, carry?: boolean},
 *   remember: {key: string, value: unknown},
 * }} Commands What an element may ask for beside keeping one answer, and what goes with it.
 */

export class HandbookElement extends HTMLElement {
  /** @type {AbortController | null} */
  #lifetime = null;
  /** @type {import("../common/i18n.js").Words} */
  words = {};

  connectedCallback() {
    const lifetime = new AbortController();
    const { signal } = lifetime;
    this.#lifetime = lifetime;
    this.words = wordsOf(this);
    this.connect(signal);
    store.subscribe(() => this.refresh(), signal);
    this.refresh();
    // Its words are on the page now: the notice may have waited for them.
    this.dispatchEvent(new CustomEvent("hb-ready", { bubbles: true }));
  }

  disconnectedCallback() {
    this.disconnect();
    this.#lifetime?.abort();
  }

  /** Listens; every listener takes `signal`. @param {AbortSignal} signal */
  connect(signal) {}

  /** Saves what is pending and takes away what was added. */
  disconnect() {}

  /** Shows what the store holds now. */
  refresh() {}

  /**
   * Asks for something that is no single answer; handbook.js lists what there is.
   *
   * @template {keyof Commands} Name
   * @param {Name} name
   * @param {Commands[Name]} [detail]
   */
  command(name, detail) {
    const from = this.isConnected ? this : document;
    from.dispatchEvent(new CustomEvent("hb-command", { bubbles: true, detail: { name, ...detail } }));
  }

  /** Returns one of its words. @param {string} path @param {Record<string, string | number>} [values] */
  t(path, values) {
    return t(this.words, path, values);
  }

  /** Returns its part of that name, the first in `near`. @param {string} name @param {Element} [near] @returns {HTMLElement | null} */
  findPart(name, near = this) {
    return near.querySelector(`[data-hb-part="${name}"]`);
  }
}
