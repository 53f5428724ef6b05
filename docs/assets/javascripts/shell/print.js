/**
 * Prepares the page for printing. A text field prints as one box, which can't break across pages, so a long answer would
 * be cut off: while printing, a plain copy of each answer takes its place (text-answers.css).
 */

import { makeElement } from "../common/dom.js";

const COPY = "hb-answer__paper";

/** Inserts a copy before each field that has an answer. */
function insertCopies() {
  removeCopies();
  /** @type {NodeListOf<HTMLTextAreaElement>} */
  const fields = document.querySelectorAll("textarea.hb-answer");
  for (const field of fields) if (field.value.trim()) field.before(makeElement("div", COPY, field.value));
}

function removeCopies() {
  for (const copy of document.querySelectorAll(`.${COPY}`)) copy.remove();
}

// All details open for print, except what is meant for the screen only.
const CLOSED = "main details:not([open], .hb-example__fold, .hb-overview__fold)";
/** @type {HTMLDetailsElement[]} */
let opened = [];

/** For browsers whose style sheets can't open details (block.css). */
function openDetails() {
  opened = [...document.querySelectorAll(CLOSED)].filter((details) => details instanceof HTMLDetailsElement);
  for (const details of opened) details.open = true;
}

function closeDetails() {
  for (const details of opened) details.open = false;
  opened = [];
}

/**
 * Prints one block of the page alone, and below it where it comes from: everything that isn't on the way to it is hidden
 * (print.css).
 *
 * @param {HTMLElement} block
 */
function printAlone(block) {
  /** @type {Element[]} */
  const way = [];
  for (let element = block.parentElement; element; element = element.parentElement) way.push(element);
  for (const element of way) element.setAttribute("data-hb-alone", "way");
  block.setAttribute("data-hb-alone", "");
  const title = document.querySelector("h1")?.textContent.trim() ?? "";
  const address = /^http/.test(location.protocol) ? `${location.origin}${location.pathname}#${block.id}` : "";
  const source = makeElement("div", "hb-alone", [title, address].filter(Boolean).join("\n"), document.querySelector(".hb-qr:not(.hb-qr--kit)")?.cloneNode(true) ?? "");
  block.append(source);
  addEventListener("afterprint", () => {
    source.remove();
    for (const element of [block, ...way]) element.removeAttribute("data-hb-alone");
  }, { once: true });
  print();
}

/**
 * Loads the text face by script. When printing, Chromium requests the page's web fonts again and doesn't wait for them, so
 * lines would be set in a fallback; a face loaded by script is there. It has a name of its own, so the screen doesn't change.
 */
function loadFace() {
  const meta = document.querySelector('meta[name="handbook-typeface"]');
  if (!(meta instanceof HTMLMetaElement)) return;
  const face = new FontFace("Literata held", `url("${new URL(meta.content, document.baseURI)}")`, { weight: "400 700", display: "swap" });
  document.fonts.add(face);
  face.load().catch(() => {});
  // Used on screen from the next page on, so that no line of this one moves.
  document.addEventListener("hb-navigated", () => { if (face.status === "loaded") document.documentElement.dataset.hbHeld = ""; });
}

/** Listens on the window, once per visit, when the page is idle. */
export function preparePrinting() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-hb-action="print-alone"]') : null;
    const block = button instanceof HTMLElement ? document.getElementById(button.dataset.hbOf ?? "") : null;
    if (block) printAlone(block);
  });
  addEventListener("beforeprint", insertCopies);
  addEventListener("afterprint", removeCopies);
  addEventListener("beforeprint", openDetails);
  addEventListener("afterprint", closeDetails);
  loadFace();
}
