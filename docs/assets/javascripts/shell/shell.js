/**
 * Starts what belongs to the frame of the page: contents drawer, colour scheme, search, instant navigation. Once
 * per visit, since the header outlives the pages.
 *
 * In the theme's page each panel has a checkbox, and the style sheet shows the panel while it's checked. Here real buttons
 * work the checkboxes, and the focus goes where a keyboard user expects it.
 */

import { connectColourScheme } from "./colour-scheme.js";
import { connectSearch } from "../search/dialog.js";
import { startInstantNavigation } from "./instant-navigation.js";

/** @param {string} name @returns {HTMLInputElement | null} */
const checkboxOf = (name) => document.querySelector(`[data-md-toggle="${name}"]`);
/** @param {string} name @returns {HTMLButtonElement | null} */
const buttonOf = (name) => document.querySelector(`[data-hb-opens="${name}"]`);
/** @param {string} name */
const panelOf = (name) => document.getElementById(buttonOf(name)?.getAttribute("aria-controls") ?? "");

/** Opens or closes a panel, with a click so that the checkbox dispatches its change event. @param {string} name @param {boolean} open */
function setPanel(name, open) {
  const checkbox = checkboxOf(name);
  if (checkbox && checkbox.checked !== open) checkbox.click();
}

/** Connects a panel's button to its checkbox. @param {string} name @param {string[]} focusSelectors What is focused when it opens: the first that is there. */
function connectPanel(name, ...focusSelectors) {
  const [checkbox, button] = [checkboxOf(name), buttonOf(name)];
  if (!checkbox || !button) return;
  button.addEventListener("click", () => setPanel(name, !checkbox.checked));
  checkbox.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(checkbox.checked));
    if (checkbox.checked) focusFirst(panelOf(name), focusSelectors);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !checkbox.checked) return;
    setPanel(name, false);
    button.focus();
  });
  document.addEventListener("hb-navigated", () => setPanel(name, false));
  document.addEventListener("focusin", (event) => {
    const inside = event.target instanceof Node && (panelOf(name)?.contains(event.target) || event.target === button);
    if (checkbox.checked && !inside) setPanel(name, false);
  });
}

/** @param {HTMLElement | null} panel @param {string[]} selectors */
function focusFirst(panel, selectors) {
  /** @type {(HTMLElement | null | undefined)[]} */
  const elements = selectors.map((selector) => panel?.querySelector(selector));
  elements.find(Boolean)?.focus();
}

connectPanel("drawer", "[aria-current]", "a");
connectColourScheme();
startInstantNavigation();
connectSearch();
