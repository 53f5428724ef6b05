/**
 * The preview of the pages, scaled down side by side. They are CSS columns with the size of the printed area and the same
 * break rules as pages, so that the number of columns is the number of pages.
 */

import { makeElement } from "../../common/dom.js";

// The width of a page in CSS pixels: in the overview, and large enough to read.
const SMALL = 280;
const LARGE = 620;
// What starts a new page, as in print-kit.css.
const PAGE_STARTS = [
  ".hb-kit__chapter:has(> .hb-kit__block--sheets) + .hb-kit__chapter",
  ".hb-kit__chapter + .hb-kit__chapter:has(> .hb-kit__running + .hb-kit__block--sheets)",
  ".hb-kit__running ~ :not(.hb-kit__running) ~ .hb-kit__block--sheets",
].join();

export class PagePreview {
  #view;
  #strip;
  #paper;
  #large = false;
  /** @type {ResizeObserver | null} */
  #observer = null;
  /** @type {CSSStyleSheet | null} */
  #sheet = null;

  /** @param {HTMLElement} view @param {HTMLElement} strip @param {HTMLElement} paper */
  constructor(view, strip, paper) {
    this.#view = view;
    this.#strip = strip;
    this.#paper = paper;
  }

  connect() {
    this.#view.tabIndex = 0; // from here on it scrolls
    this.#observer = new ResizeObserver(() => this.#scale());
    this.#observer.observe(this.#view);
    this.#sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  disconnect() {
    this.#view.removeAttribute("tabindex");
    this.#observer?.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = null;
    this.#large = false;
    for (const name of ["--kit-scale", "--kit-pages"]) this.#strip.style.removeProperty(name);
  }

  /** Sets the paper size for printing. @param {import("./options.js").Paper} paper */
  setPaper(paper) {
    this.#sheet?.replaceSync(`@page { size: ${paper === "a4" ? "A4" : "letter"}; }`);
  }

  /** Switches between small and large pages; returns whether they are large. */
  toggleSize() {
    this.#large = !this.#large;
    this.#scale();
    return this.#large;
  }

  /** Returns the number of pages of a copy, and makes room for them. @param {HTMLElement} copy */
  countPages(copy) {
    if (!CSS.supports("break-before", "column")) this.#addColumnBreaks(copy);
    // A box that is broken across columns has one rectangle in each.
    const pages = copy.getClientRects().length;
    this.#strip.style.setProperty("--kit-pages", String(pages));
    this.#scale();
    return pages;
  }

  // Firefox doesn't support break-before: column. A filler takes the rest of the column, so that the item starts a new one.
  /** @param {HTMLElement} copy */
  #addColumnBreaks(copy) {
    for (const filler of copy.querySelectorAll(".hb-kit__push")) filler.remove();
    const { paddingTop, paddingBottom } = getComputedStyle(this.#paper);
    const [top, height] = [parseFloat(paddingTop), this.#paper.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)];
    for (const piece of copy.querySelectorAll(PAGE_STARTS)) {
      const box = this.#paper.getBoundingClientRect();
      const [first] = piece.getClientRects();
      const offset = first ? ((first.top - box.top) * this.#paper.offsetHeight) / box.height - top : 0;
      if (offset < 2) continue;
      const filler = makeElement("div", "hb-kit__push");
      filler.style.height = `${height - offset}px`;
      // Inside the previous chapter: as a sibling it would change the selectors above.
      if (piece.matches(".hb-kit__chapter")) piece.previousElementSibling?.append(filler);
      else piece.before(filler);
    }
  }

  #scale() {
    const room = this.#view.clientWidth - 2 * parseFloat(getComputedStyle(this.#view).paddingLeft);
    const across = Math.max(1, Math.floor(room / (this.#large ? LARGE : SMALL)));
    const sheetWidth = this.#paper.offsetWidth * 1.03; // with the gap between two sheets
    if (room > 0 && sheetWidth > 0) this.#strip.style.setProperty("--kit-scale", String(Math.min(1, room / across / sheetWidth)));
  }
}
