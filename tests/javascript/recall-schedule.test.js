/** When the questions on a chapter come back. */

import assert from "node:assert/strict";
import { foreseenDays, mostOverdue, nextAsked, nextGap, returningQuestions, returnsFrom } from "../../docs/assets/javascripts/workbook/shared/recall-schedule.js";
import { addDays, daysBetween } from "../../docs/assets/javascripts/workbook/shared/dates.js";

const QUESTION = { id: "recall-the-doors", was: ["recall-doors"], rev: "1", said: "Which doors?", answer: "Three." };
const CHAPTER = {
  slug: "first-steps",
  was: ["old-steps"],
  blocks: [{ controls: [{ id: "name-the-decider" }, { id: "book-a-date", was: ["set-a-date"] }] }],
  recall: [QUESTION, { id: "recall-the-decider", said: "Who?", answer: "One." }],
};

const at = (day) => `${day}T12:00:00.000Z`;
const getter = (entries) => (id, was = []) => [id, ...was].map((key) => entries[key]).find(Boolean);

Deno.test("A question that's answered as planned comes back 2, 7 and 28 days after reading, then less and less often.", () => {
  const gaps = [2];
  while (gaps.length < 7) gaps.push(nextGap(gaps.at(-1), "barely"));
  assert.deepEqual(gaps, [2, 5, 21, 56, 150, 365, 365]);
  assert.deepEqual(foreseenDays({ day: "2026-12-03", gap: 2 }).map(({ n, day }) => [n, day]), [[2, "2026-12-03"], [7, "2026-12-08"], [28, "2026-12-29"]]);
  assert.deepEqual(foreseenDays({ day: "2026-12-03", gap: 5 }, "2026-12-20").map(({ n, day }) => [n, day]), [[7, "2026-12-20"], [28, "2027-01-10"]]);
  assert.deepEqual(foreseenDays({ day: "2027-02-01", gap: 56 }), [{ n: 28, day: "2027-02-01" }]);
});

Deno.test("What came at once waits longer, and what didn't come returns sooner.", () => {
  for (const gap of [2, 5, 21, 56, 150]) {
    assert.ok(nextGap(gap, "at-once") > nextGap(gap, "barely") || nextGap(gap, "barely") === 365, String(gap));
    assert.ok(nextGap(gap, "no") < nextGap(gap, "barely"), String(gap));
  }
  assert.equal(nextGap(2, "no"), 2);
  assert.equal(nextGap(400, "at-once"), 365);
});

Deno.test("An answer that came although the question was late has made up for the times that it missed; one that didn't come hasn't.", () => {
  assert.equal(nextGap(2, "barely", 26), nextGap(21, "barely"));
  assert.equal(nextGap(2, "no", 26), nextGap(2, "no"));
  assert.equal(nextGap(5, "barely", -3), nextGap(5, "barely"));
});

Deno.test("Who comes on Fridays only and answers one question has answered all of five chapters' within half a year, and ever fewer wait.", () => {
  const start = "2026-01-02"; // a Friday
  let due = Array.from({ length: 15 }, (_, n) => ({ question: { id: `recall-${n}` }, day: addDays(start, 14 * Math.floor(n / 3)), gap: 2, asked: 0 }));
  const waiting = [];
  for (let week = 0; week < 26; week += 1) {
    const today = addDays(start, 7 * week);
    const ready = mostOverdue(due.filter(({ day }) => day <= today), today);
    waiting.push(ready.length);
    const [first] = ready;
    const gap = first && nextGap(first.gap, "barely", daysBetween(first.day, today));
    due = due.map((one) => (one === first ? { ...one, day: addDays(today, gap), gap, asked: one.asked + 1 } : one));
  }
  assert.ok(due.every(({ asked }) => asked), JSON.stringify(due));
  assert.ok(waiting.at(-1) <= Math.max(...waiting) / 2, String(waiting));
});

Deno.test("A chapter's questions come back from its first answer, or from the day that the reader chose, or not at all.", () => {
  assert.equal(returnsFrom(CHAPTER, getter({})), "");
  const answers = { "set-a-date": { value: true, at: at("2026-11-20") }, "name-the-decider": { value: true, at: at("2026-11-24") } };
  assert.equal(returnsFrom(CHAPTER, getter(answers)), "2026-11-20");
  assert.equal(returnsFrom(CHAPTER, getter({ ...answers, "review.old-steps": { value: "2026-12-01" } })), "2026-12-01");
  assert.equal(returnsFrom(CHAPTER, getter({ ...answers, "review.first-steps": { value: "" } })), "");
  assert.equal(returnsFrom(CHAPTER, getter({ "book-a-date": { value: false, at: at("2026-11-20") } })), "");
});

Deno.test("An answer about another chapter, given where this one asks for it, doesn't bring back this one's questions.", () => {
  const blocks = [{ kind: "recall", controls: [{ id: "recall-before" }] }, ...CHAPTER.blocks];
  assert.equal(returnsFrom({ ...CHAPTER, blocks }, getter({ "recall-before": { value: "Three", at: at("2026-11-20") } })), "");
});

Deno.test("The day that was set last counts; a question that a later chapter has asked in the meantime isn't asked at once.", () => {
  assert.deepEqual(nextAsked(QUESTION, "2026-11-20", getter({})), { day: "2026-11-22", gap: 2 });
  assert.deepEqual(nextAsked(QUESTION, "2026-11-20", getter({ "recall-doors": { value: "Three", at: at("2026-11-25") } })), { day: "2026-11-30", gap: 5 });
  assert.deepEqual(nextAsked(QUESTION, "2026-11-20", getter({ "recall-doors": { value: "Three", at: at("2026-11-20") } })), { day: "2026-11-22", gap: 2 });
  const again = { "again.recall-doors": { value: "2027-01-02" }, "again.recall-doors.gap": { value: "21" } };
  assert.deepEqual(nextAsked(QUESTION, "2026-11-20", getter(again)), { day: "2027-01-02", gap: 21 });
  assert.deepEqual(nextAsked(QUESTION, "2026-11-20", getter({ "again.recall-the-doors": { value: "soon" } })), { day: "2026-11-22", gap: 2 });
});

Deno.test("Only chapters that were begun ask, the earliest day first.", () => {
  const entries = { "name-the-decider": { value: true, at: at("2026-11-20") }, "again.recall-the-doors": { value: "2026-12-20" } };
  const chapters = [CHAPTER, { ...CHAPTER, slug: "untouched", was: [], blocks: [] }];
  assert.deepEqual(returningQuestions(chapters, getter(entries)).map(({ day, question }) => [day, question.id]), [["2026-11-22", "recall-the-decider"], ["2026-12-20", "recall-the-doors"]]);
});
