/**
 * The timer of a session. Pure functions: it counts by the clock and not by ticks, so that a laptop that slept is right when
 * it wakes. A step doesn't end by itself, since people finish their sentences; its time then runs below zero.
 */

/**
 * @typedef {{at: number, spent: number[], since: number, began: number}} Timer `at`: the step; `spent`: milliseconds in each, without those
 *   that are running; `since`: when it was last started, 0 while it's paused; `began`: when the session began, 0 before that.
 */

const MINUTE = 60_000;
// A session that was left open isn't the one that begins now.
const LASTS = 6 * 60 * MINUTE;

/** @param {number} steps @returns {Timer} */
export function newTimer(steps) {
  return { at: 0, spent: Array(steps).fill(0), since: 0, began: 0 };
}

/** Returns a timer as it was stored, in whatever shape; a new one if it is another session's, or of another day. @param {unknown} stored @param {number} steps @param {number} now @returns {Timer} */
export function readTimer(stored, steps, now) {
  const { at, spent, since, began } = /** @type {Partial<Timer>} */ (stored && typeof stored === "object" ? stored : {});
  const isTime = (/** @type {unknown} */ value) => typeof value === "number" && value >= 0 && value <= now;
  const isWhole = Array.isArray(spent) && spent.length === steps && spent.every(isTime) && Number.isInteger(at) && Number(at) >= 0 && Number(at) < steps;
  if (!isWhole || !isTime(since) || !isTime(began) || now - Number(began) > LASTS) return newTimer(steps);
  return /** @type {Timer} */ ({ at, spent, since, began });
}

/** Starts or pauses it. @param {Timer} timer @param {number} now @returns {Timer} */
export function toggle(timer, now) {
  return { ...settle(timer, now), since: timer.since ? 0 : now, began: timer.began || now };
}

/** Goes to a step, running or paused as before; there is none before the first or after the last. @param {Timer} timer @param {number} to @param {number} now @returns {Timer} */
export function goTo(timer, to, now) {
  const settled = settle(timer, now);
  return { ...settled, at: Math.min(Math.max(to, 0), timer.spent.length - 1) };
}

/**
 * Returns what the timer shows: the seconds that are left, below zero once they are over; when the session will end; and by how
 * many whole minutes that is later than planned.
 *
 * @param {Timer} timer @param {number[]} minutes Of each step. @param {number} now
 */
export function readout(timer, minutes, now) {
  const left = minutes[timer.at] * MINUTE - settle(timer, now).spent[timer.at];
  const rest = minutes.slice(timer.at + 1).reduce((sum, n) => sum + n, 0) * MINUTE;
  const ends = now + Math.max(left, 0) + rest;
  const planned = (timer.began || now) + minutes.reduce((sum, n) => sum + n, 0) * MINUTE;
  return { seconds: Math.ceil(left / 1000), ends, late: Math.round((ends - planned) / MINUTE) };
}

/** Formats seconds as "4:05", or "+0:30" once they are over. @param {number} seconds */
export function formatClock(seconds) {
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Moves the time that is running into `spent`. @param {Timer} timer @param {number} now @returns {Timer} */
function settle(timer, now) {
  if (!timer.since) return timer;
  const spent = timer.spent.map((time, n) => (n === timer.at ? time + now - timer.since : time));
  return { ...timer, spent, since: now };
}
