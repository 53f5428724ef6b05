/**
 * Events as a calendar file after RFC 5545: plain data in, text out. No page, no storage, no clock.
 *
 * A moment is written in UTC, so a file needs no time-zone rules of its own:
 * whoever made the Date has asked the device which offset holds on that very
 * day. An event without a time is a whole day, which has no zone at all.
 */

/**
 * @typedef {object} CalendarEvent
 * @property {string} uid The same for the same thing whenever a file is made, so that taking it again moves the event.
 * @property {Date | string} start A moment, or a whole day such as "2026-12-01".
 * @property {string} title
 * @property {string} [text]
 * @property {string} [url] An http or https address; any other is left out.
 * @property {Date} changed When the reader last changed it.
 * @property {string} [alarm] When to remind, as a duration from the start, such as "-PT10M"; none if it is empty.
 */

const MINUTES = 15;
const WIDTH = 75; // octets a line, its break not counted
const LARGEST = 2 ** 31 - 1; // of an integer in a calendar
const EPOCH = Date.UTC(2020, 0, 1);
const encoder = new TextEncoder();

/**
 * Returns the text of a calendar file.
 *
 * @param {CalendarEvent[]} events
 * @param {{product: string, language: string, now: Date}} about Who made the file, in which language, and when.
 */
export function calendarOf(events, { product, language, now }) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:${text(`-//${product}//Workbook//${language.toUpperCase()}`)}`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...events.flatMap((event) => eventLines(event, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** Returns a calendar's name for a thing: `id` within this handbook. @param {string} id @param {string} handbook */
export function uidOf(id, handbook) {
  const safe = (/** @type {string} */ part) => part.replace(/[^\w.-]+/g, "-");
  return `${safe(id)}@${safe(handbook)}.handbook`;
}

/** @param {CalendarEvent} event @param {Date} now */
function eventLines({ uid, start, title, text: more, url, changed, alarm }, now) {
  const summary = text(title.replace(/\s+/g, " ").trim());
  return [
    "BEGIN:VEVENT",
    `UID:${text(uid)}`,
    `DTSTAMP:${utc(now)}`,
    `LAST-MODIFIED:${utc(changed)}`,
    `SEQUENCE:${sequence(now, changed)}`,
    ...(typeof start === "string" ? wholeDay(start) : [`DTSTART:${utc(start)}`, `DTEND:${utc(new Date(start.getTime() + MINUTES * 60_000))}`]),
    `SUMMARY:${summary}`,
    ...(more ? [`DESCRIPTION:${text(more)}`] : []),
    ...(url && /^https?:\/\/[\x21-\x7e]+$/.test(url) ? [`URL:${url}`] : []),
    "CLASS:PRIVATE",
    ...(alarm ? ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${summary}`, `TRIGGER:${alarm}`, "END:VALARM"] : []),
    "END:VEVENT",
  ];
}

// A whole day ends where the next begins, and does not mark its owner as busy.
/** @param {string} day */
function wholeDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  const next = new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
  return [`DTSTART;VALUE=DATE:${bare(day)}`, `DTEND;VALUE=DATE:${bare(next)}`, "TRANSP:TRANSPARENT"];
}

// It rises with every file: two that differ in nothing but the reader's wish for words must differ here too.
/** @param {Date} now @param {Date} changed */
function sequence(now, changed) {
  const seconds = Math.floor((Math.max(now.getTime(), changed.getTime()) - EPOCH) / 1000);
  return Math.min(Math.max(seconds, 0), LARGEST);
}

/** @param {Date} moment */
function utc(moment) {
  return `${bare(moment.toISOString().slice(0, 19))}Z`;
}

/** @param {string} iso */
function bare(iso) {
  return iso.replace(/[-:]/g, "");
}

// Control characters may not stand in a calendar. Half a pair of UTF-16 is no character and cannot be written as UTF-8.
/** @param {string} raw */
function text(raw) {
  return raw
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    // deno-lint-ignore no-control-regex
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, (found) => (found === "\t" ? " " : ""))
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

// No line is longer than 75 octets of UTF-8; a space opens each further one, and no character is cut.
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
