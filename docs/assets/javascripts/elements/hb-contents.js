/** `<hb-contents>` in the contents: a small mark beside each chapter that is begun or finished, there and on the home page's map. */

import { chapterProgress } from "../store/chapter-progress.js";
import { HandbookElement } from "./base-element.js";
import { siteBase } from "../common/dom.js";
import { t } from "../common/i18n.js";

const LINKS = ".hb-contents__link, .hb-map__link";

export class HbContents extends HandbookElement {
  static topics = ["progress"];

  refresh() {
    const known = chapterProgress();
    for (const link of document.querySelectorAll(LINKS)) this.#mark(link, known[slugOf(link)]);
  }

  disconnect() {
    for (const link of document.querySelectorAll(LINKS)) this.#mark(link);
  }

  /** @param {Element} link @param {import("../store/chapter-progress.js").Progress} [found] */
  #mark(link, found) {
    const { done = 0, all = 0 } = found ?? {};
    const state = found ? (done < all ? "begun" : "done") : "";
    const word = (done ? this.dataset.hbOf : this.dataset.hbBegun) ?? "";
    const text = state && t({ word }, "word", { done, all });
    const old = this.findPart("state", link);
    if ((old?.textContent ?? "") === text) return;
    old?.remove();
    if (!state) return link.removeAttribute("data-hb-state");
    link.setAttribute("data-hb-state", state);
    // In the map a link holds drawings, and its words are <text>.
    const made = document.createElementNS(link.namespaceURI, link instanceof SVGElement ? "text" : "span");
    made.setAttribute("class", "hb-contents__state");
    made.setAttribute("data-hb-part", "state");
    made.textContent = text;
    link.append(made);
  }
}

/** @param {Element} link */
function slugOf(link) {
  const found = new URL(link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "", location.href).href;
  const [, own, slug] = found.replace(siteBase, "").match(/^(team\/)?chapters\/(?:[^/]+\/)*([^/]+)\/(?:#.*)?$/) ?? [];
  return slug ? (own ? `team-${slug}` : slug) : "";
}
