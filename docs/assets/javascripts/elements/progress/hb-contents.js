/** `<hb-contents>` in the contents: scrolls them to the current page, and marks chapters that are begun or done, there and on the home page's map. */

import { chapterProgress } from "../../store/chapter-progress.js";
import { HandbookElement } from "../base-element.js";
import { siteBase } from "../../common/dom.js";
import { t } from "../../common/i18n.js";

const LINKS = ".hb-contents__link, .hb-map__link";

export class HbContents extends HandbookElement {
  static topics = ["progress"];

  connect() {
    const contents = this.parentElement;
    const current = contents?.querySelector("[aria-current]");
    if (contents && current) {
      // Where the style sheet has seen to it, nothing moves. Not with scrollIntoView, which may move the page too.
      const from = current.getBoundingClientRect().top - contents.getBoundingClientRect().top;
      if (from < 0 || from > contents.clientHeight - 40) contents.scrollTop += from - contents.clientHeight / 2;
    }
    // As the script in the head does for the page that is loaded.
    for (const slug in chapterProgress()) {
      document.documentElement.dataset.hbBegun = "";
      document.querySelector(`[data-hb-about="${CSS.escape(slug)}"]`)?.setAttribute("open", "");
    }
  }

  refresh() {
    const progress = chapterProgress();
    for (const link of document.querySelectorAll(LINKS)) this.#mark(link, progress[slugOf(link)]);
  }

  disconnect() {
    for (const link of document.querySelectorAll(LINKS)) this.#mark(link);
  }

  /** @param {Element} link @param {import("../../store/chapter-progress.js").Progress} [progress] */
  #mark(link, progress) {
    const { done = 0, all = 0 } = progress ?? {};
    const state = progress ? (done < all ? "begun" : "done") : "";
    const string = (done ? this.dataset.hbOf : this.dataset.hbBegun) ?? "";
    const text = state && t({ string }, "string", { done, all });
    const old = this.findPart("state", link);
    if ((old?.textContent ?? "") === text) return;
    old?.remove();
    if (!state) return link.removeAttribute("data-hb-state");
    link.setAttribute("data-hb-state", state);
    const word = document.createElement("span");
    word.className = "hb-contents__state";
    word.dataset.hbPart = "state";
    word.textContent = text;
    link.append(word);
  }
}

/** Returns the slug of a chapter that a link leads to, or "". @param {Element} link */
function slugOf(link) {
  const address = new URL(link.getAttribute("href") ?? "", location.href).href;
  const [, team, slug] = address.replace(siteBase, "").match(/^(team\/)?(?:chapters|field-notes)\/(?:[^/]+\/)*([^/]+)\/(?:#.*)?$/) ?? [];
  return slug ? (team ? `team-${slug}` : slug) : "";
}
