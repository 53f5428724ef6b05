/** Days and times in the reader's local time. Pure functions. */

import { localDay } from "../../common/days.js";
import { formatDate } from "../../common/formats.js";
import { locale } from "../../common/i18n.js";

export { localDay };

/** @typedef {{day: string, time: string}} When `day`: such as "2026-12-01"; `time`: such as "09:00", or "". */

const DAY = /^(19[7-9]\d|2\d{3})-(\d\d)-(\d\d)$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Parses "2026-12-01T09:00" or "2026-12-01"; null if it isn't a valid date. @param {unknown} value @returns {When | null} */
export function parseWhen(value) {
  const [day, time = ""] = String(value ?? "").split("T");
  if (!DAY.test(day) || addDays(day, 0) !== day || (time && !TIME.test(time))) return null;
  return { day, time };
}

/** Returns a day and time as they are stored. @param {When} when */
export function formatStored({ day, time }) {
  return time ? `${day}T${time}` : day;
}

/** Adds calendar days, which may have 23 or 25 hours. @param {string} day @param {number} n */
export function addDays(day, n) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + n)).toISOString().slice(0, 10);
}

/** Returns the calendar days between two days. @param {string} from @param {string} to */
export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Returns the Monday of a day's week. @param {string} day */
export function mondayOf(day) {
  return addDays(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));
}

/**
 * Converts to a Date; a day without a time is local midnight. A time that doesn't exist because clocks are put forward moves
 * on by that hour; of a time that occurs twice, the first counts.
 *
 * @param {When} when
 */
export function toDate({ day, time }) {
  const [year, month, date] = day.split("-").map(Number);
  const [hour, minute] = time ? time.split(":").map(Number) : [0, 0];
  return new Date(year, month - 1, date, hour, minute);
}

/** Tells whether a time is over; a day without a time ends at midnight. @param {When} when @param {Date} now */
export function isPast(when, now) {
  return when.time ? toDate(when) < now : when.day < localDay(now);
}

/** Formats a day as "Tuesday, 1 December 2026", or briefly as "Tue, 1 Dec 2026". @param {string} day @param {boolean} [brief] */
export function formatDay(day, brief = false) {
  const form = brief ? "short" : "long";
  // In UTC: some time zones skip midnight when clocks are put forward.
  return formatDate(`${day}T00:00Z`, { weekday: form, day: "numeric", month: form, year: "numeric", timeZone: "UTC" });
}

/** Formats the local time of a date. @param {Date} moment */
export function formatTime(moment) {
  return formatDate(moment, { timeStyle: "short" });
}

/** Formats a distance from today: "tomorrow", "in 8 days", "3 days ago". @param {number} days */
export function formatDistance(days) {
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(days, "day");
}
