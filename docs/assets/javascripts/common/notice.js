/**
 * What the page has to tell on its own: why answers are not being saved, and the way out; that a newer edition is ready.
 *
 * Its live region stands in <body>, outside what instant navigation replaces,
 * and is there from the start, empty, or a screen reader would not speak what
 * is put into it.
 */

/** @typedef {{action: string, text: string}} Button */

/** @type {HTMLElement | undefined} */
let region;
/** What is shown, by who says it. @type {Map<string, {wanted: string, made: HTMLElement}>} */
const shown = new Map();

/** Puts the empty region on the page, once. */
export function prepareNotice() {
  if (region) return;
  region = document.createElement("div");
  region.setAttribute("role", "status");
  // No box of its own: the notice in it sticks to the top while the page scrolls.
  region.style.display = "contents";
  const page = document.querySelector('[data-md-component="container"]');
  document.body.insertBefore(region, page?.parentNode === document.body ? page : null);
}

/**
 * Shows sentences and buttons, or nothing if there are no sentences. What is
 * shown already is left alone, so that it is spoken once and focus stays.
 *
 * @param {string[]} sentences
 * @param {Button[]} buttons
 * @param {string} [speaker] Who says it; each has one notice.
 */
export function showNotice(sentences, buttons, speaker = "store") {
  prepareNotice();
  const wanted = JSON.stringify([sentences, buttons]);
  const before = shown.get(speaker);
  if (wanted === before?.wanted) return;
  before?.made.remove();
  shown.delete(speaker);
  if (!sentences.length) return;
  const made = notice(sentences, buttons);
  shown.set(speaker, { wanted, made });
  region?.append(made);
}

/** @param {string[]} sentences @param {Button[]} buttons */
function notice(sentences, buttons) {
  const made = document.createElement("div");
  made.className = "hb-notice";
  made.append(...sentences.map(paragraph), actions(buttons));
  return made;
}

/** @param {string} sentence */
function paragraph(sentence) {
  const made = document.createElement("p");
  made.className = "hb-notice__text";
  made.textContent = sentence;
  return made;
}

/** @param {Button[]} buttons */
function actions(buttons) {
  const made = document.createElement("div");
  made.className = "hb-notice__actions";
  made.append(...buttons.map(({ action, text }) => button(action, text)));
  return made;
}

/** Returns a button of the interface, in the look of `.hb-button`. @param {string} action @param {string} text */
export function button(action, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "hb-button";
  made.dataset.hbAction = action;
  made.textContent = text;
  return made;
}
