/** The line in the header that says the last backup is old, or that only this tab keeps the answers. */

import { kindOf } from "../store/entry-kinds.js";
import { isAnswer, timeOf } from "../store/document.js";
import { addressOf } from "../common/dom.js";
import { store } from "../store/store.js";
import { t } from "../common/i18n.js";

const DAY = 86_400_000; // milliseconds
/** How long answers may be without a backup: some browsers erase what a site keeps after seven days, unless they have promised not to. */
let days = 5;
/** @type {import("../common/i18n.js").Words} */
let shown;
navigator.storage?.persisted?.().then((isPromised) => {
  if (isPromised) days = 14;
  if (shown) showBackupReminder(shown);
}, () => {});

/** Shows the line or hides it. @param {import("../common/i18n.js").Words} words The strings of an element on the page. */
export function showBackupReminder(words) {
  const link = document.querySelector("[data-hb-copy]");
  if (!(link instanceof HTMLAnchorElement)) return;
  shown = words;
  const text = reminder(words);
  if (link.textContent !== text) link.textContent = text;
  link.href = addressOf({ url: "workbook/data/" }) ?? "";
  link.hidden = !text;
}

/** @param {import("../common/i18n.js").Words} words */
function reminder(words) {
  if (store.mode === "tab") return t(words, "store.tab-only");
  const backup = timeOf(store.remembered("backup"));
  const age = Date.now() - backup;
  if (age <= days * DAY) return "";
  let [hasAnswer, isDue] = [false, false];
  for (const [id, entry] of store.entries()) {
    hasAnswer ||= isAnswer(entry) && /^(answer|evidence)$/.test(kindOf(id));
    // Another backup is due if something was written since; the first one, some days after the first answer.
    isDue ||= backup ? timeOf(entry) > backup : Date.now() - timeOf(entry) > days * DAY;
  }
  if (!hasAnswer || !isDue) return "";
  return backup ? t(words, "store.copy-old", { n: Math.floor(age / DAY) }) : t(words, "store.copy-never");
}
