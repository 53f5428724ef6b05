/** `<hb-scroll>` around a table: can be focused while the table is wider than the page, so that the arrow keys scroll it. */

export class HbScroll extends HTMLElement {
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
    let heading = this.previousElementSibling;
    while (heading && !/^H\d$/.test(heading.tagName)) heading = heading.previousElementSibling;
    const attributes = { tabindex: "0", role: "group", "aria-label": heading?.textContent?.trim() ?? document.title };
    for (const [name, value] of Object.entries(attributes)) {
      if (scrolls) this.setAttribute(name, value);
      else this.removeAttribute(name);
    }
  }
}
