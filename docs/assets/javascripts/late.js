/** What can wait until the page is idle: handbook.js loads it then, and it stays for the visit. */

import { act as actInShell } from "./shell/idle.js";
import { store } from "./store/store.js";

/** Loaded with the first of each. @type {Record<string, () => Promise<unknown>>} */
const LATE = {
  "hb-plan-day": () => import("./workbook/planner/hb-plan-day.js"),
  "hb-scroll": () => import("./elements/hb-scroll.js"),
};

function load() {
  for (const [name, loadOne] of Object.entries(LATE)) if (document.querySelector(name)) loadOne().catch(() => {});
}

store.ready.then(() => {
  load();
  document.addEventListener("hb-navigated", load);
});

/** Does what a button says that may be on any page. @param {string} action */
export async function act(action) {
  if (action !== "add-evidence") return actInShell(action);
  const { addEvidence } = await import("./workbook/evidence/dialog.js");
  return addEvidence();
}
