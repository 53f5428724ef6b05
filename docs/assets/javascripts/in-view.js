/**
 * Whoever walks with Tab sees where they are. Browsers scroll to what has the focus when it is out of the window;
 * Firefox leaves it where it is half under the header, and Chromium shows the first line of a field.
 */

/** Listens on the document; called once a visit. */
export function keepInView() {
  document.addEventListener("keyup", ({ key }) => key === "Tab" && document.activeElement?.scrollIntoView({ block: "nearest", inline: "nearest" }));
}
