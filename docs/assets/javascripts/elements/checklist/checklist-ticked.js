/** What belongs to a checklist once something is ticked: the button that clears it, and the evidence. Loaded then. */

import { ChecklistEvidence } from "./checklist-evidence.js";
import { ChecklistReset } from "./checklist-reset.js";

/** @typedef {{update(): unknown}} Ticked */

/** @param {import("./hb-checklist.js").HbChecklist} list @param {AbortSignal} signal @returns {Ticked} */
export function connectTicked(list, signal) {
  const parts = [new ChecklistReset(list, signal), new ChecklistEvidence(list)];
  return { update: () => { for (const part of parts) part.update(); } };
}
