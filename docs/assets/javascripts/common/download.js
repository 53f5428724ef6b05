/** Downloads a text as a file. */

import { makeElement } from "./dom.js";

/** Saves `text` to the reader's disk; nothing is sent anywhere. @param {string} name The file's name. @param {string} text @param {string} [type] */
export function download(name, text, type = "application/json") {
  const href = URL.createObjectURL(new Blob([text], { type }));
  const link = makeElement("a", { href, download: name });
  // Firefox follows a link only if it's on the page.
  document.body.append(link);
  link.click();
  link.remove();
  // Later: the browser reads the URL after the click has returned.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Returns a file name with a day, today unless another is given, such as product-leader-notes-2026-11-22.json. @param {string} handbook @param {string} what @param {string} extension @param {string} [day] */
export function fileName(handbook, what, extension, day = new Date().toISOString().slice(0, 10)) {
  const safe = handbook.replace(/[^\w-]+/g, "-");
  return `${safe}-${what}-${day}.${extension}`;
}
