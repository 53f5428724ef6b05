/** `<hb-scroll>` around a table: while it holds more than fits, Tab stops there, and the arrow keys reach the rest. */

export class HbScroll extends HTMLElement {
  #seen = new ResizeObserver(() => this.#show());

  connectedCallback() {
    for (const box of [this, ...this.children]) this.#seen.observe(box);
  }

  disconnectedCallback() {
    this.#seen.disconnect();
  }

  #show() {
    const wide = this.scrollWidth > this.clientWidth;
    if (wide === this.hasAttribute("tabindex")) return;
    // Named by the heading above it, as a reader who sees the page would name it.
    let above = this.previousElementSibling;
    while (above && !/^H\d$/.test(above.tagName)) above = above.previousElementSibling;
    const said = { tabindex: "0", role: "group", "aria-label": above?.textContent?.trim() ?? document.title };
    for (const [name, value] of Object.entries(said)) {
      if (wide) this.setAttribute(name, value);
      else this.removeAttribute(name);
    }
  }
}
