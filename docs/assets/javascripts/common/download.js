/** Hands a text to the reader as a file. */

/** Downloads `text` under `name`; nothing leaves the browser. @param {string} name @param {string} text @param {string} [type] */
export function download(name, text, type = "application/json") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  // Firefox follows a link only when it is on the page.
  document.body.append(link);
  link.click();
  link.remove();
  // Not at once: the browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Returns a file name with today's date, such as product-leader-notes-2026-11-22.json. @param {string} handbook @param {string} what @param {string} ending */
export function fileName(handbook, what, ending) {
  const safe = handbook.replace(/[^\w-]+/g, "-");
  return `${safe}-${what}-${new Date().toISOString().slice(0, 10)}.${ending}`;
}
