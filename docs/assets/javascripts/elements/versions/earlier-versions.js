/** The button below a text that shows its earlier versions, if there are any. */

import { idOf, makeButton, oldIdsOf, wordingOf } from "../../common/dom.js";
import { isAnswer } from "../../store/document.js";
import { keepVersions, versionsOf } from "../../store/history.js";
import { store } from "../../store/store.js";
import { otherVersions } from "./version-texts.js";
import { showVersions } from "./versions-dialog.js";

/**
 * @typedef {import("../text/text-element.js").TextElement} TextElement
 * @typedef {import("../../common/dom.js").Control} Control
 * @typedef {import("../../store/document.js").Entry} Entry
 */

/** Shows the button if a text has earlier versions, and removes it if it has none. @param {TextElement} element @param {Control} control */
export async function showEarlierVersions(element, control) {
  const place = placeOf(control);
  const fields = element.controls.filter((other) => placeOf(other) === place);
  const versions = store.readOnly ? [] : await versionsIn(element, fields);
  /** @type {HTMLElement | null | undefined} */
  let button = place.parentElement?.querySelector(":scope > .hb-earlier");
  if (!versions.length) return button?.remove();
  if (button || !element.isConnected) return;
  const text = element.t("answers.earlier");
  button = makeButton("earlier", text, { label: `${text}: ${fields.map(wordingOf).join(" / ")}` });
  button.classList.add("hb-earlier");
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("data-hb-added", "");
  button.addEventListener("click", () => open(element, fields));
  // In the line of the privacy toggle, which is there already: nothing moves.
  (place.parentElement?.querySelector(":scope > .hb-private") ?? place.nextSibling)?.before(button);
}

/** @param {TextElement} element @param {Control[]} fields */
async function open(element, fields) {
  element.flush();
  const versions = await versionsIn(element, fields);
  const rows = versions.map(({ control, entry }) => ({
    at: entry.at,
    text: String(entry.value),
    now: control.value,
    label: fields.length > 1 ? wordingOf(control) : "",
    bringBack: () => bringBack(element, control, entry),
  }));
  showVersions(element, fields.map(wordingOf).join(" / "), rows);
}

/** @param {TextElement} element @param {Control} control @param {Entry} entry */
function bringBack(element, control, { value, rev, said }) {
  const now = element.entryOf(control);
  // The store keeps no version of a text that has only just been typed.
  if (isAnswer(now)) keepVersions([[idOf(control), now]]);
  element.saveAnswer(control, value, { status: "answers.earlier-back", rev, said });
  control.focus();
}

/** Returns the earlier versions of some fields, newest first. @param {TextElement} element @param {Control[]} fields */
async function versionsIn(element, fields) {
  const found = await Promise.all(fields.map(async (control) => {
    const versions = (await versionsOf([idOf(control), ...oldIdsOf(control)])).flat();
    return otherVersions(versions, element.entryOf(control)).map((entry) => ({ control, entry }));
  }));
  return found.flat().sort((a, b) => String(b.entry.at).localeCompare(String(a.entry.at)));
}

/** Returns what the buttons of a text come after: a plan's fields have theirs in common. @param {Control} control @returns {Element} */
function placeOf(control) {
  return control.closest(".hb-plan__fields") ?? control;
}
