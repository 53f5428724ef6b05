/** `<hb-progress>`: which blocks of this chapter are open, begun and done, in its margin and at its end (progress-summary.js). */

import { rememberProgress } from "../store/chapter-progress.js";
import { isAnswer } from "../store/document.js";
import { store } from "../store/store.js";
import { idOf, ids, makeElement, oldIdsOf } from "../common/dom.js";
import { HandbookElement } from "./base-element.js";

/** @typedef {"open" | "begun" | "done"} State */

const STRINGS = { open: "open", begun: "begun", done: "finished" };

export class HbProgress extends HandbookElement {
  /** @type {import("./progress-summary.js").ProgressSummary | undefined} */
  #summary;

  /** @returns {HTMLAnchorElement[]} */
  get links() {
    return [...this.querySelectorAll(/** @type {"a"} */ ("[data-hb-controls]"))];
  }

  refresh() {
    const { links } = this;
    for (const link of links) this.#mark(link, stateOf(link));
    if (!links.length) return;
    this.#showCount();
    this.#showSummary().catch(() => {});
    // Recall asks about another chapter, and comes to the reader by itself.
    const begun = links.some(({ hash, dataset }) => dataset.hbState !== "open" && !hash.startsWith("#recall-"));
    rememberProgress(this, { [this.dataset.hbChapter ?? ""]: { begun, done: this.linksIn("done").length, all: links.length } });
  }

  disconnect() {
    for (const link of this.links) {
      this.findPart("state", link)?.remove();
      delete link.dataset.hbState;
    }
    this.#summary?.remove();
    this.#summary = undefined;
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

  /** Returns the links to the blocks in a state. @param {State} state */
  linksIn(state) {
    return this.links.filter((link) => link.dataset.hbState === state);
  }

  // Below the text, so it can come later than what is in the margin.
  async #showSummary() {
    const { ProgressSummary } = await import("./progress-summary.js");
    if (!this.isConnected) return;
    this.#summary ??= new ProgressSummary(this);
    this.#summary.show();
  }

  #showCount() {
    const foot = this.findPart("foot");
    if (!foot) return;
    const count = this.t("progress.count", { done: this.linksIn("done").length, all: this.links.length });
    const next = this.links.find((link) => link.dataset.hbState !== "done");
    const rest = next ? makeElement("a", { class: "hb-progress__next", href: next.getAttribute("href") ?? "" }, this.t("progress.next", { title: titleOf(next) })) : this.t("progress.done");
    const line = makeElement("p", "", count, " · ", rest);
    if (line.textContent === foot.textContent && line.querySelector("a")?.hash === foot.querySelector("a")?.hash) return;
    foot.replaceChildren(...line.childNodes);
    foot.hidden = false;
  }
}

/** Returns the ids of a block's controls that have no answer. @param {HTMLAnchorElement} link */
export function openIds(link) {
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
export function titleOf(link) {
  const copy = /** @type {HTMLElement} */ (link.cloneNode(true));
  copy.querySelector('[data-hb-part="state"]')?.remove();
  return copy.textContent?.trim() ?? "";
}
