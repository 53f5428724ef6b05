/** `<hb-planner>`: plans, next behaviours and reviews with their dates, and the calendar export. */

import { catalogueOf } from "../shared/catalogue.js";
import { HandbookElement } from "../../elements/base-element.js";
import { CalendarExport } from "./calendar-export.js";
import { NextBehaviours } from "./next-behaviours.js";
import { Plans } from "./plans.js";
import { Reviews } from "./reviews.js";

export class HbPlanner extends HandbookElement {
  /** @type {(Plans | NextBehaviours | Reviews | CalendarExport)[]} */
  #parts = [];

  /** @param {AbortSignal} signal */
  connect(signal) {
    const catalogue = catalogueOf(this);
    this.#parts = [new Plans(this, catalogue), new NextBehaviours(this, catalogue), new Reviews(this, catalogue), new CalendarExport(this, catalogue)];
    for (const part of this.#parts) part.connect(signal);
  }

  disconnect() {
    for (const part of this.#parts) part.disconnect();
    this.#parts = [];
  }

  refresh() {
    for (const part of this.#parts) part.show();
  }
}
