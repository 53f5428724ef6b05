/** Entry of the scripts for what Material's Markdown can hold. Loaded with `<hb-markdown>` only. */

import { enhanceTabs } from "./markdown/tabs.js";
import { enhanceCode } from "./markdown/code.js";
import { enhanceTables } from "./markdown/sortable.js";

/** Enhances the tabs and the code of a page. @param {HTMLElement} element The page's `<hb-markdown>`, which holds the strings. */
export function enhance(element) {
  element.hidden = true;
  enhanceTabs(document);
  enhanceCode(element);
  enhanceTables();
}
