/** Entry of every page: registers the elements, and turns their events into calls of the store. */

import { actionOf, makeElement } from "./common/dom.js";
import { store } from "./store/store.js";
import { registerElements } from "./elements/base-element.js";
import { HbChecklist } from "./elements/checklist/hb-checklist.js";
import { HbContents } from "./elements/progress/hb-contents.js";
import { HbProgress } from "./elements/progress/hb-progress.js";
import { HbPlan, HbPrompt, HbRecall } from "./elements/text/text-element.js";
import "./shell/shell.js";

/** What few pages have, or only far down: loaded with the first of those. @type {Record<string, () => Promise<unknown>>} */
const RARE = {
  "hb-scenario": () => import("./elements/hb-scenario.js"),
  "hb-template": () => import("./elements/text/hb-template.js"),
  "hb-first-line": () => import("./elements/checklist/hb-first-line.js"),
  "hb-today": () => import("./workbook/today/hb-today.js"),
  "hb-markdown": () => import("./elements/hb-markdown.js"),
  "hb-workbook": () => import("./workbook.js"),
};

// Offline, for example, the page can still be read and printed without them.
function loadRare() {
  // As the head's script guessed for the first page: who has written something sees another home page. Not before all answers are read.
  if (store.isWhole) document.documentElement.toggleAttribute("data-hb-returning", store.entries().size > 0);
  for (const [name, load] of Object.entries(RARE)) if (document.querySelector(name)) load().catch(console.error);
}

/** Loads what can wait; if that fails, the page works all the same. @param {(late: typeof import("./late.js")) => void} [then] */
const loadLate = (then) => import("./late.js").then(then, () => {});

// On the document, since these outlive the pages that instant navigation replaces.
document.addEventListener("hb-command", (event) => {
  if (!(event instanceof CustomEvent)) return;
  const { name, ...detail } = event.detail;
  if (name === "write") store.save(detail.id, detail);
  else if (name === "remember") store.remember(detail.key, detail.value);
  else if (name === "merge") store.put(detail.entries);
  else store.waitFor(import("./store/whole-document.js").then(({ run }) => run(store, name, detail)));
});

// The header's button; the notice's, and the one of the same name on "Backup & privacy".
document.addEventListener("click", ({ target }) => {
  const action = actionOf(target) ?? "";
  if (/^(add-evidence|export(-aside)?|dismiss-lost)$/.test(action)) loadLate(({ act }) => act(action));
});

// A page may be killed at any time after it's hidden, and isn't told.
const flush = () => document.dispatchEvent(new CustomEvent("hb-flush"));
const leave = () => {
  flush();
  store.leave();
};
addEventListener("storage", ({ key }) => store.followKey(key));
addEventListener("pageshow", ({ persisted }) => persisted && store.refresh());
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? store.refresh() : leave()));
addEventListener("beforeunload", (event) => {
  if (store.fault) flush();
  if (store.hasUnsaved) event.preventDefault();
});

// Where notices appear, on the page from the start: screen readers announce only what is added to a region they already know.
document.body.insertBefore(makeElement("div", { role: "status", id: "hb-notices" }), document.querySelector('body > [data-md-component="container"]'));

// What can wait: once the page is idle, or after two seconds, since one that is never idle gets it too.
(window.requestIdleCallback ?? setTimeout)(() => loadLate(), /** @type {any} */ ({ timeout: 2000 }));
// What is wrong can't wait; by then, a screen reader has noticed the empty live region.
store.subscribe(["saved"], () => { if (store.fault) loadLate(); });
// Until the answers are there, what the reader does stays in the page, and is taken over from it.
store.ready.then(() => {
  loadRare();
  document.addEventListener("hb-navigated", loadRare);
  registerElements({
    "hb-checklist": HbChecklist,
    "hb-prompt": HbPrompt,
    "hb-plan": HbPlan,
    "hb-recall": HbRecall,
    "hb-progress": HbProgress,
    "hb-contents": HbContents,
  });
});
