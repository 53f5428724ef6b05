/** Entry of every page: registers the elements, and turns their events into calls of the store. */

import { download, fileName } from "./common/download.js";
import { actionOf } from "./common/dom.js";
import { t, wordsOf } from "./common/i18n.js";
import { prepareNotice, showNotice } from "./common/notice.js";
import { store } from "./store/store.js";
import { registerElements } from "./elements/base-element.js";
import { HbChecklist } from "./elements/hb-checklist.js";
import { HbContents } from "./elements/hb-contents.js";
import { HbMarkdown } from "./elements/hb-markdown.js";
import { HbProgress } from "./elements/hb-progress.js";
import { HbScenario } from "./elements/hb-scenario.js";
import { HbScroll } from "./elements/hb-scroll.js";
import { HbWorkbook } from "./elements/hb-workbook.js";
import { HbPlan, HbPrompt, HbRecall } from "./elements/text-element.js";
import { showBackupReminder } from "./shell/backup-reminder.js";
import "./shell/shell.js";

/** @typedef {import("./elements/base-element.js").Commands} Commands */

/** Runs a task when the page is idle, or after two seconds: one that is never idle gets it too. @param {() => void} task */
const whenIdle = (task) => (typeof requestIdleCallback === "function" ? requestIdleCallback(task, { timeout: 2000 }) : setTimeout(task));

/** Makes all elements report what they haven't yet. */
const flush = () => { document.dispatchEvent(new CustomEvent("hb-flush")); };

/** What the notice's buttons do. @type {Record<string, () => void>} */
const ACTIONS = {
  export() {
    flush();
    download(fileName(store.handbook, "notes", "json"), store.exportJson());
    store.remember("backup", { ...Object(store.remembered("backup")), at: new Date().toISOString() });
  },
  "export-aside"() {
    download(fileName(store.handbook, "set-aside", "txt"), store.unreadable ?? "", "text/plain");
  },
};

/** What elements may ask for with an `hb-command`. @type {{[Name in keyof Commands]: (detail: Commands[Name]) => void}} */
const COMMANDS = {
  write: ({ id, ...answer }) => store.save(id, answer),
  merge: ({ entries }) => store.mergeEntries(entries),
  replace: ({ entries }) => store.replaceEntries(entries),
  erase: () => store.erase(),
  "set-storage": ({ mode, carry }) => store.setStorage(mode, { carry }),
  remember: ({ key, value }) => store.remember(key, value),
};

// On the document, since these outlive the pages that instant navigation replaces.
document.addEventListener("hb-change", (event) => {
  if (!(event instanceof CustomEvent)) return;
  const { id, place, ...answer } = event.detail;
  store.save(id, answer, place);
});

document.addEventListener("hb-command", (event) => {
  if (!(event instanceof CustomEvent)) return;
  const { name, ...detail } = event.detail;
  if (isCommand(name)) COMMANDS[name](detail);
});

document.addEventListener("click", ({ target }) => {
  const action = actionOf(target) ?? "";
  if (Object.hasOwn(ACTIONS, action)) ACTIONS[action]();
});

window.addEventListener("storage", ({ key }) => store.followKey(key));
window.addEventListener("pageshow", ({ persisted }) => persisted && store.refresh());
window.addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? store.refresh() : flush()));

/** @param {string} name @returns {name is keyof Commands} */
function isCommand(name) {
  return Object.hasOwn(COMMANDS, name);
}

/** Shows why answers aren't being saved, and the backup reminder. */
function showSafety() {
  /** @type {HTMLElement | null} */
  const element = document.querySelector("main [data-hb-words]:not(hb-markdown)");
  if (!element) return; // no practice on this page: nothing to lose, and no strings to say it with
  const words = wordsOf(element);
  showBackupReminder(words);
  const unreadable = store.unreadable !== null;
  const faults = [...(store.fault ? [store.fault] : []), ...(unreadable && store.fault !== "corrupt-full" ? ["corrupt"] : [])];
  const actions = [...(faults.length ? ["export"] : []), ...(unreadable ? ["export-aside"] : [])];
  showNotice(
    faults.map((fault) => t(words, `store.${fault}`)),
    actions.map((action) => ({ action, text: t(words, `store.${action}`) })),
  );
}

/** Elements that few pages have: loaded with the first of those. */
const RARE = {
  "hb-template": () => import("./elements/hb-template.js").then(({ HbTemplate }) => HbTemplate),
  "hb-continue": () => import("./elements/hb-continue.js").then(({ HbContinue }) => HbContinue),
};

function loadRare() {
  for (const [name, load] of Object.entries(RARE)) if (document.querySelector(name)) load().then((element) => registerElements({ [name]: element }), () => {});
}

/** Loads the live backup file's script for a reader who has chosen a file. */
function loadBackupFile() {
  if (Object(store.remembered("backup")).file) import("./store/backup-file.js").then(({ startBackup }) => startBackup(store), () => {});
}

/** Loads what keeps the handbook readable offline. If that fails, the page works all the same. */
function loadOffline() {
  /** @type {HTMLLinkElement | null} */
  const manifest = document.querySelector('link[rel="manifest"]');
  if (manifest && "serviceWorker" in navigator) whenIdle(() => import("./shell/offline.js").then(({ startOffline }) => startOffline(manifest.href)).catch(() => {}));
}

prepareNotice();
// Once for all elements of a page, and in a later task: by then a screen reader has noticed the empty live region.
let timer = 0;
document.addEventListener("hb-ready", () => { timer ||= setTimeout(() => { timer = 0; showSafety(); }); });
store.subscribe(["document", "backup"], showSafety);
store.subscribe(["document", "backup"], loadBackupFile);
loadBackupFile();
registerElements({
  "hb-checklist": HbChecklist,
  "hb-prompt": HbPrompt,
  "hb-plan": HbPlan,
  "hb-recall": HbRecall,
  "hb-scenario": HbScenario,
  "hb-scroll": HbScroll,
  "hb-progress": HbProgress,
  "hb-contents": HbContents,
  "hb-markdown": HbMarkdown,
  "hb-workbook": HbWorkbook,
});
loadRare();
document.addEventListener("hb-navigated", loadRare);
whenIdle(() => store.prepare());
window.addEventListener("load", loadOffline);
