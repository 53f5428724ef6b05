/**
 * `<hb-data>`: what is kept, copies, bringing them in, and erasing. Its parts are elements of their own; it shows them
 * where scripts run, and hides what stands there for browsers in which they do not.
 */

import { HandbookElement } from "./element.js";

export class HbData extends HandbookElement {
  connect() {
    this.#live(true);
  }

  disconnect() {
    this.#live(false);
  }

  /** @param {boolean} live */
  #live(live) {
    for (const part of this.querySelectorAll("[data-hb-live]")) part.toggleAttribute("hidden", !live);
    this.piece("without")?.toggleAttribute("hidden", live);
  }
}
