/** A link to a place on another page ends at that place, even where the page grows once its elements are there. */

/** The address whose place is still to be kept in sight. */
let wanted = "";

/** Goes to the place that the address names, as after a click on a link within the page, and stays there until the reader moves. */
export function jump() {
  wanted = location.href;
  // The browser's own way: it opens what is folded, marks the target and leads the Tab key there.
  location.replace(wanted);
}

/** Listens on the document; called once a visit. */
export function keepJumps() {
  for (const type of ["wheel", "touchmove", "keydown", "popstate", "pointerdown"]) window.addEventListener(type, () => { wanted = ""; }, { capture: true, passive: true });
  document.addEventListener("hb-ready", () => {
    if (location.href !== wanted) return;
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const top = place?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > window.innerHeight) place?.scrollIntoView();
  });
}
