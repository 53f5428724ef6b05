/** Days in the reader's local time, such as "2026-12-01". */

/** Returns the local day of a date. @param {Date} moment */
export function localDay(moment) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
