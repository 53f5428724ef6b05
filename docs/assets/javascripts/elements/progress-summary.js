/** What is still to do in a chapter, below its text. Loaded once the margin shows how far the chapter is. */

import { openIds, titleOf } from "./hb-progress.js";
import { addressOf, makeElement } from "../common/dom.js";
import { tn } from "../common/i18n.js";

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

  /** Shows it; an unchanged one is left alone. */
  show() {
    const summary = this.#summarise();
    const text = JSON.stringify(summary);
    const old = this.#element;
    if (old?.isConnected && text === this.#text) return;
    this.#text = text;
    const focused = old?.contains(document.activeElement) && /** @type {HTMLAnchorElement} */ (document.activeElement).hash;
    this.remove();
    const items = summary.links.map(({ href, text, note }) => makeElement("li", "hb-rest__item", makeElement("a", { href }, text), note ? ` · ${note}` : ""));
    const added = makeElement("div", "hb-rest", makeElement("p", "hb-rest__title", summary.title), makeElement("ul", "hb-rest__list", ...items));
    if (summary.note) added.append(makeElement("p", "hb-rest__note", summary.note));
    document.querySelector(".hb-text")?.append(added);
    this.#element = added;
    if (focused) [...added.querySelectorAll("a")].find(({ hash }) => hash === focused)?.focus();
  }

  remove() {
    this.#element?.remove();
    this.#element = null;
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
