/**
 * The kill switch: the service worker of a handbook that says `offline: false`, and of one that is served while its author
 * writes. It replaces an earlier worker, removes what that one kept, reloads every tab from the network and unregisters itself.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {{id: string}} */
const { id } = Reflect.get(self, "EDITION");
const ours = `handbook:${id}:${new URL(worker.registration.scope).pathname}:`;
const PATIENCE = 2_000; // milliseconds: a broken page does not answer

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
  await worker.registration.unregister();
  const open = await worker.clients.matchAll({ type: "window" });
  await Promise.allSettled(open.map(async (tab) => (await mayGo(tab)) && /** @type {WindowClient} */ (tab).navigate(tab.url)));
}

/** Tells whether a tab may be reloaded: it first saves what was typed, and says no if it cannot. @param {Client} tab @returns {Promise<boolean>} */
function mayGo(tab) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data !== "stay");
    tab.postMessage("leave", [port2]);
    setTimeout(done, PATIENCE, true);
  });
}
