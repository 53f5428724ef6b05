/** `<hb-first-line>`: puts together the first line for a 1:1, from the result that the reader weighs and what they tick. Loaded where there is one. */

import { HandbookElement, registerElements } from "../base-element.js";
import { actionOf } from "../../common/dom.js";
import { copyText } from "../../common/clipboard.js";

class HbFirstLine extends HandbookElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    // What the page shows now, saved or not; "hb-ready" comes from a part that gets its answers only after this.
    for (const type of ["input", "change", "hb-ready"]) this.addEventListener(type, () => this.refresh(), { signal });
    this.addEventListener("click", ({ target }) => this.#act(actionOf(target)), { signal });
  }

  disconnect() {
    this.#part("made").hidden = true;
    for (const name of ["verdict", "said", "copied"]) this.#set(name, "");
  }

  refresh() {
    /** @type {HTMLInputElement[]} */
    const boxes = [...this.querySelectorAll(/** @type {"input"} */ (".hb-item__box"))];
    const open = boxes.filter((box) => !box.checked);
    const result = this.#result;
    const verdict = open.length ? (open.length < boxes.length ? "some" : "none") : "all";
    // The first one open that has something to ask: an item that a team has added may not.
    const [asked] = open.flatMap((box) => box.closest("li") ?? []).filter((item) => this.findPart("ask", item));
    const { hbOpens = "", hbAsk } = this.#part("said").dataset;
    this.#part("made").hidden = !result && open.length === boxes.length;
    this.#set("verdict", this.#part("verdict").getAttribute(`data-hb-${verdict}`));
    this.#set("said", `${hbOpens.replace("{result}", () => result || "…")} ${asked ? this.findPart("ask", asked)?.textContent : hbAsk}`);
    /** @type {NodeListOf<HTMLElement>} */
    const links = this.querySelectorAll("[data-hb-deeper]");
    for (const link of links) link.hidden = link.dataset.hbDeeper !== (asked?.id ?? "");
  }

  /** @param {string | undefined} action */
  async #act(action) {
    const said = this.#part("said");
    if (action === "copy-line") {
      const copied = await copyText(said.textContent);
      if (!copied) getSelection()?.selectAllChildren(said);
      this.#set("copied", this.t(`first-line.${copied ? "copied" : "not-copied"}`));
    }
    const field = this.#field(this.dataset.hbLine);
    if (action !== "use-line" || !field || field.readOnly) return;
    // Below what is there already, never over it.
    if (!field.value.includes(said.textContent)) field.value = [field.value.trim(), said.textContent].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  /** The result as it fits between quotation marks. */
  get #result() {
    const text = this.#field(this.dataset.hbResult)?.value ?? "";
    return text.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  }

  /** @param {string | undefined} id @returns {HTMLTextAreaElement | null} */
  #field(id) {
    return this.querySelector(`textarea[data-hb-id="${id}"]`);
  }

  /** @param {string} name @param {string | null} text */
  #set(name, text) {
    const part = this.#part(name);
    if (part.textContent !== text) part.textContent = text;
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.findPart(name));
  }
}

registerElements({ "hb-first-line": HbFirstLine });
