/** The header's one quiet line on how safe the answers are: the last copy is old, or this tab only keeps them. */

import { kindOf } from "../store/entry-kinds.js";
import { isAnswer, isObject } from "../store/document.js";
import { addressOf } from "../common/dom.js";
import { store } from "../store/store.js";
import { t } from "../common/i18n.js";

const DAY = 86_400_000;

/** Shows the line or takes it away; the header outlives instant navigation. @param {import("../common/i18n.js").Words} words Those of an element on the page. */
export function showCopy(words) {
  const link = document.querySelector("[data-hb-copy]");
  if (!(link instanceof HTMLAnchorElement)) return;
  const text = textNow(words);
  if (link.textContent !== text) link.textContent = text;
  link.href = addressOf({ url: "workbook/data/" }) ?? "";
  link.hidden = !text;
}

/** @param {import("../common/i18n.js").Words} words */
function textNow(words) {
  if (store.mode === "tab") return t(words, "store.tab-only");
  const last = timeOf(store.remembered("backup"));
  const old = Date.now() - last;
  if (old <= 14 * DAY) return "";
  const entries = store.entries();
  // This runs at every save: the first answer is enough.
  if (![...entries].some(([id, entry]) => isAnswer(entry) && kindOf(id) === "answer")) return "";
  // A copy is missed when something was written since; a first one, a week after the first answer.
  const since = (/** @type {(at: number) => boolean} */ late) => [...entries.values()].some((entry) => late(timeOf(entry)));
  if (last) return since((at) => at > last) ? t(words, "store.copy-old", { n: Math.floor(old / DAY) }) : "";
  return since((at) => Date.now() - at > 7 * DAY) ? t(words, "store.copy-never") : "";
}

/** @param {unknown} thing */
function timeOf(thing) {
  return isObject(thing) ? Date.parse(String(thing.at)) : NaN;
}
