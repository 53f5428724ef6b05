/** `<hb-progress>`: which blocks of this chapter are open, begun and done, in its margin; progress-summary.js says it in words and remembers it. */

import { isAnswer } from "../../store/document.js";
import { store } from "../../store/store.js";
import { idOf, ids, makeElement, oldIdsOf } from "../../common/dom.js";
import { HandbookElement } from "../base-element.js";

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
    if (links.length) this.#showSummary().catch(() => {});
  }

  disconnect() {
    for (const link of this.links) {
      this.findPart("state", link)?.remove();
      delete link.dataset.hbState;
    }
    this.#summary?.remove();
    this.#summary = undefined;
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

  // What is said in words can come later than the marks.
  async #showSummary() {
    const { ProgressSummary } = await import("./progress-summary.js");
    if (!this.isConnected) return;
    this.#summary ??= new ProgressSummary(this);
    this.#summary.show();
  }
}

/** Returns the ids of a block's controls that have no answer. @param {HTMLAnchorElement} link */
export function openIds(link) {
  return ids(link.dataset.hbControls).filter((id) => {
    /** @type {import("../../common/dom.js").Control | null} */
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
