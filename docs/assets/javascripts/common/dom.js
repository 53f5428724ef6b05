/** Reads the page (ids, the wording of a question, where a block is) and creates elements. */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control A control that holds an answer (`data-hb-id`). */

/**
 * Creates an element. Strings are added as text, never as markup.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string | Record<string, string | undefined>} [attributes] Its class, or attributes by name; undefined ones are left out.
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function makeElement(tag, attributes = "", ...children) {
  const element = document.createElement(tag);
  const { class: className, ...others } = typeof attributes === "string" ? { class: attributes } : attributes;
  if (className) element.className = className;
  for (const [name, value] of Object.entries(others)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * Creates a button in the look of `.hb-button`.
 *
 * @param {string} action Its `data-hb-action`.
 * @param {string} text
 * @param {{of?: string, label?: string}} [options] `of`: the id it acts on (`data-hb-of`); `label`: its accessible name, where the text is too short.
 */
export function makeButton(action, text, { of, label } = {}) {
  return makeElement("button", { type: "button", class: "hb-button", "data-hb-action": action, "data-hb-of": of, "aria-label": label }, text);
}

/** Returns the ids in an attribute. @param {string} [text] */
export function ids(text = "") {
  return text.split(/\s+/).filter(Boolean);
}

/** Returns the id under which a control's answer is stored, in the record that is open. @param {Control} control */
export function idOf(control) {
  return openId(control, control.dataset.hbId ?? "");
}

/** Returns the ids that a control's answer had before, in the record that is open. @param {Control} control */
export function oldIdsOf(control) {
  return ids(control.dataset.hbWas).map((id) => openId(control, id));
}

/** Returns what an id is in the record that is open where a control is (store/record-ids.js). @param {Element} control @param {string} id */
export function openId(control, id) {
  const record = control.closest("[data-hb-record]")?.getAttribute("data-hb-record");
  return record ? `${id}@${record}` : id;
}

/** Returns the action (`data-hb-action`) of the button that was clicked, or undefined. @param {EventTarget | null} target */
export function actionOf(target) {
  /** @type {HTMLElement | null} */
  const button = target instanceof Element ? target.closest("[data-hb-action]") : null;
  return button?.dataset.hbAction;
}

/** Returns the wording of the question that a control answers, as plain text. @param {Control} control */
export function wordingOf(control) {
  const labelledBy = ids(control.getAttribute("aria-labelledby") ?? "").map((id) => document.getElementById(id));
  const labels = labelledBy.length ? labelledBy : [...(control.labels ?? [])];
  return labels.map(accessibleText).join(" ") || (control.getAttribute("aria-label") ?? "");
}

/** @param {HTMLElement | null} element */
function accessibleText(element) {
  const copy = element?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return "";
  for (const part of copy.querySelectorAll('[aria-hidden="true"]')) part.remove();
  return textOf(copy);
}

/**
 * URL of the site's root, with a trailing slash. Resolved once, at the start: the head's value is relative to the page
 * on which the visit began, and instant navigation changes the address.
 */
export const siteBase = new URL((document.querySelector('meta[name="handbook-base"]')?.getAttribute("content") || ".").replace(/\/*$/, "/"), location.href).href;

/**
 * Returns the absolute URL of a place, or null if it's outside this site: stored data may come from any file.
 *
 * @param {{url: string, block?: string}} place `url`: relative to the site's root; `block`: an id on that page.
 */
export function addressOf({ url, block }) {
  try {
    const address = new URL(String(url), siteBase);
    if (!address.href.startsWith(siteBase)) return null;
    address.hash = String(block ?? "");
    return address.href;
  } catch {
    return null;
  }
}

/** @param {Element | null} element */
function textOf(element) {
  return element?.textContent.replace(/\s+/g, " ").trim() ?? "";
}
