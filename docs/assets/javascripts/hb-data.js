/** `<hb-data>` of the workbook. */

import { HandbookElement } from "./element.js";

export class HbData extends HandbookElement {}
