/** What one change tells the listeners of the store, and what stays when the storage fails. */

import assert from "node:assert/strict";
import { DocumentStore } from "../../docs/assets/javascripts/store/document-store.js";

const HANDBOOK = "test";
const TICK = { value: true, rev: "r1", said: "Tell the team" };
const PLACE = { url: "chapters/one/", block: "b", chapter: "One", title: "Block" };

/** A storage in memory, with the part of the Storage interface that the store uses. */
class FakeStorage {
  /** @type {Map<string, string>} */
  #texts = new Map();
  full = false;

  get length() {
    return this.#texts.size;
  }

  /** @param {number} index */
  key(index) {
    return [...this.#texts.keys()][index] ?? null;
  }

  /** @param {string} key */
  getItem(key) {
    return this.#texts.get(key) ?? null;
  }

  /** @param {string} key @param {string} text */
  setItem(key, text) {
    if (this.full) throw new DOMException("no room", "QuotaExceededError");
    this.#texts.set(key, text);
  }

  /** @param {string} key */
  removeItem(key) {
    this.#texts.delete(key);
  }
}

/** Returns a store, its storages, and how often listeners to each topic have been called. */
function makeStore() {
  const browser = new FakeStorage();
  const tab = new FakeStorage();
  const store = openTab(browser, tab);
  return { store, browser, tab, calls: countCalls(store) };
}

/** @param {FakeStorage} browser @param {FakeStorage} [tab] */
function openTab(browser, tab = new FakeStorage()) {
  const asStorage = (/** @type {FakeStorage} */ storage) => () => /** @type {Storage} */ (/** @type {unknown} */ (storage));
  return new DocumentStore(HANDBOOK, { browser: asStorage(browser), tab: asStorage(tab) });
}

/** @param {DocumentStore} store */
function countCalls(store) {
  const calls = { document: 0, both: 0, place: 0, progress: 0 };
  store.subscribe(["document"], () => { calls.document += 1; });
  store.subscribe(["document", "place", "progress"], () => { calls.both += 1; });
  store.subscribe(["place"], () => { calls.place += 1; });
  store.subscribe(["progress"], () => { calls.progress += 1; });
  return calls;
}

Deno.test("a tick notifies each listener once, after the answer and its place are stored", () => {
  const { store, browser, calls } = makeStore();
  store.subscribe(["document"], () => {
    assert.equal(store.isSaved("first-step"), true);
    assert.equal(Object(store.remembered("place")).url, PLACE.url);
    assert.match(browser.getItem(`handbook:${HANDBOOK}:notes`) ?? "", /first-step/);
  });
  store.save("first-step", TICK, PLACE);
  assert.deepEqual(calls, { document: 1, both: 1, place: 1, progress: 0 });
});

Deno.test("what is remembered beside the answers notifies only those who show it", () => {
  const { store, calls } = makeStore();
  store.remember("progress", { one: { done: 1, all: 2 } });
  assert.deepEqual(calls, { document: 0, both: 1, place: 0, progress: 1 });
});

Deno.test("erasing, importing, undoing and changing the storage notify each listener once", () => {
  const { store, calls } = makeStore();
  const changes = [
    () => store.mergeEntries(new Map([["a-b", TICK]])),
    () => store.replaceEntries(new Map()),
    () => store.erase(),
    () => store.setStorage("tab"),
    () => store.setStorage("browser", { carry: true }),
    () => store.refresh(),
  ];
  changes.forEach((change, n) => {
    change();
    assert.equal(calls.document, n + 1);
  });
});

Deno.test("another tab's tick notifies listeners once for each key that they show", () => {
  const { store, browser, calls } = makeStore();
  const other = openTab(browser);
  other.save("first-step", TICK, PLACE);
  other.remember("progress", { one: { done: 1, all: 2 } });
  for (const name of ["notes", "place", "progress"]) store.followKey(`handbook:${HANDBOOK}:${name}`);
  store.followKey("handbook:another:notes");
  assert.deepEqual(calls, { document: 1, both: 3, place: 1, progress: 1 });
  assert.equal(store.get("first-step")?.value, true);
});

Deno.test("a listener whose signal was aborted is called no more", () => {
  const { store } = makeStore();
  const lifetime = new AbortController();
  let calls = 0;
  store.subscribe(["document"], () => { calls += 1; }, lifetime.signal);
  store.save("first-step", TICK);
  lifetime.abort();
  store.save("first-step", TICK);
  assert.equal(calls, 1);
});

Deno.test("a full storage loses nothing: the answer stays in memory, and the next save writes it too", () => {
  const { store, browser, calls } = makeStore();
  browser.full = true;
  store.save("first-step", TICK, PLACE);
  assert.equal(store.fault, "full");
  assert.equal(store.isSaved("first-step"), false);
  assert.equal(store.get("first-step")?.value, true);
  assert.equal(calls.document, 1);
  browser.full = false;
  store.save("second-step", TICK, PLACE);
  assert.equal(store.fault, "");
  assert.deepEqual([...openTab(browser).entries().keys()].sort(), ["first-step", "second-step"]);
});
