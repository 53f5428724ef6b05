/**
 * The service worker: keeps one complete edition of the handbook offline, and serves each tab from the edition that it was
 * opened with. tools/postbuild/offline/service_worker.py writes it to sw.js, with `EDITION` before it.
 *
 * It touches nothing that a reader wrote, and no cache but its own.
 */

/**
 * @typedef {{last?: string, held: Record<string, string>}} Tabs `last`: the cache of the newest active edition; `held`: the caches
 *   of older ones that open tabs still use, by client id.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {{id: string, version: string, list: string, words: Record<string, string>}} `list`: the hash of offline.json. */
const { id, version, list, words } = Reflect.get(self, "EDITION");
const { scope } = worker.registration;
// The path is part of the name: sites on one origin share its caches, and two of them may be the same handbook.
const prefix = `handbook:${id}:${new URL(scope).pathname}:`;
const ownCache = prefix + version;
const tabsCache = `${prefix}tabs`;
const LIST = new URL("offline.json", scope).href;
const TABS = new URL("?tabs", scope).href;
const NOT_FOUND = new URL("404.html", scope).href;
const PARALLEL_REQUESTS = 4;

/** The server has a file of another edition. */
class WrongEdition extends Error {}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method === "GET" && url.startsWith(scope) && !headers.has("range")) event.respondWith(respond(event));
});
worker.addEventListener("message", (event) => {
  if (event.data === "words") event.ports[0]?.postMessage(words);
  if (event.data === "take") event.waitUntil(worker.skipWaiting());
});

/** Caches all files of this edition. If one fails, deletes the cache before it rejects, and the edition before stays active. */
async function install() {
  const cache = await caches.open(ownCache);
  if (await cache.match(LIST)) return; // already complete: an earlier edition that was published again
  try {
    const response = await request(LIST, list);
    const { files } = await response.clone().json();
    await cacheFiles(cache, files);
    await cache.put(LIST, response); // last, since it marks the cache as complete
  } catch (error) {
    await caches.delete(ownCache);
    throw error;
  }
}

/** Caches files, from an earlier edition if it has the same. Settles after the last request. @param {Cache} cache @param {Record<string, string>} files Hashes by address. */
async function cacheFiles(cache, files) {
  const find = await cachedFileFinder();
  const queue = Object.entries(files);
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const [name, hash] = next;
      const address = new URL(name, scope).href;
      await cache.put(address, (await find(hash)) ?? (await request(address, hash)));
    }
  };
  // Not Promise.all: a cache mustn't be deleted while another request still writes to it.
  const results = await Promise.allSettled(Array.from({ length: PARALLEL_REQUESTS }, () => work().catch((error) => {
    queue.length = 0;
    throw error;
  })));
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

/** Returns a function that finds a file by its hash in the other editions' caches. */
async function cachedFileFinder() {
  /** @type {Map<string, {cache: Cache, name: string}>} */
  const places = new Map();
  for (const key of await caches.keys()) {
    if (!key.startsWith(prefix) || key === ownCache) continue;
    const cache = await caches.open(key);
    const { files } = (await (await cache.match(LIST))?.json()) ?? { files: {} };
    for (const [name, hash] of Object.entries(files)) places.set(hash, { cache, name });
  }
  return async (/** @type {string} */ hash) => {
    const place = places.get(hash);
    return place?.cache.match(new URL(place.name, scope));
  };
}

/** Requests a file from the server. @param {string} address @param {string} hash SHA-256, in Base64. @throws {WrongEdition} The file has another hash. */
async function request(address, hash) {
  const response = await fetch(address, { cache: "no-cache" });
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (btoa(String.fromCharCode(...digest)) !== hash) throw new WrongEdition(address);
  const headers = new Headers(response.headers);
  // These describe the transfer, not the file. The response is a new one, since a redirected one can't answer a navigation.
  for (const name of ["vary", "content-encoding", "content-length"]) headers.delete(name);
  return new Response(bytes, { headers });
}

/** Serves new tabs from this edition; open tabs keep theirs. */
async function activate() {
  const { last, held } = await readTabs();
  const older = last && last !== ownCache ? (await openClients()).map((client) => [client, held[client] ?? last]) : [];
  await writeTabs({ last: ownCache, held: Object.fromEntries(older) });
  await deleteUnused();
}

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function respond(event) {
  const { request, clientId, resultingClientId } = event;
  const isNavigation = request.mode === "navigate";
  const { held } = await readTabs();
  const cacheName = (!isNavigation && held[clientId]) || ownCache;
  if (!isNavigation && resultingClientId && held[clientId]) {
    held[resultingClientId] = held[clientId]; // a worker that a tab of an older edition starts
    event.waitUntil(writeTabs({ last: ownCache, held }));
  }
  if (Object.keys(held).length) event.waitUntil(deleteUnused());
  const address = request.url.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");
  const file = await cachedFile(cacheName, address);
  if (file) return file;
  if (isNavigation && (await cachedFile(cacheName, `${address}/`))) return Response.redirect(request.url.replace(address, `${address}/`), 301);
  return fetch(request).catch(async (error) => {
    const notFound = isNavigation && (await cachedFile(cacheName, NOT_FOUND));
    if (!notFound) throw error;
    return new Response(notFound.body, { status: 404, headers: notFound.headers });
  });
}

/** Returns a file of an edition, or undefined. @param {string} cacheName @param {string} address */
async function cachedFile(cacheName, address) {
  const cache = await caches.open(cacheName);
  const file = await cache.match(address);
  if (file) return file;
  // The browser or an extension may have deleted it. Another edition's file mustn't replace it: then nothing is kept offline.
  const listed = await (await cache.match(LIST))?.json();
  const hash = listed?.files[address.slice(scope.length)];
  try {
    if (!listed) throw new WrongEdition(LIST);
    if (hash === undefined) return undefined;
    const restored = await request(address, hash);
    await cache.put(address, restored.clone());
    return restored;
  } catch (error) {
    const lost = error instanceof WrongEdition && cacheName === ownCache;
    if (lost) await Promise.all([caches.delete(cacheName), worker.registration.unregister()]);
    return undefined;
  }
}

/** @type {Promise<Tabs> | undefined} */
let tabs;

/** Returns what is known about tabs; stored, since the browser stops and restarts a worker at any time. @returns {Promise<Tabs>} */
function readTabs() {
  tabs ??= caches.match(TABS, { cacheName: tabsCache }).then((response) => response?.json() ?? { held: {} });
  return tabs;
}

/** @param {Tabs} value */
async function writeTabs(value) {
  tabs = Promise.resolve(value);
  await (await caches.open(tabsCache)).put(TABS, Response.json(value));
}

/** Returns the ids of all open tabs, and of the workers that they have started. */
async function openClients() {
  const clients = await worker.clients.matchAll({ type: "all", includeUncontrolled: true });
  return clients.filter(({ type }) => String(type) !== "serviceworker").map(({ id }) => id); // Firefox lists this worker itself
}

/** Deletes the editions that no open tab uses. */
async function deleteUnused() {
  const { last, held } = await readTabs();
  const clients = await openClients();
  const closed = Object.keys(held).filter((client) => !clients.includes(client));
  for (const client of closed) delete held[client];
  if (closed.length) await writeTabs({ last, held });
  if (worker.registration.installing || worker.registration.waiting) return; // it has a cache of its own
  const used = new Set([ownCache, tabsCache, ...Object.values(held)]);
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix) && !used.has(name)).map((name) => caches.delete(name)));
}
