/** `<hb-markdown>`, which a build puts on a page with tabs or code: runs the scripts for them. Loaded where there is one. */

import { enhance } from "../markdown.js";
import { registerElements } from "./base-element.js";

class HbMarkdown extends HTMLElement {
  connectedCallback() {
    enhance(this);
  }
}

registerElements({ "hb-markdown": HbMarkdown });
