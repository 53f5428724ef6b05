/** `<hb-planner>` of the workbook. */

import { HandbookElement } from "./element.js";

export class HbPlanner extends HandbookElement {}
