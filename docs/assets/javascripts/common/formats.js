/** Dates, numbers and lists in the reader's locale. A chapter has none until a reader asks for earlier versions. */

import { locale } from "./i18n.js";

/** A format takes long to make, and a page may have thousands of dates. @type {Map<string, Intl.DateTimeFormat>} */
const dateFormats = new Map();

/**
 * Formats a date, such as "1 December 2026"; "" if it isn't one.
 *
 * @param {unknown} date A Date, a timestamp or an ISO string.
 * @param {Intl.DateTimeFormatOptions} [options]
 * @param {string} [tag] The locale, if it isn't the reader's.
 */
export function formatDate(date, options = { dateStyle: "long" }, tag = locale()) {
  const valid = new Date(/** @type {any} */ (date ?? NaN));
  if (Number.isNaN(valid.getTime())) return "";
  const key = JSON.stringify([tag, options]);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  dateFormats.set(key, format);
  return format.format(valid);
}

/** Formats a number with at most one decimal. @param {number} n */
export function formatNumber(n) {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(n);
}

/** Formats a list, such as "a, b and c". @param {string[]} items @param {string} [tag] The locale, if it isn't the reader's. */
export function formatList(items, tag = locale()) {
  return new Intl.ListFormat(tag).format(items);
}
