/**
 * How much of a chapter is done, below the marks in its margin and for every other page, and what is still to do, below its
 * text. Loaded once there are marks.
 */

import { openIds } from "./hb-progress.js";
import { rememberProgress } from "../../store/chapter-progress.js";
import { addressOf, makeElement } from "../../common/dom.js";
import { tn } from "../../common/i18n.js";

/**
 * @typedef {{href: string, text: string, note?: string}} Link
 * @typedef {{title: string, links: Link[], note?: string}} Summary
 */

export class ProgressSummary {
  #progress;
  /** @type {HTMLElement | null} */
  #element = null;
  #text = "";

  /** @param {import("./hb-progress.js").HbProgress} progress */
  constructor(progress) {
    this.#progress = progress;
  }

  /** Shows and remembers it; what is unchanged is left alone. */
  show() {
    this.#remember();
    this.#showCount();
    const summary = this.#summarise();
    const text = JSON.stringify(summary);
    const old = this.#element;
    if (old?.isConnected && text === this.#text) return;
    this.#text = text;
    const focused = old?.contains(document.activeElement) && /** @type {HTMLAnchorElement} */ (document.activeElement).hash;
    old?.remove();
    const items = summary.links.map(({ href, text, note }) => makeElement("li", "hb-rest__item", makeElement("a", { href }, text), note ? ` · ${note}` : ""));
    const added = makeElement("div", "hb-rest", makeElement("p", "hb-rest__title", summary.title), makeElement("ul", "hb-rest__list", ...items));
    if (summary.note) added.append(makeElement("p", "hb-rest__note", summary.note));
    document.querySelector(".hb-text")?.append(added);
    this.#element = added;
    if (focused) [...added.querySelectorAll("a")].find(({ hash }) => hash === focused)?.focus();
  }

  remove() {
    this.#element?.remove();
    const foot = this.#progress.findPart("foot");
    if (!foot) return;
    foot.replaceChildren();
    foot.hidden = true;
  }

  #remember() {
    const { links, dataset } = this.#progress;
    const begun = links.some((link) => link.dataset.hbState !== "open");
    rememberProgress(this.#progress, { [dataset.hbChapter ?? ""]: { begun, done: this.#progress.linksIn("done").length, all: links.length } });
  }

  #showCount() {
    const progress = this.#progress;
    const foot = progress.findPart("foot");
    if (!foot) return;
    const count = progress.t("progress.count", { done: progress.linksIn("done").length, all: progress.links.length });
    const next = progress.links.find((link) => link.dataset.hbState !== "done");
    const rest = next ? makeElement("a", { class: "hb-progress__next", href: next.getAttribute("href") ?? "" }, progress.t("progress.next", { title: titleOf(next) })) : progress.t("progress.done");
    const line = makeElement("p", "", count, " · ", rest);
    if (line.textContent === foot.textContent && line.querySelector("a")?.hash === foot.querySelector("a")?.hash) return;
    foot.replaceChildren(...line.childNodes);
    foot.hidden = false;
  }

  /** Returns an invitation before the first answer, then what is still open, and the way to the workbook when all is done. @returns {Summary} */
  #summarise() {
    const progress = this.#progress;
    const { links } = progress;
    const left = links.filter((link) => link.dataset.hbState !== "done");
    if (!left.length) return { title: progress.t("progress.done"), links: [{ href: addressOf({ url: "workbook/" }) ?? "", text: progress.t("progress.workbook") }] };
    if (progress.linksIn("open").length === links.length) {
      const list = links.find((link) => link.closest(".hb-progress__item--checklist"));
      const first = list ?? links[0];
      return { title: progress.t("progress.rest-none"), links: [{ href: first.hash, text: titleOf(first) }], note: list && progress.t("progress.rest-first") };
    }
    return { title: progress.t("progress.rest"), links: left.map((link) => ({ href: link.hash, text: titleOf(link), note: tn(progress.words, "progress.rest-open", openIds(link).length) })) };
  }
}

/** Returns a link's text without its state. @param {HTMLAnchorElement} link */
function titleOf(link) {
  const copy = /** @type {HTMLElement} */ (link.cloneNode(true));
  copy.querySelector('[data-hb-part="state"]')?.remove();
  return copy.textContent?.trim() ?? "";
}
