/** The list of keys, under "?". It's a section of the guide, which the reader sees without leaving the page, and can be switched off there. */

import { addressOf, makeElement } from "../common/dom.js";
import { t, wordsOf } from "../common/i18n.js";
import { store } from "../store/store.js";
import { showPlace } from "./preview.js";

const PLACE = { url: "guide/use/", block: "keys" };

/** Returns the switch, as it stands. */
function makeSwitch() {
  const box = makeElement("input", { type: "checkbox", autocomplete: "off" });
  box.checked = !store.remembered("no-keys");
  box.addEventListener("change", () => store.remember("no-keys", box.checked ? null : true));
  return makeElement("p", { class: "hb-keys", "data-hb-added": "" }, makeElement("label", "", box, " ", t(wordsOf(document.querySelector("header")), "keys")));
}

/** Puts the switch below the list in the guide. */
function showSwitch() {
  const list = document.querySelector(`main #${PLACE.block} ~ :is(table, .md-typeset__scrollwrap, .hb-table)`);
  if (location.href.startsWith(addressOf({ url: PLACE.url }) ?? "-") && list && !document.querySelector(".hb-keys")) list.after(makeSwitch());
}

/** @param {KeyboardEvent} event */
function showKeys(event) {
  const { key, target, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (key !== "?" || ctrlKey || metaKey || altKey || isComposing || defaultPrevented || store.remembered("no-keys")) return;
  // What is typed is text, and a dialog that is open comes first; only the timer, which has keys, may have the list above it.
  if (target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select"))) return;
  if (document.querySelector("dialog[open]:not(.hb-timer)")) return;
  event.preventDefault();
  showPlace(addressOf(PLACE) ?? "", makeSwitch()).catch(() => {});
}

/** Listens on the document, once per visit. */
export function startKeys() {
  document.addEventListener("keydown", showKeys);
  document.addEventListener("hb-navigated", showSwitch);
  showSwitch();
}
