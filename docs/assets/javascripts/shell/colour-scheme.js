/** The button for the colour scheme: system, light, dark and round again. A script in the page's head applies the choice before first paint. */

import { store } from "../store/store.js";

const SCHEMES = ["auto", "light", "dark"];

/** Connects the button, once per visit: the header outlives the pages. */
export function connectColourScheme() {
  const root = document.documentElement;
  /** @type {HTMLButtonElement | null} */
  const button = document.querySelector("button[data-hb-colours]");
  const name = button?.querySelector("[data-hb-part=name]");
  if (!button || !name) return;
  const indexOf = (/** @type {unknown} */ scheme) => Math.max(0, SCHEMES.indexOf(String(scheme)));
  const show = () => {
    const scheme = SCHEMES[indexOf(store.remembered("colours"))];
    if (scheme === "auto") delete root.dataset.hbColours;
    else root.dataset.hbColours = scheme;
    name.textContent = button.getAttribute(`data-hb-${scheme}`);
  };
  button.addEventListener("click", () => store.remember("colours", SCHEMES[(indexOf(root.dataset.hbColours) + 1) % SCHEMES.length]));
  store.subscribe(["colours"], show);
  show();
}
