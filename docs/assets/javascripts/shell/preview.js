/**
 * Shows a place of another page in a dialog: a source, a term of the glossary, the list of keys. The reader's place stays as it
 * is, and the focus goes back to the link. Without scripts, with a modifier key, or where the page can't be had, the link is followed.
 */

import { addressOf, makeButton, makeElement } from "../common/dom.js";
import { loadStyles } from "../common/styles.js";
import { fetchPage } from "./instant-navigation.js";

const PAGES = ["guide/sources/", "guide/glossary/"];
/** A link that is followed after all. @type {HTMLAnchorElement | null} */
let followed = null;
/** Which link led away from a page, by the page's path: its address, and how many before it have the same one. @type {Map<string, {href: string, n: number}>} */
const left = new Map();
let path = location.pathname;
let stepped = false;

const linksTo = (/** @type {string} */ href) => [...document.links].filter((link) => link.closest("main") && link.href === href);

/** Returns the address of the place that a link means, or "". @param {HTMLAnchorElement} link */
function placeOf(link) {
  // A citation leads to the list at the end of its page, which leads to the source.
  const listed = link.matches('[href^="#source-"]') ? document.querySelector(`${link.hash} + a`) : link;
  const href = listed instanceof HTMLAnchorElement ? listed.href : "";
  const [page, place] = href.replace(/index\.html(?=#|$)/, "").split("#");
  return place && PAGES.some((url) => page === addressOf({ url }) && !location.href.startsWith(page)) ? href : "";
}

/** @param {MouseEvent} event */
function openInPlace(event) {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  const link = target instanceof Element ? target.closest("main a[href], dialog a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || button || metaKey || ctrlKey || shiftKey || altKey) return;
  const address = link !== followed && !link.closest(".hb-preview") ? placeOf(link) : "";
  followed = null;
  if (!address) {
    left.set(location.pathname, { href: link.href, n: linksTo(link.href).indexOf(/** @type {HTMLAnchorElement} */ (link)) });
    return;
  }
  event.preventDefault();
  showPlace(address).catch(() => {
    followed = link;
    link.click();
  });
}

/** Returns copies of what stands at a place: an entry, a term with its meaning, or a heading and what is below it. @param {Element} target */
function partsOf(target) {
  const parts = [target];
  if (target.matches("dt, h2, h3")) {
    for (let next = target.nextElementSibling; next && !next.matches("dt, h1, h2, h3"); next = next.nextElementSibling) parts.push(next);
  }
  return parts.map((part) => document.importNode(part, true));
}

/**
 * Opens the dialog. Rejects if the place can't be had.
 *
 * @param {string} address
 * @param {Node[]} more What comes below it.
 */
export async function showPlace(address, ...more) {
  const [url, place] = address.split("#");
  const here = url === location.href.split("#")[0];
  const page = here ? document : (await fetchPage(url)).page;
  const target = page?.getElementById(decodeURIComponent(place));
  if (!page || !target) throw new TypeError("no such place");
  await loadStyles("assets/stylesheets/components/dialog.css");
  const parts = partsOf(target);
  for (const node of parts.flatMap((part) => (part instanceof Element ? [part, ...part.querySelectorAll("[id]")] : []))) node.removeAttribute("id");
  const close = makeButton("close", document.querySelector("[data-hb-closes]")?.textContent ?? "");
  const title = page.querySelector("h1")?.textContent.trim() ?? "";
  const all = makeElement("a", { class: "hb-versions__when", href: address }, title);
  const dialog = makeElement("dialog", { class: "hb-versions hb-preview", "aria-label": title, closedby: "any", lang: page.querySelector("article")?.lang || undefined },
    close, ...parts, ...more, ...(here ? [] : [makeElement("p", "", all)]));
  for (const button of [close, all]) button.addEventListener("click", () => dialog.close());
  // The browser gives the focus back, and nothing has scrolled.
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Gives the focus back to the link through which the reader left, once a step back has shown its page. */
function keepPlace() {
  const wasBack = stepped;
  stepped = false;
  path = location.pathname;
  const link = wasBack && left.get(path);
  // After the title got it (instant-navigation.js).
  if (link) queueMicrotask(() => linksTo(link.href)[link.n]?.focus({ preventScroll: true }));
}

/** Listens on the document, once per visit. */
export function startPreviews() {
  // Before instant-navigation.js, which follows links.
  document.addEventListener("click", openInPlace, { capture: true });
  addEventListener("popstate", () => { stepped = location.pathname !== path; });
  document.addEventListener("hb-navigated", keepPlace);
}
