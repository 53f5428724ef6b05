/** `<hb-data-paper>`: ticks items by the short codes on paper. They go through the import, with its preview and its undo. */

import { recordOf } from "../../store/record-ids.js";
import { controlsOf, inOpenRecords } from "../shared/catalogue.js";
import { codeOf, parseCodes } from "./short-codes.js";
import { DataPart } from "./data-part.js";
import { formatList } from "../../common/formats.js";
import { FORMAT, VERSION } from "../../store/document-text.js";
import { store } from "../../store/store.js";

// A reader may paste a whole page: list only the first few mistakes.
const MAX_LISTED = 10;

/** @typedef {{id: string, was?: string[], value: string | boolean, rev: string, said: string}} Tick The answer that a code stands for. */

export class HbDataPaper extends DataPart {
  /** Ticks by code; old ids count too, because paper keeps its codes. @type {Map<string, Tick> | null} */
  #ticksByCode = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.#field?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#submit();
    }, { signal });
  }

  disconnect() {
    this.#ticksByCode = null;
    this.#showMessages("", "");
  }

  /** @param {string} action */
  run(action) {
    if (action === "codes") this.#submit();
  }

  get #field() {
    return /** @type {HTMLTextAreaElement | null} */ (this.findPart("codes"));
  }

  #submit() {
    this.#ticksByCode = null; // another record may be open by now
    const typed = parseCodes(this.#field?.value ?? "");
    const ticks = new Map(typed.flatMap(({ code }) => [this.#knownCodes.get(code)].flatMap((tick) => (tick ? [[tick.id, tick]] : []))));
    const wrong = [...new Set(typed.filter(({ code }) => !this.#knownCodes.has(code)).map(({ typed: word }) => this.t("data.codes-typed", { code: shorten(word) })))];
    if (wrong.length > MAX_LISTED) wrong.splice(MAX_LISTED, wrong.length, "…");
    const changed = [...ticks.values()].filter(({ id, was, value }) => store.get(id, was)?.value !== value);
    const message = !typed.length ? this.t("data.codes-none") : ticks.size && !changed.length ? this.t("data.codes-ticked") : "";
    this.#showMessages(wrong.length ? this.t("data.codes-wrong", { list: formatList(wrong) }) : "", message);
    if (!changed.length) return this.#field?.focus();
    const at = new Date().toISOString();
    const entries = Object.fromEntries(changed.map(({ id, value, rev, said }) => [id, { value, at, rev, said }]));
    const text = JSON.stringify({ format: FORMAT, version: VERSION, handbook: store.handbook, entries });
    this.dispatchEvent(new CustomEvent("hb-read", { bubbles: true, detail: { text, then: wrong.length ? undefined : () => this.#clearField() } }));
  }

  #clearField() {
    if (this.#field) this.#field.value = "";
  }

  /** @param {string} wrong @param {string} message */
  #showMessages(wrong, message) {
    this.setPartText("wrong", wrong);
    this.setPartText("said", message);
  }

  get #knownCodes() {
    return (this.#ticksByCode ??= new Map(ticksOf(inOpenRecords(this.catalogue)).flatMap((tick) => codesOf(tick).map((code) => [code, tick]))));
  }
}

/** @param {string} word */
function shorten(word) {
  return word.length > 20 ? `${word.slice(0, 20)}…` : word;
}

/** @param {import("../shared/catalogue.js").Catalogue} catalogue @returns {Tick[]} */
function ticksOf(catalogue) {
  return controlsOf(catalogue).flatMap(ticksAt);
}

/** @param {ReturnType<typeof controlsOf>[number]} location @returns {Tick[]} */
function ticksAt({ block, control: { id, was, rev, said, options = {} } }) {
  if (block.kind === "checklist") return [{ id, was, value: true, rev, said }];
  return Object.entries(options).map(([option, wording]) => ({ id, was, value: option, ...wording }));
}

// An option is printed with the code of its own id, but stored under the scenario's.
/** @param {Tick} tick @returns {string[]} */
function codesOf({ id, was = [], value }) {
  return (typeof value === "string" ? [value] : [id, ...was].map((one) => recordOf(one).id)).map(codeOf);
}
