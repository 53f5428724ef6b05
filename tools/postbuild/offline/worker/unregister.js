/**
 * The service worker of a handbook with `offline: false`: replaces the one that was here, deletes its caches, unregisters
 * itself and reloads every tab from the network.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {{id: string}} */
const { id } = Reflect.get(self, "EDITION");
const prefix = `handbook:${id}:${new URL(worker.registration.scope).pathname}:`;
const ANSWER_TIMEOUT = 2_000; // milliseconds: a page whose scripts are broken never answers

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(unregister()));

async function unregister() {
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
  await worker.registration.unregister();
  const tabs = await worker.clients.matchAll({ type: "window" });
  await Promise.allSettled(tabs.map(async (tab) => (await mayReload(tab)) && /** @type {WindowClient} */ (tab).navigate(tab.url)));
}

/** Returns whether a tab may be reloaded: it first saves what was typed, and refuses if it can't. @param {Client} tab @returns {Promise<boolean>} */
function mayReload(tab) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data !== "stay");
    tab.postMessage("leave", [port2]);
    setTimeout(resolve, ANSWER_TIMEOUT, true);
  });
}
