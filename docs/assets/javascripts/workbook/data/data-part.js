/** Base of the elements inside `<hb-data>`. */

import { catalogueOf } from "../shared/catalogue.js";
import { setText } from "../shared/dom.js";
import { EntryLabels } from "./entry-labels.js";
import { HandbookElement } from "../../elements/base-element.js";
import { actionOf, makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { tn, wordsOf } from "../../common/i18n.js";
import { store } from "../../store/store.js";

const PAGE_SIZE = 50; // rows of a list before "show more"

/** A part of `<hb-data>`, with the strings and the catalogue of the whole. */
export class DataPart extends HandbookElement {
  static topics = ["document", "backup"];
  /** @type {EntryLabels | null} */
  #labels = null;

  get root() {
    return /** @type {HTMLElement | null} */ (this.closest("hb-data"));
  }

  get catalogue() {
    return this.root ? catalogueOf(this.root) : { chapters: [], behaviours: [], retired: {} };
  }

  /** Labels of the reader's entries. */
  get labels() {
    return (this.#labels ??= new EntryLabels(this.catalogue, (path, values) => this.t(path, values), (id) => store.get(id)));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.words = wordsOf(this.root);
    this.addEventListener("click", ({ target }) => {
      const action = actionOf(target);
      if (action) this.run(action);
    }, { signal });
  }

  /** Runs the action of a button inside. @param {string} action */
  run(action) {}

  /** Sets the text of a part, and hides it if that is empty, unless it's a live region. @param {string} name @param {string} text */
  setPartText(name, text) {
    const part = this.findPart(name);
    setText(part, text);
    if (part) part.hidden = !text && part.getAttribute("role") !== "status";
  }

  /** @param {string} name @param {boolean} shown */
  togglePart(name, shown) {
    const part = this.findPart(name);
    if (part) part.hidden = !shown;
  }

  /** Focuses a part, even one that isn't focusable by itself, such as a heading. @param {string} name */
  focusPart(name) {
    const part = this.findPart(name);
    part?.setAttribute("tabindex", "-1");
    part?.focus();
  }

  /** Returns the string for `n` things. @param {string} path @param {number} n */
  tn(path, n) {
    return tn(this.words, path, n);
  }

  /** Announces a string in the element's live region. @param {string} path @param {Record<string, string | number>} [values] */
  announce(path, values) {
    this.setPartText("said", this.t(path, values));
  }

  /** Shows when the last backup was made. */
  showLastBackup() {
    const date = formatDateTime(/** @type {{at?: unknown} | null} */ (store.remembered("backup"))?.at);
    this.setPartText("last", date ? this.t("data.last-copy", { date }) : this.t("data.last-copy-none"));
  }
}

/** Formats a date with its time; "" if it isn't one. @param {unknown} date @param {"medium" | "long"} [dateStyle] */
export function formatDateTime(date, dateStyle = "long") {
  return formatDate(date, { dateStyle, timeStyle: "short" });
}

/**
 * Adds rows to a list: fifty at a time, the next when the reader asks for them.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} rows
 * @param {DataPart} part For its strings.
 * @param {(row: T) => Node} render
 */
export function appendRows(list, rows, part, render) {
  list.append(...rows.slice(0, PAGE_SIZE).map(render));
  const rest = rows.slice(PAGE_SIZE);
  if (!rest.length) return;
  const next = makeButton("import-more", part.tn("data.import-more", rest.length));
  const item = makeElement("li", "hb-import__more", next);
  next.addEventListener("click", () => {
    item.remove();
    const first = list.children.length;
    appendRows(list, rest, part, render);
    const firstNew = /** @type {HTMLElement | undefined} */ (list.children[first]);
    firstNew?.setAttribute("tabindex", "-1");
    firstNew?.focus();
  });
  list.append(item);
}
