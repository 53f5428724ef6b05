/**
 * Registers the service worker (tools/postbuild/offline/worker/service-worker.js), so that the handbook stays readable offline, and
 * shows a notice when a newer edition is ready. Loaded when the page is idle. A handbook with `offline: false` has no
 * manifest, and never loads it.
 */

import { showNotice } from "../common/notice.js";
import { actionOf } from "../common/dom.js";
import { store } from "../store/store.js";
import { scriptURL } from "../common/trusted-types.js";

const [TAKE, LATER] = ["take-edition", "leave-edition"];
const UPDATE_INTERVAL = 3_600_000; // milliseconds: how often a tab that stays open asks for a newer edition

/** Registers the worker of the site that a manifest belongs to. @param {string} manifest Its address. */
export async function startOffline(manifest) {
  const { serviceWorker } = navigator;
  const registration = await (savesData() ? serviceWorker.getRegistration(manifest) : serviceWorker.register(scriptURL(new URL("sw.js", manifest).href), { updateViaCache: "none" }));
  if (!registration) return;
  serviceWorker.addEventListener("message", ({ data, ports }) => data === "leave" && answerReload(ports[0]));
  document.addEventListener("click", ({ target }) => {
    const action = actionOf(target);
    if (action === TAKE) takeEdition(registration);
    if (action === LATER) showNotice([], [], "edition");
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && checkForUpdate(registration));
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  showEdition(registration.waiting);
}

/** Returns whether the reader has asked for less data to be loaded. */
function savesData() {
  return Boolean(/** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection?.saveData);
}

/** @param {ServiceWorker | null} worker */
function watch(worker) {
  worker?.addEventListener("statechange", () => worker.state === "installed" && showEdition(worker));
}

/** Shows that an edition is waiting, in that edition's words. @param {ServiceWorker | null} worker */
function showEdition(worker) {
  if (!worker || !navigator.serviceWorker.controller) return; // this tab wasn't loaded from an edition
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: { ready, take, later } }) => showNotice([ready], [{ action: TAKE, text: take }, { action: LATER, text: later }], "edition");
  worker.postMessage("words", [port2]);
}

/** Switches to the edition that is waiting. @param {ServiceWorkerRegistration} registration */
async function takeEdition({ waiting }) {
  if (!(await flush())) return showNotice([], [], "edition"); // the store's notice says why, and offers a download
  const reload = () => location.reload();
  if (!waiting) return reload(); // another tab has already switched
  waiting.addEventListener("statechange", () => ["activated", "redundant"].includes(waiting.state) && reload());
  waiting.postMessage("take");
}

/** Saves what was typed; returns whether the page can be reloaded without losing anything. */
async function flush() {
  document.dispatchEvent(new CustomEvent("hb-flush"));
  await store.settled();
  return !store.fault || store.fault === "newer";
}

/** Answers the worker of a handbook that is no longer kept offline: may this page be reloaded? @param {MessagePort | undefined} port */
async function answerReload(port) {
  port?.postMessage((await flush()) ? "go" : "stay");
}

let lastCheck = Date.now();

/** @param {ServiceWorkerRegistration} registration */
function checkForUpdate(registration) {
  if (Date.now() - lastCheck < UPDATE_INTERVAL) return;
  lastCheck = Date.now();
  registration.update().catch(() => {}); // offline: next time
}
