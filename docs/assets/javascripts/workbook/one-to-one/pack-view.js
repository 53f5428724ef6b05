/** The pack on the page: the same tree and the same style as in the file. */

import { PAPER } from "./styles.js";
import { classOf, isFree } from "./render.js";

/** The style while a pack is on the page. */
export class Look {
  /** @type {CSSStyleSheet | null} */
  #sheet = null;

  /** Gives the page the pack's style. */
  put() {
    this.#sheet = new CSSStyleSheet();
    this.#sheet.replaceSync(PAPER);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  /** Takes it away again. */
  remove() {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = null;
  }
}

/** Returns the tree as elements. @param {import("./render.js").Node} node @returns {HTMLElement} */
export function elementOf({ tag, name, text, kids }) {
  const made = document.createElement(tag);
  made.className = classOf(name);
  if (isFree(name)) made.dir = "auto";
  if (kids.length) made.append(...kids.map(elementOf));
  else made.textContent = text;
  return made;
}

/** Changes a text only if it differs: a live region says it once then. @param {Element} place @param {string} text */
export function set(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Returns what stands where there is nothing yet. @param {string} text */
export function paragraph(text) {
  const made = document.createElement("p");
  made.className = "hb-pack__empty";
  made.textContent = text;
  return made;
}
