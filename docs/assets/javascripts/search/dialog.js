/**
 * Opens and closes the search, a sheet below the running head. What it needs is
 * loaded when a reader reaches for it. Once per visit: the header stays.
 */

/** Makes the button, the keys and the sheet work. */
export function connectSearch() {
  const [button, sheet] = [document.querySelector("[data-hb-search]"), document.getElementById("hb-search")];
  const field = sheet?.querySelector("input");
  if (!(button instanceof HTMLElement) || !sheet || !field) return;
  const reach = once(() => import("./search-box.js").then(({ SearchBox }) => new SearchBox(sheet, field, () => set(false))));

  /** @param {boolean} open */
  function set(open) {
    if (open) reach();
    /** @type {HTMLElement} */ (sheet).hidden = !open;
    button?.setAttribute("aria-expanded", String(open));
    if (open) field?.focus();
  }
  /** @param {EventTarget | null} target */
  const outside = (target) => !sheet.hidden && target instanceof Node && !sheet.contains(target) && !button.contains(target);

  for (const type of ["pointerenter", "focus", "touchstart"]) button.addEventListener(type, reach, { passive: true });
  button.addEventListener("click", () => set(sheet.hidden === true));
  sheet.querySelector("[data-hb-closes]")?.addEventListener("click", back);
  for (const type of ["focusin", "pointerdown"]) document.addEventListener(type, ({ target }) => outside(target) && set(false));
  document.addEventListener("hb-navigated", () => set(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !sheet.hidden) return back();
    // No key without Ctrl or Cmd: who speaks to the machine, or hits a key by mistake, would open it (WCAG 2.1.4).
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    set(true);
  });

  function back() {
    set(false);
    /** @type {HTMLElement} */ (button).focus();
  }
}

/** @param {() => unknown} act */
function once(act) {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
