/** The search box, a combobox: searches while the reader types, and lists the results, of which the arrow keys choose one. */

import { makeElement, siteBase } from "../common/dom.js";
import { t, wordsOf } from "../common/i18n.js";
import { loadIndex, pieceLoader, search } from "./index-client.js";
import { excerpt } from "./text.js";

/** @typedef {import("./index-client.js").Answer} Answer */
/** @typedef {import("./index-client.js").Result} Result */

const DELAY = 120; // milliseconds, so that not every letter of a fast typist is searched for

export class SearchBox {
  #query = "";
  chosen = -1;
  #timer = 0;
  /** @type {Promise<void>} */
  #searched = Promise.resolve();

  /** @param {HTMLElement} dialog @param {HTMLInputElement} field @param {HTMLElement} opener The button in the header. @param {() => void} close */
  constructor(dialog, field, opener, close) {
    this.field = field;
    this.close = close;
    this.loadPiece = pieceLoader(new URL("search/", siteBase).href);
    this.words = wordsOf(dialog);
    this.list = /** @type {HTMLElement} */ (dialog.querySelector("[data-hb-part=search-list]"));
    this.status = /** @type {HTMLElement} */ (dialog.querySelector("[data-hb-part=search-status]"));
    loadIndex(this.loadPiece).catch(() => this.#showFailure());
    field.addEventListener("input", () => this.#schedule());
    field.addEventListener("focus", ({ relatedTarget }) => dialog.contains(/** @type {Node | null} */ (relatedTarget)) || field.select()); // what is typed next is another query
    field.form?.addEventListener("submit", (event) => this.#openChosen(event));
    dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.list.addEventListener("focusin", ({ target }) => this.#choose(this.#links().findIndex((link) => link === target))); // by Tab
    const button = /** @type {HTMLElement} */ (dialog.querySelector("[data-hb-closes]"));
    document.addEventListener("keydown", (event) => event.key === "Escape" && !isComposing(event) && !dialog.hidden && button.click());
    const isOutside = (/** @type {EventTarget | null} */ target) => !dialog.hidden && target instanceof Node && !dialog.contains(target) && !opener.contains(target);
    for (const type of ["focusin", "pointerdown"]) document.addEventListener(type, ({ target }) => isOutside(target) && close());
    document.addEventListener("hb-navigated", close);
    this.list.id = "hb-search-list";
    this.list.role = "listbox";
    this.list.ariaLabel = field.ariaLabel;
    field.role = "combobox";
    field.setAttribute("aria-controls", this.list.id);
    field.ariaAutoComplete = "list";
    this.#showItems([]);
    if (matchMedia("(hover: hover)").matches) {
      const keys = navigator.platform.startsWith("Mac") ? "⌘ K" : t(this.words, "keys");
      button.before(makeElement("kbd", { class: "hb-search__where", "aria-hidden": "true" }, keys)); // the button in the header tells it
    }
    this.list.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
      if (target instanceof Element && target.closest("a") && !(ctrlKey || metaKey || shiftKey)) this.close(); // or it opens beside this page
    });
    if (field.value) this.#schedule();
  }

  #schedule() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), DELAY);
  }

  /** Searches for what's in the field, unless that is being done or has been. @returns {Promise<void>} When its results are shown. */
  #search() {
    const query = this.field.value.trim();
    if (query !== this.#query) this.#searched = this.#showResults(query);
    return this.#searched;
  }

  /** @param {string} query */
  async #showResults(query) {
    const { value } = this.field; // ends with a space if its last word is finished
    this.#query = query;
    try {
      const answer = query ? await search(value, this.loadPiece) : undefined;
      if (query === this.#query) this.#show(answer);
    } catch {
      if (query === this.#query) this.#showFailure();
    }
  }

  /** @param {Answer | undefined} answer */
  #show(answer) {
    const n = answer?.results.length ?? 0;
    const items = answer && n ? answer.results.map((result) => this.#resultItem(result, answer)) : (answer?.near ?? []).map(({ address, title }) => this.#item(address, title));
    this.#showItems(items);
    this.#say(t(this.words, !answer ? "hint" : n ? "found" : "none", { n }));
  }

  #showFailure() {
    this.#query = "";
    const local = ["localhost", "127.0.0.1"].includes(location.hostname);
    this.#showItems([]);
    this.#say(t(this.words, local ? "not-built" : "failed"));
  }

  /** Shows a message, which a screen reader reads out, unless it has. @param {string} message */
  #say(message) {
    if (this.status.textContent !== message) this.status.textContent = message;
  }

  /** @param {Result} result @param {Answer} answer */
  #resultItem({ address, title, where, text }, { forms, language }) {
    const parts = excerpt(text, forms, language).map((part) => (part.match ? makeElement("mark", "", part.text) : part.text));
    return this.#item(address, title, makeElement("span", { class: "hb-search__where", dir: "auto" }, where), makeElement("span", { class: "hb-search__text", dir: "auto" }, ...parts));
  }

  /** @param {string} address @param {string} title @param {HTMLElement[]} details */
  #item(address, title, ...details) {
    const url = new URL(address, siteBase);
    // There is no server to serve a folder's index.html.
    if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
    const where = details[0]?.textContent;
    const attributes = { class: "hb-search__link", href: url.href, role: "option", "aria-label": where ? `${title}, ${where}` : title };
    const link = makeElement("a", attributes, makeElement("span", { class: "hb-search__title", dir: "auto" }, title), ...details);
    return makeElement("li", { class: "hb-search__item", role: "none" }, link);
  }

  /** @param {HTMLElement[]} items */
  #showItems(items) {
    this.list.replaceChildren(...items);
    this.list.hidden = !items.length;
    this.field.ariaExpanded = String(items.length > 0);
    this.#links().forEach((link, n, { length }) => {
      link.id = `hb-result-${n + 1}`;
      [link.ariaPosInSet, link.ariaSetSize] = [String(n + 1), String(length)]; // "3 of 8"
    });
    this.#choose(-1);
  }

  /** @param {number} chosen The number of a result; -1 for none. */
  #choose(chosen) {
    this.chosen = chosen;
    const links = this.#links();
    links.forEach((link, n) => (link.ariaSelected = String(n === chosen)));
    if (!links[chosen]) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", links[chosen].id);
    links[chosen].scrollIntoView({ block: "nearest" });
  }

  /** @param {Event} event */
  async #openChosen(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    await this.#search();
    this.#links()[Math.max(0, this.chosen)]?.click();
  }

  #links() {
    return [...this.list.querySelectorAll("a")];
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (isComposing(event)) {
      if (event.key === "Enter") event.preventDefault(); // Safari would submit
    } else if (step && this.#links().length) {
      event.preventDefault();
      this.field.focus();
      this.#choose(Math.max(-1, Math.min(this.#links().length - 1, this.chosen + step)));
    }
  }
}

/** Tells whether a key belongs to an input method, which may use arrows, Escape and Enter; Safari says so by a code only. @param {KeyboardEvent} event */
const isComposing = ({ isComposing, keyCode }) => isComposing || keyCode === 229;
