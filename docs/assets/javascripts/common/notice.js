/**
 * Notices at the top of the page: answers aren't being saved, or a newer edition is ready.
 *
 * Their live region is a child of <body>, outside what instant navigation replaces. It's on the page from the start,
 * empty: screen readers announce only what is added to a region they already know.
 */

import { makeButton, makeElement } from "./dom.js";

/** @type {HTMLElement | undefined} */
let region;
/** The notices on the page, by source. @type {Map<string, {content: string, element: HTMLElement}>} */
const notices = new Map();

/** Adds the empty region to the page, once. */
export function prepareNotice() {
  if (region) return;
  region = makeElement("div", { role: "status" });
  // No box of its own, so that the notice in it can stick to the top while the page scrolls.
  region.style.display = "contents";
  const page = document.querySelector('[data-md-component="container"]');
  document.body.insertBefore(region, page?.parentNode === document.body ? page : null);
}

/**
 * Shows a notice, or removes it if there are no sentences. An unchanged one is left alone, so that it isn't announced
 * twice and keeps the focus.
 *
 * @param {string[]} sentences
 * @param {{action: string, text: string}[]} buttons
 * @param {string} [source] Each source has one notice at a time.
 */
export function showNotice(sentences, buttons, source = "store") {
  prepareNotice();
  const content = JSON.stringify([sentences, buttons]);
  const previous = notices.get(source);
  if (content === previous?.content) return;
  previous?.element.remove();
  notices.delete(source);
  if (!sentences.length) return;
  const element = makeElement(
    "div",
    "hb-notice",
    ...sentences.map((sentence) => makeElement("p", "hb-notice__text", sentence)),
    makeElement("div", "hb-notice__actions", ...buttons.map(({ action, text }) => makeButton(action, text))),
  );
  notices.set(source, { content, element });
  region?.append(element);
}
