/**
 * A link to a place on another page ends at that place. The theme remembers how far a page was scrolled a moment
 * late: who follows a link within that moment is scrolled, on the new page, to where they were on the old one.
 */

/** The address that a click asked for, and how far the page was scrolled then. @type {{href: string, from: number} | null} */
let wanted = null;

/** Listens on the document; called once a visit. */
export function keepJumps() {
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    wanted = link instanceof HTMLAnchorElement && link.hash ? { href: link.href, from: window.scrollY } : null;
  }, { capture: true });
  for (const type of ["wheel", "touchmove", "keydown", "popstate", "pointerdown"]) window.addEventListener(type, () => { wanted = null; }, { capture: true, passive: true });
  // Once when the new page's elements are there, and again if the theme then scrolls to where the old page was. Any other
  // scrolling is the reader's: somebody who pulls the scroll bar sends no other event.
  document.addEventListener("hb-ready", jump);
  window.addEventListener("scroll", () => Math.abs(window.scrollY - (wanted?.from ?? NaN)) < 2 && jump(), { passive: true });
}

function jump() {
  if (location.href !== wanted?.href) return;
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const top = place?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > window.innerHeight) place?.scrollIntoView();
}
