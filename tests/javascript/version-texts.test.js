/** Earlier versions of an answer beside what it says now. */

import assert from "node:assert/strict";
import { compareWords, otherVersions, wordCount } from "../../docs/assets/javascripts/elements/versions/version-texts.js";

const entry = (value, day = 1) => ({ value, at: `2026-01-0${day}T00:00:00.000Z` });
const marked = (text, other) => compareWords(text, other).map(({ text, isNew }) => (isNew ? `[${text}]` : text)).join("");

Deno.test("Of the earlier versions I see those that say something else, each once, the newest first.", () => {
  const versions = [entry("a"), entry("b", 2), entry("a", 3), entry("now", 4), entry("  ", 5), entry(""), { value: 5 }, null, "text", entry("now\r\n")];
  assert.deepEqual(otherVersions(versions, entry("now", 6)).map(({ value, at }) => `${value} ${at.slice(8, 10)}`), ["a 03", "b 02"]);
  assert.deepEqual(otherVersions([entry("only"), { value: "undated" }], undefined).map(({ value }) => value), ["only", "undated"]);
  assert.deepEqual(otherVersions([entry(true), entry(false, 2)], entry(true, 3)).map(({ value }) => value), [false]);
});

Deno.test("Words that the answer no longer has are marked; a text with little in common isn't.", () => {
  assert.equal(marked("one two three four", "one three four"), "one [two ]three four");
  assert.equal(marked("one two three", "one two three four"), "one two three");
  assert.equal(marked("a b c\n\nd e", "a x c d y"), "a [b ]c\n\nd [e]");
  assert.equal(marked("quite another text", "one two three"), "quite another text");
  assert.equal(marked("", "one"), "");
  for (const text of ["  a  b ", "a\n\n b", "ganz anders", " "]) assert.equal(compareWords(text, "a b").map(({ text }) => text).join(""), text);
});

Deno.test("Two long texts are compared in a moment.", () => {
  const words = (n, word) => Array.from({ length: n }, (_, at) => `${word}${at}`).join(" ");
  const [one, other] = [`${words(30_000, "same")} ${words(20_000, "a")}`, `${words(30_000, "same")} ${words(20_000, "b")}`];
  assert.equal(compareWords(one, other).length, 2);
  assert.equal(wordCount(one), 50_000);
});
