/** `<hb-overview>`: where the reader stands in the whole handbook, and the way on. */

import { catalogueOf, linkTo } from "../shared/catalogue.js";
import { rememberProgress } from "../../store/chapter-progress.js";
import { HandbookElement } from "../../elements/base-element.js";
import { changesSince, recordOf, revsOf } from "./content-changes.js";
import { anchor, answerLine, changeLine, day, dueLine, element, line, openLine, planLine, wayTo } from "./lists.js";
import { legend, picture } from "./progress-chart.js";
import { dueOf, isPrivate, lastOf, latest, openOf, progressOf, rowsOf, spotsOf, textOf } from "../shared/progress.js";
import { isObject } from "../../store/document.js";
import { addressOf } from "../../common/dom.js";
import { store } from "../../store/store.js";

const [MOST, CHANGES, DAYS] = [5, 10, 14];
// The sample: how many marks of each block are filled, chapter by chapter.
const FILLED = [[9, 7, 3, 1, 2], [3, 9, 5, 2, 0, 0], [3, 4, 0, 0, 0, 0]];

export class HbOverview extends HandbookElement {
  static topics = ["document", "place", "seen"];
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #held = { chapters: [], behaviours: [], retired: {} };
  /** @type {Map<string, import("../shared/progress.js").Spot>} */
  #spots = new Map();
  /** @type {Map<string, string>} What each part shows. */
  #shown = new Map();
  #recorded = false;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#held = catalogueOf(this);
    this.#spots = spotsOf(this.#held);
    this.dataset.hbReady = "";
    for (const cell of this.#cells) cell.replaceChildren(anchor(cell.dataset.hbUrl, cell.dataset.hbAnchor, cell.textContent ?? ""));
    this.findPart("seen")?.addEventListener("click", () => this.#see(), { signal });
  }

  disconnect() {
    delete this.dataset.hbReady;
    for (const cell of this.#cells) cell.textContent = cell.textContent;
    for (const state of this.#states) state.textContent = "";
    for (const name of this.#shown.keys()) this.#put(name, []);
    this.#shown = new Map();
    this.#recorded = false;
  }

  refresh() {
    const get = store.get.bind(store);
    const entries = store.entries();
    const rows = rowsOf(this.#held, get);
    const newest = latest(entries, this.#spots);
    const say = this.t.bind(this);
    rememberProgress(this, progressOf(rows));
    this.#empty(newest.length === 0, rows);
    this.#go(newest);
    this.#table(rows);
    const any = newest.length > 0;
    const lines = rows.map((row) => this.#line(row));
    this.#part("picture", any && lines, () => [picture(lines, this.#shapes), legend(this.#kinds(), this.#shapes)]);
    const open = any ? openOf(rows, newest, MOST) : [];
    this.#part("open", open.map(({ block, chapter, control, done, state }) => [block.anchor, chapter.slug, control.id, done, state]), () => open.map((found) => openLine(found, say)));
    const last = lastOf(newest, MOST).map((found) => ({ ...found, hidden: isPrivate(found.id, get), sentence: this.#sentence(found) }));
    this.#part("last", last.map(({ id, entry, hidden, sentence }) => [id, entry, hidden, sentence]), () => last.map((found) => answerLine(found, found.hidden, say)));
    const due = dueOf(this.#held, get, new Date(), DAYS);
    this.#part("due", due, () => due.map((found) => dueLine(found, say)));
    this.#changes(entries);
  }

  get #shapes() {
    return /** @type {Element} */ (this.querySelector("[data-hb-part=shapes]"));
  }

  get #cells() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-hb-anchor]")]);
  }

  get #states() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-hb-of]")]);
  }

  /** Fills a part when it has to show something else, and hides it when there is nothing. @param {string} name @param {unknown} what @param {() => HTMLElement[]} make */
  #part(name, what, make) {
    const key = JSON.stringify(what);
    if (this.#shown.get(name) === key) return;
    this.#shown.set(name, key);
    this.#put(name, what && (!Array.isArray(what) || what.length) ? make() : []);
  }

  // The focus stays on a link that is there again.
  /** @param {string} name @param {HTMLElement[]} made */
  #put(name, made) {
    const [box, list] = [this.findPart(name), this.findPart(`${name}-list`)];
    const focused = list?.contains(document.activeElement) && document.activeElement instanceof HTMLAnchorElement ? document.activeElement.href : "";
    list?.replaceChildren(...made);
    if (box) box.hidden = !made.length;
    if (focused) [...(list?.querySelectorAll("a") ?? [])].find((link) => link.href === focused)?.focus();
  }

  /** @param {boolean} empty @param {import("../shared/progress.js").Row[]} rows */
  #empty(empty, rows) {
    const first = this.#held.chapters[0]?.blocks.find(({ kind }) => kind === "checklist");
    this.#part("empty", empty && first?.anchor, () => {
      const way = line(first?.title ?? "", first ? wayTo(first) : "", this.t("overview.first", { n: first?.controls.length ?? 0, chapter: rows[0].chapter.title }));
      return [...way.children].map((part) => /** @type {HTMLElement} */ (part));
    });
    // As if somebody had worked for some weeks: a drawing, with no way to anywhere.
    this.#part("sample", empty, () => [picture(rows.slice(0, 3).map((row, at) => ({ ...this.#line(row), href: undefined, groups: row.groups.map(({ block, marks }, n) => ({ kind: block.kind, state: "open", marks: marks.map((_, m) => m < (FILLED[at][n] ?? 0)) })) })), this.#shapes)]);
  }

  /** @param {ReturnType<typeof latest>} newest */
  #go(newest) {
    const mark = store.remembered("place");
    const place = isObject(mark) ? mark : {};
    const spot = newest.find((answer) => answer.spot)?.spot;
    // What is remembered on this device goes before what the document says: it may come from another one.
    const known = newest.length > 0 && place.url !== undefined && addressOf({ url: String(place.url), block: String(place.block ?? "") });
    const href = known || (spot ? wayTo(spot.block, spot.control) : "");
    const chapter = wordOf(known ? place.chapter : spot?.chapter.title);
    const title = wordOf(known ? place.title : spot?.block.title);
    const text = chapter && title ? this.t("overview.go-at", { chapter, title }) : chapter || title;
    const when = newest[0]?.time ? this.t("overview.go-when", { date: day(newest[0].time) }) : "";
    this.#part("go", href && [href, text, when], () => [...line(text || this.t("overview.go"), href, when).children].map((part) => /** @type {HTMLElement} */ (part)));
  }

  /** @param {import("../shared/progress.js").Row} row @returns {import("./progress-chart.js").Line} */
  #line({ chapter, groups }) {
    const { title, part, section, url } = chapter;
    return {
      section,
      number: part ? String(part) : "",
      title: title.split(": ")[0],
      href: addressOf({ url }) ?? "",
      groups: groups.map(({ block, marks, state, done, all }) => {
        const name = this.t("overview.group", { kind: this.t(`workbook.kinds.${block.kind}`), title: block.title, state: this.#word(state, done, all) });
        return { kind: block.kind, marks, state, name, href: linkTo(block) };
      }),
    };
  }

  /** @param {import("../shared/progress.js").Answer} answer */
  #sentence({ spot }) {
    if (spot?.block.kind !== "plan" || !spot.block.controls.includes(spot.control)) return undefined;
    const [when, then] = spot.block.controls.map(({ id, was }) => textOf(store.get(id, was)));
    return planLine(when, then, this.t.bind(this));
  }

  #kinds() {
    const kinds = new Set(this.#held.chapters.flatMap(({ blocks }) => blocks.map(({ kind }) => kind)));
    return [...kinds].map((kind) => ({ kind, name: this.t(`workbook.kinds.${kind}`) }));
  }

  /** @param {string} state @param {number} done @param {number} all */
  #word(state, done, all) {
    return this.t(`overview.state-${state}`, { done, all });
  }

  /** @param {import("../shared/progress.js").Row[]} rows */
  #table(rows) {
    const words = new Map(rows.flatMap(({ groups, chapter }) => groups.map(({ block, state, done, all }) => [`${chapter.slug}/${block.anchor}`, this.#word(state, done, all)])));
    for (const cell of this.#states) {
      const word = words.get(cell.dataset.hbOf ?? "") ?? "";
      if (cell.textContent !== word) cell.textContent = word;
    }
  }

  /** @param {import("../../store/document.js").Entries} entries */
  #changes(entries) {
    const seen = recordOf(store.remembered("seen"));
    // On a first visit nothing is new. It is said once, since remembering makes every element look again.
    if (!seen && !this.#recorded) {
      this.#recorded = true;
      this.#record();
    }
    const changes = seen ? changesSince(this.#held, seen, entries) : [];
    this.#part("changes", changes.map(({ what, said, old, n }) => [what, said, old, n]), () => {
      const lines = changes.slice(0, CHANGES).map((change) => changeLine(change, this.t.bind(this)));
      const rest = changes.length - CHANGES;
      return rest > 0 ? [...lines, element("li", "item", this.t("overview.more", { n: rest }))] : lines;
    });
  }

  #record() {
    this.command("remember", { key: "seen", value: { at: new Date().toISOString(), revs: revsOf(this.#held) } });
  }

  // The button goes with its list: the focus moves to what follows.
  #see() {
    this.#record();
    this.findPart("picture")?.querySelector("h2")?.focus();
  }
}

/** @param {unknown} word */
function wordOf(word) {
  return typeof word === "string" ? word : "";
}
