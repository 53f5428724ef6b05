/** Small makers of the self-assessment's page. Every text goes in as text. */

import { language } from "./language.js";
import { button } from "./notice.js";

/** @typedef {(path: string, values?: Record<string, string | number>) => string} Say */

/**
 * Returns an element with a class and with what is in it.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name
 * @param {(Node | string)[]} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, name, ...inside) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside);
  return made;
}

/** Returns a button with what it is about, and its full name for those who hear it. @param {string} action @param {string} text @param {{of?: string, label?: string}} [more] @returns {HTMLButtonElement} */
export function act(action, text, { of = "", label = "" } = {}) {
  const made = button(action, text);
  made.dataset.hbOf = of;
  if (label) made.setAttribute("aria-label", label);
  return made;
}

/** Returns the one button that leads on. @param {string} action @param {string} text @returns {HTMLButtonElement} */
export function lead(action, text) {
  const made = act(action, text);
  made.classList.add("hb-assessment__lead");
  return made;
}

/** Returns an empty live region, which speaks what is put into it. @param {string} part @returns {HTMLElement} */
export function region(part) {
  const made = make("p", "hb-assessment__told");
  made.setAttribute("role", "status");
  made.dataset.hbPart = part;
  return made;
}

/** Returns a heading of the page's second level that focus can be moved to. @param {string} text @param {string} [id] @returns {HTMLElement} */
export function heading(text, id = "") {
  const made = make("h2", "hb-assessment__heading", text);
  made.tabIndex = -1;
  if (id) made.id = id;
  return made;
}

/** Returns a day in words, with the time of day if it is asked for. @param {Date} at @param {boolean} [exact] */
export function dayOf(at, exact = false) {
  return new Intl.DateTimeFormat(language(), { dateStyle: "long", ...(exact ? { timeStyle: "short" } : {}) }).format(at);
}

/** Returns a day's name for each, with the time of day where two fall on one day. @param {Date[]} all @returns {string[]} */
export function daysOf(all) {
  const days = all.map((at) => dayOf(at));
  return all.map((at, n) => (days.indexOf(days[n]) === days.lastIndexOf(days[n]) ? days[n] : dayOf(at, true)));
}
