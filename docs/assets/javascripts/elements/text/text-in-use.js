/** What a text shows only while the reader is in it: how much it still takes, and its earlier versions. Loaded when a reader goes into one. */

import { makeElement } from "../../common/dom.js";
import { store } from "../../store/store.js";
import { showEarlierVersions } from "../versions/earlier-versions.js";

/**
 * @typedef {import("./text-element.js").TextElement} TextElement
 * @typedef {import("../../common/dom.js").Control} Control
 */

const WARN_AT = 0.95; // of a field's longest text

/** Where the reader was last. @type {[TextElement, Control] | undefined} */
let place;

/** Shows what belongs to a text, now and whenever it changes. @param {TextElement} element @param {Control} control */
export function enterText(element, control) {
  if (!place) {
    document.addEventListener("input", ({ target }) => place?.[1] === target && place && showLimit(...place));
    store.subscribe(["saved"], () => place?.[0].contains(document.activeElement) && showEarlierVersions(...place));
  }
  place = [element, control];
  showLimit(element, control);
  showEarlierVersions(element, control);
}

/** Says below a field how much it still takes, well before a browser would cut off what is pasted. @param {TextElement} element @param {Control} control */
function showLimit(element, control) {
  const { value, maxLength } = control;
  const near = maxLength > 0 && value.length >= maxLength * WARN_AT;
  let line = control.nextElementSibling?.matches('[data-hb-part="limit"]') ? control.nextElementSibling : null;
  if (near && !line) control.after((line = makeElement("p", { class: "hb-reworded", role: "status", "data-hb-part": "limit", "data-hb-added": "" })));
  if (line) line.textContent = near ? element.t("answers.limit", { n: maxLength - value.length, max: maxLength }) : "";
}
