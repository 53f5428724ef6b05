/**
 * The sheets side by side, scaled down. They are set in columns of exactly the area that is printed, and broken by the
 * same rules as pages, so that the number of columns is the number of pages.
 */

// How wide a page may be, in CSS pixels: as in a contact print, or to be read.
const SMALL = 280;
const LARGE = 620;
// What begins a page: as in print-kit.css.
const ALONE = [
  ".hb-kit__chapter:has(> .hb-kit__block--sheets) + .hb-kit__chapter",
  ".hb-kit__chapter + .hb-kit__chapter:has(> .hb-kit__running + .hb-kit__block--sheets)",
  ".hb-kit__running ~ :not(.hb-kit__running) ~ .hb-kit__block--sheets",
].join();

export class Strip {
  #view;
  #strip;
  #paper;
  #large = false;
  /** @type {ResizeObserver | null} */
  #watch = null;
  /** @type {CSSStyleSheet | null} */
  #sheet = null;

  /** @param {HTMLElement} view @param {HTMLElement} strip @param {HTMLElement} paper */
  constructor(view, strip, paper) {
    this.#view = view;
    this.#strip = strip;
    this.#paper = paper;
  }

  connect() {
    this.#watch = new ResizeObserver(() => this.#scale());
    this.#watch.observe(this.#view);
    this.#sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  disconnect() {
    this.#watch?.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = null;
    this.#large = false;
    for (const name of ["--kit-scale", "--kit-pages"]) this.#strip.style.removeProperty(name);
  }

  /** Gives the printer a size of paper. @param {import("./options.js").Paper} paper */
  size(paper) {
    this.#sheet?.replaceSync(`@page { size: ${paper === "a4" ? "A4" : "letter"}; }`);
  }

  /** Shows larger sheets, or smaller ones; returns which. */
  turn() {
    this.#large = !this.#large;
    this.#scale();
    return this.#large;
  }

  /** Returns on how many pages a copy stands, and makes room for them. @param {HTMLElement} copy */
  count(copy) {
    if (!CSS.supports("break-before", "column")) this.#push(copy);
    // A box that runs over several columns has one rectangle in each.
    const pages = copy.getClientRects().length;
    this.#strip.style.setProperty("--kit-pages", String(pages));
    this.#scale();
    return pages;
  }

  // Firefox knows break-before: column not yet: what is left of a column is filled, so that the next piece begins in the next one.
  /** @param {HTMLElement} copy */
  #push(copy) {
    for (const old of copy.querySelectorAll(".hb-kit__push")) old.remove();
    const { paddingTop, paddingBottom } = getComputedStyle(this.#paper);
    const [top, high] = [parseFloat(paddingTop), this.#paper.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)];
    for (const piece of copy.querySelectorAll(ALONE)) {
      const box = this.#paper.getBoundingClientRect();
      const [first] = piece.getClientRects();
      const from = first ? ((first.top - box.top) * this.#paper.offsetHeight) / box.height - top : 0;
      if (from < 2) continue;
      const made = document.createElement("div");
      made.className = "hb-kit__push";
      made.style.height = `${high - from}px`;
      // Within the chapter before, or what stands side by side would change.
      if (piece.matches(".hb-kit__chapter")) piece.previousElementSibling?.append(made);
      else piece.before(made);
    }
  }

  #scale() {
    const room = this.#view.clientWidth - 2 * parseFloat(getComputedStyle(this.#view).paddingLeft);
    const across = Math.max(1, Math.floor(room / (this.#large ? LARGE : SMALL)));
    const wide = this.#paper.offsetWidth * 1.03; // with the gap between two sheets
    if (room > 0 && wide > 0) this.#strip.style.setProperty("--kit-scale", String(Math.min(1, room / across / wide)));
  }
}
