/** `<hb-attempt>`: a question that comes back. The answer from before stays hidden while the reader tries again, and is kept as an earlier version. */

import { TextElement } from "../../elements/text/text-element.js";

export class HbAttempt extends TextElement {
  /** The answer from before. @type {import("../../store/document.js").Entry | undefined} */
  earlier;

  get earlierText() {
    return typeof this.earlier?.value === "string" ? this.earlier.value : "";
  }

  /** @param {import("../../common/dom.js").Control} control @param {import("../../store/document.js").Entry | undefined} entry */
  show(control, entry) {
    if (entry || control.value !== this.earlierText) super.show(control, entry);
  }

  // Who deletes the new answer has the old one.
  /** @param {import("../../common/dom.js").Control} control */
  report(control) {
    this.saveAnswer(control, control.value || this.earlierText);
  }

  // Not the earlier answer's: it would say that something is saved here before anything was written.
  /** @param {import("../../common/dom.js").Control} control */
  entryOf(control) {
    const entry = super.entryOf(control);
    return entry?.value === this.earlierText ? undefined : entry;
  }
}
