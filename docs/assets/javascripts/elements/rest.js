/** What is left to practise, at the end of a chapter: below its text, above the way to the next one. */

import { addressOf } from "../common/dom.js";

/**
 * @typedef {{href: string, text: string}} Way
 * @typedef {{title: string, ways: (Way & {note: string})[], note?: string}} Rest
 */

/** @type {HTMLElement | null} */
let made = null;
let drawn = "";

/** Shows a title, links with a note each, and a sentence; what is there already stays as it is. @param {Rest | null} rest */
export function showRest(rest) {
  const text = JSON.stringify(rest);
  if (made?.isConnected && text === drawn) return;
  drawn = text;
  const focused = made?.contains(document.activeElement) && /** @type {HTMLAnchorElement} */ (document.activeElement).hash;
  made?.remove();
  made = null;
  const page = document.querySelector(".hb-text");
  if (!rest || !page) return;
  made = part("div", "");
  made.append(part("p", "title", rest.title));
  const list = part("ul", "list");
  for (const way of rest.ways) {
    const line = part("li", "item");
    line.append(link(way), way.note && ` · ${way.note}`);
    list.append(line);
  }
  if (rest.ways.length) made.append(list);
  if (rest.note) made.append(part("p", "note", rest.note));
  page.append(made);
  if (focused) [...made.querySelectorAll("a")].find(({ hash }) => hash === focused)?.focus();
}

/** The way to the reader's workbook. @param {string} text @returns {Way & {note: string}} */
export function toWorkbook(text) {
  return { href: addressOf({ url: "workbook/" }) ?? "", text, note: "" };
}

/** @param {Way} way */
function link({ href, text }) {
  const found = document.createElement("a");
  found.href = href;
  found.textContent = text;
  return found;
}

/** @param {string} tag @param {string} name @param {string} [text] */
function part(tag, name, text = "") {
  const found = document.createElement(tag);
  found.className = name ? `hb-rest__${name}` : "hb-rest";
  found.textContent = text;
  return found;
}
