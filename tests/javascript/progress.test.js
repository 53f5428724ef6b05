/** What the overview lists: what to go on with, and what was answered last. */

import assert from "node:assert/strict";

// Scripts that link to pages ask the page for the site's address when they load.
globalThis.document ??= { querySelector: () => null, querySelectorAll: () => [] };
globalThis.location ??= { href: "https://handbook.example/" };
const { latestAnswers, locationsOf, nextBlocks, progressByChapter, recentAnswers } = await import("../../docs/assets/javascripts/workbook/shared/progress.js");

const block = (kind, anchor, ...ids) => ({ kind, anchor, title: anchor, url: "one/", controls: ids.map((id) => ({ id, rev: "1", said: id })) });
const BLOCKS = [block("recall", "recall-zero", "recall-it", "recall-more"), block("checklist", "hand-over", "name-it", "date-it"), block("prompts", "questions-one", "notice-it", "notice-more")];
const CATALOGUE = { chapters: [{ slug: "one", title: "One", part: 1, section: "opening", url: "one/", was: [], blocks: BLOCKS, sheets: [block("sheet", "fill-the-card", "say-who", "say-why")] }], behaviours: [], retired: {} };
const AGAIN = "20261120t080000-abcd";
const NOW = new Date(2026, 10, 20, 12); // a Friday

function newest(ids) {
  const entries = new Map(ids.map((id, n) => [id, { value: "Yes.", at: `2026-11-20T10:0${9 - n}:00.000Z` }]));
  return { get: (id) => entries.get(id), answers: latestAnswers(entries, locationsOf(CATALOGUE)) };
}

Deno.test("A sheet or a list counts once each time it's done among the latest answers; each question counts.", () => {
  const { answers } = newest([`say-why@${AGAIN}`, `say-who@${AGAIN}`, "say-why", "say-who", "date-it", "name-it", "notice-more", "notice-it"]);
  assert.deepEqual(recentAnswers(answers, 5).map(({ id }) => id), [`say-why@${AGAIN}`, "say-why", "date-it", "notice-more", "notice-it"]);
  assert.equal(recentAnswers(answers, 2).length, 2);
});

Deno.test("Recall isn't to do, since it comes back by itself.", () => {
  const { get, answers } = newest(["recall-it", "notice-it"]);
  assert.deepEqual(nextBlocks(progressByChapter(CATALOGUE, get), answers, 5, NOW).map(({ block }) => block.anchor), ["questions-one", "hand-over"]);
});

Deno.test("A weekly list is open in the week in which it was begun, and one that's done again and again in the week of its last time; then it's over.", () => {
  const monday = new Date(2026, 10, 23, 12);
  const once = newest(["name-it"]);
  const open = ({ get, answers }, now, more = {}) => nextBlocks(progressByChapter({ ...CATALOGUE, chapters: [{ ...CATALOGUE.chapters[0], blocks: [{ ...BLOCKS[1], ...more }] }] }, get), answers, 5, now).map(({ block }) => block.anchor);
  assert.deepEqual([open(once, NOW, { every: "week" }), open(once, monday, { every: "week" }), open(once, monday)], [["hand-over"], [], ["hand-over"]]);
  const twice = newest(["name-it", `name-it@${AGAIN}`, `date-it@${AGAIN}`]);
  assert.deepEqual([open(twice, NOW), open(twice, monday)], [["hand-over"], []]);
});

Deno.test("Recall, which asks about another chapter, counts neither as open nor as done.", () => {
  const counts = (...ids) => progressByChapter(CATALOGUE, newest(ids).get).map(({ done, all, begun }) => ({ done, all, begun }));
  assert.deepEqual(counts(), [{ done: 0, all: 2, begun: false }]);
  assert.deepEqual(counts("recall-it", "recall-more"), [{ done: 0, all: 2, begun: false }]);
  assert.deepEqual(counts("name-it", "date-it", "notice-it", "notice-more"), [{ done: 2, all: 2, begun: true }]);
});

Deno.test("A question that only comes back has its chapter, and isn't taken for one that the handbook no longer asks.", () => {
  const [one] = CATALOGUE.chapters;
  const recall = ["recall-it", "recall-last"].map((id) => ({ id, rev: "1", said: id, answer: "Yes." }));
  const places = locationsOf({ ...CATALOGUE, chapters: [{ ...one, recall }] });
  assert.equal(places.get("recall-last")?.chapter.slug, "one");
  assert.equal(places.get("recall-it")?.block.anchor, "recall-zero");
});
