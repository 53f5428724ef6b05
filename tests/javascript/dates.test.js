/** Days and times that a reader enters, which may come from any file. */

import assert from "node:assert/strict";
import { isPast, parseWhen, toDate } from "../../docs/assets/javascripts/workbook/shared/dates.js";

// Scripts that link to pages ask the page for the site's address when they load.
globalThis.document ??= { querySelector: () => null, querySelectorAll: () => [] };
globalThis.location ??= { href: "https://handbook.example/" };
const { dueItems } = await import("../../docs/assets/javascripts/workbook/shared/progress.js");

Deno.test("A day, with or without a time, is read; what isn't in the calendar is not.", () => {
  assert.deepEqual(parseWhen("2026-12-01"), { day: "2026-12-01", time: "" });
  assert.deepEqual(parseWhen("2028-02-29T09:00"), { day: "2028-02-29", time: "09:00" });
  for (const wrong of ["2026-02-31", "2027-02-29", "2026-13-01", "2026-12-01T24:00", "1.12.2026", "", null, 5, {}]) {
    assert.equal(parseWhen(wrong), null, String(wrong));
  }
});

Deno.test("A day without a time is over at midnight, a time at that minute.", () => {
  const noon = toDate({ day: "2026-12-01", time: "12:00" });
  assert.equal(isPast({ day: "2026-12-01", time: "" }, noon), false);
  assert.equal(isPast({ day: "2026-11-30", time: "" }, noon), true);
  assert.equal(isPast({ day: "2026-12-01", time: "11:59" }, noon), true);
  assert.equal(isPast({ day: "2026-12-01", time: "12:00" }, noon), false);
});

Deno.test("Only a day that is in the calendar is due.", () => {
  const behaviours = [{ id: "walk", title: "Walk", anchors: ["never", "once"] }];
  const due = (date) => {
    const values = { "next.walk": "1", "next.walk.date": date };
    return dueItems({ chapters: [], behaviours, retired: {} }, (id) => values[id] && { value: values[id] }, new Date(2026, 2, 1), 30);
  };
  assert.deepEqual(due("2026-03-03").map(({ days }) => days), [2]);
  assert.deepEqual(due("2026-02-31"), []);
});
