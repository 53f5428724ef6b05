/**
 * A link to a place on another page ends at that place. The theme remembers how far a page was scrolled a moment
 * late: who follows a link within that moment is scrolled, on the new page, to where they were on the old one.
 */

/** The address that a click asked for, until the reader scrolls or goes elsewhere. */
let wanted = "";

/** Listens on the document; called once a visit. */
export function keepJumps() {
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (link instanceof HTMLAnchorElement) wanted = link.hash ? link.href : "";
  }, { capture: true });
  for (const type of ["wheel", "touchmove", "keydown", "popstate", "pointerdown"]) window.addEventListener(type, () => { wanted = ""; }, { capture: true, passive: true });
  // Once when the new page's elements are there, and again if the theme scrolls away afterwards.
  document.addEventListener("hb-ready", jump);
  window.addEventListener("scroll", jump, { passive: true });
}

function jump() {
  if (!wanted || location.href !== wanted) return;
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const top = place?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > window.innerHeight) place?.scrollIntoView();
}
