/** The clipboard. */

/** Copies a text to the clipboard; false if that is denied, or not possible outside a secure context. @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
