/** `<hb-template>`: a sheet whose fields are saved, with buttons that copy it as Markdown and print it. Loaded where there is one. */

import { registerElements } from "../base-element.js";
import { actionOf, makeButton, makeElement, wordingOf } from "../../common/dom.js";
import { copyText } from "../../common/clipboard.js";
import { TextElement } from "./text-element.js";

class HbTemplate extends TextElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.findPart("actions")?.replaceChildren(
      makeButton("copy-markdown", this.t("template.copy-markdown")),
      makeButton("print", this.t("template.print")),
      makeElement("span", { role: "status", "data-hb-part": "copied" }),
    );
    this.addEventListener("click", ({ target }) => this.#act(actionOf(target)), { signal });
  }

  disconnect() {
    super.disconnect();
    this.findPart("actions")?.replaceChildren();
  }

  /** The sheet as Markdown: its title, and each field below its label. */
  get markdown() {
    /** @type {HTMLInputElement | null} */
    const name = this.querySelector(".hb-records:not([hidden]) .hb-records__name");
    const title = [this.querySelector(".hb-block__title")?.textContent.trim(), name?.value].filter(Boolean).join(": ");
    const fields = this.controls.map((control) => `## ${wordingOf(control)}\n\n${control.value.trim()}\n`);
    return `# ${title}\n\n${fields.join("\n")}`;
  }

  /** @param {string | undefined} action */
  #act(action) {
    if (action === "print") window.print();
    if (action === "copy-markdown") this.#copy();
  }

  async #copy() {
    this.flush();
    const copied = await copyText(this.markdown);
    this.#announce(copied ? "template.copied" : "template.not-copied");
    if (!copied) this.#showMarkdown();
  }

  /** @param {string} path */
  #announce(path) {
    const status = this.findPart("copied");
    if (status) status.textContent = this.t(path);
  }

  /** Shows the Markdown in a field, to be copied by hand. */
  #showMarkdown() {
    /** @type {HTMLTextAreaElement | null} */
    let field = this.querySelector('textarea[data-hb-part="by-hand"]');
    if (!field) {
      field = makeElement("textarea", { class: "hb-template__copy", readonly: "", "data-hb-part": "by-hand", dir: "auto", "aria-label": this.t("template.copy-markdown") });
      this.findPart("actions")?.append(field);
    }
    field.value = this.markdown;
    field.focus();
    field.select();
  }
}

registerElements({ "hb-template": HbTemplate });
