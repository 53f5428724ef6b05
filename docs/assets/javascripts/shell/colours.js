/** One button for the colours: the system's, light, dark, and round again. A script in the page's head shows the choice before the page is drawn. */

import { store } from "../store/store.js";

const CHOICES = ["auto", "light", "dark"];

/** Connects the button; once a visit, since the header outlives the pages. */
export function connectColours() {
  const root = document.documentElement;
  /** @type {HTMLButtonElement | null} */
  const button = document.querySelector("button[data-hb-colours]");
  const name = button?.querySelector("[data-hb-part=name]");
  if (!button || !name) return;
  const show = () => {
    const kept = CHOICES.indexOf(String(store.remembered("colours")));
    const choice = CHOICES[Math.max(0, kept)];
    if (choice === "auto") delete root.dataset.hbColours;
    else root.dataset.hbColours = choice;
    name.textContent = button.getAttribute(`data-hb-${choice}`);
  };
  button.addEventListener("click", () => store.remember("colours", CHOICES[(Math.max(0, CHOICES.indexOf(root.dataset.hbColours ?? "")) + 1) % CHOICES.length]));
  store.subscribe(show);
  show();
}
