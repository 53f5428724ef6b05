/** The search box: asks while the reader types, lists what was found, and is walked with the keys. */

import { ask, ready } from "./index-client.js";
import { excerpt } from "./search-excerpt.js";
import { siteBase } from "../common/dom.js";
import { pieces } from "./search-load.js";
import { t, wordsOf } from "../common/i18n.js";

/** @typedef {import("./index-client.js").Answer} Answer */
/** @typedef {import("./index-client.js").Place} Place */

const WAIT = 120; // so that a fast writer is not answered letter by letter
const CHAPTERS = 3;

/** The sheet at work. */
export class SearchBox {
  #asked = "";
  #timer = 0;
  /** @type {Promise<void>} */
  #answered = Promise.resolve();

  /** @param {HTMLElement} sheet @param {HTMLInputElement} field @param {() => void} close */
  constructor(sheet, field, close) {
    this.field = field;
    this.close = close;
    this.load = pieces(new URL("search/", siteBase).href);
    this.words = wordsOf(sheet);
    this.list = /** @type {HTMLElement} */ (sheet.querySelector("[data-hb-part=search-list]"));
    this.status = /** @type {HTMLElement} */ (sheet.querySelector("[data-hb-part=search-status]"));
    ready(this.load).catch(() => this.#failed());
    field.addEventListener("input", () => this.#later());
    field.form?.addEventListener("submit", (event) => this.#first(event));
    sheet.addEventListener("keydown", (event) => this.#walk(event));
    this.list.addEventListener("click", ({ target }) => target instanceof Element && target.closest("a") && this.close());
    if (field.value) this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#answered = this.#ask()), WAIT);
  }

  async #ask() {
    const question = this.field.value;
    if (question.trim() === this.#asked) return;
    this.#asked = question.trim();
    try {
      const answer = this.#asked ? await ask(question, this.load) : undefined;
      if (question.trim() === this.#asked) this.#show(answer);
    } catch {
      this.#failed();
    }
  }

  /** @param {Answer | undefined} answer */
  #show(answer) {
    this.list.replaceChildren(...(answer?.places ?? []).map((place) => this.#result(place, /** @type {Answer} */ (answer))));
    if (answer && !answer.places.length) this.list.replaceChildren(...this.#chapters());
    const word = !answer ? "hint" : answer.places.length ? "found" : "none";
    this.status.textContent = t(this.words, word, { n: answer?.places.length ?? 0 });
  }

  #failed() {
    this.#asked = "";
    const here = ["localhost", "127.0.0.1"].includes(location.hostname);
    this.list.replaceChildren();
    this.status.textContent = t(this.words, here ? "not-built" : "failed");
  }

  /** @param {Place} place @param {Answer} answer */
  #result(place, { forms, language }) {
    const text = make("span", "hb-search__text");
    for (const part of excerpt(place.text, forms, language)) text.append(part.found ? make("mark", "", part.text) : part.text);
    return this.#item(place.address, place.title, make("span", "hb-search__where", place.where), text);
  }

  /** @param {string} address @param {string} title @param {HTMLElement[]} more */
  #item(address, title, ...more) {
    const [item, link] = [make("li", "hb-search__item"), document.createElement("a")];
    const url = new URL(address, siteBase);
    // No server is there to find a folder's page.
    if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
    link.className = "hb-search__link";
    link.href = url.href;
    link.append(make("span", "hb-search__title", title), ...more);
    item.append(link);
    return item;
  }

  /** Returns the chapters nearest to the page that is open: who finds nothing goes on from there. */
  #chapters() {
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll("#hb-contents a[href]");
    const all = [...links].filter((link) => link.href.includes("/chapters/"));
    const here = all.findIndex((link) => link.ariaCurrent === "page");
    const first = Math.max(0, Math.min(here - 1, all.length - CHAPTERS));
    return all.slice(first, first + CHAPTERS).map((link) => this.#item(link.href, (link.lastChild?.textContent ?? "").trim()));
  }

  /** @param {Event} event */
  async #first(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    await (this.#answered = this.#ask());
    this.#links()[0]?.click();
  }

  #links() {
    return [...this.list.querySelectorAll("a")];
  }

  /** The arrows go from the field through the results and back. @param {KeyboardEvent} event */
  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [this.field, ...this.#links()];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  }
}

/** @param {string} name @param {string} part @param {string} [text] */
function make(name, part, text = "") {
  const element = document.createElement(name);
  if (part) element.className = part;
  element.textContent = text;
  return element;
}
