/**
 * A link to a heading or a checklist: a quiet button beside it copies its address, or hands it to the device's share sheet
 * where fingers do the pointing. Headings get theirs by script, checklists have one in their template.
 */

import { copyText } from "../common/clipboard.js";
import { makeElement } from "../common/dom.js";
import { t, wordsOf } from "../common/i18n.js";
import { loadStyles } from "../common/styles.js";

const words = wordsOf(document.querySelector("header"));
const HEADINGS = ".hb-text > :is(h2, h3)[id]";
const ACTION = "copy-link";
/** Browsers on desktops have a share sheet too, but there a copied link is what one wants. */
const shares = () => typeof navigator.share === "function" && matchMedia("(pointer: coarse)").matches;

/** Says once, also to screen readers, that the link is copied: on the button, which has the focus. @param {HTMLElement} button @param {string} text */
function say(button, text) {
  const status = document.getElementById("hb-link-said") ?? document.body.appendChild(makeElement("p", { id: "hb-link-said", class: "hb-visually-hidden", role: "status" }));
  status.textContent = text;
  button.dataset.hbSaid = text;
  setTimeout(() => {
    delete button.dataset.hbSaid;
    status.textContent = "";
  }, 2000);
}

/** @param {HTMLElement} button */
async function give(button) {
  const block = document.getElementById(button.dataset.hbOf ?? "");
  if (!block) return;
  const url = `${location.href.split("#")[0]}#${block.id}`;
  const title = (block.querySelector("h2, h3, h4") ?? block).firstChild?.textContent?.trim() ?? document.title;
  if (shares()) return navigator.share({ title, url }).catch(() => {});
  // Denied, it's in the address bar at least.
  const copied = await copyText(url);
  if (!copied) location.replace(url);
  say(button, t(words, copied ? "copied" : "in-address"));
}

/** Puts the buttons on the page that is open. */
function show() {
  const text = t(words, shares() ? "share" : "link");
  for (const heading of document.querySelectorAll(HEADINGS)) {
    if (heading.querySelector(".hb-link, a")) continue; // what leads elsewhere is no place to link to
    // The heading is called as before.
    if (heading instanceof HTMLElement) heading.ariaLabel = heading.textContent.trim();
    heading.append(makeElement("button", { type: "button", class: "hb-link", "data-hb-action": ACTION, "data-hb-of": heading.id, "data-hb-added": "", "aria-label": `${text}: ${heading.textContent.trim()}` }, makeElement("span", { "aria-hidden": "true" }, "#")));
  }
  if (shares()) for (const button of document.querySelectorAll(`.hb-checklist__link > span:first-child`)) button.textContent = text;
}

/** Listens on the document, once per visit. */
export async function startLinks() {
  await loadStyles("assets/stylesheets/components/links.css");
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(`[data-hb-action="${ACTION}"][data-hb-of]`) : null;
    if (button instanceof HTMLElement) give(button);
  });
  document.addEventListener("hb-navigated", show);
  show();
}
