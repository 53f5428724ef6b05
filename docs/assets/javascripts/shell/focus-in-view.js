/**
 * Scrolls the focused element into view after Tab. Browsers do so only if it's out of the window: Firefox leaves it half
 * under the header, and Chromium shows just the first line of a field.
 */

/** Listens on the document, once per visit. */
export function keepFocusInView() {
  document.addEventListener("keyup", ({ key }) => key === "Tab" && document.activeElement && scrollTo(document.activeElement));
}

/** @param {Element} element */
function scrollTo(element) {
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (!(element instanceof SVGElement)) return;
  // Firefox doesn't scroll to elements inside a drawing.
  const { top, bottom } = element.getBoundingClientRect();
  const headerHeight = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  if (top < 0 || bottom > window.innerHeight) window.scrollBy(0, top - headerHeight);
}
