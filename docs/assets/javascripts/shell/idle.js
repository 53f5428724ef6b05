/** What a page does once it's idle, or at once if something is wrong: it's loaded then, and stays for the visit. */

import { download, fileName } from "../common/download.js";
import { showRecords } from "../elements/records/records-bar.js";
import { copyTicks } from "../store/first-paint.js";
import { store } from "../store/store.js";
import { exportJson } from "../store/whole-document.js";
import { keepFocusInView } from "./focus-in-view.js";
import { startKeys } from "./keys.js";
import { startLinks } from "./links.js";
import { startPreviews } from "./preview.js";
import { preparePrinting } from "./print.js";
import { showSafety } from "./safety.js";
import { markSections } from "./section-in-view.js";

/** Loads the live backup file's script for a reader who has chosen a file. */
function loadBackupFile() {
  if (Object(store.remembered("backup")).file) import("../backup/backup-file.js").then(({ startBackup }) => startBackup(store), () => {});
}

/** Loads what keeps the handbook readable offline. */
function loadOffline() {
  /** @type {HTMLLinkElement | null} */
  const manifest = document.querySelector('link[rel="manifest"]');
  if (manifest && "serviceWorker" in navigator) import("./offline.js").then(({ startOffline }) => startOffline(manifest.href)).catch(() => {});
}

/** Does what a button of a notice says. @param {string} action */
export async function act(action) {
  if (action === "dismiss-lost") return store.remember("lost", null);
  if (action === "export-aside") return download(fileName(store.handbook, "set-aside", "txt"), store.unreadable ?? "", "text/plain");
  document.dispatchEvent(new CustomEvent("hb-flush"));
  await store.whole();
  download(fileName(store.handbook, "notes", "json"), exportJson(store));
  store.remember("backup", { ...Object(store.remembered("backup")), at: new Date().toISOString() });
}

/** Shows what there is to say about the answers of the page that is open. */
async function show() {
  showSafety();
  copyTicks(store);
  await store.whole();
  showSafety();
  showRecords();
  // Loaded by now, a tick's evidence fields appear with the tick, so Tab leads straight into them.
  if (document.querySelector("hb-checklist")) import("../elements/checklist/checklist-ticked.js").catch(() => {});
}

keepFocusInView();
markSections();
preparePrinting();
startPreviews();
startKeys();
startLinks();
// Once for all elements of a page.
let timer = 0;
document.addEventListener("hb-ready", () => { timer ||= setTimeout(() => { timer = 0; show(); }); });
store.subscribe(["backup", "lost"], showSafety);
let told = "";
store.subscribe(["saved"], () => {
  copyTicks(store);
  // Few of the saves, which come several times a second, change what there is to say.
  const fault = `${store.fault} ${store.unreadable !== null}`;
  if (fault !== told) showSafety();
  told = fault;
});
show();
store.subscribe(["backup"], loadBackupFile);
loadBackupFile();
if (document.readyState === "complete") loadOffline();
else window.addEventListener("load", loadOffline);
