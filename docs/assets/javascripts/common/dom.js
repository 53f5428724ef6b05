/** Reads what the HTML says: ids, the wording of a question, the place of a block. */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control A control that holds an answer (`data-hb-id`). */
/** @typedef {{url: string, block: string, chapter: string, title: string}} Place Where an answer was given. */

/** Returns the ids in an attribute. @param {string} [text] */
export function ids(text = "") {
  return text.split(/\s+/).filter(Boolean);
}

/** Returns the id under which a control's answer is kept. @param {Control} control */
export function idOf(control) {
  return control.dataset.hbId ?? "";
}

/** Returns what the button that was clicked does (`data-hb-action`), or undefined. @param {EventTarget | null} target */
export function actionOf(target) {
  /** @type {HTMLElement | null | undefined} */
  const found = target instanceof Element ? target.closest("[data-hb-action]") : null;
  return found?.dataset.hbAction;
}

/** Returns the wording that a control answers to, as plain text. @param {Control} control */
export function wordingOf(control) {
  const labelled = ids(control.getAttribute("aria-labelledby") ?? "").map((id) => document.getElementById(id));
  const from = labelled.length ? labelled : [...(control.labels ?? [])];
  return from.map(spoken).join(" ") || (control.getAttribute("aria-label") ?? "");
}

/** @param {HTMLElement | null} element */
function spoken(element) {
  const copy = element?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return "";
  for (const part of copy.querySelectorAll('[aria-hidden="true"]')) part.remove();
  return textOf(copy);
}

/**
 * Address of the site's root, with a slash at its end. Read once, at the start:
 * what the head says is relative to the page on which the visit began.
 */
export const siteBase = new URL((document.querySelector('meta[name="handbook-base"]')?.getAttribute("content") || ".").replace(/\/*$/, "/"), location.href).href;

/** Returns where an answer in this element is given, for "Continue where you left off". @param {HTMLElement} element @returns {Place} */
export function placeOf(element) {
  const block = element.dataset.hbBlock ?? "";
  /** @type {HTMLElement | null} */
  const titled = document.querySelector("hb-progress[data-hb-title]");
  const chapter = titled?.dataset.hbTitle ?? textOf(document.querySelector("h1"));
  const page = location.href.replace(/[?#].*/, "");
  const url = page.startsWith(siteBase) ? page.slice(siteBase.length) : "";
  return { url, block, chapter, title: textOf(document.getElementById(`${block}-title`)) };
}

/**
 * Returns the full address of a place, or null if it is no page of this site:
 * what is stored may come from anywhere.
 *
 * @param {{url: string, block?: string}} place `url` below the site's root, `block` an id on that page.
 */
export function addressOf({ url, block }) {
  try {
    const found = new URL(String(url), siteBase);
    if (!found.href.startsWith(siteBase)) return null;
    found.hash = String(block ?? "");
    return found.href;
  } catch {
    return null;
  }
}

/** @param {Element | null} element */
function textOf(element) {
  return element?.textContent.replace(/\s+/g, " ").trim() ?? "";
}
