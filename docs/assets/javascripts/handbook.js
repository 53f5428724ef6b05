/**
 * Entry: registers the elements, and is the one place where what they say
 * becomes a write to the store.
 */

import { showCopy } from "./shell/backup-reminder.js";
import { download, fileName } from "./common/download.js";
import { HbPlan, HbPrompt, HbRecall } from "./elements/hb-answers.js";
import { HbChecklist } from "./elements/hb-checklist.js";
import { HbContents } from "./elements/hb-contents.js";
import { HbContinue } from "./elements/hb-continue.js";
import { HbProgress } from "./elements/hb-progress.js";
import { HbScenario } from "./elements/hb-scenario.js";
import { HbScroll } from "./elements/hb-scroll.js";
import { HbTemplate } from "./elements/hb-template.js";
import { HbWorkbook } from "./elements/hb-workbook.js";
import { keepInView } from "./shell/in-view.js";
import "./shell/shell.js";
import { prepareNotice, showNotice } from "./common/notice.js";
import { actionOf } from "./common/dom.js";
import { register } from "./elements/register.js";
import { store } from "./store/store.js";
import { t, wordsOf } from "./common/i18n.js";

const ELEMENTS = {
  "hb-checklist": HbChecklist,
  "hb-prompt": HbPrompt,
  "hb-plan": HbPlan,
  "hb-recall": HbRecall,
  "hb-scenario": HbScenario,
  "hb-scroll": HbScroll,
  "hb-template": HbTemplate,
  "hb-progress": HbProgress,
  "hb-continue": HbContinue,
  "hb-contents": HbContents,
  "hb-workbook": HbWorkbook,
};

/** What the buttons of the notice do. @type {Record<string, () => void>} */
const ACTIONS = {
  export() {
    document.dispatchEvent(new CustomEvent("hb-flush"));
    download(fileName(store.handbook, "notes", "json"), store.exportJson());
    store.remember("backup", { ...Object(store.remembered("backup")), at: new Date().toISOString() });
  },
  "export-aside"() {
    download(fileName(store.handbook, "set-aside", "txt"), store.unreadable ?? "", "text/plain");
  },
};

const later = window.requestIdleCallback ?? setTimeout;

/** @typedef {import("./elements/base-element.js").Commands} Commands */

/** What an element may ask for beside keeping one answer. @type {{[Name in keyof Commands]: (detail: Commands[Name]) => void}} */
const COMMANDS = {
  write: (answer) => store.write(answer.id, answer),
  take: ({ entries }) => store.mergeEntries(entries),
  replace: ({ entries }) => store.replaceEntries(entries),
  erase: () => store.erase(),
  "keep-in": ({ mode, carry }) => store.setStorage(mode, { carry }),
  remember: ({ key, value }) => store.remember(key, value),
};

// On the document and once a visit: these outlive what instant navigation replaces.
document.addEventListener("hb-change", (event) => {
  if (!(event instanceof CustomEvent)) return;
  const { place, ...answer } = event.detail;
  store.write(answer.id, answer);
  store.remember("place", { ...place, at: new Date().toISOString() });
});

document.addEventListener("hb-command", (event) => {
  if (!(event instanceof CustomEvent)) return;
  const { name, ...detail } = event.detail;
  if (isCommand(name)) COMMANDS[name](detail);
});

window.addEventListener("storage", ({ key }) => store.ownsKey(key) && store.refresh());
window.addEventListener("pageshow", ({ persisted }) => persisted && store.refresh());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && store.refresh());

document.addEventListener("click", ({ target }) => {
  const action = actionOf(target) ?? "";
  if (Object.hasOwn(ACTIONS, action)) ACTIONS[action]();
});

/** @param {string} name @returns {name is keyof Commands} */
function isCommand(name) {
  return Object.hasOwn(COMMANDS, name);
}

function tellFaults() {
  /** @type {HTMLElement | null} */
  const speaker = document.querySelector("main [data-hb-words]");
  if (!speaker) return; // a page without practice: nothing to lose here, and no words for it
  const words = wordsOf(speaker);
  showCopy(words);
  const unreadable = store.unreadable !== null;
  const faults = [...(store.fault ? [store.fault] : []), ...(unreadable && store.fault !== "corrupt-full" ? ["corrupt"] : [])];
  const actions = [...(faults.length ? ["export"] : []), ...(unreadable ? ["export-aside"] : [])];
  showNotice(
    faults.map((fault) => t(words, `store.${fault}`)),
    actions.map((action) => ({ action, text: t(words, `store.${action}`) })),
  );
}

// Only for a reader who keeps a file up to date.
function keepFile() {
  if (Object(store.remembered("backup")).file) import("./store/backup-file.js").then(({ startBackup }) => startBackup(store), () => {});
}

/** Has the browser keep the handbook, when the page has nothing else to do; without that it works all the same. */
function keepOffline() {
  /** @type {HTMLLinkElement | null} */
  const manifest = document.querySelector('link[rel="manifest"]');
  if (manifest && "serviceWorker" in navigator) later(() => import("./shell/offline.js").then((offline) => offline.keepOffline(manifest.href)).catch(() => {}));
}

keepInView();
prepareNotice();
// In a later task, so that the empty live region has been noticed by then; and once for all elements of a page.
let telling = 0;
document.addEventListener("hb-ready", () => { telling ||= setTimeout(() => { telling = 0; tellFaults(); }); });
store.subscribe(tellFaults);
store.subscribe(keepFile);
keepFile();
register(ELEMENTS);
later(() => store.prepare());
addEventListener("load", keepOffline);
