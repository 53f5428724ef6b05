/** `<hb-assessment>` of the workbook. */

import { HandbookElement } from "./element.js";

export class HbAssessment extends HandbookElement {}
