/** Elements that several sections of the self-assessment share. */

import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";

/** Creates a section's main button. @param {string} action @param {string} text */
export function mainButton(action, text) {
  const button = makeButton(action, text);
  button.classList.add("hb-assessment__lead");
  return button;
}

/** Creates an empty live region. @param {string} part Its `data-hb-part`. */
export function liveRegion(part) {
  return makeElement("p", { class: "hb-assessment__told", role: "status", "data-hb-part": part });
}

/** Creates a section's heading, which can be focused by script. @param {string} text @param {string} [id] */
export function heading(text, id) {
  return makeElement("h2", { class: "hb-assessment__heading", tabindex: "-1", id }, text);
}

/** Returns each date as text, with the time where two fall on one day. @param {Date[]} dates @returns {string[]} */
export function distinctDates(dates) {
  const days = dates.map((date) => formatDate(date));
  return dates.map((date, n) => (days.indexOf(days[n]) === days.lastIndexOf(days[n]) ? days[n] : formatDate(date, { dateStyle: "long", timeStyle: "short" })));
}
