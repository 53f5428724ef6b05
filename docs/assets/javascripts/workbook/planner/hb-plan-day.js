/** `<hb-plan-day>`: the day on which the plan above it is looked at again. Loaded where there is one. */

import { HandbookElement, registerElements } from "../../elements/base-element.js";
import { idOf, oldIdsOf } from "../../common/dom.js";
import { store } from "../../store/store.js";
import { outcomeDate } from "../shared/catalogue.js";
import { requireElement } from "../shared/dom.js";
import { DateField } from "./date-field.js";
import { localDay } from "../shared/dates.js";

class HbPlanDay extends HandbookElement {
  /** @type {DateField | undefined} */
  #field;

  connectedCallback() {
    const { [this.dataset.hbBlock ?? ""]: record } = Object(store.remembered("open-records"));
    if (record) this.dataset.hbRecord = record;
    super.connectedCallback();
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    /** @type {HTMLInputElement} */
    const control = requireElement(this, "[data-hb-id]");
    const named = (/** @type {string} */ end) => {
      const [id, ...was] = [idOf(control), ...oldIdsOf(control)].map((one) => one.replace(/(?<=\.)date(?=@|$)/, end));
      return { id, was };
    };
    this.#field = new DateField(this, requireElement(this, '[data-hb-part="date"]'), {
      get id() { return named("date").id; },
      get was() { return named("date").was; },
      kind: "plan",
      said: this.t("due.said-plan"),
      isSettled: ({ day }) => {
        const outcome = outcomeDate({ notes: [named("came")] }, (id, was) => store.get(id, was));
        return outcome !== null && localDay(outcome) >= day;
      },
    });
    this.#field.connect(signal);
  }

  disconnect() {
    this.#field?.disconnect();
    delete this.dataset.hbRecord;
  }

  refresh() {
    this.#field?.show();
  }
}

registerElements({ "hb-plan-day": HbPlanDay });
