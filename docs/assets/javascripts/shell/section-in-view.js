/** Marks the section that is being read in the page's own contents, in the margin. */

const READ = 0.4; // of the window's height: what begins above this line is being read

/** @type {IntersectionObserver | undefined} */
let observer;

/** Follows the page that is shown, and each that replaces it. */
export function markSections() {
  follow();
  document.addEventListener("hb-navigated", follow);
}

function follow() {
  observer?.disconnect();
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".hb-progress__link");
  const sections = [...links].flatMap((link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target ? [{ link, target }] : [];
  });
  observer = new IntersectionObserver(() => {
    const read = sections.findLast(({ target }) => target.getBoundingClientRect().top < window.innerHeight * READ);
    for (const { link } of sections) if (link !== read?.link) link.removeAttribute("aria-current");
    if (!read || read.link.hasAttribute("aria-current")) return;
    read.link.setAttribute("aria-current", "location");
    keepInView(read.link);
  }, { rootMargin: `0px 0px ${(READ - 1) * 100}% 0px` });
  for (const { target } of sections) observer.observe(target);
}

/** Scrolls the margin, not the page, where it's higher than the window. @param {HTMLElement} link */
function keepInView(link) {
  const margin = link.closest(".hb-progress");
  if (!margin) return;
  const from = link.getBoundingClientRect().top - margin.getBoundingClientRect().top;
  if (from < 0 || from > margin.clientHeight - 40) margin.scrollTop += from - margin.clientHeight / 2;
}
