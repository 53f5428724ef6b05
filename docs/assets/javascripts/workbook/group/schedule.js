/** When a reading group meets, and each session as a calendar event. Pure functions. */

import { addDays, parseWhen, toDate } from "../shared/dates.js";
import { uidOf } from "../shared/icalendar.js";

/**
 * @typedef {{people: number, weeks: number, time: string, manager: boolean, days: string[], key: string}} Settings `days`: the day of each
 *   session, "" if none is chosen; `key`: tells this group's events from those of the next.
 * @typedef {{n: number, minutes: number, subject: string, text: string, url: string}} Session
 */

/** Returns the settings as they were stored, in whatever shape, with the page's own for what is missing. @param {unknown} stored @param {Settings} own @returns {Settings} */
export function readSettings(stored, own) {
  const saved = /** @type {{[name: string]: unknown}} */ (stored && typeof stored === "object" ? stored : {});
  const days = Array.isArray(saved.days) ? saved.days : [];
  return {
    people: whole(saved.people, 2, 40) ?? own.people,
    weeks: whole(saved.weeks, 1, 8) ?? own.weeks,
    time: parseWhen(`2026-01-01T${saved.time}`)?.time || own.time,
    manager: saved.manager === true,
    days: own.days.map((_, n) => parseWhen(days[n])?.day ?? ""),
    key: /^\w{1,20}$/.test(String(saved.key ?? "")) ? String(saved.key) : own.key,
  };
}

/** Returns a whole number within limits, or undefined. @param {unknown} value @param {number} least @param {number} most */
export function whole(value, least, most) {
  const n = /^\d{1,3}$/.test(String(value)) ? Number(value) : NaN;
  return n >= least && n <= most ? n : undefined;
}

/** Sets the day of a session: those after it follow, some weeks apart; an empty one clears only itself. @param {string[]} days @param {number} at @param {string} day @param {number} weeks */
export function moveDay(days, at, day, weeks) {
  return days.map((old, n) => (n < at || (!day && n > at) ? old : day && addDays(day, (n - at) * 7 * weeks)));
}

/** Returns a session as a calendar event. @param {Session} session @param {Settings} settings @param {{handbook: string, now: Date}} about @returns {import("../shared/icalendar.js").CalendarEvent} */
export function eventOf({ n, minutes, subject, text, url }, { days, time, key }, { handbook, now }) {
  const start = toDate({ day: days[n - 1], time });
  return { uid: uidOf(`group.${key}.${n}`, handbook), start, minutes, title: subject, text, url, changed: now, isShared: true };
}
