/** What leaves: the preview, the count, and the three ways out. All three are made from one pack. */

import { makeButton } from "../../common/dom.js";
import { download, fileName } from "../../common/download.js";
import { elementOf, fileOf, Look, paragraph, set, treeOf } from "./render.js";
import { countOf, minutesOf } from "./pack.js";
import { markdownOf } from "./markdown.js";
import { store } from "../../store/store.js";
import { tn } from "../../common/i18n.js";

/**
 * @typedef {import("./pack.js").Pack} Pack
 * @typedef {import("../../elements/base-element.js").HandbookElement} HandbookElement
 */

// From here on the page asks which three would stay.
const MANY = 10;
const PARTS = ["actions", "view", "count", "length", "copied"];

export class Leaving {
  #element;
  #look = new Look();
  /** @type {Pack | null} */
  #pack = null;
  #shown = "";

  /** @param {HandbookElement} element */
  constructor(element) {
    this.#element = element;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const names = { "copy-markdown": "copy-markdown", "save-html": "save", print: "print", "print-blank": "print-blank" };
    this.#look.put();
    this.#at("actions").replaceChildren(...Object.entries(names).map(([action, word]) => makeButton(action, this.#element.t(`pack.${word}`))));
    // The reader's own print command prints the pack as well.
    window.addEventListener("afterprint", () => delete this.#element.dataset.hbPaper, { signal });
  }

  disconnect() {
    this.#look.remove();
    for (const name of PARTS) this.#at(name).replaceChildren();
    this.#area().value = "";
    this.#at("markdown").hidden = true;
    this.#element.removeAttribute("data-hb-empty");
    delete this.#element.dataset.hbPaper;
    this.#shown = "";
  }

  /** Shows what would leave now. @param {Pack} pack */
  show(pack) {
    const text = JSON.stringify(pack);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#pack = pack;
    this.#count(pack);
    set(this.#at("copied"), "");
    const whole = pack.empty ? paragraph(this.#element.t("pack.nothing-paper")) : elementOf(treeOf(pack, { tag: "article", level: 3 }));
    this.#at("view").replaceChildren(whole);
    this.#area().value = markdownOf(pack);
    this.#element.toggleAttribute("data-hb-empty", pack.empty);
    this.#at("markdown").hidden = pack.empty;
    for (const one of this.#at("actions").querySelectorAll("button")) one.hidden = pack.empty && one.dataset.hbAction !== "print-blank";
  }

  /** Does what a button says. @param {string | undefined} action */
  act(action) {
    if (action === "copy-markdown") this.#copy();
    if (action === "save-html") this.#save();
    if (action === "print" || action === "print-blank") {
      this.#element.dataset.hbPaper = action === "print" ? "pack" : "blank";
      window.print();
    }
  }

  /** @param {Pack} pack */
  #count(pack) {
    const { words } = this.#element;
    const all = pack.counts.reduce((sum, [, n]) => sum + n, 0);
    const chosen = pack.counts.reduce((sum, [kind, n]) => sum + (kind === "typed" ? 0 : n), 0);
    set(this.#at("count"), pack.empty ? this.#element.t("pack.nothing") : tn(words, "pack.count", all, { things: countOf(pack, words) }));
    const length = chosen > MANY ? this.#element.t("pack.many", { n: chosen }) : tn(words, "pack.minutes", minutesOf(pack));
    set(this.#at("length"), pack.empty ? "" : length);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#area().value);
      set(this.#at("copied"), this.#element.t("pack.copied"));
    } catch {
      // Refused, or not a secure address: the text is offered to be copied by hand.
      set(this.#at("copied"), this.#element.t("pack.not-copied"));
      this.#at("markdown").setAttribute("open", "");
      this.#area().focus();
      this.#area().select();
    }
  }

  #save() {
    if (!this.#pack || this.#pack.empty) return;
    download(fileName(store.handbook, "one-to-one", "html"), fileOf(this.#pack), "text/html;charset=utf-8");
    set(this.#at("copied"), this.#element.t("pack.saved"));
  }

  /** @param {string} name @returns {HTMLElement} */
  #at(name) {
    return /** @type {HTMLElement} */ (this.#element.findPart(name));
  }

  /** @returns {HTMLTextAreaElement} */
  #area() {
    return /** @type {HTMLTextAreaElement} */ (this.#element.findPart("text"));
  }
}
