/** The order of a sortable table: numbers, dates and text as they are written. */

import assert from "node:assert/strict";
import { sortOrder } from "../../docs/assets/javascripts/markdown/sort-order.js";

/** @param {string[]} texts @param {boolean} [descending] @param {string} [language] */
const sorted = (texts, descending = false, language = "en") => sortOrder(texts, descending, language).map((index) => texts[index]);

Deno.test("Numbers are compared as numbers, with their units and currencies, and nothing comes last in both directions.", () => {
  assert.deepEqual(sorted(["110", "—", "9", "-12", "1,234.50"]), ["-12", "9", "110", "1,234.50", "—"]);
  assert.deepEqual(sorted(["12.5%", "3%", "", "40 %"], true), ["40 %", "12.5%", "3%", ""]);
  assert.deepEqual(sorted(["€ 20", "€ 3.50", "€ 100"]), ["€ 3.50", "€ 20", "€ 100"]);
  assert.deepEqual(sorted(["1.234,5", "99", "100,25"], false, "de"), ["99", "100,25", "1.234,5"]);
});

Deno.test("Dates are compared by day in the forms that people write, in the language of the page.", () => {
  assert.deepEqual(sorted(["2026-03-01", "2025-11-30", "2024-02-29"]), ["2024-02-29", "2025-11-30", "2026-03-01"]);
  assert.deepEqual(sorted(["3 March 2026", "12 Jan 2026", "December 1, 2025", "Feb 2026"]), ["December 1, 2025", "12 Jan 2026", "Feb 2026", "3 March 2026"]);
  assert.deepEqual(sorted(["3. März 2026", "24.12.2025", "1. Januar 2026"], false, "de"), ["24.12.2025", "1. Januar 2026", "3. März 2026"]);
});

Deno.test("Text is compared as the language does, with numbers in it by value, and equal cells keep their order.", () => {
  assert.deepEqual(sorted(["Zürich", "ämne", "Apples", "bread"]), ["ämne", "Apples", "bread", "Zürich"]);
  assert.deepEqual(sorted(["ämne", "Zürich"], false, "sv"), ["Zürich", "ämne"]);
  assert.deepEqual(sorted(["Q10 2026", "Q2 2026", "10 days", "2 days"]), ["2 days", "10 days", "Q2 2026", "Q10 2026"]);
  assert.deepEqual(sortOrder(["b", "a", "b"], false, "en"), [1, 0, 2]);
  assert.deepEqual(sortOrder(["b", "a", "b"], true, "en"), [0, 2, 1]);
});
