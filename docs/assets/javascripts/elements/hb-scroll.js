/** `<hb-scroll>` around a table or code: can be focused while its content is wider than the page, so that the arrow keys scroll it. Loaded where there is one. */

import { registerElements } from "./base-element.js";

class HbScroll extends HTMLElement {
  #resizes = new ResizeObserver(() => this.#update());

  connectedCallback() {
    for (const box of [this, ...this.children]) this.#resizes.observe(box);
  }

  disconnectedCallback() {
    this.#resizes.disconnect();
  }

  #update() {
    const scrolls = this.scrollWidth > this.clientWidth;
    if (scrolls === this.hasAttribute("tabindex")) return;
    const attributes = { tabindex: "0", role: "group", "aria-label": this.dataset.hbLabel ?? this.#heading?.textContent?.trim() ?? document.title };
    for (const [name, value] of Object.entries(attributes)) {
      if (scrolls) this.setAttribute(name, value);
      else this.removeAttribute(name);
    }
  }

  /** The last heading before it, whatever both are nested in. */
  get #heading() {
    return [...document.querySelectorAll("article :is(h1, h2, h3, h4)")].findLast((heading) => heading.compareDocumentPosition(this) & Node.DOCUMENT_POSITION_FOLLOWING);
  }
}

registerElements({ "hb-scroll": HbScroll });
