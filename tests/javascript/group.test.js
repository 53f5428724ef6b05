/** A reading group: the timer that is projected, the days of the sessions, and each session in a calendar. */

import assert from "node:assert/strict";
import { eventOf, moveDay, readSettings } from "../../docs/assets/javascripts/workbook/group/schedule.js";
import { formatClock, goTo, newTimer, readout, readTimer, toggle } from "../../docs/assets/javascripts/workbook/group/timer.js";
import { formatCalendar } from "../../docs/assets/javascripts/workbook/shared/icalendar.js";

const MINUTES = [6, 8, 5];
const NOON = Date.UTC(2026, 11, 1, 12);
const after = (minutes) => NOON + minutes * 60_000;
const late = (timer, now) => readout(timer, MINUTES, now).late;

Deno.test("A step's time runs while the timer does, stands while it's paused, and goes below zero instead of ending the step.", () => {
  const running = toggle(newTimer(3), NOON);
  assert.equal(readout(running, MINUTES, after(2)).seconds, 240);
  const paused = toggle(running, after(2));
  assert.equal(readout(paused, MINUTES, after(60)).seconds, 240);
  const again = toggle(paused, after(60));
  assert.deepEqual([readout(again, MINUTES, after(65)).seconds, again.at], [-60, 0]);
  assert.deepEqual([240, 60, 0, -30].map(formatClock), ["4:00", "1:00", "0:00", "+0:30"]);
});

Deno.test("The end moves with what is left: early after a short step, late after a pause or a long one.", () => {
  const running = toggle(newTimer(3), NOON);
  assert.equal(readout(running, MINUTES, NOON).ends, after(19));
  assert.equal(late(goTo(running, 1, after(4)), after(4)), -2);
  assert.equal(late(running, after(9)), 3);
  assert.equal(late(toggle(running, after(1)), after(11)), 10);
  assert.equal(late(newTimer(3), after(500)), 0);
});

Deno.test("A step gone back to has the time that it had left; there is none before the first or after the last.", () => {
  const second = goTo(toggle(newTimer(3), NOON), 1, after(5));
  assert.equal(readout(goTo(second, 0, after(7)), MINUTES, after(7)).seconds, 60);
  assert.deepEqual([goTo(second, -1, after(7)).at, goTo(second, 9, after(7)).at], [0, 2]);
});

Deno.test("A reload finds the timer where it would be by now; what isn't this session's, or is of another day, begins anew.", () => {
  const stored = JSON.parse(JSON.stringify({ session: "session-1", ...toggle(newTimer(3), NOON) }));
  assert.equal(readout(readTimer(stored, 3, after(2)), MINUTES, after(2)).seconds, 240);
  for (const wrong of [null, 5, {}, { ...stored, at: 3 }, { ...stored, spent: [0] }, { ...stored, spent: [0, "1", 0] }, { ...stored, since: after(9) }, { ...stored, at: "0" }]) {
    assert.deepEqual(readTimer(wrong, 3, after(2)), newTimer(3), JSON.stringify(wrong));
  }
  assert.deepEqual(readTimer(stored, 3, after(24 * 60)), newTimer(3));
});

Deno.test("A session that moves takes the later ones with it, over a change of clocks too; a date that is cleared takes none.", () => {
  const days = moveDay(["", "", "", ""], 0, "2027-03-08", 2);
  assert.deepEqual(days, ["2027-03-08", "2027-03-22", "2027-04-05", "2027-04-19"]);
  assert.deepEqual(moveDay(days, 2, "2027-04-12", 2), ["2027-03-08", "2027-03-22", "2027-04-12", "2027-04-26"]);
  assert.deepEqual(moveDay(days, 1, "", 2), ["2027-03-08", "", "2027-04-05", "2027-04-19"]);
});

Deno.test("Stored settings of any shape are read, and what is wrong in them is the page's own.", () => {
  const own = { people: 6, weeks: 2, time: "15:00", manager: false, days: ["", ""], key: "k" };
  for (const wrong of [null, 7, [], { people: 99, weeks: "x", time: "25:00", manager: "yes", days: "2027-03-08", key: "a b" }]) assert.deepEqual(readSettings(wrong, own), own);
  assert.deepEqual(readSettings({ people: "8", days: ["2027-02-30", "2027-03-08", "2027-03-22"], time: "09:30", manager: true }, own), { ...own, people: 8, days: ["", "2027-03-08"], time: "09:30", manager: true });
});

Deno.test("In the calendar a session lasts as long as its agenda, shows to everybody who is invited, and is the same event when it's saved again.", () => {
  const session = { n: 2, minutes: 75, subject: "Session 2 of 6: Give, and take", text: "Please read\nthis", url: "https://handbook.example/" };
  const settings = { people: 6, weeks: 2, time: "15:00", manager: false, days: ["2026-12-01", "2026-12-15"], key: "k1" };
  const lines = (now) => formatCalendar([eventOf(session, settings, { handbook: "ours", now })], { product: "x", language: "en", now }).split("\r\n");
  const [first, second] = [lines(new Date(NOON)), lines(new Date(after(5)))];
  const value = (all, name) => all.find((line) => line.startsWith(name));
  const start = new Date(2026, 11, 15, 15).toISOString();
  assert.equal(value(first, "DTSTART"), `DTSTART:${start.slice(0, 19).replace(/[-:]/g, "")}Z`);
  assert.equal(value(first, "DTEND"), `DTEND:${new Date(Date.parse(start) + 75 * 60_000).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`);
  assert.deepEqual([value(first, "SUMMARY"), value(first, "DESCRIPTION"), value(first, "CLASS")], ["SUMMARY:Session 2 of 6: Give\\, and take", "DESCRIPTION:Please read\\nthis", undefined]);
  assert.equal(value(first, "UID"), value(second, "UID"));
  assert.notEqual(value(first, "SEQUENCE"), value(second, "SEQUENCE"));
});
