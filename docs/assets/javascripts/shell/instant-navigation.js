/**
 * Turns the page without loading the frame anew. A page costs its HTML alone, and what could not be saved stays in
 * memory from one page to the next. The way is the theme's ("instant navigation"), whose bundle of 35 kB is not loaded.
 *
 * A page of another edition, or anything that is no page of this site, is loaded as always.
 */

import { jump, keepJumps } from "./jump.js";
import { siteBase } from "../common/dom.js";
import { html } from "../common/trusted-types.js";

const PAGE = '[data-md-component="container"]';
const SKIP = '[data-md-component="skip"]';
// What the head says of one page only.
const OWN = 'meta[name="description"], meta[property], link:is([rel="canonical"], [rel="prev"], [rel="next"], [rel="alternate"], [media="print"]), script[type="application/ld+json"]';
// What stays while addresses change, and is asked for again.
const FRAME = 'header a[href]:not([href^="#"]), head > link:is([rel~="icon"], [rel="manifest"], [rel="apple-touch-icon"])';
// A page of another edition names other files, since the names hold hashes.
const EDITION = 'head > link[rel="stylesheet"]:not([media]), body > script[src]';

const pageOf = (/** @type {URL | Location} */ { pathname, search }) => pathname + search;

/** The page that is shown: at a step back the address has changed already. */
let shown = pageOf(location);
/** @type {AbortController | undefined} */
let asked;
let pause = 0;

/** Listens from now on; once a visit. From a folder (file:) no page can be fetched. */
export function keepTurning() {
  if (location.protocol === "file:") return;
  // The frame stays while addresses change, so its links must not depend on one.
  /** @type {NodeListOf<HTMLAnchorElement | HTMLLinkElement>} */
  const links = document.querySelectorAll(FRAME);
  for (const link of links) link.href = link.href;
  document.addEventListener("click", follow);
  window.addEventListener("popstate", goBack);
  window.addEventListener("scroll", () => { clearTimeout(pause); pause = setTimeout(keepPlace, 100); }, { passive: true });
  // The browser would scroll before the page is there.
  history.scrollRestoration = "manual";
  window.addEventListener("pageshow", ({ persisted }) => history.state && !persisted && window.scrollTo(0, history.state.y));
  keepJumps();
}

/** @param {MouseEvent} event */
function follow(event) {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (event.defaultPrevented || button || metaKey || ctrlKey || shiftKey || altKey || !(link instanceof HTMLAnchorElement)) return;
  if (link.target || link.hasAttribute("download") || !isPage(link.href)) return;
  keepPlace();
  if (pageOf(new URL(link.href)) === shown) return; // the browser's own
  event.preventDefault();
  navigate(link.href, 0, true);
}

/** Tells whether an address is that of a page of this site. @param {string} address */
function isPage(address) {
  return address.startsWith(siteBase) && /(\/|\.html)$/.test(new URL(address).pathname);
}

/** @param {PopStateEvent} event */
function goBack({ state }) {
  clearTimeout(pause);
  if (pageOf(location) !== shown) navigate(location.href, Number(state?.y ?? 0), false);
  else if (state) window.scrollTo(0, state.y);
}

function keepPlace() {
  clearTimeout(pause);
  if (pageOf(location) === shown) history.replaceState({ y: window.scrollY }, "");
}

/** @param {string} address @param {number} y How far down the page. @param {boolean} forward Whether it is a new step of the visit. */
async function navigate(address, y, forward) {
  asked?.abort();
  const { signal } = (asked = new AbortController());
  document.documentElement.dataset.hbTurning = "";
  try {
    const answer = await fetch(address, { signal });
    const text = await answer.text();
    const made = answer.ok && isPage(answer.url) ? new DOMParser().parseFromString(html(text), "text/html") : null;
    if (signal.aborted) return;
    if (!made?.querySelector(PAGE) || edition(made) !== edition(document)) throw new TypeError("no page of this edition");
    if (forward) history.pushState(null, "", answer.url + new URL(address).hash);
    show(made, y, forward);
  } catch {
    if (!signal.aborted) leave(address);
  } finally {
    if (!signal.aborted) delete document.documentElement.dataset.hbTurning;
  }
}

/** @param {string} address */
function leave(address) {
  if (address === location.href) location.reload();
  else location.assign(address);
}

/** @param {Document} made */
function edition(made) {
  const names = [...made.querySelectorAll(EDITION)].map((file) => (file.getAttribute("href") ?? file.getAttribute("src"))?.split("/").at(-1));
  return names.join(" ");
}

/** Puts a page in the place of the one that is shown. @param {Document} made @param {number} y @param {boolean} forward */
function show(made, y, forward) {
  shown = pageOf(location);
  for (const old of document.head.querySelectorAll(OWN)) old.remove();
  document.head.append(...made.head.querySelectorAll(OWN));
  document.title = made.title;
  for (const part of [SKIP, PAGE]) document.querySelector(part)?.replaceWith(made.querySelector(part) ?? "");
  document.dispatchEvent(new CustomEvent("hb-turned"));
  lead();
  if (forward && location.hash) jump();
  else window.scrollTo(0, y);
}

/** Leads the keyboard, and who listens, to the new page's title. */
function lead() {
  const title = document.querySelector(`${PAGE} h1`);
  if (!(title instanceof HTMLElement)) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
