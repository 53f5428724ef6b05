/** The search box: searches while the reader types, lists the results, and moves through them with the arrow keys. */

import { makeElement, siteBase } from "../common/dom.js";
import { t, wordsOf } from "../common/i18n.js";
import { loadIndex, pieceLoader, search } from "./index-client.js";
import { excerpt } from "./text.js";

/** @typedef {import("./index-client.js").Answer} Answer */
/** @typedef {import("./index-client.js").Result} Result */

const DELAY = 120; // milliseconds, so that not every letter of a fast typist is searched for

export class SearchBox {
  #query = "";
  #timer = 0;
  /** @type {Promise<void>} */
  #searched = Promise.resolve();

  /** @param {HTMLElement} dialog @param {HTMLInputElement} field @param {() => void} close */
  constructor(dialog, field, close) {
    this.field = field;
    this.close = close;
    this.loadPiece = pieceLoader(new URL("search/", siteBase).href);
    this.words = wordsOf(dialog);
    this.list = /** @type {HTMLElement} */ (dialog.querySelector("[data-hb-part=search-list]"));
    this.status = /** @type {HTMLElement} */ (dialog.querySelector("[data-hb-part=search-status]"));
    loadIndex(this.loadPiece).catch(() => this.#showFailure());
    field.addEventListener("input", () => this.#schedule());
    field.form?.addEventListener("submit", (event) => this.#openFirst(event));
    dialog.addEventListener("keydown", (event) => this.#moveFocus(event));
    this.list.addEventListener("click", ({ target }) => target instanceof Element && target.closest("a") && this.close());
    if (field.value) this.#schedule();
  }

  #schedule() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#searched = this.#search()), DELAY);
  }

  async #search() {
    const { value } = this.field;
    const query = value.trim();
    if (query === this.#query) return;
    this.#query = query;
    try {
      const answer = query ? await search(value, this.loadPiece) : undefined;
      if (query === this.#query) this.#show(answer);
    } catch {
      this.#showFailure();
    }
  }

  /** @param {Answer | undefined} answer */
  #show(answer) {
    const n = answer?.results.length ?? 0;
    const items = answer && n ? answer.results.map((result) => this.#resultItem(result, answer)) : (answer?.near ?? []).map(({ address, title }) => this.#item(address, title));
    this.list.replaceChildren(...items);
    this.status.textContent = t(this.words, !answer ? "hint" : n ? "found" : "none", { n });
  }

  #showFailure() {
    this.#query = "";
    const local = ["localhost", "127.0.0.1"].includes(location.hostname);
    this.list.replaceChildren();
    this.status.textContent = t(this.words, local ? "not-built" : "failed");
  }

  /** @param {Result} result @param {Answer} answer */
  #resultItem({ address, title, where, text }, { forms, language }) {
    const parts = excerpt(text, forms, language).map((part) => (part.match ? makeElement("mark", "", part.text) : part.text));
    return this.#item(address, title, makeElement("span", "hb-search__where", where), makeElement("span", "hb-search__text", ...parts));
  }

  /** @param {string} address @param {string} title @param {HTMLElement[]} details */
  #item(address, title, ...details) {
    const url = new URL(address, siteBase);
    // There is no server to serve a folder's index.html.
    if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
    const link = makeElement("a", { class: "hb-search__link", href: url.href }, makeElement("span", "hb-search__title", title), ...details);
    return makeElement("li", "hb-search__item", link);
  }

  /** @param {Event} event */
  async #openFirst(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    await (this.#searched = this.#search());
    this.#links()[0]?.click();
  }

  #links() {
    return [...this.list.querySelectorAll("a")];
  }

  /** Moves the focus between the field and the results. @param {KeyboardEvent} event */
  #moveFocus(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [this.field, ...this.#links()];
    const current = stops.findIndex((stop) => stop === document.activeElement);
    if (current < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, current + step))].focus();
  }
}
