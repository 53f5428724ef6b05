/** `<hb-overview>` of the workbook. */

import { HandbookElement } from "./element.js";

export class HbOverview extends HandbookElement {}
