/** What the page shows while nobody rates: sections that are built anew only when what they show has changed. */

import { makeElement } from "../../common/dom.js";

export class Desk {
  #root;
  /** @type {Map<string, {section: HTMLElement, key: string}>} */
  #sections;

  /** @param {HTMLElement} root @param {string[]} names In the order of the page. */
  constructor(root, names) {
    this.#root = root;
    this.#sections = new Map(names.map((name) => [name, { section: makeElement("div", `hb-assessment__${name}`), key: "" }]));
    root.replaceChildren(...[...this.#sections.values()].map(({ section }) => section));
    this.empty();
  }

  /** Shows a section; an empty key takes away what it held. @param {string} name @param {string} key @param {() => (Node | string)[]} build */
  fill(name, key, build) {
    const found = this.#sections.get(name);
    if (!found || found.key === key) return;
    found.key = key;
    found.section.replaceChildren(...(key ? build() : []));
    found.section.hidden = !key;
  }

  /** Takes away every section but these. @param {string[]} [but] */
  empty(but = []) {
    for (const [name, { section }] of this.#sections) {
      if (but.includes(name)) continue;
      this.fill(name, "", () => []);
      section.hidden = true;
    }
  }

  /** Puts a text, and perhaps a button, into a live region. @param {string} part @param {string} text @param {HTMLElement[]} more */
  tell(part, text, ...more) {
    this.#root.querySelector(`[data-hb-part="${part}"]`)?.replaceChildren(text, ...more);
  }

  /** Moves the focus to the first thing of a section, or of the desk, that a selector finds. @param {string} selector */
  focus(selector) {
    const found = this.#root.querySelector(selector);
    if (found instanceof HTMLElement) found.focus();
  }

  remove() {
    this.#root.replaceChildren();
  }
}
