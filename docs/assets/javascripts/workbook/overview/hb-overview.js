/** `<hb-overview>`: the reader's progress through the handbook, and where to go on. */

import { hasRecord, inRecord, nameId, recordOf } from "../../store/record-ids.js";
import { catalogueOf, inAllRecords, inOpenRecords, linkTo } from "../shared/catalogue.js";
import { rememberProgress } from "../../store/chapter-progress.js";
import { HandbookElement } from "../../elements/base-element.js";
import { changesSince, parseSeen, wordingHashes } from "./content-changes.js";
import { answerItem, changeItem, chapterName, dueItem, link, listItem, openItem, part, planSentence, shortDate, urlOf } from "./lists.js";
import { chart, legend } from "./progress-chart.js";
import { setText } from "../shared/dom.js";
import { dueItems, isPrivate, latestAnswers, locationsOf, nextBlocks, progressByChapter, progressSummary, recentAnswers, repetitions, textOf } from "../shared/progress.js";
import { isObject } from "../../store/document.js";
import { addressOf } from "../../common/dom.js";
import { store } from "../../store/store.js";

const [MAX_ITEMS, MAX_CHANGES, DUE_DAYS] = [5, 10, 14];
// The sample chart: how many marks of each block are filled, by chapter.
const SAMPLE = [[9, 7, 3, 1, 2], [3, 9, 5, 2, 0, 0], [3, 4, 0, 0, 0, 0]];

export class HbOverview extends HandbookElement {
  static topics = ["document", "seen"];
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #catalogue = { chapters: [], behaviours: [], retired: {} };
  /** @type {Map<string, import("../shared/progress.js").Location>} */
  #locations = new Map();
  /** The content that each part shows, as JSON. @type {Map<string, string>} */
  #shown = new Map();
  #seenSaved = false;
  /** What has been done more than once. @type {ReturnType<typeof repetitions>} */
  #times = new Map();

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#catalogue = catalogueOf(this);
    this.#locations = locationsOf(this.#catalogue);
    this.dataset.hbReady = "";
    for (const cell of this.#cells) cell.replaceChildren(link(addressOf({ url: cell.dataset.hbUrl ?? "", block: cell.dataset.hbAnchor }) ?? "", cell.textContent ?? ""));
    this.findPart("seen")?.addEventListener("click", () => this.#dismissChanges(), { signal });
  }

  disconnect() {
    delete this.dataset.hbReady;
    for (const cell of this.#cells) cell.textContent = cell.textContent;
    for (const state of this.#states) state.textContent = "";
    for (const name of this.#shown.keys()) this.#replaceList(name, []);
    this.#shown = new Map();
    this.#seenSaved = false;
  }

  refresh() {
    const get = store.get.bind(store);
    const entries = store.entries();
    const catalogue = inOpenRecords(this.#catalogue);
    const all = progressByChapter(catalogue, get);
    const [chapters, notes] = [all.filter(({ chapter }) => !chapter.deepens), all.filter(({ chapter, begun }) => chapter.deepens && begun)];
    // Without those in deleted records.
    const newest = latestAnswers(entries, this.#locations).filter(({ id, location }) => !location || hasRecord(get, location.block.anchor, recordOf(id).record));
    this.#times = repetitions(newest);
    const t = this.t.bind(this);
    rememberProgress(this, progressSummary(all));
    this.#showEmpty(newest.length === 0, chapters);
    this.#fillTable(all);
    const hasAnswers = newest.length > 0;
    const rows = chapters.map((row) => this.#chartRow(row));
    this.#update("picture", hasAnswers && rows, () => [chart(rows, this.#shapes), legend(this.#kinds(), this.#shapes)]);
    const states = notes.map(({ chapter, blocks }) => ({ chapter, said: blocks.map((block) => this.#blockLabel(block)).join(" · ") }));
    this.#update("notes", states.map(({ chapter, said }) => [chapter.slug, said]), () => states.map(({ chapter, said }) => listItem(chapter.title, addressOf(chapter) ?? "", said)));
    const open = hasAnswers ? nextBlocks([...chapters, ...notes], newest, MAX_ITEMS, new Date()) : [];
    this.#update("open", open.map(({ block, chapter, control, done, state }) => [block.anchor, chapter.slug, control.id, done, state]), () => open.map((item) => openItem(item, t)));
    const recent = recentAnswers(newest, MAX_ITEMS).map((answer) => ({ ...answer, hidden: isPrivate(answer.id, get), sentence: this.#sentence(answer), record: this.#recordName(answer) }));
    this.#update("last", recent.map(({ id, entry, hidden, sentence, record }) => [id, entry, hidden, sentence, record]), () => recent.map((answer) => answerItem(answer, answer.hidden, t)));
    const due = dueItems(inAllRecords(this.#catalogue), get, new Date(), DUE_DAYS);
    const again = catalogue.chapters.flatMap((chapter) => [...chapter.blocks, ...chapter.sheets].map((block) => ({ chapter, block, times: this.#times.get(block.anchor) }))).filter(({ times }) => times);
    this.#update("again", again.map(({ block, times }) => [block.anchor, times]), () =>
      again.map(({ chapter, block, times }) => listItem(block.kind === "plan" ? chapterName(chapter, t) : block.title, urlOf(block), times ? `${this.#timesLabel(times)} · ${block.kind === "plan" ? block.title : chapterName(chapter, t)}` : "")));
    this.#update("due", due, () => due.map((item) => dueItem(item, t)));
    this.#showChanges(entries);
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

  /** Rebuilds a part if its content has changed; hides it if there is none. @param {string} name @param {unknown} content @param {() => HTMLElement[]} build */
  #update(name, content, build) {
    const key = JSON.stringify(content);
    if (this.#shown.get(name) === key) return;
    this.#shown.set(name, key);
    this.#replaceList(name, content && (!Array.isArray(content) || content.length) ? build() : []);
  }

  // Keeps the focus on a link that is still in the list.
  /** @param {string} name @param {HTMLElement[]} elements */
  #replaceList(name, elements) {
    const [box, list] = [this.findPart(name), this.findPart(`${name}-list`)];
    const focused = list?.contains(document.activeElement) && document.activeElement instanceof HTMLAnchorElement ? document.activeElement.href : "";
    list?.replaceChildren(...elements);
    if (box) box.hidden = !elements.length;
    if (focused) [...(list?.querySelectorAll("a") ?? [])].find((link) => link.href === focused)?.focus();
  }

  /** @param {boolean} empty @param {import("../shared/progress.js").ChapterProgress[]} chapters */
  #showEmpty(empty, chapters) {
    const first = this.#catalogue.chapters[0]?.blocks.find(({ kind }) => kind === "checklist");
    this.#update("empty", empty && first?.anchor, () => {
      const item = listItem(first?.title ?? "", first ? urlOf(first) : "", this.t("overview.first", { n: first?.controls.length ?? 0, chapter: chapters[0].chapter.title }));
      return [...item.children].map((child) => /** @type {HTMLElement} */ (child));
    });
    // What the chart looks like after some weeks, without links.
    this.#update("sample", empty, () => [chart(chapters.slice(0, 3).map((chapter, row) => this.#sampleRow(chapter, SAMPLE[row])), this.#shapes)]);
  }

  /** @param {import("../shared/progress.js").ChapterProgress} chapter @param {number[]} filled */
  #sampleRow(chapter, filled) {
    const groups = chapter.blocks.map(({ block, answered }, n) => ({ kind: block.kind, state: "open", marks: answered.map((_, mark) => mark < (filled[n] ?? 0)) }));
    return { ...this.#chartRow(chapter), href: undefined, groups };
  }

  /** @param {import("../shared/progress.js").ChapterProgress} row @returns {import("./progress-chart.js").Row} */
  #chartRow({ chapter, blocks }) {
    const { title, part, section, url } = chapter;
    return {
      section,
      number: part ? String(part) : "",
      title: title.split(": ")[0],
      href: addressOf({ url }) ?? "",
      groups: blocks.map(({ block, answered, state, done, all }) => {
        const name = this.t("overview.group", { kind: this.t(`workbook.kinds.${block.kind}`), title: block.title, state: this.#stateLabel(state, done, all, block.anchor) });
        return { kind: block.kind, marks: answered, state, name, href: linkTo(block) };
      }),
    };
  }

  /** @param {import("../shared/progress.js").BlockProgress} progress */
  #blockLabel({ block, state, done, all }) {
    return `${this.t(`workbook.kinds.${block.kind}`)}, ${this.#stateLabel(state, done, all, block.anchor)}`;
  }

  /** @param {import("../shared/progress.js").Answer} answer */
  #sentence({ id, location }) {
    if (location?.block.kind !== "plan" || !location.block.controls.includes(location.control)) return undefined;
    const [when, then] = location.block.controls.map((control) => textOf(store.get(inRecord(control.id, recordOf(id).record), control.was?.map((old) => inRecord(old, recordOf(id).record)))));
    return planSentence(when, then, this.t.bind(this));
  }

  /** @param {import("../shared/progress.js").Answer} answer */
  #recordName({ id, location }) {
    return location ? textOf(store.get(nameId(location.block.anchor, recordOf(id).record))) : "";
  }

  #kinds() {
    const kinds = new Set(this.#catalogue.chapters.filter(({ deepens }) => !deepens).flatMap(({ blocks }) => blocks.map(({ kind }) => kind)));
    return [...kinds].map((kind) => ({ kind, name: this.t(`workbook.kinds.${kind}`) }));
  }

  /** @param {string} state @param {number} done @param {number} all @param {string} block */
  #stateLabel(state, done, all, block) {
    const again = this.#times.get(block);
    return [this.t(`overview.state-${state}`, { done, all }), again && this.#timesLabel(again)].filter(Boolean).join(" · ");
  }

  /** Says how often something was done, and when last. @param {{times: number, last: number}} again */
  #timesLabel({ times, last }) {
    return this.t("overview.times", { n: times, date: shortDate(last) });
  }

  /** @param {import("../shared/progress.js").ChapterProgress[]} chapters */
  #fillTable(chapters) {
    const labels = new Map(chapters.flatMap(({ blocks, chapter }) => blocks.map(({ block, state, done, all }) => [`${chapter.slug}/${block.anchor}`, this.#stateLabel(state, done, all, block.anchor)])));
    for (const cell of this.#states) setText(cell, labels.get(cell.dataset.hbOf ?? "") ?? "");
  }

  /** @param {import("../../store/document.js").Entries} entries */
  #showChanges(entries) {
    const seen = parseSeen(store.remembered("seen"));
    // On a first visit nothing is new. Saved only once: each `remember` command refreshes this element again.
    if (!seen && !this.#seenSaved) {
      this.#seenSaved = true;
      this.#saveSeen();
    }
    const changes = seen ? changesSince(this.#catalogue, seen, entries) : [];
    this.#update("changes", changes.map(({ what, said, old, n }) => [what, said, old, n]), () => {
      const lines = changes.slice(0, MAX_CHANGES).map((change) => changeItem(change, this.t.bind(this)));
      const rest = changes.length - MAX_CHANGES;
      return rest > 0 ? [...lines, part("li", "item", this.t("overview.more", { n: rest }))] : lines;
    });
  }

  #saveSeen() {
    this.command("remember", { key: "seen", value: { at: new Date().toISOString(), revs: wordingHashes(this.#catalogue) } });
  }

  // The button disappears with its list, so the focus moves to the next heading.
  #dismissChanges() {
    this.#saveSeen();
    this.findPart("picture")?.querySelector("h2")?.focus();
  }
}
