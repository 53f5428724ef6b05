/** Opens and closes the search, a panel below the header. Its scripts load when the reader moves to the button or uses the shortcut. */

/** Connects the button, the panel and the keyboard shortcut, once per visit: the header outlives the pages. */
export function connectSearch() {
  const [button, dialog] = [document.querySelector("[data-hb-search]"), document.getElementById("hb-search")];
  const field = dialog?.querySelector("input");
  if (!(button instanceof HTMLElement) || !dialog || !field) return;

  let loaded = false;
  const load = () => {
    if (!loaded) import("./search-box.js").then(({ SearchBox }) => new SearchBox(dialog, field, () => setOpen(false)));
    loaded = true;
  };
  const setOpen = (/** @type {boolean} */ open) => {
    if (open) load();
    dialog.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) field.focus();
  };
  const isOutside = (/** @type {EventTarget | null} */ target) => !dialog.hidden && target instanceof Node && !dialog.contains(target) && !button.contains(target);

  for (const type of ["pointerenter", "focus", "touchstart"]) button.addEventListener(type, load, { passive: true });
  button.addEventListener("click", () => setOpen(dialog.hidden === true));
  dialog.querySelector("[data-hb-closes]")?.addEventListener("click", () => {
    setOpen(false);
    button.focus();
  });
  for (const type of ["focusin", "pointerdown"]) document.addEventListener(type, ({ target }) => isOutside(target) && setOpen(false));
  document.addEventListener("hb-navigated", () => setOpen(false));
  document.addEventListener("keydown", (event) => {
    // No shortcut without Ctrl or Cmd: speech input and stray keys would trigger it (WCAG 2.1.4).
    if (event.isComposing || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    setOpen(true);
  });
}
