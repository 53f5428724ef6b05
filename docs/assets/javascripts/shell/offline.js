/**
 * The handbook stays readable without a network: has the browser keep it, and says when a newer edition is ready.
 * The service worker does the rest (tools/postbuild/worker/service-worker.js). Loaded when the page has nothing else to do; a page whose
 * handbook may not be kept has no manifest, and never loads it.
 */

import { showNotice } from "../common/notice.js";
import { actionOf } from "../common/dom.js";
import { store } from "../store/store.js";
import { scriptURL } from "../common/trusted-types.js";

const [TAKE, LEAVE] = ["take-edition", "leave-edition"];
const APART = 3_600_000; // an hour: how often a tab that stays open asks for a newer edition

/** Begins to keep what the manifest at this address belongs to. @param {string} manifest */
export async function keepOffline(manifest) {
  const { serviceWorker } = navigator;
  const registration = await (savesData() ? serviceWorker.getRegistration(manifest) : serviceWorker.register(scriptURL(new URL("sw.js", manifest).href), { updateViaCache: "none" }));
  if (!registration) return;
  serviceWorker.addEventListener("message", ({ data, ports }) => data === "leave" && letGo(ports[0]));
  document.addEventListener("click", ({ target }) => {
    const action = actionOf(target);
    if (action === TAKE) take(registration);
    if (action === LEAVE) showNotice([], [], "edition");
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && askAgain(registration));
  registration.addEventListener("updatefound", () => follow(registration.installing));
  follow(registration.installing);
  tell(registration.waiting);
}

/** Whether the reader has asked for less to be loaded. */
function savesData() {
  return Boolean(/** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection?.saveData);
}

/** @param {ServiceWorker | null} worker */
function follow(worker) {
  worker?.addEventListener("statechange", () => worker.state === "installed" && tell(worker));
}

/** Says that an edition waits; the edition has the words. @param {ServiceWorker | null} worker */
function tell(worker) {
  if (!worker || !navigator.serviceWorker.controller) return; // this tab is not served from any edition
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: { ready, take, later } }) => showNotice([ready], [{ action: TAKE, text: take }, { action: LEAVE, text: later }], "edition");
  worker.postMessage("words", [port2]);
}

/** Takes the edition that waits. @param {ServiceWorkerRegistration} registration */
function take({ waiting }) {
  if (!saved()) return showNotice([], [], "edition"); // the store's own notice says why, and how to take a copy
  const load = () => location.reload();
  if (!waiting) return load(); // another tab has taken it
  waiting.addEventListener("statechange", () => ["activated", "redundant"].includes(waiting.state) && load());
  waiting.postMessage("take");
}

/** Saves what was typed; tells whether this page can be loaded anew without a loss. */
function saved() {
  document.dispatchEvent(new CustomEvent("hb-flush"));
  return !store.fault || store.fault === "newer";
}

/** The handbook may no longer be kept: its worker wants to load this page anew. @param {MessagePort | undefined} port */
function letGo(port) {
  port?.postMessage(saved() ? "go" : "stay");
}

let asked = Date.now();

/** @param {ServiceWorkerRegistration} registration */
function askAgain(registration) {
  if (Date.now() - asked < APART) return;
  asked = Date.now();
  registration.update().catch(() => {}); // no network: next time
}
