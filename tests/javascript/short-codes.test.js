/** The codes on paper: the page knows those that Python printed. Both read tests/fixtures/short-codes.json. */

import assert from "node:assert/strict";
import { codeOf, isCode, parseCodes } from "../../docs/assets/javascripts/workbook/data/short-codes.js";

const PRINTED = JSON.parse(Deno.readTextFileSync(new URL("../fixtures/short-codes.json", import.meta.url)));

Deno.test("A code that Python printed is the one that the page knows.", () => {
  for (const [id, code] of Object.entries(PRINTED)) assert.equal(codeOf(id), code.replace("-", ""), id);
});

Deno.test("Lower case, a space instead of the hyphen, commas and line ends do not matter; what is no code is returned as it was typed.", () => {
  assert.deepEqual(parseCodes("tp9-e5d, 8jp 5zf\n32C2KQ;AQ7—SXW TP9-E5E x 8jp5z"), [
    { typed: "tp9-e5d", code: "TP9E5D" },
    { typed: "8jp 5zf", code: "8JP5ZF" },
    { typed: "32C2KQ", code: "32C2KQ" },
    { typed: "AQ7—SXW", code: "AQ7SXW" },
    { typed: "TP9-E5E", code: "" },
    { typed: "x", code: "" },
    { typed: "8jp5z", code: "" },
  ]);
  for (const nothing of ["", " \n,"]) assert.deepEqual(parseCodes(nothing), []);
});

Deno.test("A wrong character, and two that changed places, make it no code.", () => {
  const code = codeOf("name-the-decider");
  assert.ok(isCode(code));
  for (let at = 0; at < code.length; at += 1) assert.ok(!isCode(`${code.slice(0, at)}${code[at] === "2" ? "3" : "2"}${code.slice(at + 1)}`));
  for (let at = 1; at < code.length; at += 1) {
    const swapped = code.slice(0, at - 1) + code[at] + code[at - 1] + code.slice(at + 1);
    assert.ok(swapped === code || !isCode(swapped), swapped);
  }
});
