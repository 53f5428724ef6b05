/**
 * `<hb-data>`: what is kept, copies, bringing them in, and erasing. Its parts are elements of their own; it shows them
 * where scripts run, and hides what stands there for browsers in which they do not.
 */

import { catalogueOf } from "../shared/catalogue.js";
import { rememberProgress } from "../../store/chapter-progress.js";
import { HandbookElement } from "../../elements/base-element.js";
import { progressOf, rowsOf } from "../shared/progress.js";
import { store } from "../../store/store.js";

export class HbData extends HandbookElement {
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #catalogue = { chapters: [], behaviours: [], retired: {} };

  connect() {
    this.#catalogue = catalogueOf(this);
    this.#live(true);
  }

  // What is brought in or erased here shows in the contents at once.
  refresh() {
    rememberProgress(this, progressOf(rowsOf(this.#catalogue, store.get.bind(store))));
  }

  disconnect() {
    this.#live(false);
  }

  /** @param {boolean} live */
  #live(live) {
    for (const part of this.querySelectorAll("[data-hb-live]")) part.toggleAttribute("hidden", !live);
    this.findPart("without")?.toggleAttribute("hidden", live);
  }
}
