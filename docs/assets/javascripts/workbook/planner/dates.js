/** Days and times as a reader means them: by the clock on the wall, whatever zone that clock is in. No storage. */

import { locale } from "../../common/i18n.js";

/** @typedef {{day: string, time: string}} When A day such as "2026-12-01"; a time such as "09:00", or "". */

const DAY = /^(19[7-9]\d|2\d{3})-(\d\d)-(\d\d)$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Reads "2026-12-01T09:00" or "2026-12-01"; null if it is no day that there is. @param {unknown} value @returns {When | null} */
export function whenOf(value) {
  const [day, time = ""] = String(value ?? "").split("T");
  if (!DAY.test(day) || plus(day, 0) !== day || (time && !TIME.test(time))) return null;
  return { day, time };
}

/** Returns how a day and a time are kept. @param {When} when */
export function kept({ day, time }) {
  return time ? `${day}T${time}` : day;
}

/** Returns the day that is `n` days later: by the calendar, for a day may have 23 or 25 hours. @param {string} day @param {number} n */
export function plus(day, n) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + n)).toISOString().slice(0, 10);
}

/** Returns how many days lie between two. @param {string} from @param {string} to */
export function between(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Returns the day that it is on the reader's wall at a moment. @param {Date} moment */
export function dayOf(moment) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/**
 * Returns the moment at which the reader's clock shows this: midnight, where there is no time.
 * An hour that the clocks leave out is moved on by that hour; of an hour that comes twice it is the first.
 *
 * @param {When} when
 */
export function momentOf({ day, time }) {
  const [year, month, date] = day.split("-").map(Number);
  const [hour, minute] = time ? time.split(":").map(Number) : [0, 0];
  return new Date(year, month - 1, date, hour, minute);
}

/** Tells whether a moment is over; a day without a time is over when the next one begins. @param {When} when @param {Date} now */
export function isPast(when, now) {
  return when.time ? momentOf(when) < now : when.day < dayOf(now);
}

/** Says a day: "Tuesday, 1 December 2026", or in brief "Tue, 1 Dec 2026". @param {string} day @param {boolean} [brief] */
export function sayDay(day, brief = false) {
  const form = brief ? "short" : "long";
  // In UTC, where no clock is put forward: some zones have no midnight on that day.
  return format({ weekday: form, day: "numeric", month: form, year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00Z`));
}

/** Says the time that a clock shows then. @param {Date} moment */
export function sayTime(moment) {
  return format({ timeStyle: "short" }).format(moment);
}

/** Says how far a day is from today: "tomorrow", "in 8 days", "3 days ago". @param {number} days */
export function sayDistance(days) {
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(days, "day");
}

/** @param {Intl.DateTimeFormatOptions} options */
function format(options) {
  return new Intl.DateTimeFormat(locale(), options);
}
