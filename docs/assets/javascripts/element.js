/**
 * What the handbook's elements have in common.
 *
 * The HTML is complete without them. An element reads the store, shows what it
 * finds, and says what the reader did in an `hb-change` or `hb-command` event;
 * it never writes to storage. Everything it adds to the page it takes away on disconnect.
 */

import { store } from "./store.js";
import { say, wordsOf } from "./words.js";

export class HandbookElement extends HTMLElement {
  #lifetime = null;

  connectedCallback() {
    this.#lifetime = new AbortController();
    const { signal } = this.#lifetime;
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

  /** Listens; every listener takes `signal`. */
  connect() {}

  /** Saves what is pending and takes away what was added. */
  disconnect() {}

  /** Shows what the store holds now. */
  refresh() {}

  /**
   * Asks for something that is no single answer; handbook.js lists what there is.
   *
   * @param {"take"|"replace"|"erase"|"keep-in"|"remember"|"write"} name
   * @param {object} [detail]
   */
  command(name, detail = {}) {
    const from = this.isConnected ? this : document;
    from.dispatchEvent(new CustomEvent("hb-command", { bubbles: true, detail: { name, ...detail } }));
  }

  say(path, values) {
    return say(this.words, path, values);
  }

  part(name, near = this) {
    return near.querySelector(`[data-hb-part="${name}"]`);
  }
}
