/** `<hb-progress>`: what is open, begun and done in this chapter. Remembers nothing itself. */

import { HandbookElement } from "./element.js";
import { isAnswer } from "./notes.js";
import { ids } from "./reading.js";
import { store } from "./store.js";

const WORD = { open: "open", begun: "begun", done: "finished" };

export class HbProgress extends HandbookElement {
  get links() {
    return [...this.querySelectorAll("[data-hb-controls]")];
  }

  refresh() {
    for (const link of this.links) this.#mark(link, stateOf(link));
    this.#foot();
  }

  disconnect() {
    for (const link of this.links) {
      this.part("state", link)?.remove();
      delete link.dataset.hbState;
    }
    const foot = this.part("foot");
    if (!foot) return;
    foot.replaceChildren();
    foot.hidden = true;
  }

  #mark(link, state) {
    if (link.dataset.hbState === state) return;
    let word = this.part("state", link);
    if (!word) {
      word = document.createElement("span");
      word.className = "hb-visually-hidden";
      word.dataset.hbPart = "state";
      link.append(word);
    }
    link.dataset.hbState = state;
    word.textContent = ` (${this.say(`progress.${WORD[state]}`)})`;
  }

  #foot() {
    const foot = this.part("foot");
    if (!foot || !this.links.length) return;
    const done = this.links.filter((link) => link.dataset.hbState === "done").length;
    const next = this.links.find((link) => link.dataset.hbState !== "done");
    const count = this.say("progress.count", { done, all: this.links.length });
    const rest = next ? linkTo(next, this.say("progress.next", { title: titleOf(next) })) : this.say("progress.done");
    const made = document.createElement("p");
    made.append(count, " · ", rest);
    if (made.textContent === foot.textContent && made.querySelector("a")?.hash === foot.querySelector("a")?.hash) return;
    foot.replaceChildren(...made.childNodes);
    foot.hidden = false;
  }
}

/** Returns "open", "begun" or "done" for the controls that a link names. */
function stateOf(link) {
  const controls = ids(link.dataset.hbControls);
  const answered = controls.filter((id) => isAnswer(store.get(id, wasOf(id)))).length;
  if (answered === controls.length) return "done";
  return answered ? "begun" : "open";
}

function wasOf(id) {
  return ids(document.querySelector(`[data-hb-id="${CSS.escape(id)}"]`)?.dataset.hbWas);
}

function linkTo(link, text) {
  const made = document.createElement("a");
  made.className = "hb-progress__next";
  made.href = link.getAttribute("href");
  made.textContent = text;
  return made;
}

function titleOf(link) {
  const copy = link.cloneNode(true);
  copy.querySelector('[data-hb-part="state"]')?.remove();
  return copy.textContent.trim();
}
