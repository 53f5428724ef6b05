/** A page for another person: its preview and its exports (Markdown, an HTML file, print), all made from the same data. */

import { makeButton, makeElement } from "../../../common/dom.js";
import { download, fileName } from "../../../common/download.js";
import { emptyNote, packFile, PackStyle, packTree, toElement } from "./pack-html.js";
import { copyText } from "../../../common/clipboard.js";
import { setText } from "../dom.js";
import { describeCounts, readingMinutes } from "./pack-page.js";
import { packMarkdown } from "./pack-markdown.js";
import { store } from "../../../store/store.js";
import { tn } from "../../../common/i18n.js";

/**
 * @typedef {import("./pack-page.js").Pack} Pack
 * @typedef {import("../../../elements/base-element.js").HandbookElement} HandbookElement
 * @typedef {{name: string, advise: (minutes: number, chosen: number) => string}} Options `name`: of the saved file; `advise`:
 *   returns what to say of a page that is too long, or "".
 */

const PARTS = ["actions", "view", "count", "length", "copied"];

export class PackExport {
  #element;
  #options;
  #style = new PackStyle();
  /** @type {Pack | null} */
  #pack = null;
  #shown = "";

  /** @param {HandbookElement} element @param {Options} options */
  constructor(element, options) {
    this.#element = element;
    this.#options = options;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const names = { "copy-markdown": "copy-markdown", "save-html": "save", print: "print", "print-blank": "print-blank" };
    this.#style.add();
    this.#part("actions").replaceChildren(...Object.entries(names).map(([action, word]) => makeButton(action, this.#element.t(`pack.${word}`))));
    // Without `data-hb-paper`, the browser's own print command prints the pack too.
    window.addEventListener("afterprint", () => delete this.#element.dataset.hbPaper, { signal });
    const resizes = new ResizeObserver(() => this.#setTabStop());
    resizes.observe(this.#part("view"));
    signal.addEventListener("abort", () => resizes.disconnect());
  }

  /** Lets the preview take the focus only while it scrolls: on a narrow screen it's a part of the page, higher than the window. */
  #setTabStop() {
    const view = this.#part("view");
    view.tabIndex = view.scrollHeight > view.clientHeight + 1 ? 0 : -1;
  }

  disconnect() {
    this.#style.remove();
    for (const name of PARTS) this.#part(name).replaceChildren();
    this.#textarea().value = "";
    this.#part("markdown").hidden = true;
    this.#element.removeAttribute("data-hb-empty");
    delete this.#element.dataset.hbPaper;
    this.#shown = "";
  }

  /** Shows a pack; while it's empty, an example, if there is one. @param {Pack} pack @param {Pack} [example] */
  show(pack, example) {
    const key = JSON.stringify(pack);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#pack = pack;
    this.#count(pack);
    setText(this.#part("copied"), "");
    const preview = pack.empty ? this.#emptyView(example) : toElement(packTree(pack, { tag: "article", level: 3 }));
    this.#part("view").replaceChildren(preview);
    this.#setTabStop();
    this.#textarea().value = packMarkdown(pack);
    this.#element.toggleAttribute("data-hb-empty", pack.empty);
    this.#part("markdown").hidden = pack.empty;
    for (const button of this.#part("actions").querySelectorAll("button")) button.hidden = pack.empty && button.dataset.hbAction !== "print-blank";
  }

  /** Runs a button's action. @param {string | undefined} action */
  run(action) {
    if (action === "copy-markdown") this.#copy();
    if (action === "save-html") this.#save();
    if (action === "print" || action === "print-blank") {
      this.#element.dataset.hbPaper = action === "print" ? "pack" : "blank";
      window.print();
    }
  }

  /** @param {Pack} [example] */
  #emptyView(example) {
    const note = emptyNote(this.#element.t("pack.nothing-paper"));
    if (!example) return note;
    const shown = makeElement("figure", "hb-pack__example", makeElement("figcaption", "", this.#element.t("pack.example")), toElement(packTree(example, { tag: "article", level: 3 })));
    return makeElement("div", "", note, shown);
  }

  /** @param {Pack} pack */
  #count(pack) {
    const { words } = this.#element;
    const all = pack.counts.reduce((sum, [, n]) => sum + n, 0);
    const chosen = pack.counts.reduce((sum, [kind, n]) => sum + (kind === "typed" ? 0 : n), 0);
    setText(this.#part("count"), pack.empty ? this.#element.t("pack.nothing") : tn(words, "pack.count", all, { things: describeCounts(pack, words) }));
    const length = this.#options.advise(readingMinutes(pack), chosen) || tn(words, "pack.minutes", readingMinutes(pack));
    setText(this.#part("length"), pack.empty ? "" : length);
  }

  async #copy() {
    const copied = await copyText(this.#textarea().value);
    setText(this.#part("copied"), this.#element.t(copied ? "pack.copied" : "pack.not-copied"));
    if (copied) return;
    this.#part("markdown").setAttribute("open", "");
    this.#textarea().focus();
    this.#textarea().select();
  }

  #save() {
    if (!this.#pack || this.#pack.empty) return;
    download(fileName(store.handbook, this.#options.name, "html"), packFile(this.#pack), "text/html;charset=utf-8");
    setText(this.#part("copied"), this.#element.t("pack.saved"));
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#element.findPart(name));
  }

  /** @returns {HTMLTextAreaElement} */
  #textarea() {
    return /** @type {HTMLTextAreaElement} */ (this.#element.findPart("text"));
  }
}
