/** Ratings in the reader's document, which may come from anywhere. */

import assert from "node:assert/strict";
import { nameId, recordOf, recordsByBlock } from "../../docs/assets/javascripts/store/record-ids.js";
import { chosenAnchor, cleanName, emptiedEntries, isReworded, oldSessionId, partOf, ratingOf, restoredEntries, sessionId, sessionsOf, viewsOf } from "../../docs/assets/javascripts/workbook/shared/rating-sessions.js";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const WALK = { id: "walk-in-step", was: ["walk-along"], title: "Walk", rev: "2", anchors: ["never", "once", "often", "always", "teaches"] };
const entry = (value, more = {}) => ({ value, at: "2026-11-01T00:00:00.000Z", rev: "2", said: "Walk: often", ...more });
const [MAY, NOVEMBER] = ["20260501t080000-abcd", "20261101t080000-abcd"];

Deno.test("Attempts are listed oldest first; one that was taken away is not.", () => {
  const entries = new Map([
    [`assessment.${NOVEMBER}.done`, entry(true)],
    [`assessment.${MAY}.walk-in-step`, entry("2")],
    ["assessment.20260601t080000-abcd.done", entry("")],
  ]);
  assert.deepEqual(sessionsOf(entries, [WALK]).map(({ id, done, forOther }) => [id, done, forOther]), [[MAY, false, false], [NOVEMBER, true, false]]);
});

Deno.test("A rating under an id that was renamed counts, with its evidence and whether that is private.", () => {
  const entries = new Map([
    [`assessment.${MAY}.walk-along`, entry("3")],
    [`assessment.${MAY}.walk-along.evidence`, entry(" Monday. ")],
    [`assessment.${MAY}.walk-along.evidence.private`, entry(true)],
  ]);
  const [{ ratings }] = sessionsOf(entries, [WALK]);
  assert.deepEqual(ratings.get("walk-in-step"), { level: "3", evidence: "Monday.", rev: "2", said: "Walk: often", hidden: true });
});

Deno.test("Ids, levels and dates that make no sense are left out.", () => {
  const entries = new Map(
    Object.entries({
      "assessment.soon.done": entry(true),
      "assessment.20269901t080000-abcd.done": entry(true),
      [`assessment.${MAY}.walk-in-step`]: entry("9"),
      [`assessment.${NOVEMBER}`]: entry(true),
      "view.1a2b.date": entry("never"),
      "view.NO.date": entry("2026-05-01"),
      "constructor.x.y": null,
    }),
  );
  assert.deepEqual(sessionsOf(entries, [WALK]).map(({ ratings }) => ratings.size), [0]);
  assert.deepEqual(viewsOf(entries, [WALK]), []);
});

Deno.test("A session that is deleted is gone with all it holds, whichever edition wrote it, and is back once its name is.", () => {
  const entries = [[sessionId(MAY, "done"), entry(true)], [oldSessionId(MAY, "walk-in-step"), entry("2")], [sessionId(NOVEMBER, "done"), entry(true)]];
  const listed = (value) => sessionsOf(new Map([...entries, [nameId("assessment", MAY), entry(value)]]), [WALK]).map(({ id }) => id);
  assert.deepEqual([listed(false), listed("")], [[NOVEMBER], [MAY, NOVEMBER]]);
});

Deno.test("What was taken away comes back as it was, dated after the removal.", () => {
  const entries = new Map([["view.1a2b.by", entry("Ada")], ["view.9z.by", entry("Bo")]]);
  const gone = emptiedEntries(entries, "view", "1a2b", NOW);
  assert.deepEqual([...gone.keys()], ["view.1a2b.by"]);
  const back = restoredEntries(entries, gone, NOW).get("view.1a2b.by");
  assert.equal(back.value, "Ada");
  assert.ok(back.at > gone.get("view.1a2b.by").at);
});

Deno.test("A line that was reworded is shown in the words that were chosen.", () => {
  const rating = { level: "2", evidence: "", rev: "1", said: "Walk: now and then" };
  assert.ok(isReworded(WALK, rating));
  assert.equal(chosenAnchor(WALK, rating), "now and then");
  assert.equal(chosenAnchor(WALK, { ...rating, rev: "2" }), "often");
  assert.equal(chosenAnchor(WALK, { ...rating, level: "" }), "");
});

Deno.test("A name is one line of at most 80 characters, without characters that hide or turn text.", () => {
  assert.equal(cleanName("  Ada\n\u202eLovelace\u0000 "), "Ada Lovelace");
  assert.equal(cleanName("x".repeat(200)).length, 80);
  assert.equal(cleanName({}), "");
});

Deno.test("Every document of an earlier edition has its answers in the first records, and its self-assessments; to take one away, or to change it there later, works.", () => {
  const folder = new URL("../fixtures/notes/", import.meta.url);
  const files = [...Deno.readDirSync(folder)].filter(({ name }) => name.startsWith("version-"));
  assert.ok(files.length);
  for (const { name } of files) {
    const entries = new Map(Object.entries(JSON.parse(Deno.readTextFileSync(new URL(name, folder))).entries));
    for (const id of entries.keys()) assert.equal(recordOf(id).record, "", id);
    assert.equal(recordsByBlock(entries).size, 0);
    const [session] = sessionsOf(entries, [WALK]);
    assert.deepEqual([session.done, session.ratings.get("walk-in-step").level], [true, "2"]);
    // Changed here, and later on a device that still has the earlier edition.
    entries.set(`assessment.walk-in-step@${session.id}`, entry("3", { at: "2026-11-05T00:00:00.000Z" }));
    assert.equal(sessionsOf(entries, [WALK])[0].ratings.get("walk-in-step").level, "3");
    entries.set(`assessment.${session.id}.walk-in-step`, entry("4", { at: "2026-11-06T00:00:00.000Z" }));
    assert.equal(sessionsOf(entries, [WALK])[0].ratings.get("walk-in-step").level, "4");
    entries.set(nameId("assessment", session.id), entry(false));
    assert.deepEqual(sessionsOf(entries, [WALK]), []);
  }
});

Deno.test("A session is read as it is written now and as earlier editions wrote it, and of two the newer counts.", () => {
  const late = { at: "2026-11-02T00:00:00.000Z" };
  const [old, now] = [(name) => `assessment.${MAY}.${name}`, (name) => `assessment.${name}@${MAY}`];
  const both = [[old("walk-in-step"), entry("1")], [now("walk-in-step"), entry("2", late)], [old("walk-in-step.evidence"), entry("Later.", late)], [now("walk-in-step.evidence"), entry("Sooner.")], [old("done"), entry(true)]];
  for (const entries of [both, [...both].reverse()]) {
    const [session] = sessionsOf(new Map(entries), [WALK]);
    assert.deepEqual([session.done, session.ratings.get("walk-in-step").level, session.ratings.get("walk-in-step").evidence], [true, "2", "Later."]);
  }
  const get = (id) => new Map(both).get(id);
  assert.deepEqual(["walk-in-step", "walk-in-step.evidence"].map((name) => partOf(get, MAY, [name, "walk-along"])?.value), ["2", "Later."]);
  assert.deepEqual([partOf(get, MAY, ["walk-on", "done"])?.value, partOf(get, NOVEMBER, ["done"])], [true, undefined]);
  assert.deepEqual([ratingOf(now("walk-in-step.evidence")), ratingOf("walk-in-step"), ratingOf(`view.x@${MAY}`)], [{ root: "assessment", group: MAY, name: "walk-in-step.evidence" }, null, null]);
});
