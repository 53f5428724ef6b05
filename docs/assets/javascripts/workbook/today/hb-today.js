/** `<hb-today>`: what is due or open today, at the top of the home page and the overview. Loaded where there is one. */

import { HandbookElement, registerElements } from "../../elements/base-element.js";
import { actionOf, makeButton, makeElement, siteBase } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { isAnswer } from "../../store/document.js";
import { fetchPage } from "../../shell/instant-navigation.js";
import { store } from "../../store/store.js";
import { catalogueOf, inOpenRecords } from "../shared/catalogue.js";
import { requireElement, setText } from "../shared/dom.js";
import { HbAttempt } from "./hb-attempt.js";
import { contentOf } from "./lines.js";
import { addDays, formatDay, localDay } from "../shared/dates.js";
import { isOff } from "../shared/recall-schedule.js";
import { countDue, lastWeeks, linesOf, putOffId, weekday } from "./model.js";

/**
 * @typedef {import("./model.js").Line} Line
 * @typedef {{id: string, value: string | boolean, rev?: string, said?: string}} Change
 * @typedef {{element: HTMLElement, shown: string, held: boolean}} Slot The place of one kind of line. `held`: it's in use, so it stays as it is.
 */

const KINDS = ["plan", "first-line", "recall", "weekly", "step", "next"];
const WEEK = 7; // days
const root = document.documentElement;
const MONDAY = Date.UTC(2026, 0, 5);

/** The catalogue of the whole handbook, which the home page doesn't carry: fetched once a visit. @type {Promise<import("../shared/catalogue.js").Catalogue> | undefined} */
let fetched;

class HbToday extends HandbookElement {
  static topics = ["document", "open-records"];
  /** @type {import("../shared/catalogue.js").Catalogue | null} */
  #catalogue = null;
  /** By the kind of line. @type {Map<string, Slot>} */
  #slots = new Map();
  /** What the strip of weeks shows. */
  #weeks = "";
  /** Whether the reader has asked for another question today. */
  #oneMore = false;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.addEventListener("click", ({ target }) => this.#act(actionOf(target), target), { signal });
    this.#day.replaceChildren(...Array.from({ length: WEEK }, (_, n) => new Option(formatDate(MONDAY + n * 86_400_000, { weekday: "long", timeZone: "UTC" }), String(n + 1))));
    this.#day.addEventListener("change", () => this.write([{ id: "weekly.day", value: this.#day.value }]), { signal });
    window.addEventListener("hashchange", () => this.#follow(), { signal });
    document.addEventListener("hb-navigated", () => this.refresh(), { signal });
    // The exercise on this page knows its line only once its parts have their answers.
    document.addEventListener("hb-ready", ({ target }) => {
      if (target instanceof Element && target.closest("hb-first-line")) this.refresh();
    }, { signal });
    this.addEventListener("focusout", () => this.refresh(), { signal });
    // Another day may have begun.
    document.addEventListener("visibilitychange", () => this.refresh(), { signal });
  }

  disconnect() {
    this.#clear();
    this.hidden = true;
  }

  refresh() {
    const overview = document.querySelector("hb-workbook") !== null;
    // Nothing is fetched for who has written nothing; a newer version's document can't be changed from here.
    const isEmpty = ![...store.entries().values()].some(isAnswer);
    if (isEmpty && store.fault !== "waiting") setBadge(0);
    if (isEmpty || store.readOnly) return this.#leaveOut();
    // The exercise on the home page isn't taken away from who is doing it: Today is for the next visit to that page.
    if (!overview && !("hbReturning" in root.dataset)) return this.disconnect();
    if (!this.#catalogue) return void this.#load();
    // Not while the reader types here: it reads the whole document.
    if (document.activeElement instanceof HTMLTextAreaElement && this.contains(document.activeElement)) return;
    const get = store.get.bind(store);
    const off = isOff(get);
    this.hidden = off && !overview;
    for (const name of ["day", "weeks", "settings"]) this.#part(name).hidden = off;
    this.#part("off").hidden = !off;
    if (off) {
      this.#clear();
      this.#keepHeight();
      return setBadge(0);
    }
    const lines = this.#lines(this.#oneMore);
    for (const kind of KINDS) this.#show(kind, lines.find((line) => line.kind === kind));
    setText(this.#part("day"), formatDay(localDay(new Date())));
    this.#part("none").hidden = this.#slots.size > 0;
    this.#day.value = String(weekday(get));
    this.#showWeeks();
    this.#keepHeight();
    setBadge(countDue(lines));
  }

  /** The page is as on a first visit. */
  #leaveOut() {
    delete root.dataset.hbReturning;
    this.disconnect();
  }

  /** Remembers how high it is: it comes after the first paint, and the home page keeps that much room for it (today.css). */
  #keepHeight() {
    if (!("hbReturning" in root.dataset) || document.querySelector("hb-workbook")) return;
    const { offsetHeight } = this;
    root.style.setProperty("--hb-today", `${offsetHeight}px`);
    if (offsetHeight !== store.remembered("today")) this.command("remember", { key: "today", value: offsetHeight });
  }

  /** Writes entries; returns a function that takes them back. @param {Change[]} changes */
  write(changes) {
    const before = changes.map(({ id, value }) => ({ id, old: store.get(id), empty: typeof value === "boolean" ? false : "" }));
    for (const { id, value, rev = "", said = "" } of changes) this.command("write", { id, value, rev, said });
    return () => {
      for (const { id, old, empty } of before) this.command("write", { id, value: old?.value ?? empty, rev: old?.rev ?? "", said: old?.said ?? "" });
    };
  }

  /** Keeps a line as it is, since the reader works on it. @param {string} kind */
  hold(kind) {
    const slot = this.#slots.get(kind);
    if (slot) slot.held = true;
  }

  /** Replaces a line by what became of it. @param {Line} line @param {string} text @param {() => void} undo */
  finish({ kind, key }, text, undo) {
    this.hold(kind);
    const slot = this.#slots.get(kind);
    if (!slot) return;
    const take = makeButton("undo", this.t("today.undo"));
    const others = this.#catalogue ? this.#lines(true).some((line) => line.kind === kind && line.key !== key) : false;
    const more = others ? [makeButton("another", this.t("today.another"))] : [];
    take.addEventListener("click", () => {
      undo();
      this.#renew(kind);
    });
    more[0]?.addEventListener("click", () => {
      this.#oneMore ||= kind === "recall";
      this.#renew(kind);
    });
    slot.element.replaceChildren(makeElement("p", "hb-today__became", text, " ", take, ...more));
    setText(this.#part("said"), text);
    take.focus();
  }

  /** Leaves a line alone for a week. @param {Line} line */
  putOff(line) {
    const day = addDays(localDay(new Date()), WEEK);
    const undo = this.write([{ id: putOffId(line.key), value: day }]);
    this.finish(line, this.t("today.put-off-until", { date: formatDay(day) }), undo);
  }

  /** @param {boolean} oneMore */
  #lines(oneMore) {
    const catalogue = /** @type {import("../shared/catalogue.js").Catalogue} */ (this.#catalogue);
    return linesOf({ catalogue, open: inOpenRecords(catalogue), get: store.get.bind(store), entries: store.entries(), now: new Date(), wanted: wantedQuestion(), oneMore, firstLine: firstLine() });
  }

  // Otherwise a line in use stays as it is.
  #follow() {
    if (wantedQuestion() && this.#slots.has("recall")) this.#renew("recall");
    else this.refresh();
  }

  /** @param {string} kind */
  #renew(kind) {
    const slot = this.#slots.get(kind);
    this.#slots.delete(kind); // first: an element that goes with the focus in it refreshes
    slot?.element.remove();
    setText(this.#part("said"), "");
    this.refresh();
    /** @type {HTMLElement | null | undefined} */
    const first = this.#slots.get(kind)?.element.querySelector("a, button, input, textarea");
    (first ?? requireElement(this, "h2")).focus();
  }

  /** @param {string} kind @param {Line | undefined} line */
  #show(kind, line) {
    const slot = this.#slots.get(kind);
    if (slot?.held || slot?.element.contains(document.activeElement)) return;
    const shown = line ? JSON.stringify(line, (name, value) => (name === "chapter" || name === "controls" ? undefined : value)) : "";
    if (slot?.shown === shown) return;
    slot?.element.remove();
    this.#slots.delete(kind);
    if (!line) return;
    const element = makeElement("li", { class: "hb-today__line", "data-hb-kind": kind, id: kind === "recall" ? `again-${line.key}` : undefined }, ...contentOf(line, this));
    const later = KINDS.slice(KINDS.indexOf(kind) + 1).map((name) => this.#slots.get(name)?.element).find(Boolean);
    this.#part("lines").insertBefore(element, later ?? null);
    this.#slots.set(kind, { element, shown, held: false });
    // The address may have named it before it was there.
    if (element.id && element.id === location.hash.slice(1)) element.scrollIntoView();
  }

  #clear() {
    this.#slots.clear();
    this.#part("lines").replaceChildren();
    this.#part("strip").replaceChildren();
    setText(this.#part("said"), "");
    this.#weeks = "";
    this.#oneMore = false;
  }

  #showWeeks() {
    const weeks = lastWeeks(store.entries(), new Date());
    const shown = JSON.stringify(weeks);
    if (shown === this.#weeks) return;
    this.#weeks = shown;
    this.#part("strip").replaceChildren(...weeks.map(({ monday, written }) => {
      const text = this.t(written ? "today.week-written" : "today.week-empty", { date: formatDate(`${monday}T00:00Z`, { day: "numeric", month: "long", timeZone: "UTC" }) });
      return makeElement("li", { class: "hb-today__week", "data-hb-state": written ? "done" : "open", title: text }, makeElement("span", "hb-visually-hidden", text));
    }));
  }

  /** @param {string | undefined} action @param {EventTarget | null} target */
  #act(action, target) {
    if (action === "today-off") {
      this.write([{ id: "today.off", value: true }]);
      const on = this.querySelector('[data-hb-action="today-on"]');
      if (on instanceof HTMLElement && on.offsetParent) on.focus();
      else document.querySelector("h1")?.focus();
    } else if (action === "today-on") {
      this.write([{ id: "today.off", value: false }]);
      requireElement(this, "h2").focus();
    }
  }

  async #load() {
    const carried = document.querySelector("[data-hb-catalogue]");
    const catalogue = await (carried instanceof HTMLElement ? catalogueOf(carried) : (fetched ??= fetchCatalogue()));
    if (!catalogue.chapters.length) root.style.setProperty("--hb-today", "0px"); // offline, for example
    if (!catalogue.chapters.length || !this.isConnected || this.#catalogue) return;
    this.#catalogue = catalogue;
    this.refresh();
  }

  /** @returns {HTMLSelectElement} */
  get #day() {
    return requireElement(this, "select");
  }

  /** @param {string} name */
  #part(name) {
    return requireElement(this, `[data-hb-part="${name}"]`);
  }
}

/** Returns what the exercise on this page came to: in the reader's own words if there are any. */
function firstLine() {
  /** @type {HTMLElement | null} */
  const exercise = document.querySelector("hb-first-line");
  const id = exercise?.dataset.hbLine ?? "";
  /** @type {HTMLTextAreaElement | null | undefined} */
  const field = exercise?.querySelector(`textarea[data-hb-id="${id}"]`);
  const made = exercise?.querySelector('[data-hb-part="made"]:not([hidden]) [data-hb-part="said"]');
  return { id, made: field?.value.trim() || (made?.textContent ?? "") };
}

/** Returns the id of the question that the address asks for, as a calendar's link does, or "". */
function wantedQuestion() {
  return location.hash.startsWith("#again-") ? decodeURIComponent(location.hash.slice("#again-".length)) : "";
}

/** Returns the catalogue that the overview carries; an empty one if it can't be loaded. @returns {Promise<import("../shared/catalogue.js").Catalogue>} */
async function fetchCatalogue() {
  try {
    const { page } = await fetchPage(`${siteBase}workbook/`);
    /** @type {HTMLElement | null | undefined} */
    const overview = page?.querySelector("[data-hb-catalogue]");
    return catalogueOf(overview ?? document.body);
  } catch {
    fetched = undefined;
    return { chapters: [], behaviours: [], retired: {} };
  }
}

/** Shows a number on the icon of the installed handbook, where the browser can. @param {number} n */
function setBadge(n) {
  const set = n ? navigator.setAppBadge?.(n) : navigator.clearAppBadge?.();
  set?.catch(() => {});
}

store.whole().then(() => registerElements({ "hb-attempt": HbAttempt, "hb-today": HbToday }));
