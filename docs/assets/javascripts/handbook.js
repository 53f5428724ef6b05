/**
 * Entry: registers the elements, and is the one place where what they say
 * becomes a write to the store.
 */

import { download, fileName } from "./download.js";
import { HbPlan, HbPrompt, HbRecall } from "./hb-answers.js";
import { HbChecklist } from "./hb-checklist.js";
import { HbContinue } from "./hb-continue.js";
import { HbProgress } from "./hb-progress.js";
import { HbScenario } from "./hb-scenario.js";
import { HbTemplate } from "./hb-template.js";
import { HbWorkbook } from "./hb-workbook.js";
import { prepareNotice, showNotice } from "./notice.js";
import { register } from "./register.js";
import { store } from "./store.js";
import { say, wordsOf } from "./words.js";

const ELEMENTS = {
  "hb-checklist": HbChecklist,
  "hb-prompt": HbPrompt,
  "hb-plan": HbPlan,
  "hb-recall": HbRecall,
  "hb-scenario": HbScenario,
  "hb-template": HbTemplate,
  "hb-progress": HbProgress,
  "hb-continue": HbContinue,
  "hb-workbook": HbWorkbook,
};

const ACTIONS = {
  export() {
    document.dispatchEvent(new CustomEvent("hb-flush"));
    download(fileName(store.handbook, "notes", "json"), store.copy());
    store.remember("backup", { ...store.mark("backup"), at: new Date().toISOString() });
  },
  "export-aside"() {
    download(fileName(store.handbook, "set-aside", "txt"), store.aside ?? "", "text/plain");
  },
};

// What an element may ask for beside one answer (`command` in element.js).
const COMMANDS = {
  write: (answer) => store.write(answer.id, answer),
  take: ({ entries }) => store.take(entries),
  replace: ({ entries }) => store.replace(entries),
  erase: () => store.erase(),
  "keep-in": ({ mode, carry }) => store.keepIn(mode, { carry }),
  remember: ({ key, value }) => store.remember(key, value),
};

// On the document and once a visit: these outlive what instant navigation replaces.
document.addEventListener("hb-change", ({ detail: { place, ...answer } }) => {
  store.write(answer.id, answer);
  store.remember("place", { ...place, at: new Date().toISOString() });
});

document.addEventListener("hb-command", ({ detail: { name, ...detail } }) => {
  if (Object.hasOwn(COMMANDS, name)) COMMANDS[name](detail);
});

window.addEventListener("storage", ({ key }) => store.owns(key) && store.refresh());
window.addEventListener("pageshow", ({ persisted }) => persisted && store.refresh());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && store.refresh());

document.addEventListener("click", ({ target }) => {
  const action = target.closest?.("[data-hb-action]")?.dataset.hbAction;
  if (Object.hasOwn(ACTIONS, action ?? "")) ACTIONS[action]();
});

function tellFaults() {
  const speaker = document.querySelector("[data-hb-words]");
  if (!speaker) return; // a page without practice: nothing to lose here, and no words for it
  const words = wordsOf(speaker);
  const faults = [store.fault, store.aside !== null && store.fault !== "corrupt-full" && "corrupt"].filter(Boolean);
  const actions = [faults.length && "export", store.aside !== null && "export-aside"].filter(Boolean);
  showNotice(
    faults.map((fault) => say(words, `store.${fault}`)),
    actions.map((action) => ({ action, text: say(words, `store.${action}`) })),
  );
}

prepareNotice();
// In a later task, so that the empty live region has been noticed by then.
document.addEventListener("hb-ready", () => setTimeout(tellFaults));
store.subscribe(tellFaults);
register(ELEMENTS);
