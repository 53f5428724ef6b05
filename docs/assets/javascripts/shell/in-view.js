/**
 * Whoever walks with Tab sees where they are. Browsers scroll to what has the focus when it is out of the window;
 * Firefox leaves it where it is half under the header, and Chromium shows the first line of a field.
 */

/** Listens on the document; called once a visit. */
export function keepInView() {
  document.addEventListener("keyup", ({ key }) => key === "Tab" && document.activeElement && show(document.activeElement));
}

/** @param {Element} element */
function show(element) {
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  // Firefox scrolls to nothing that is inside a drawing.
  const { top, bottom } = element.getBoundingClientRect();
  const room = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  if (element instanceof SVGElement && (top < 0 || bottom > window.innerHeight)) window.scrollBy(0, top - room);
}
