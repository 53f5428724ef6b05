/** What one change tells the listeners of the store, and what stays when the storage fails. */

import assert from "node:assert/strict";
import { AnswerText } from "../../docs/assets/javascripts/store/answer-text.js";
import { addVersion, apply } from "../../docs/assets/javascripts/store/document.js";
import { DocumentStore } from "../../docs/assets/javascripts/store/document-store.js";
import { erase, exportJson, replace, run, setStorage, takeIn } from "../../docs/assets/javascripts/store/whole-document.js";
import { randomness, sortedJson } from "./random.js";

const HANDBOOK = "test";
const TICK = { value: true, rev: "r1", said: "Tell the team" };

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

/** What all tabs share: answers, and everything that AnswerDatabase does with them, after a moment. */
class FakeDatabase {
  isNew = false;
  onclose = () => {};
  /** @type {Map<string, any>} */
  answers = new Map();
  /** @type {Map<string, any[]>} */
  kept = new Map();
  /** @type {any} */
  meta = {};
  writes = 0;
  error = "";

  async #wait() {
    await new Promise((resolve) => setTimeout(resolve));
    if (this.error) throw new DOMException("refused by the test", this.error);
  }

  /** @param {Set<string>} [ids] */
  async load(ids) {
    await this.#wait();
    const { isNew } = this;
    this.isNew = false;
    const entries = new Map([...this.answers].filter(([id]) => !ids || ids.has(id)));
    return { entries, meta: { ...this.meta, count: this.writes }, isNew, ids };
  }

  async count() {
    await this.#wait();
    return this.writes;
  }

  /** @param {Iterable<import("../../docs/assets/javascripts/store/document.js").Change>} changes @param {import("../../docs/assets/javascripts/store/answer-database.js").Options} [options] */
  async write(changes, { clear, meta } = {}) {
    await this.#wait();
    if (clear) for (const map of [this.answers, this.kept]) map.clear();
    for (const [id, entry] of apply(this.answers, changes)) this.kept.set(id, addVersion(this.kept.get(id) ?? [], entry));
    Object.assign(this.meta, meta);
    const ids = new Set([...changes].map(([id]) => id));
    const kept = new Map([...this.answers].filter(([id]) => ids.has(id)));
    return { kept, count: (this.writes += 1) };
  }

  /** @param {string} id */
  versions(id) {
    return this.kept.get(id)?.at(-1);
  }

  async remove() {
    [this.answers, this.kept, this.meta, this.writes, this.error, this.isNew] = [new Map(), new Map(), {}, 0, "", true];
  }
}

/** Tells the other tabs, as a BroadcastChannel does. */
class FakeChannel extends EventTarget {
  /** How many messages haven't arrived yet. */
  static underway = 0;

  /** @param {Set<FakeChannel>} all */
  constructor(all) {
    super();
    this.all = all.add(this);
  }

  postMessage(data) {
    for (const other of this.all) {
      if (other === this) continue;
      FakeChannel.underway += 1;
      setTimeout(() => {
        FakeChannel.underway -= 1;
        if (this.all.has(other)) other.dispatchEvent(new MessageEvent("message", { data }));
      });
    }
  }
}

/** Resolves once all tabs have written everything and heard of everything. @param {DocumentStore[]} tabs */
async function quiet(...tabs) {
  do {
    await new Promise((resolve) => setTimeout(resolve));
    for (const tab of [...tabs, ...tabs]) await tab.settled(); // the first may have heard of what the second has done
  } while (FakeChannel.underway);
}

/** Returns a store that has read its storages, the storages, and how often listeners to each topic have been called. */
async function makeStore() {
  const [browser, tab, database] = [new FakeStorage(), new FakeStorage(), new FakeDatabase()];
  const store = openTab({ browser, tab, database });
  await store.ready;
  return { store, browser, tab, database, calls: countCalls(store) };
}

/** @param {{browser?: FakeStorage, tab?: FakeStorage, database?: FakeDatabase, channel?: FakeChannel, page?: string[]}} shared `page`: the ids that are on the page, where it shows only those. */
function openTab({ browser = new FakeStorage(), tab = new FakeStorage(), database = new FakeDatabase(), channel, page }) {
  const asStorage = (/** @type {FakeStorage} */ storage) => () => /** @type {Storage} */ (/** @type {unknown} */ (storage));
  return new DocumentStore(HANDBOOK, { browser: asStorage(browser), tab: asStorage(tab) }, {
    database: /** @type {any} */ (database),
    text: async (area) => new AnswerText(area, HANDBOOK),
    firstEdition: takeIn,
    idsOnPage: () => page && new Set(page),
    ...(channel ? { channel: () => channel } : {}),
  });
}

/** @param {DocumentStore} store */
function countCalls(store) {
  const calls = { document: 0, both: 0, progress: 0 };
  store.subscribe(["document"], () => { calls.document += 1; });
  store.subscribe(["document", "progress"], () => { calls.both += 1; });
  store.subscribe(["progress"], () => { calls.progress += 1; });
  return calls;
}

Deno.test("A tick notifies each listener once; \"saved\" is said when it is on disk, and not before.", async () => {
  const { store, database, calls } = await makeStore();
  let saved = 0;
  store.subscribe(["saved"], () => { saved += 1; });
  store.save("first-step", TICK);
  assert.deepEqual([store.get("first-step")?.value, store.isSaved("first-step"), saved, database.answers.size], [true, false, 0, 0]);
  assert.deepEqual(calls, { document: 1, both: 1, progress: 0 });
  await store.settled();
  assert.deepEqual([store.isSaved("first-step"), saved, database.answers.get("first-step").value], [true, 1, true]);
  assert.deepEqual(calls, { document: 1, both: 1, progress: 0 });
});

/** Returns a database with answers, and a tab that has read one of them. @param {string} [text] Of the first edition. */
async function openPart(text) {
  const [browser, database, channels] = [new FakeStorage(), new FakeDatabase(), new Set()];
  const entry = (/** @type {string} */ value) => ({ value, at: "2026-01-01T00:00:00.000Z", rev: "1", said: "A?" });
  database.answers = new Map(["a-b", "c-d", "e-f"].map((id) => [id, entry(`old ${id}`)]));
  if (text) browser.setItem(`handbook:${HANDBOOK}:notes`, text);
  const store = openTab({ browser, database, channel: new FakeChannel(channels), page: ["a-b", "a-c"] });
  await store.ready;
  return { store, browser, database, channels, entry };
}

Deno.test("A page reads its own answers first, and the rest once somebody asks for another one or for all.", async () => {
  for (const ask of [(/** @type {DocumentStore} */ store) => store.get("c-d"), (/** @type {DocumentStore} */ store) => store.entries(), (/** @type {DocumentStore} */ store) => store.whole()]) {
    const { store } = await openPart();
    assert.deepEqual([store.get("a-b")?.value, store.get("a-c"), store.isWhole], ["old a-b", undefined, false]);
    let told = 0;
    store.subscribe(["document"], () => { told += 1; });
    ask(store);
    await store.settled();
    assert.deepEqual([store.isWhole, store.entries().size, store.get("c-d")?.value, told], [true, 3, "old c-d", 1]);
  }
});

Deno.test("What is written before the rest is read takes nothing away: neither the others, nor what was there, nor a field that only a later version knows.", async () => {
  const { store, database, entry } = await openPart();
  database.answers.set("c-d", { ...entry("old c-d"), at: "2190-01-01T00:00:00.000Z", mood: "glad" }); // by a clock that is ahead
  store.save("c-d", { value: "mine", rev: "1", said: "A?" });
  store.save("a-b", { value: "", rev: "1", said: "A?" });
  await store.settled();
  assert.deepEqual([...database.answers.values()].map(({ value, mood }) => [value, mood]), [["", undefined], ["mine", "glad"], ["old e-f", undefined]]);
  assert.deepEqual([database.versions("c-d").value, database.versions("a-b").value], ["old c-d", "old a-b"]);
  await store.whole();
  assert.deepEqual([...store.entries()].sort(), [...database.answers].sort());
});

Deno.test("What another tab writes, erases or takes back while the rest is being read is what this one has in the end.", async () => {
  const acts = {
    write: (/** @type {DocumentStore} */ other) => other.save("e-f", { value: "theirs", rev: "1", said: "A?" }),
    erase,
    replace: (/** @type {DocumentStore} */ other) => replace(other, { entries: new Map([["a-b", TICK]]) }),
  };
  for (const [name, act] of Object.entries(acts)) {
    const { store, browser, database, channels } = await openPart();
    const other = openTab({ browser, database, channel: new FakeChannel(channels) });
    await other.ready;
    const [rest] = [store.whole(), act(other)];
    store.save("a-c", TICK);
    await rest;
    await quiet(store, other);
    assert.deepEqual([[...store.entries()].sort(), [...other.entries()].sort()], [[...database.answers].sort(), [...database.answers].sort()], name);
    assert.deepEqual([...database.answers.keys()].sort(), { write: ["a-b", "a-c", "c-d", "e-f"], erase: ["a-c"], replace: ["a-b", "a-c"] }[name]);
  }
});

Deno.test("What concerns all answers waits for all: taking an import back, erasing, and a text of the first edition.", async () => {
  const erased = JSON.stringify({ format: "handbook-notes", version: 1, handbook: HANDBOOK, replaced: "2026-02-01T00:00:00.000Z x", entries: { "g-h": { ...TICK, at: "2026-03-01T00:00:00.000Z" } } });
  for (const [name, left] of [["replace", ["a-b"]], ["erase", []], ["erased there before", ["g-h"]], ["erased there now", ["g-h"]]]) {
    const { store, browser, database, entry } = await openPart(name === "erased there before" ? erased : undefined);
    if (name === "erased there now") {
      browser.setItem(`handbook:${HANDBOOK}:notes`, erased);
      store.followKey(`handbook:${HANDBOOK}:notes`);
    } else await run(store, String(name), { entries: new Map([["a-b", entry("mine")]]) });
    await store.settled();
    assert.deepEqual([[...database.answers.keys()], [...store.entries().keys()]], [left, left], String(name));
  }
});

Deno.test("A database that was thrown away before the page had read all of it is reported, and what the page has is written again.", async () => {
  const { store, database } = await openPart();
  store.save("a-c", TICK);
  await store.settled();
  [database.answers, database.writes, database.meta, database.isNew] = [new Map(), 0, {}, true];
  database.onclose();
  await store.settled();
  assert.deepEqual([[...database.answers.keys()].sort(), Boolean(store.remembered("lost"))], [["a-b", "a-c"], true]);
});

Deno.test("A storage that answers late, after the rest was asked for, is read whole.", async () => {
  const { store, database, browser } = await openPart();
  const late = openTab({ browser, database, page: ["a-b"] });
  const asked = late.whole(); // before there is anything
  await late.ready;
  await asked;
  await late.settled();
  assert.deepEqual([late.isWhole, late.entries().size, store.isWhole], [true, 3, false]);
});

Deno.test("Many answers of one click are one write.", async () => {
  const { store, database } = await makeStore();
  for (const id of ["a-b", "c-d", "e-f"]) store.save(id, TICK);
  await store.settled();
  assert.deepEqual([database.writes, database.answers.size], [1, 3]);
});

Deno.test("What is remembered beside the answers notifies only those who show it.", async () => {
  const { store, calls } = await makeStore();
  store.remember("progress", { one: { done: 1, all: 2 } });
  assert.deepEqual(calls, { document: 0, both: 1, progress: 1 });
});

Deno.test("A listener whose signal was aborted is called no more.", async () => {
  const { store } = await makeStore();
  const lifetime = new AbortController();
  let calls = 0;
  store.subscribe(["document"], () => { calls += 1; }, lifetime.signal);
  store.save("first-step", TICK);
  lifetime.abort();
  store.save("first-step", TICK);
  assert.equal(calls, 1);
});

for (const [error, fault] of [["QuotaExceededError", "full"], ["UnknownError", "refused"]]) {
  Deno.test(`A storage that fails (${fault}) loses nothing: the answer stays in memory, and the next save writes it too.`, async () => {
    const { store, database } = await makeStore();
    database.error = error;
    store.save("first-step", TICK);
    await store.settled();
    assert.deepEqual([store.fault, store.isSaved("first-step"), store.hasUnsaved, store.get("first-step")?.value], [fault, false, true, true]);
    database.error = "";
    store.save("second-step", TICK);
    await store.settled();
    assert.deepEqual([store.fault, store.hasUnsaved, [...database.answers.keys()].sort()], ["", false, ["first-step", "second-step"]]);
  });
}

Deno.test("Where there is no database, the other storage serves and the store says so; where there is none at all, memory does.", async () => {
  const [browser, database] = [new FakeStorage(), new FakeDatabase()];
  database.error = "UnknownError";
  const store = openTab({ browser, database });
  await store.ready;
  store.save("first-step", TICK);
  await store.settled();
  assert.deepEqual([store.fault, store.isWeak, store.isSaved("first-step")], ["", true, true]);
  assert.match(browser.getItem(`handbook:${HANDBOOK}:notes`) ?? "", /first-step/);
  browser.full = true;
  store.save("second-step", TICK);
  await store.settled();
  assert.deepEqual([store.fault, store.isSaved("second-step")], ["full", false]);
});

Deno.test("The first edition's answers come over, again whenever it has written since, and its text stays as it was.", async () => {
  const { store, browser, database } = await makeStore();
  const key = `handbook:${HANDBOOK}:notes`;
  const text = (/** @type {object} */ entries) => JSON.stringify({ format: "handbook-notes", version: 1, handbook: HANDBOOK, entries });
  const entry = (/** @type {string} */ value, /** @type {string} */ at) => ({ value, at, rev: "1", said: "A?" });
  store.save("a-b", { value: "written here", rev: "1", said: "A?" });
  await store.settled();
  const old = text({ "a-b": entry("old", "2026-01-01T00:00:00.000Z"), "c-d": entry("theirs", "2026-01-01T00:00:00.000Z") });
  browser.setItem(key, old);
  store.followKey(key);
  await store.settled();
  assert.deepEqual([store.get("a-b")?.value, store.get("c-d")?.value, browser.getItem(key)], ["written here", "theirs", old]);
  assert.equal(database.versions("a-b").value, "old"); // what did not win is kept
  const { writes } = database;
  const again = openTab({ browser, database });
  await again.ready;
  assert.deepEqual([database.writes, again.get("c-d")?.value], [writes, "theirs"]);
  browser.setItem(key, text({ "c-d": entry("later", "2026-02-01T00:00:00.000Z") }));
  const third = openTab({ browser, database });
  await third.ready;
  assert.deepEqual([third.get("a-b")?.value, third.get("c-d")?.value], ["written here", "later"]);
});

Deno.test("Of what the first edition and this page write into one field in the same moment, whichever comes first, one is the answer and the other an earlier version.", async () => {
  for (const [order, at] of [["here", "2020"], ["here", "2190"], ["there", "2020"], ["there", "2190"]]) {
    const { store, browser, database } = await makeStore();
    const key = `handbook:${HANDBOOK}:notes`;
    store.save("a-b", { value: "before", rev: "1", said: "A?" });
    await store.settled();
    const theirs = { value: "theirs", at: `${at}-01-01T00:00:00.000Z`, rev: "1", said: "A?" };
    browser.setItem(key, JSON.stringify({ format: "handbook-notes", version: 1, handbook: HANDBOOK, entries: { "a-b": theirs } }));
    const [write, save] = [() => takeIn(store, browser.getItem(key) ?? ""), () => store.save("a-b", { value: "ours", rev: "1", said: "A?" })];
    if (order === "here") save();
    const taken = write();
    if (order === "there") save();
    await taken;
    await store.settled();
    const values = [database.answers.get("a-b"), ...(database.kept.get("a-b") ?? [])].map(({ value }) => value);
    assert.deepEqual([values[0], values.sort()], [order === "there" || at === "2020" ? "ours" : "theirs", ["before", "ours", "theirs"]], `${order} ${at}`);
    assert.deepEqual([store.get("a-b")?.value, store.isSaved("a-b")], [database.answers.get("a-b").value, true]);
  }
});

Deno.test("Erased means everywhere: in the database, in its earlier versions, and in what the first edition left.", async () => {
  const { store, browser, database } = await makeStore();
  const key = `handbook:${HANDBOOK}:notes`;
  browser.setItem(key, JSON.stringify({ format: "handbook-notes", version: 1, handbook: HANDBOOK, entries: { "a-b": { value: "x", at: { toString: 1 } } } }));
  store.followKey(key);
  store.save("c-d", TICK);
  await store.settled();
  assert.equal(store.entries().size, 2);
  const { setItem } = FakeStorage.prototype;
  browser.setItem = (name, text) => {
    // Or a tab that sees this first would erase again later, and what was written in between.
    if (name === key) assert.equal(database.answers.size, 0);
    setItem.call(browser, name, text);
  };
  await erase(store);
  assert.deepEqual([store.entries().size, database.answers.size, database.kept.size, Object.keys(JSON.parse(browser.getItem(key) ?? "").entries)], [0, 0, 0, []]);
  const again = openTab({ browser, database });
  await again.ready;
  assert.equal(again.entries().size, 0);
});

Deno.test("A tab that slept through the erasing brings nothing back, and what it writes then is saved.", async () => {
  const database = new FakeDatabase();
  const [store, sleeper] = [openTab({ database }), openTab({ database })];
  await Promise.all([store.ready, sleeper.ready]);
  store.save("a-b", TICK);
  await store.settled();
  sleeper.refresh();
  await sleeper.settled();
  assert.ok(sleeper.get("a-b"));
  await erase(store);
  sleeper.save("c-d", TICK);
  await sleeper.settled();
  assert.deepEqual([[...database.answers.keys()], [...sleeper.entries().keys()]], [["c-d"], ["c-d"]]);
});

Deno.test("What is erased in a tab with the first edition goes here too, with its earlier versions; what was written since stays.", async () => {
  const { store, browser, database } = await makeStore();
  const key = `handbook:${HANDBOOK}:notes`;
  const head = { format: "handbook-notes", version: 1, handbook: HANDBOOK };
  store.put(new Map([["a-b", { ...TICK, at: "2026-01-01T00:00:00.000Z" }], ["c-d", { ...TICK, at: "2026-03-01T00:00:00.000Z" }]]));
  await store.settled();
  database.kept.set("a-b", [TICK]);
  browser.setItem(key, JSON.stringify({ ...head, replaced: "2026-02-01T00:00:00.000Z x", entries: {} }));
  store.followKey(key);
  await store.settled();
  assert.deepEqual([[...store.entries().keys()], [...database.answers.keys()], database.kept.size], [["c-d"], ["c-d"], 0]);
});

Deno.test("Every document of the first edition comes over whole, a full one of a megabyte too, and stays as it was.", async () => {
  const version1 = JSON.parse(Deno.readTextFileSync(new URL("../fixtures/notes/version-1.json", import.meta.url)));
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`write-what-you-saw-${n}`, { value: `${n} ${"what I saw ".repeat(12)}`, at: "2026-01-01T00:00:00.000Z", rev: "1", said: "What did you see?" }]));
  for (const entries of [version1.entries, many]) {
    const text = JSON.stringify({ ...version1, handbook: HANDBOOK, entries });
    const [browser, database] = [new FakeStorage(), new FakeDatabase()];
    browser.setItem(`handbook:${HANDBOOK}:notes`, text);
    const store = openTab({ browser, database });
    await store.ready;
    await store.settled();
    assert.deepEqual([Object.fromEntries(database.answers), database.kept.size, browser.getItem(`handbook:${HANDBOOK}:notes`)], [entries, 0, text]);
    assert.equal(sortedJson(JSON.parse(exportJson(store))), sortedJson({ ...version1, handbook: HANDBOOK, entries }));
  }
});

Deno.test("An answer with a date that no clock could overtake gives way to the next one.", async () => {
  const { store, browser, database } = await makeStore();
  const key = `handbook:${HANDBOOK}:notes`;
  browser.setItem(key, JSON.stringify({ format: "handbook-notes", version: 1, handbook: HANDBOOK, entries: { "a-b": { ...TICK, at: "9999-12-31T23:59:59.999Z" } } }));
  store.followKey(key);
  await store.settled();
  store.save("a-b", { value: "mine", rev: "1", said: "A?" });
  await store.settled();
  assert.deepEqual([database.answers.get("a-b").value, database.answers.get("a-b").at < "2200"], ["mine", true]);
});

Deno.test("Erasing also removes a database that can't be opened, and then there is a whole one again.", async () => {
  const [browser, database] = [new FakeStorage(), new FakeDatabase()];
  [database.error, database.answers] = ["UnknownError", new Map([["a-b", TICK]])];
  const store = openTab({ browser, database });
  await store.ready;
  store.save("c-d", TICK);
  await store.settled();
  assert.equal(store.isWeak, true);
  await erase(store);
  assert.deepEqual([store.isWeak, store.fault, store.entries().size, database.answers.size, database.error], [false, "", 0, 0, ""]);
  store.save("e-f", TICK);
  await store.settled();
  assert.deepEqual([...database.answers.keys()], ["e-f"]);
});

Deno.test("A tab of its own starts empty; the way back takes its answers along or drops them, and the browser's are as they were.", async () => {
  for (const carry of [true, false]) {
    const { store, tab, database } = await makeStore();
    store.save("a-b", TICK);
    await store.settled();
    await setStorage(store, { mode: "tab" });
    assert.equal(store.entries().size, 0);
    store.save("c-d", TICK);
    await store.settled();
    assert.deepEqual([store.isSaved("c-d"), [...database.answers.keys()]], [true, ["a-b"]]);
    await setStorage(store, { mode: "browser", carry });
    await store.settled();
    assert.deepEqual([[...database.answers.keys()], tab.length], [carry ? ["a-b", "c-d"] : ["a-b"], 0]);
  }
});

Deno.test("An import that is taken back leaves what was there before, in every tab, and what was imported as an earlier version.", async () => {
  const [database, channels] = [new FakeDatabase(), new Set()];
  const [store, other] = [1, 2].map(() => openTab({ database, channel: new FakeChannel(channels) }));
  await Promise.all([store.ready, other.ready]);
  store.save("a-b", { value: "mine", rev: "1", said: "A?" });
  await store.settled();
  const before = new Map(store.entries());
  const theirs = (/** @type {string} */ value) => ({ value, at: "2190-01-01T00:00:00.000Z", rev: "1", said: "A?" });
  store.put(new Map([["a-b", theirs("theirs")], ["c-d", theirs("new")]]));
  await store.settled();
  await replace(store, { entries: before });
  await quiet(store, other);
  for (const tab of [store, other]) assert.deepEqual([tab.get("a-b")?.value, tab.get("c-d"), tab.isSaved("a-b")], ["mine", undefined, true]);
  assert.equal(database.versions("a-b").value, "theirs");
});

Deno.test("An import that is taken back while the storage refuses is taken back there too, once it takes something again.", async () => {
  for (const kind of ["full", "weak"]) {
    const { store, browser, database } = await makeStore();
    if (kind === "weak") {
      database.error = "UnknownError";
      await store.open();
    }
    const theirs = { value: "theirs", at: "2190-01-01T00:00:00.000Z", rev: "1", said: "A?" };
    store.save("a-b", { value: "mine", rev: "1", said: "A?" });
    await store.settled();
    assert.equal(store.isWeak, kind === "weak");
    const before = new Map(store.entries());
    store.put(new Map([["a-b", theirs], ["c-d", theirs]]));
    await store.settled();
    [database.error, browser.full] = ["QuotaExceededError", true];
    replace(store, { entries: before });
    await store.settled();
    assert.deepEqual([store.get("a-b")?.value, store.get("c-d"), store.isSaved("a-b"), store.fault], ["mine", undefined, false, "full"], kind);
    [database.error, browser.full] = ["", false];
    store.save("e-f", TICK);
    await store.settled();
    const stored = kind === "full" ? Object.fromEntries(database.answers) : JSON.parse(browser.getItem(`handbook:${HANDBOOK}:notes`) ?? "").entries;
    assert.deepEqual([Object.keys(stored).sort(), stored["a-b"].value, store.get("a-b")?.value, store.isSaved("c-d")], [["a-b", "e-f"], "mine", "mine", true], kind);
  }
});

Deno.test("While one answer is being stored, another that an import has overtaken doesn't come back, and is kept as an earlier version.", async () => {
  const { store, database } = await makeStore();
  const seen = new Set();
  const words = (/** @type {string} */ value) => ({ value, rev: "1", said: "A?" });
  store.save("c-d", TICK);
  await null; // this one is on its way
  await null;
  store.save("a-b", words("mine"));
  store.put([["a-b", { ...words("theirs"), at: "2190-01-01T00:00:00.000Z" }]]);
  store.subscribe(["saved", "document"], () => seen.add(store.get("a-b")?.value));
  await store.settled();
  assert.deepEqual([[...seen], database.writes, database.answers.get("a-b").value, database.versions("a-b").value], [["theirs"], 2, "theirs", "mine"]);
});

Deno.test("What is written before the storage has been read, or while everything is being erased, is saved though its clock is behind the erasing.", async () => {
  const database = new FakeDatabase();
  database.meta = { head: { replaced: "2190-01-01T00:00:00.000Z x" } };
  const store = openTab({ database });
  store.save("a-b", TICK);
  await store.ready;
  await store.settled();
  assert.deepEqual([[...database.answers.keys()], store.get("a-b")?.value, store.isSaved("a-b")], [["a-b"], true, true]);
  store.put([["c-d", { ...TICK, at: "2190-01-02T00:00:00.000Z" }]]);
  await store.settled();
  const erasing = erase(store);
  store.save("e-f", TICK);
  await erasing;
  await store.settled();
  assert.deepEqual([[...database.answers.keys()], [...store.entries().keys()]], [["e-f"], ["e-f"]]);
});

Deno.test("An answer that an older import waits beside is written again too, where the browser threw the database away.", async () => {
  const { store, database } = await makeStore();
  store.save("a-b", { value: "mine", rev: "1", said: "A?" });
  await store.settled();
  database.error = "UnknownError";
  store.put([["a-b", { value: "older", at: "2020-01-01T00:00:00.000Z", rev: "1", said: "A?" }]]);
  await store.settled();
  await database.remove();
  database.onclose();
  await store.settled();
  assert.deepEqual([store.get("a-b")?.value, database.answers.get("a-b")?.value, database.versions("a-b")?.value], ["mine", "mine", "older"]);
});

Deno.test("What a page could only note as it was left is there when it is opened again.", async () => {
  const { store, browser, database } = await makeStore();
  database.error = "UnknownError"; // as for a page that is gone before the write is
  store.save("a-b", { value: "last words", rev: "1", said: "A?" });
  store.leave();
  await store.settled();
  database.error = "";
  const again = openTab({ browser, database });
  await again.ready;
  await again.settled();
  assert.deepEqual([again.get("a-b")?.value, database.answers.get("a-b").value], ["last words", "last words"]);
  assert.equal(browser.length, 1, "the note is gone"); // what is left says that answers were stored
});

Deno.test("A database that the browser threw away while the page was open is filled again from the page.", async () => {
  const { store, database } = await makeStore();
  for (const id of ["a-b", "c-d"]) store.save(id, TICK);
  await store.settled();
  [database.answers, database.writes, database.meta] = [new Map(), 0, {}];
  database.onclose();
  await store.settled();
  assert.deepEqual([...database.answers.keys()], ["a-b", "c-d"]);
  [database.answers, database.writes, database.meta] = [new Map(), 0, {}];
  store.save("e-f", TICK);
  await store.settled();
  await store.settled();
  assert.deepEqual([...database.answers.keys()].sort(), ["a-b", "c-d", "e-f"]);
});

Deno.test("A database that is found empty after answers were stored in it is reported.", async () => {
  const { store, browser } = await makeStore();
  store.save("a-b", TICK);
  await store.settled();
  const empty = new FakeDatabase();
  empty.isNew = true;
  const again = openTab({ browser, database: empty });
  await again.ready;
  assert.ok(again.remembered("lost"));
});

Deno.test("Three tabs that write, close, crash and open again at random lose nothing that was called saved.", async () => {
  const { number, pick } = randomness(20261129);
  const [browser, database, channels] = [new FakeStorage(), new FakeDatabase(), new Set()];
  const open = async () => {
    const channel = new FakeChannel(channels);
    const store = openTab({ browser, database, channel });
    await store.ready;
    return { store, close: () => channels.delete(channel) };
  };
  const tabs = await Promise.all([open(), open(), open()]);
  const ids = ["a-b", "c-d", "e-f", "g-h"];
  /** Every value that was called saved, in the order of time. @type {Map<string, string[]>} */
  const saved = new Map(ids.map((id) => [id, []]));
  for (let step = 0; step < 400; step += 1) {
    const [at, id, value] = [number(3), pick(ids), `${step} ${Array.from({ length: 40 }, () => pick([..."abcdefghijkl"])).join("")}`];
    const { store, close } = tabs[at];
    if (number(12) === 0) {
      if (number(2)) store.leave();
      close();
      tabs[at] = await open();
      continue;
    }
    store.save(id, { value, rev: "1", said: "A?" });
    if (number(3) === 0) continue; // not waited for: it may be lost
    await store.settled();
    assert.ok(store.isSaved(id));
    saved.get(id)?.push(value);
    // It is the answer, or another tab's later one is and this is kept as an earlier version.
    const versions = (database.kept.get(id) ?? []).map((version) => version.value);
    assert.ok(database.answers.get(id).value === value || versions.includes(value), `${step}: ${id}`);
  }
  await quiet(...tabs.map(({ store }) => store));
  for (const id of ids) {
    const answer = database.answers.get(id)?.value;
    for (const { store } of tabs) assert.equal(store.get(id)?.value, answer, "the tabs agree");
    const last = saved.get(id)?.at(-1) ?? "";
    assert.ok(Number.parseInt(String(answer)) >= Number.parseInt(last), `${id}: ${answer} is older than ${last}`);
  }
});

Deno.test("What a tab has missed, and then couldn't read, it reads when it's looked at again.", async () => {
  const { store, database } = await makeStore();
  const other = openTab({ database });
  await other.ready;
  other.save("c-d", TICK);
  await other.settled();
  const { load } = database;
  database.load = () => Promise.reject(new DOMException("refused by the test", "UnknownError"));
  store.save("a-b", TICK);
  await store.settled();
  assert.deepEqual([store.isSaved("a-b"), store.get("c-d"), store.fault], [true, undefined, "refused"]);
  database.load = load;
  await store.refresh();
  assert.equal(store.get("c-d")?.value, true);
});

Deno.test("Whatever two tabs write, import and take back, while the storage refuses now and then, is stored in the end, and they agree.", async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const { number, pick } = randomness(seed);
    const [browser, database, channels] = [new FakeStorage(), new FakeDatabase(), new Set()];
    const open = async (/** @type {string[]} */ ...page) => {
      const store = openTab({ browser, database, channel: new FakeChannel(channels), page });
      await store.ready;
      return store;
    };
    const tabs = [await open("a-b"), await open("c-d")];
    /** What was imported, and the last that was typed into each field. @type {Map<string, string>} */
    const given = new Map();
    for (let step = 0; step < 40; step += 1) {
      const [store, id, act] = [pick(tabs), pick(["a-b", "c-d", "e-f"]), number(10)];
      const value = `${step}-${Array.from({ length: 12 }, () => pick([..."abcdefghijkl"])).join("")}`;
      if (act < 5) {
        store.save(id, { value, rev: "1", said: "A?" });
        given.set(id, value);
      } else if (act === 5) {
        store.put([[id, { value, at: `${pick(["2020", "2190"])}-01-${10 + number(20)}T00:00:00.000Z`, rev: "1", said: "A?" }]]);
        given.set(value, value);
      } else if (act === 6) database.error = database.error ? "" : "QuotaExceededError";
      else if (act === 7 && !database.error) {
        // Of what the other tab hasn't stored before it hears of this, only what is later counts.
        for (const tab of tabs) tab.write();
        await quiet(...tabs);
        await store.whole();
        replace(store, { entries: new Map([...store.entries()].slice(number(2))) });
        await quiet(...tabs);
      }
      if (number(2)) await new Promise((resolve) => setTimeout(resolve));
      if (number(4) === 0) await store.settled();
    }
    database.error = "";
    for (const store of tabs) store.save("z-z", TICK);
    for (const store of tabs) await store.whole();
    await quiet(...tabs);
    const stored = [...database.answers.values(), ...[...database.kept.values()].flat()].map(({ value }) => value);
    for (const value of given.values()) assert.ok(stored.includes(value), `${seed}: ${value} is lost`);
    for (const store of tabs) assert.deepEqual([[...store.entries()].sort(), store.unsaved], [[...database.answers].sort(), []], `${seed}`);
  }
});
