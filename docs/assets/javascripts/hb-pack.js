/** `<hb-pack>` of the workbook. */

import { HandbookElement } from "./element.js";

export class HbPack extends HandbookElement {}
