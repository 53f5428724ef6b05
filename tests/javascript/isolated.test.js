/** A reader's words in sentences of ours. */

import assert from "node:assert/strict";
import { isolated } from "../../docs/assets/javascripts/workbook/shared/isolated.js";

Deno.test("Words from right to left don't reorder the sentence they're put into; all others stay as they are.", () => {
  assert.equal(isolated("שלום 3"), "\u2068שלום 3\u2069");
  assert.equal(isolated("Q3\nخطة"), "\u2068Q3\nخطة\u2069");
  assert.equal(isolated("{text} é 日本"), "{text} é 日本");
});
