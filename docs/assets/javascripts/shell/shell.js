/**
 * The frame's own controls: contents drawer, colour switch, and what brings the search.
 *
 * The theme's page has a checkbox for each panel, and the style sheet shows
 * what is checked. Here real buttons work them, with the focus where a keyboard
 * reader expects it. Once per visit: the header outlives the pages.
 */

import { connectColours } from "./colours.js";
import { readyForPaper } from "./print.js";
import { readyToSearch } from "../search/dialog.js";
import { keepTurning } from "./instant-navigation.js";

/** @param {string} name @returns {HTMLInputElement | null} */
const toggleOf = (name) => document.querySelector(`[data-md-toggle="${name}"]`);
/** @param {string} name @returns {HTMLButtonElement | null} */
const buttonOf = (name) => document.querySelector(`[data-hb-opens="${name}"]`);
/** @param {string} name */
const panelOf = (name) => document.getElementById(buttonOf(name)?.getAttribute("aria-controls") ?? "");

/** Open or close a panel; the click makes the checkbox tell its listeners, too. @param {string} name @param {boolean} open */
function set(name, open) {
  const toggle = toggleOf(name);
  if (toggle && toggle.checked !== open) toggle.click();
}

/** Connect one button to its checkbox; `first` names what takes the focus on opening. @param {string} name @param {string[]} first */
function connect(name, ...first) {
  const [toggle, button] = [toggleOf(name), buttonOf(name)];
  if (!toggle || !button) return;
  button.addEventListener("click", () => set(name, !toggle.checked));
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(toggle.checked));
    if (toggle.checked) enter(panelOf(name), first);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    set(name, false);
    button.focus();
  });
  document.addEventListener("hb-turned", () => set(name, false));
  document.addEventListener("focusin", (event) => {
    const inside = event.target instanceof Node && (panelOf(name)?.contains(event.target) || event.target === button);
    if (toggle.checked && !inside) set(name, false);
  });
}

/** @param {HTMLElement | null} panel @param {string[]} first */
function enter(panel, first) {
  /** @type {(HTMLElement | null | undefined)[]} */
  const found = first.map((selector) => panel?.querySelector(selector));
  found.find(Boolean)?.focus();
}

connect("drawer", "[aria-current]", "a");
connectColours();
keepTurning();
readyForPaper();
readyToSearch();
