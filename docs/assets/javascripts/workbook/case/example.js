/** The fictional case that an empty page shows. */

import { t } from "../../common/i18n.js";

/** @param {import("../../common/i18n.js").Words} words @returns {import("./model.js").Case} */
export function exampleCase(words) {
  const note = (/** @type {string} */ name) => ({ text: t(words, `case.example-${name}`), isPrivate: false });
  const piece = { key: "example", kind: /** @type {const} */ ("own"), text: note("evidence").text, on: "2026-09-14", who: note("who").text, link: "", about: "", record: "", behaviour: "", usual: "", trust: "", chapter: "", place: null, isPrivate: false, time: 0 };
  const line = { key: "example", kind: /** @type {const} */ ("own"), text: note("line").text, help: "", group: "", rev: "", was: [], shows: "", plan: { id: "", rev: "", said: "" }, isPrivate: false };
  return { goal: note("goal"), lines: [{ ...line, chosen: [piece], others: [], gap: note("gap"), next: note("plan") }] };
}
