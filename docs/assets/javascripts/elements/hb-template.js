/** `<hb-template>`: a sheet whose fields are kept, that can be copied as Markdown and printed. */

import { actionOf, makeButton, wordingOf } from "../common/dom.js";
import { TextElement } from "./text-element.js";

export class HbTemplate extends TextElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.dataset.hbPart = "copied";
    this.findPart("actions")?.replaceChildren(
      makeButton("copy-markdown", this.t("template.copy-markdown")),
      makeButton("print", this.t("template.print")),
      said,
    );
    this.addEventListener("click", ({ target }) => this.#act(actionOf(target)), { signal });
  }

  disconnect() {
    super.disconnect();
    this.findPart("actions")?.replaceChildren();
  }

  /** Returns the sheet as Markdown: its title, and each field under its label. */
  get markdown() {
    const title = this.querySelector(".hb-block__title")?.textContent.trim() ?? "";
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
    try {
      await navigator.clipboard.writeText(this.markdown);
      this.#told("template.copied");
    } catch {
      // Refused, or not a secure address: the text is offered to be copied by hand.
      this.#told("template.not-copied");
      this.#offer();
    }
  }

  /** @param {string} path */
  #told(path) {
    const said = this.findPart("copied");
    if (said) said.textContent = this.t(path);
  }

  #offer() {
    /** @type {HTMLTextAreaElement | null} */
    let field = this.querySelector('textarea[data-hb-part="by-hand"]');
    if (!field) {
      field = document.createElement("textarea");
      field.className = "hb-template__copy";
      field.readOnly = true;
      field.dataset.hbPart = "by-hand";
      field.setAttribute("aria-label", this.t("template.copy-markdown"));
      this.findPart("actions")?.append(field);
    }
    field.value = this.markdown;
    field.focus();
    field.select();
  }
}
