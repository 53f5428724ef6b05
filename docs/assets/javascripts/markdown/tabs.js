/**
 * Makes tabs of the titled panels that Markdown's `=== "Label"` writes. Choosing a label chooses it in every set of the page
 * that has it. The browser's own search finds text in hidden panels, where it can (`hidden="until-found"`).
 */

import { makeElement } from "../common/dom.js";

const PANEL = ".tabbed-block";
const CONTROLS = "a[href], button, summary";
/** @type {Record<string, string | null>} */
const HIDDEN = { role: null, "aria-labelledby": null, tabindex: null, hidden: "until-found" };
/** What shows each panel. @type {WeakMap<Element, () => void>} */
const shows = new WeakMap();
let count = 0;

/** Makes tabs of every set in an element, and shows the panel that the address leads to. @param {ParentNode} root */
export function enhanceTabs(root) {
  /** @type {TabSet[]} */
  const sets = [];
  for (const element of root.querySelectorAll(".tabbed-set")) {
    const panels = [...element.querySelectorAll(`:scope > .tabbed-content > ${PANEL}`)].filter((panel) => panel instanceof HTMLElement);
    if (panels.length && !element.querySelector(":scope > [role=tablist]")) sets.push(new TabSet(element, panels, sets));
  }
  showTarget();
}

/** Shows the element that the address leads to, for browsers that don't do it themselves. */
function showTarget() {
  const target = document.querySelector(":target");
  if (!target?.closest(`${PANEL}[hidden]`)) return;
  for (let panel = target.closest(PANEL); panel; panel = panel.parentElement?.closest(PANEL) ?? null) shows.get(panel)?.();
  target.scrollIntoView();
}

addEventListener("hashchange", showTarget);

class TabSet {
  #panels;
  #sets;
  /** @type {HTMLButtonElement[]} */
  #tabs;

  /** @param {Element} element @param {HTMLElement[]} panels @param {TabSet[]} sets All sets of the page. */
  constructor(element, panels, sets) {
    this.#panels = panels;
    this.#sets = sets;
    this.#tabs = panels.map((panel) => this.#makeTab(panel));
    const list = makeElement("div", { class: "hb-tabs", role: "tablist" }, ...this.#tabs);
    list.addEventListener("keydown", (event) => this.#move(event, getComputedStyle(list).direction === "rtl"));
    element.prepend(list);
    this.#show(Math.max(0, panels.findIndex((panel) => "hbChosen" in panel.dataset)));
  }

  /** @param {HTMLElement} panel */
  #makeTab(panel) {
    const number = ++count;
    panel.id ||= `hb-panel-${number}`;
    const title = panel.querySelector(":scope > .tabbed-title");
    const label = [...(title?.querySelector(":scope > :is(h1, h2, h3, h4, h5, h6)") ?? title)?.cloneNode(true).childNodes ?? []];
    const tab = makeElement("button", { type: "button", role: "tab", class: "hb-tabs__tab", id: `hb-tab-${number}`, "aria-controls": panel.id }, ...label);
    const index = () => this.#panels.indexOf(panel);
    tab.addEventListener("click", () => this.#choose(index()));
    panel.addEventListener("beforematch", () => this.#show(index()));
    shows.set(panel, () => this.#show(index()));
    return tab;
  }

  /** @param {KeyboardEvent} event @param {boolean} mirrored */
  #move(event, mirrored) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.#tabs.length - 1;
    const at = this.#tabs.findIndex((tab) => tab === document.activeElement);
    const step = { ArrowRight: mirrored ? -1 : 1, ArrowLeft: mirrored ? 1 : -1 }[event.key];
    const index = step ? (at + step + last + 1) % (last + 1) : { Home: 0, End: last }[event.key];
    if (index === undefined) return;
    event.preventDefault();
    this.#tabs[index].focus();
    this.#choose(index);
  }

  /** Shows a panel here and those with its label in other sets; what the reader touched stays where it is. @param {number} index */
  #choose(index) {
    const tab = this.#tabs[index];
    const { top } = tab.getBoundingClientRect();
    this.#show(index);
    for (const set of this.#sets) if (set !== this) set.#showLabel(tab.textContent);
    scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /** @param {string | null} label */
  #showLabel(label) {
    const index = this.#tabs.findIndex((tab) => tab.textContent === label);
    if (index >= 0) this.#show(index);
  }

  /** @param {number} shown */
  #show(shown) {
    for (const [index, tab] of this.#tabs.entries()) {
      tab.setAttribute("aria-selected", String(index === shown));
      tab.tabIndex = index === shown ? 0 : -1;
      const panel = this.#panels[index];
      // A hidden panel's box could still be focused and heard, so only the shown one is a panel.
      const attributes = index === shown ? { role: "tabpanel", "aria-labelledby": tab.id, tabindex: panel.querySelector(CONTROLS) ? null : "0", hidden: null } : HIDDEN;
      for (const [name, value] of Object.entries(attributes)) {
        if (value === null) panel.removeAttribute(name);
        else panel.setAttribute(name, value);
      }
    }
  }
}
