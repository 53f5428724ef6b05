/**
 * The service worker: keeps one complete edition of the handbook in this browser and serves every tab from the edition
 * that it was opened with. tools/postbuild/service_worker.py puts `EDITION` before this text and writes both as sw.js.
 *
 * It changes no cache but its own, and nothing that a reader wrote.
 */

/** @typedef {{last?: string, held: Record<string, string>}} Tabs Which cache was used last, and which open tabs need an older one than the newest. */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {{id: string, version: string, list: string, words: Record<string, string>}} */
const { id, version, list, words } = Reflect.get(self, "EDITION");
const { scope } = worker.registration;
// The folder is part of the name: several sites may share an origin, and two of them may be copies of the same handbook.
const ours = `handbook:${id}:${new URL(scope).pathname}:`;
const own = ours + version;
const LIST = new URL("offline.json", scope).href;
const TABS = new URL("?tabs", scope).href;
const LOST = new URL("404.html", scope).href;
const LANES = 4; // files requested at once

/** The network has a file of another edition at an address. */
class Another extends Error {}

worker.addEventListener("install", (event) => event.waitUntil(take()));
worker.addEventListener("activate", (event) => event.waitUntil(begin()));
worker.addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method === "GET" && url.startsWith(scope) && !headers.has("range")) event.respondWith(answer(event));
});
worker.addEventListener("message", (event) => {
  if (event.data === "words") event.ports[0]?.postMessage(words);
  if (event.data === "take") event.waitUntil(worker.skipWaiting());
});

/** Puts every file of this edition into its cache. If one fails, all fail, and the edition before stays in use. */
async function take() {
  const cache = await caches.open(own);
  if (await cache.match(LIST)) return; // already complete: an older edition was published again
  try {
    const found = await ask(LIST, list);
    const { files } = await found.clone().json();
    const known = await knownFiles();
    const queue = Object.entries(files);
    const lane = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const [name, hash] = next;
        await cache.put(new URL(name, scope), (await known(hash)) ?? (await ask(new URL(name, scope).href, hash)));
      }
    };
    await Promise.all(Array.from({ length: LANES }, () => lane().catch((error) => {
      queue.length = 0;
      throw error;
    })));
    await cache.put(LIST, found); // last: a cache that has the list is complete
  } catch (error) {
    await caches.delete(own);
    throw error;
  }
}

/** Returns a function that finds a file by its hash in the cached editions. */
async function knownFiles() {
  /** @type {Map<string, {cache: Cache, name: string}>} */
  const places = new Map();
  for (const key of await caches.keys()) {
    if (!key.startsWith(ours) || key === own) continue;
    const cache = await caches.open(key);
    const { files } = (await (await cache.match(LIST))?.json()) ?? { files: {} };
    for (const [name, hash] of Object.entries(files)) places.set(hash, { cache, name });
  }
  return async (/** @type {string} */ hash) => {
    const place = places.get(hash);
    return place?.cache.match(new URL(place.name, scope));
  };
}

/** Returns a file from the network, if it has the hash. @param {string} address @param {string} hash */
async function ask(address, hash) {
  const found = await fetch(address, { cache: "no-cache" });
  const bytes = await found.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (btoa(String.fromCharCode(...digest)) !== hash) throw new Another(address);
  const headers = new Headers(found.headers);
  // These headers are about the transfer. A new response, since a browser refuses a redirected one for a page.
  for (const name of ["vary", "content-encoding", "content-length"]) headers.delete(name);
  return new Response(bytes, { headers });
}

/** From now on new tabs get this edition; open tabs keep theirs. */
async function begin() {
  const { last, held } = await tabs();
  const others = last && last !== own ? (await open()).map((tab) => [tab, held[tab] ?? last]) : [];
  await keep({ last: own, held: Object.fromEntries(others) });
  await tidy();
}

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function answer(event) {
  const { request, clientId, resultingClientId } = event;
  const opens = request.mode === "navigate";
  const { held } = await tabs();
  const name = (!opens && held[clientId]) || own;
  if (!opens && resultingClientId && held[clientId]) {
    held[resultingClientId] = held[clientId]; // a worker that such a tab has started
    event.waitUntil(keep({ last: own, held }));
  }
  if (Object.keys(held).length) event.waitUntil(tidy());
  const address = request.url.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");
  const found = await kept(name, address);
  if (found) return found;
  if (opens && (await kept(name, `${address}/`))) return Response.redirect(request.url.replace(address, `${address}/`), 301);
  return fetch(request).catch(async (error) => {
    const lost = opens && (await kept(name, LOST));
    if (!lost) throw error;
    return new Response(lost.body, { status: 404, headers: lost.headers });
  });
}

/** Returns a file of an edition. @param {string} name @param {string} address */
async function kept(name, address) {
  const cache = await caches.open(name);
  const found = await cache.match(address);
  if (found) return found;
  // The browser has evicted a file. A file of another edition must not replace it, so this edition is dropped.
  const listed = await (await cache.match(LIST))?.json();
  const hash = listed?.files[address.slice(scope.length)];
  try {
    if (!listed) throw new Another(LIST);
    if (hash === undefined) return undefined;
    const again = await ask(address, hash);
    await cache.put(address, again.clone());
    return again;
  } catch (error) {
    const lost = error instanceof Another && name === own;
    if (lost) await Promise.all([caches.delete(name), worker.registration.unregister()]);
    return undefined;
  }
}

/** @type {Promise<Tabs> | undefined} */
let read;

/** Returns the stored state of open tabs; the browser may have stopped this script since the last request. @returns {Promise<Tabs>} */
function tabs() {
  read ??= caches.match(TABS, { cacheName: `${ours}tabs` }).then((found) => found?.json() ?? { held: {} });
  return read;
}

/** @param {Tabs} known */
async function keep(known) {
  read = Promise.resolve(known);
  await (await caches.open(`${ours}tabs`)).put(TABS, Response.json(known));
}

/** Returns the ids of all open tabs, and of the workers that they have started. */
async function open() {
  const clients = await worker.clients.matchAll({ type: "all", includeUncontrolled: true });
  return clients.filter(({ type }) => String(type) !== "serviceworker").map(({ id }) => id); // Firefox includes this worker
}

/** Drops the editions that no open tab needs. */
async function tidy() {
  const { last, held } = await tabs();
  const still = await open();
  const closed = Object.keys(held).filter((tab) => !still.includes(tab));
  for (const tab of closed) delete held[tab];
  if (closed.length) await keep({ last, held });
  if (worker.registration.installing || worker.registration.waiting) return; // a new one is being installed
  const needed = new Set([own, `${ours}tabs`, ...Object.values(held)]);
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(ours) && !needed.has(name)).map((name) => caches.delete(name)));
}
