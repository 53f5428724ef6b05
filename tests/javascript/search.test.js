/** The search without a page: words, spellings, ranking, excerpts. tests/build/search/test_relevance.py asks the real index. */

import assert from "node:assert/strict";
import { search } from "../../docs/assets/javascripts/search/index-client.js";
import { editDistance, excerpt, normalise, stem, wordsIn } from "../../docs/assets/javascripts/search/text.js";

// Four places on two pages. A posting is the distance from the place before, then the weight.
const PIECES = {
  "index.js": {
    language: "en",
    count: 4,
    stop: ["the", "to"],
    same: [["retro", "learning review"]],
    typed: [
      [["judging", "weigh up"], ["delegate"]],
      [["judges", "stuck"], ["learning"]],
    ],
    words: [["a"], "ofwords1"],
    pages: [0, 2],
    worth: [100, 100],
    chapters: [1],
    team: [],
    asked: [[3, "2"], [1, "2"]], // question 4, of two words, leads to place 3; no place answers question 5
    texts: [[0], "oftexts1"],
    spelling: "spelling.js",
  },
  "piece.ofwords1.js": { delegate: [0, 9, 1, 2], delegating: [2, 9], garden: [5, 99], handover: [0, 99, 1, 1, 1, 1, 1, 1], "learning review": [3, 8], learning: [3, 4], review: [1, 1, 2, 4], stuck: [0, 2, 4, 99], the: [0, 1, 1, 1], weeds: [4, 99, 1, 99] },
  "piece.oftexts1.js": [
    ["one/", "Delegate", "Chapter", "Delegate a decision."],
    ["one/#a", "Later", "Checklist", "The review."],
    ["two/", "Other", "Chapter", "Delegating."],
    ["two/#b", "Learning review", "Sheet", "What we learnt."],
  ],
  "spelling.js": [["delegate", "learning", "review", "stuck"]],
};
const asker = (pieces = PIECES) => {
  const fetched = [];
  const load = (name) => (fetched.push(name), Promise.resolve(pieces[name]));
  const found = async (question, key) => (await search(question, load))[key].map(({ address }) => address);
  return { fetched, find: (question) => found(question, "results"), near: (question) => found(question, "near") };
};

Deno.test("The place with the word in its title comes first, and other forms of the word are found too.", async () => {
  assert.deepEqual(await asker().find("to delegate"), ["one/", "two/", "one/#a"]);
  assert.deepEqual(await asker().find("delegating "), ["two/", "one/", "one/#a"]);
});

Deno.test("A misspelt word finds what was meant.", async () => {
  assert.equal((await asker().find("delagate"))[0], "one/");
  for (const slip of ["steck", "sutck", "stuvk"]) assert.deepEqual(await asker().find(slip), await asker().find("stuck"), slip);
});

Deno.test("A short word in which one letter is another is a word of its own, unless the two are mistaken for each other.", async () => {
  for (const word of ["stunk", "stack", "struck"]) assert.equal((await asker().find(word)).length > 0, word !== "stunk", word);
});

Deno.test("A word that the pages do not use finds the one that means the same.", async () => {
  assert.deepEqual(await asker().find("retro"), ["two/#b"]);
});

Deno.test("What people type in any form finds the pages' own word, which finds itself alone.", async () => {
  const typed = asker();
  for (const question of ["judging", "judge", "weighing up"]) assert.equal((await typed.find(question))[0], "one/", question);
  assert.ok(!typed.fetched.includes("spelling.js"), "a word that means something is no misspelling");
  assert.deepEqual(await typed.find("judges"), ["two/#b"], "a form with a line of its own");
  assert.deepEqual(await typed.find("learning"), ["two/#b"], "not where people are stuck");
});

Deno.test("Common words are ignored, unless nothing else is asked.", async () => {
  assert.deepEqual(await asker().find("the retro"), ["two/#b"]);
  assert.deepEqual(await asker().find("the"), ["one/", "one/#a"]);
});

Deno.test("A place comes first if people ask for it so, and what is asked as nothing answers it finds nothing.", async () => {
  assert.equal((await asker().find("stuck the weeds "))[0], "two/#b");
  assert.deepEqual(await asker().find("weeds in the garden "), []);
});

Deno.test("A team's page that mentions most of what is asked is found, also if the handbook leaves it out.", async () => {
  const words = { ...PIECES["piece.ofwords1.js"], garden: [3, 1, 2, 99], weeds: [3, 1, 1, 99, 1, 99] };
  const find = (/** @type {number[]} */ team) => asker({ ...PIECES, "piece.ofwords1.js": words, "index.js": { ...PIECES["index.js"], team } }).find("weeds in the garden ");
  assert.deepEqual(await find([0]), []);
  assert.deepEqual(await find([1]), ["two/#b"]);
});

Deno.test("Three places are shown although the first is far stronger, and no more of the weak ones.", async () => {
  assert.deepEqual(await asker().find("handover"), ["one/", "two/", "one/#a"]);
});

Deno.test("What nothing says finds nothing, and is told the nearest chapters.", async () => {
  assert.deepEqual(await asker().find("qqqzzzxxwv"), []);
  assert.deepEqual(await asker().near("qqqzzzxxwv"), ["two/"]);
  assert.deepEqual(await asker().find(" ?! "), []);
});

Deno.test("The index is fetched once, and no piece of it that the question does not need.", async () => {
  const { fetched, find } = asker();
  await find("delegate ");
  await find("review ");
  assert.equal(fetched.filter((name) => name === "index.js").length, 1);
  assert.ok(!fetched.includes("spelling.js"));
});

Deno.test("Capitals, accents and apostrophes do not matter.", () => {
  assert.equal(normalise("Café’s Straße"), "cafe strasse");
  assert.deepEqual(wordsIn("The 1:1, don’t “wait”!"), ["the", "1:1", "dont", "wait"]);
});

Deno.test("Forms of a word, and British and American spellings, have the same stem.", () => {
  for (const group of [["hire", "hired", "hiring"], ["organisation", "organization"], ["behaviour", "behavior"], ["mentor", "mentoring", "mentors"]]) {
    assert.equal(new Set(group.map((word) => stem(word, "en"))).size, 1, group.join());
  }
  assert.equal(stem("entscheidungen", "de"), stem("entscheidung", "de"));
});

Deno.test("A swap, a gap and a wrong letter count as one error each.", () => {
  for (const word of ["raod", "rad", "rord", "roads"]) assert.equal(editDistance("road", word, 2), 1, word);
  assert.equal(editDistance("road", "river", 2), 3);
});

Deno.test("An excerpt shows the words that were found and marks their forms.", () => {
  const words = Array.from({ length: 100 }, (_, n) => `w${n}`);
  words[40] = "delegating";
  const parts = excerpt(words.join(" "), new Set(["delegate"]), "en");
  assert.deepEqual(parts.filter(({ match }) => match).map(({ text }) => text), ["delegating"]);
  assert.equal(parts[0].text, "… ");
  assert.ok(parts[1].text.startsWith("w37"));
  assert.ok(parts.at(-1).text.endsWith(" …"));
});

Deno.test("Of a script without spaces an excerpt marks the characters of each pair that matched.", () => {
  const parts = excerpt("产品经理的目标", new Set(["经理"]), "zh");
  assert.equal(parts.filter(({ match }) => match).map(({ text }) => text).join(""), "经理");
  assert.equal(parts.map(({ text }) => text).join(""), "产品经理的目标");
});

Deno.test("An excerpt marks a word with soft hyphens or separate accents whole.", () => {
  const parts = excerpt("Every stake\u00adholder was nai\u0308ve.", new Set(["stakeholder", "naive"]), "en");
  assert.deepEqual(parts.filter(({ match }) => match).map(({ text }) => text), ["stake\u00adholder", "nai\u0308ve"]);
});
