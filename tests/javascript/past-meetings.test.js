/** The 1:1s that a reader keeps, and what they have written since the last one. */

import assert from "node:assert/strict";
import { kindOf } from "../../docs/assets/javascripts/store/entry-kinds.js";
import { meetingIds, newSince, pastMeetings } from "../../docs/assets/javascripts/workbook/one-to-one/past-meetings.js";

const [MAY, JUNE] = ["20260501t080000-abcd", "20260601t080000-abcd"];
const entry = (value, at = "2026-06-01T08:00:00.000Z") => ({ value, at });
const past = (entries) => pastMeetings(new Map(Object.entries(entries)), "en-GB");
const item = (key, more = {}) => ({ key, kind: "text", label: "", text: "", more: [], source: "", isPrivate: false, href: "", ...more });
const grouped = (...items) => [{ key: "g", title: "", part: "", section: "", note: "", lists: [{ key: "l", kind: "prompts", title: "", href: "", items }] }];
const since = (groups, entries, chosen = []) => {
  const { groups: found, count } = newSince(groups, new Map(Object.entries(entries)), { since: Date.parse("2026-06-01T08:00:00Z"), today: "2026-06-15", chosen: new Set(chosen), t: (path) => path });
  return [found.flatMap(({ lists }) => lists.flatMap(({ items }) => items.map(({ key }) => key))), count];
};

Deno.test("The newest 1:1 comes first, with its day as the reader wrote it; a deleted one is gone, and comes back with its texts.", () => {
  const entries = {
    [`record.meeting@${MAY}`]: entry("Kofi"), [`meeting.day@${MAY}`]: entry(" Mayday "), [`meeting.page@${MAY}`]: entry("# Notes"), [`meeting.agreed@${MAY}`]: entry("One scene.\n"), [`meeting.agreed.private@${MAY}`]: entry(true),
    [`record.meeting@${JUNE}`]: entry(""),
  };
  assert.deepEqual(past(entries).map(({ title, page, agreed, isPrivate }) => [title, page, agreed, isPrivate]), [["1 June 2026", "", "", false], ["Mayday, Kofi", "# Notes", "One scene.", true]]);
  assert.deepEqual(past({ ...entries, [`record.meeting@${MAY}`]: entry(false) }).map(({ title }) => title), ["1 June 2026"]);
  assert.deepEqual(past({}), []);
});

Deno.test("New is what was written after the last 1:1, a plan by any of its parts; what is chosen stays listed.", () => {
  const [before, after] = ["2026-05-31T08:00:00.000Z", "2026-06-02T08:00:00.000Z"];
  const entries = { "old-text": entry("a", before), "new-text": entry("b", after), [`new-text@${MAY}`]: entry("b", before), "some-plan.when": entry("c", before), "some-plan.then": entry("d", after), "hidden-text": entry("e", after) };
  const groups = grouped(item("old-text"), item("new-text"), item(`new-text@${MAY}`), item("some-plan"), item("hidden-text", { isPrivate: true }));
  assert.deepEqual(since(groups, entries), [["new-text", "some-plan", "hidden-text"], 2]);
  assert.deepEqual(since(groups, entries, ["old-text"])[0], ["old-text", "new-text", "some-plan", "hidden-text"]);
  assert.deepEqual(since(grouped(item("old-text")), entries), [[], 0]);
});

Deno.test("What was agreed, plans whose day came since, and evidence that someone else saw come first, and open; the rest is one group, unless it's very long.", () => {
  const after = "2026-06-02T08:00:00.000Z";
  const entries = {
    "some-plan.when": entry("c", "2026-05-01T08:00:00.000Z"), "some-plan.date": entry("2026-06-10", "2026-05-01T08:00:00.000Z"),
    "later-plan.when": entry("d", after), "later-plan.date": entry("2026-07-10", after),
    "do-it.evidence": entry("e", after), "do-it.evidence.who": entry("Ana", after), "do-more.evidence": entry("f", after), "do-more.evidence.who": entry(" ", after),
  };
  const items = [item("agreed", { kind: "agreed" }), item("later-plan", { kind: "plan" }), item("do-more.evidence", { kind: "evidence" }), item("do-it.evidence", { kind: "evidence" }), item("some-plan", { kind: "plan" })];
  const read = (given, values) => newSince(given, new Map(Object.entries(values)), { since: Date.parse("2026-06-01T08:00:00Z"), today: "2026-06-15", chosen: new Set(), t: (path) => path });
  const { groups, count } = read(grouped(...items), entries);
  assert.deepEqual(groups.map(({ title, isOpen, lists }) => [title, isOpen, lists.map(({ title, items }) => [title, items.map(({ key }) => key)])]), [
    ["pack.new-first", true, [["pack.new-agreed", ["agreed"]], ["pack.new-due", ["some-plan"]], ["pack.new-seen", ["do-it.evidence"]]]],
    ["pack.new-rest", false, [["", ["later-plan", "do-more.evidence"]]]],
  ]);
  assert.equal(count, 5);
  const many = Array.from({ length: 101 }, (_, n) => `text-${n}`);
  assert.deepEqual(read(grouped(...many.map((key) => item(key))), Object.fromEntries(many.map((key) => [key, entry("x", after)]))).groups.map(({ key }) => key), ["g"]);
});

Deno.test("What is kept of a 1:1 is no answer to the handbook's practice.", () => {
  const { name, ...ids } = meetingIds(MAY);
  assert.equal(kindOf(name), "record");
  for (const id of Object.values(ids)) assert.equal(kindOf(id), "meeting");
});
