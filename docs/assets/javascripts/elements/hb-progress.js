/** `<hb-progress>`: what is open, begun and done in this chapter, in its margin and at its end. */

import { rememberProgress } from "../store/chapter-progress.js";
import { HandbookElement } from "./base-element.js";
import { isAnswer } from "../store/document.js";
import { ids } from "../common/dom.js";
import { showRest, toWorkbook } from "./rest.js";
import { store } from "../store/store.js";
import { tn } from "../common/i18n.js";

/** @typedef {"open" | "begun" | "done"} State */
const WORD = { open: "open", begun: "begun", done: "finished" };

export class HbProgress extends HandbookElement {
  /** @returns {HTMLAnchorElement[]} */
  get links() {
    return [...this.querySelectorAll(/** @type {"a"} */ ("[data-hb-controls]"))];
  }

  refresh() {
    for (const link of this.links) this.#mark(link, stateOf(link));
    this.#foot();
    this.#rest();
    this.#keep();
  }

  disconnect() {
    for (const link of this.links) {
      this.findPart("state", link)?.remove();
      delete link.dataset.hbState;
    }
    showRest(null);
    const foot = this.findPart("foot");
    if (!foot) return;
    foot.replaceChildren();
    foot.hidden = true;
  }

  /** @param {HTMLAnchorElement} link @param {State} state */
  #mark(link, state) {
    if (link.dataset.hbState === state) return;
    let word = this.findPart("state", link);
    if (!word) {
      word = document.createElement("span");
      word.className = "hb-visually-hidden";
      word.dataset.hbPart = "state";
      link.append(word);
    }
    link.dataset.hbState = state;
    word.textContent = ` (${this.t(`progress.${WORD[state]}`)})`;
  }

  /** @param {State} state */
  #in(state) {
    return this.links.filter((link) => link.dataset.hbState === state);
  }

  #foot() {
    const foot = this.findPart("foot");
    if (!foot || !this.links.length) return;
    const done = this.#in("done").length;
    const next = this.links.find((link) => link.dataset.hbState !== "done");
    const count = this.t("progress.count", { done, all: this.links.length });
    const rest = next ? linkTo(next, this.t("progress.next", { title: titleOf(next) })) : this.t("progress.done");
    const made = document.createElement("p");
    made.append(count, " · ", rest);
    if (made.textContent === foot.textContent && made.querySelector("a")?.hash === foot.querySelector("a")?.hash) return;
    foot.replaceChildren(...made.childNodes);
    foot.hidden = false;
  }

  // An invitation before the first answer, what is open after it, and the way on when all is done.
  #rest() {
    const { links } = this;
    if (!links.length) return;
    const left = links.filter((link) => link.dataset.hbState !== "done");
    const way = (/** @type {HTMLAnchorElement} */ link) => ({ href: link.hash, text: titleOf(link), note: "" });
    const first = links.find((link) => link.closest(".hb-progress__item--checklist")) ?? links[0];
    if (!left.length) showRest({ title: this.t("progress.done"), ways: [toWorkbook(this.t("progress.workbook"))] });
    else if (left.length === this.#in("open").length && left.length === links.length)
      showRest({ title: this.t("progress.rest-none"), ways: [way(first)], note: this.t("progress.rest-first") });
    else showRest({ title: this.t("progress.rest"), ways: left.map((link) => ({ ...way(link), note: tn(this.words, "progress.rest-open", openIn(link)) })) });
  }

  #keep() {
    const { links } = this;
    const done = this.#in("done").length;
    if (links.length) rememberProgress(this, { [this.dataset.hbChapter ?? ""]: { begun: done + this.#in("begun").length > 0, done, all: links.length } });
  }
}

/** @param {HTMLAnchorElement} link */
function openIn(link) {
  return ids(link.dataset.hbControls).filter((id) => !isAnswer(store.get(id, wasOf(id)))).length;
}

/** Returns "open", "begun" or "done" for the controls that a link names. @param {HTMLAnchorElement} link @returns {State} */
function stateOf(link) {
  const open = openIn(link);
  return open ? (open < ids(link.dataset.hbControls).length ? "begun" : "open") : "done";
}

/** @param {string} id */
function wasOf(id) {
  return ids(/** @type {HTMLElement | null} */ (document.querySelector(`[data-hb-id="${CSS.escape(id)}"]`))?.dataset.hbWas);
}

/** @param {HTMLAnchorElement} link @param {string} text */
function linkTo(link, text) {
  const made = document.createElement("a");
  made.className = "hb-progress__next";
  made.href = link.getAttribute("href") ?? "";
  made.textContent = text;
  return made;
}

/** @param {HTMLAnchorElement} link */
function titleOf(link) {
  const copy = /** @type {HTMLElement} */ (link.cloneNode(true));
  copy.querySelector('[data-hb-part="state"]')?.remove();
  return copy.textContent?.trim() ?? "";
}
