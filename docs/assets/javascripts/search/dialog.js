/** Opens and closes the search, a panel below the header. Its scripts load when the reader moves to the button or uses the shortcut. */

import { t, wordsOf } from "../common/i18n.js";

/** Connects the button, the panel and the keyboard shortcut, once per visit: the header outlives the pages. */
export function connectSearch() {
  const [button, dialog] = [document.querySelector("[data-hb-search]"), document.getElementById("hb-search")];
  const field = dialog?.querySelector("input");
  if (!(button instanceof HTMLElement) || !dialog || !field) return;

  let loaded = false;
  let before = button; // what had the focus
  const load = () => {
    if (!loaded) import("./search-box.js").then(({ SearchBox }) => new SearchBox(dialog, field, button, () => setOpen(false)), fail);
    loaded = true;
  };
  const fail = () => {
    loaded = false;
    /** @type {HTMLElement} */ (dialog.querySelector("[role=status]")).textContent = t(wordsOf(dialog), "failed");
  };
  const setOpen = (/** @type {boolean} */ open) => {
    const { activeElement } = document;
    if (open) load();
    if (dialog.hidden) before = activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : button;
    dialog.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) field.focus();
  };

  for (const type of ["pointerenter", "focus"]) button.addEventListener(type, load);
  button.addEventListener("click", () => setOpen(dialog.hidden === true));
  dialog.querySelector("[data-hb-closes]")?.addEventListener("click", () => {
    setOpen(false);
    before.focus();
  });
  document.addEventListener("keydown", (event) => {
    // No shortcut without Ctrl or Cmd: speech input and stray keys would trigger it (WCAG 2.1.4).
    if (event.isComposing || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    setOpen(true);
  });
}
