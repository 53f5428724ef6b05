/** Helpers of the workbook's elements. */

/** Sets an element's text, but only if it differs: a live region would announce it again. @param {Element | null} element @param {string} text */
export function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** Returns an element that the template must have. @template {HTMLElement} T @param {Element} root @param {string} selector @returns {T} @throws {Error} It is missing. */
export function requireElement(root, selector) {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`The template has no element that matches ${selector}.`);
  return /** @type {T} */ (element);
}
