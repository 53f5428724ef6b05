/**
 * Writes calendar files (RFC 5545). Pure functions.
 *
 * Times are written in UTC, so that the file needs no time-zone rules: the Date already takes the offset of its day into
 * account. An event without a time is an all-day event, which has no zone.
 */

/**
 * @typedef {object} CalendarEvent
 * @property {string} uid Stable, so that importing a newer file updates the event.
 * @property {Date | string} start A time, or a day such as "2026-12-01" for an all-day event.
 * @property {string} title
 * @property {string} [text]
 * @property {string} [url] An http or https URL; others are left out.
 * @property {Date} changed When the reader last changed it.
 * @property {number} [minutes] How long it lasts, if it has a time.
 * @property {boolean} [isShared] Whether it's for other people; all others are marked as private.
 * @property {string} [alarm] The reminder, as a duration from the start such as "-PT10M"; "" for none.
 */

const MINUTES = 15;
const WIDTH = 75; // octets per line, without its break
const MAX_INTEGER = 2 ** 31 - 1;
const EPOCH = Date.UTC(2020, 0, 1);
const encoder = new TextEncoder();

/**
 * Returns a calendar file.
 *
 * @param {CalendarEvent[]} events
 * @param {{product: string, language: string, now: Date}} about
 */
export function formatCalendar(events, { product, language, now }) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:${escapeText(`-//${product}//Workbook//${language.toUpperCase()}`)}`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...events.flatMap((event) => eventLines(event, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** Returns an event's UID. @param {string} id @param {string} handbook */
export function uidOf(id, handbook) {
  const safe = (/** @type {string} */ part) => part.replace(/[^\w.-]+/g, "-");
  return `${safe(id)}@${safe(handbook)}.handbook`;
}

/** @param {CalendarEvent} event @param {Date} now */
function eventLines({ uid, start, title, text: description, url, changed, alarm, minutes = MINUTES, isShared }, now) {
  const summary = escapeText(title.replace(/\s+/g, " ").trim());
  return [
    "BEGIN:VEVENT",
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${utc(now)}`,
    `LAST-MODIFIED:${utc(changed)}`,
    `SEQUENCE:${sequence(now, changed)}`,
    ...(typeof start === "string" ? wholeDay(start) : [`DTSTART:${utc(start)}`, `DTEND:${utc(new Date(start.getTime() + minutes * 60_000))}`]),
    `SUMMARY:${summary}`,
    ...(description ? [`DESCRIPTION:${escapeText(description)}`] : []),
    ...(url && /^https?:\/\/[\x21-\x7e]+$/.test(url) ? [`URL:${url}`] : []),
    ...(isShared ? [] : ["CLASS:PRIVATE"]),
    ...(alarm ? ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${summary}`, `TRIGGER:${alarm}`, "END:VALARM"] : []),
    "END:VEVENT",
  ];
}

// The end is exclusive. Transparent: an all-day event shouldn't mark the reader as busy.
/** @param {string} day */
function wholeDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  const next = new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
  return [`DTSTART;VALUE=DATE:${basicFormat(day)}`, `DTEND;VALUE=DATE:${basicFormat(next)}`, "TRANSP:TRANSPARENT"];
}

// Rises with every file: two that differ only in whether they include the reader's texts must differ here too.
/** @param {Date} now @param {Date} changed */
function sequence(now, changed) {
  const seconds = Math.floor((Math.max(now.getTime(), changed.getTime()) - EPOCH) / 1000);
  return Math.min(Math.max(seconds, 0), MAX_INTEGER);
}

/** @param {Date} moment */
function utc(moment) {
  return `${basicFormat(moment.toISOString().slice(0, 19))}Z`;
}

/** @param {string} iso */
function basicFormat(iso) {
  return iso.replace(/[-:]/g, "");
}

// Drops control characters, which calendars don't allow, and replaces lone surrogates, which UTF-8 can't encode.
/** @param {string} raw */
function escapeText(raw) {
  return raw
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    // deno-lint-ignore no-control-regex
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, (character) => (character === "\t" ? " " : ""))
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

// Folds lines longer than 75 octets of UTF-8, without splitting a character; continuation lines start with a space.
/** @param {string} line */
function fold(line) {
  let folded = "";
  let width = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (width + size > WIDTH) {
      folded += "\r\n ";
      width = 1;
    }
    folded += character;
    width += size;
  }
  return folded;
}
