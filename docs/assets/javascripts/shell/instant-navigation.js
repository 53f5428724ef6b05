/**
 * Replaces the page without reloading its frame, as the theme's "instant navigation" does, whose bundle of 35 kB isn't
 * loaded. A page costs only its HTML, and what couldn't be saved stays in memory from one page to the next.
 *
 * A page of another edition, or anything that is no page of this site, is loaded as usual.
 */

import { siteBase } from "../common/dom.js";
import { store } from "../store/store.js";
import { html } from "../common/trusted-types.js";

const PAGE = '[data-md-component="container"]';
// The parts of the head that belong to one page.
const PAGE_HEAD = 'meta[name="description"], meta[property], link:is([rel="canonical"], [rel="prev"], [rel="next"], [rel="alternate"], [media="print"]), script[type="application/ld+json"]';
// Links of the frame, which stays while the address changes.
const FRAME_LINKS = 'header a[href]:not([href^="#"]), head > link:is([rel~="icon"], [rel="manifest"], [rel="apple-touch-icon"])';
// File names hold hashes, so a page of another edition links to other files.
const EDITION_FILES = 'head > link[rel="stylesheet"]:not([media]), body > script[src]';

const pathOf = (/** @type {URL | Location} */ { pathname, search }) => pathname + search;

/** The path of the page that is shown: after a step back, the address has already changed. */
let shownPath = pathOf(location);
/** @type {AbortController | undefined} */
let request;
let scrollTimer = 0;
/** The address whose target must stay in view while the page grows. */
let targetAddress = "";

/** Listens on the document and the window, once per visit. Does nothing for `file:`, from where no page can be fetched. */
export function startInstantNavigation() {
  if (location.protocol === "file:") return;
  // Makes the frame's relative links absolute.
  /** @type {NodeListOf<HTMLAnchorElement | HTMLLinkElement>} */
  const links = document.querySelectorAll(FRAME_LINKS);
  for (const link of links) link.href = link.href;
  document.addEventListener("click", followLink);
  window.addEventListener("popstate", followHistory);
  window.addEventListener("scroll", () => { clearTimeout(scrollTimer); scrollTimer = setTimeout(saveScroll, 100); }, { passive: true });
  // The browser would restore the scroll position before the page is there.
  history.scrollRestoration = "manual";
  window.addEventListener("pageshow", ({ persisted }) => history.state && !persisted && window.scrollTo(0, history.state.y));
  for (const type of ["wheel", "touchmove", "keydown", "popstate", "pointerdown"]) window.addEventListener(type, () => { targetAddress = ""; }, { capture: true, passive: true });
  document.addEventListener("hb-ready", keepTargetInView);
}

/** @param {MouseEvent} event */
function followLink(event) {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (event.defaultPrevented || button || metaKey || ctrlKey || shiftKey || altKey || !(link instanceof HTMLAnchorElement)) return;
  if (link.target || link.hasAttribute("download") || !isPage(link.href)) return;
  saveScroll();
  if (pathOf(new URL(link.href)) === shownPath) return; // a link within the page: left to the browser
  event.preventDefault();
  navigate(link.href, 0, true);
}

/** Returns whether an address is that of a page of this site. @param {string} address */
function isPage(address) {
  return address.startsWith(siteBase) && /(\/|\.html)$/.test(new URL(address).pathname);
}

/** @param {PopStateEvent} event */
function followHistory({ state }) {
  clearTimeout(scrollTimer);
  if (pathOf(location) !== shownPath) navigate(location.href, Number(state?.y ?? 0), false);
  else if (state) window.scrollTo(0, state.y);
}

function saveScroll() {
  clearTimeout(scrollTimer);
  if (pathOf(location) === shownPath) history.replaceState({ y: window.scrollY }, "");
}

/** @param {string} address @param {number} y The scroll position. @param {boolean} forward Whether it's a new entry in the history. */
async function navigate(address, y, forward) {
  request?.abort();
  const { signal } = (request = new AbortController());
  document.documentElement.dataset.hbTurning = "";
  try {
    const { page, url } = await fetchPage(address, signal);
    await store.whole(); // a page's own answers are read when it's loaded
    if (signal.aborted) return;
    if (!page?.querySelector(PAGE) || editionOf(page) !== editionOf(document)) throw new TypeError("no page of this edition");
    if (forward) history.pushState(null, "", url + new URL(address).hash);
    showPage(page, y, forward);
  } catch {
    if (!signal.aborted) loadAsUsual(address);
  } finally {
    if (!signal.aborted) delete document.documentElement.dataset.hbTurning;
  }
}

/** Fetches a page of this site; it's null if there is none. @param {string} address @param {AbortSignal} [signal] */
export async function fetchPage(address, signal) {
  const response = await fetch(address, { signal });
  const text = await response.text();
  return { page: response.ok && isPage(response.url) ? new DOMParser().parseFromString(html(text), "text/html") : null, url: response.url };
}

/** @param {string} address */
function loadAsUsual(address) {
  if (address === location.href) location.reload();
  else location.assign(address);
}

/** @param {Document} page */
function editionOf(page) {
  const names = [...page.querySelectorAll(EDITION_FILES)].map((file) => (file.getAttribute("href") ?? file.getAttribute("src"))?.split("/").at(-1));
  return names.join(" ");
}

/** Replaces the page that is shown. @param {Document} page @param {number} y @param {boolean} forward */
function showPage(page, y, forward) {
  shownPath = pathOf(location);
  for (const old of document.head.querySelectorAll(PAGE_HEAD)) old.remove();
  document.head.append(...page.head.querySelectorAll(PAGE_HEAD));
  document.title = page.title;
  document.querySelector(PAGE)?.replaceWith(page.querySelector(PAGE) ?? "");
  document.dispatchEvent(new CustomEvent("hb-navigated"));
  focusTitle();
  window.scrollTo(0, y); // first: what follows # may be no element, but a choice of sheets to print
  if (forward && location.hash) goToTarget();
}

/** Moves the focus to the new page's title, so that a screen reader announces it. */
function focusTitle() {
  const title = document.querySelector(`${PAGE} h1`);
  if (!(title instanceof HTMLElement)) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

/** Goes to the element that the address names, and stays there until the reader scrolls or types. */
function goToTarget() {
  targetAddress = location.href;
  // As if a link within the page were followed: the browser opens details, sets :target and the start of Tab.
  location.replace(targetAddress);
}

/** Scrolls back to the target where the page above it grows once its elements are ready. */
function keepTargetInView() {
  if (location.href !== targetAddress) return;
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const top = target?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > window.innerHeight) target?.scrollIntoView();
}
