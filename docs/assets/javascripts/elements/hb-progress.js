/** `<hb-progress>`: which blocks of this chapter are open, begun and done, in its margin and at its end. */

import { rememberProgress } from "../store/chapter-progress.js";
import { isAnswer } from "../store/document.js";
import { store } from "../store/store.js";
import { addressOf, idOf, ids, makeElement, oldIdsOf } from "../common/dom.js";
import { tn } from "../common/i18n.js";
import { HandbookElement } from "./base-element.js";

/**
 * @typedef {"open" | "begun" | "done"} State
 * @typedef {{href: string, text: string, note?: string}} Link
 * @typedef {{title: string, links: Link[], note?: string}} Summary What is left to do.
 */

const STRINGS = { open: "open", begun: "begun", done: "finished" };

export class HbProgress extends HandbookElement {
  /** Below the chapter's text, outside this element. @type {HTMLElement | null} */
  #summary = null;
  #summaryText = "";

  /** @returns {HTMLAnchorElement[]} */
  get links() {
    return [...this.querySelectorAll(/** @type {"a"} */ ("[data-hb-controls]"))];
  }

  refresh() {
    const { links } = this;
    for (const link of links) this.#mark(link, stateOf(link));
    if (!links.length) return;
    this.#showCount();
    this.#showSummary(this.#summarise());
    const [done, begun] = [this.#linksIn("done").length, this.#linksIn("begun").length];
    rememberProgress(this, { [this.dataset.hbChapter ?? ""]: { begun: done + begun > 0, done, all: links.length } });
  }

  disconnect() {
    for (const link of this.links) {
      this.findPart("state", link)?.remove();
      delete link.dataset.hbState;
    }
    this.#showSummary(null);
    const foot = this.findPart("foot");
    if (!foot) return;
    foot.replaceChildren();
    foot.hidden = true;
  }

  /** @param {HTMLAnchorElement} link @param {State} state */
  #mark(link, state) {
    if (link.dataset.hbState === state) return;
    let word = this.findPart("state", link);
    if (!word) link.append((word = makeElement("span", { class: "hb-visually-hidden", "data-hb-part": "state" })));
    link.dataset.hbState = state;
    word.textContent = ` (${this.t(`progress.${STRINGS[state]}`)})`;
  }

  /** @param {State} state */
  #linksIn(state) {
    return this.links.filter((link) => link.dataset.hbState === state);
  }

  #showCount() {
    const foot = this.findPart("foot");
    if (!foot) return;
    const count = this.t("progress.count", { done: this.#linksIn("done").length, all: this.links.length });
    const next = this.links.find((link) => link.dataset.hbState !== "done");
    const rest = next ? makeElement("a", { class: "hb-progress__next", href: next.getAttribute("href") ?? "" }, this.t("progress.next", { title: titleOf(next) })) : this.t("progress.done");
    const line = makeElement("p", "", count, " · ", rest);
    if (line.textContent === foot.textContent && line.querySelector("a")?.hash === foot.querySelector("a")?.hash) return;
    foot.replaceChildren(...line.childNodes);
    foot.hidden = false;
  }

  /** Returns an invitation before the first answer, then what is still open, and the way to the workbook when all is done. @returns {Summary} */
  #summarise() {
    const { links } = this;
    const left = links.filter((link) => link.dataset.hbState !== "done");
    if (!left.length) return { title: this.t("progress.done"), links: [{ href: addressOf({ url: "workbook/" }) ?? "", text: this.t("progress.workbook") }] };
    if (this.#linksIn("open").length === links.length) {
      const first = links.find((link) => link.closest(".hb-progress__item--checklist")) ?? links[0];
      return { title: this.t("progress.rest-none"), links: [{ href: first.hash, text: titleOf(first) }], note: this.t("progress.rest-first") };
    }
    return { title: this.t("progress.rest"), links: left.map((link) => ({ href: link.hash, text: titleOf(link), note: tn(this.words, "progress.rest-open", openIds(link).length) })) };
  }

  /** Shows a summary below the chapter's text; an unchanged one is left alone. @param {Summary | null} summary */
  #showSummary(summary) {
    const text = JSON.stringify(summary);
    const old = this.#summary;
    if (old?.isConnected && text === this.#summaryText) return;
    this.#summaryText = text;
    const focused = old?.contains(document.activeElement) && /** @type {HTMLAnchorElement} */ (document.activeElement).hash;
    old?.remove();
    this.#summary = null;
    const page = document.querySelector(".hb-text");
    if (!summary || !page) return;
    const items = summary.links.map(({ href, text, note }) => makeElement("li", "hb-rest__item", makeElement("a", { href }, text), note ? ` · ${note}` : ""));
    const added = makeElement("div", "hb-rest", makeElement("p", "hb-rest__title", summary.title), makeElement("ul", "hb-rest__list", ...items));
    if (summary.note) added.append(makeElement("p", "hb-rest__note", summary.note));
    page.append(added);
    this.#summary = added;
    if (focused) [...added.querySelectorAll("a")].find(({ hash }) => hash === focused)?.focus();
  }
}

/** Returns the ids of a block's controls that have no answer. @param {HTMLAnchorElement} link */
function openIds(link) {
  return ids(link.dataset.hbControls).filter((id) => {
    /** @type {import("../common/dom.js").Control | null} */
    const control = document.querySelector(`[data-hb-id="${CSS.escape(id)}"]`);
    return !isAnswer(control ? store.get(idOf(control), oldIdsOf(control)) : store.get(id));
  });
}

/** @param {HTMLAnchorElement} link @returns {State} */
function stateOf(link) {
  const open = openIds(link).length;
  if (!open) return "done";
  return open < ids(link.dataset.hbControls).length ? "begun" : "open";
}

/** Returns a link's text without its state. @param {HTMLAnchorElement} link */
function titleOf(link) {
  const copy = /** @type {HTMLElement} */ (link.cloneNode(true));
  copy.querySelector('[data-hb-part="state"]')?.remove();
  return copy.textContent?.trim() ?? "";
}
