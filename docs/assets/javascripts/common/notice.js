/**
 * Notices at the top of the page: answers aren't being saved, or a newer edition is ready.
 *
 * handbook.js adds their live region, a child of <body> outside what instant navigation replaces.
 */

import { makeButton, makeElement } from "./dom.js";

/** The notices on the page, by source. @type {Map<string, {content: string, element: HTMLElement}>} */
const notices = new Map();

/**
 * Shows a notice, or removes it if there are no sentences. An unchanged one is left alone, so that it isn't announced
 * twice and keeps the focus.
 *
 * @param {string[]} sentences
 * @param {{action: string, text: string, href?: string}[]} buttons Those with an address are links.
 * @param {string} [source] Each source has one notice at a time.
 */
export function showNotice(sentences, buttons, source = "store") {
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
    makeElement("div", "hb-notice__actions", ...buttons.map(({ action, text, href }) => (href ? makeElement("a", { class: "hb-button", href }, text) : makeButton(action, text)))),
  );
  notices.set(source, { content, element });
  document.getElementById("hb-notices")?.append(element);
}
