/** `<hb-data-paper>`: codes typed in from paper. What they tick goes the way of an import: seen first, and taken back if it was wrong. */

import { controlsOf } from "../shared/catalogue.js";
import { codeOf, codesIn } from "./short-codes.js";
import { DataPart, enumerate } from "./data-part.js";
import { FORMAT, VERSION } from "../../store/document.js";
import { store } from "../../store/store.js";

// Somebody may paste a page of text: the first few slips are enough to mend.
const MOST = 10;

/** @typedef {{id: string, was?: string[], value: string | boolean, rev: string, said: string}} Tick What a code stands for. */

export class HbDataPaper extends DataPart {
  /** By code; old ids count, for paper does not age. @type {Map<string, Tick> | null} */
  #ticks = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    super.connect(signal);
    this.#field?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#enter();
    }, { signal });
  }

  disconnect() {
    this.#ticks = null;
    this.#say("", "");
  }

  /** @param {string} action */
  act(action) {
    if (action === "codes") this.#enter();
  }

  get #field() {
    return /** @type {HTMLTextAreaElement | null} */ (this.findPart("codes"));
  }

  #enter() {
    const typed = codesIn(this.#field?.value ?? "");
    const found = new Map(typed.flatMap(({ code }) => [this.#known.get(code)].flatMap((tick) => (tick ? [[tick.id, tick]] : []))));
    const wrong = [...new Set(typed.filter(({ code }) => !this.#known.has(code)).map(({ typed: word }) => this.t("data.codes-typed", { code: brief(word) })))];
    if (wrong.length > MOST) wrong.splice(MOST, wrong.length, "…");
    const news = [...found.values()].filter(({ id, was, value }) => store.get(id, was)?.value !== value);
    const told = !typed.length ? this.t("data.codes-none") : found.size && !news.length ? this.t("data.codes-ticked") : "";
    this.#say(wrong.length ? this.t("data.codes-wrong", { list: enumerate(wrong) }) : "", told);
    if (!news.length) return this.#field?.focus();
    const at = new Date().toISOString();
    const entries = Object.fromEntries(news.map(({ id, value, rev, said }) => [id, { value, at, rev, said }]));
    const text = JSON.stringify({ format: FORMAT, version: VERSION, handbook: store.handbook, entries });
    this.dispatchEvent(new CustomEvent("hb-read", { bubbles: true, detail: { text, then: wrong.length ? undefined : () => this.#done() } }));
  }

  #done() {
    if (this.#field) this.#field.value = "";
  }

  /** @param {string} wrong @param {string} said */
  #say(wrong, said) {
    this.put("wrong", wrong);
    this.put("said", said);
  }

  get #known() {
    return (this.#ticks ??= new Map(ticksOf(this.catalogue).flatMap((tick) => codesOf(tick).map((code) => [code, tick]))));
  }
}

/** @param {string} word */
function brief(word) {
  return word.length > 20 ? `${word.slice(0, 20)}…` : word;
}

/** @param {import("../shared/catalogue.js").Catalogue} catalogue @returns {Tick[]} */
function ticksOf(catalogue) {
  return controlsOf(catalogue).flatMap(ticksAt);
}

/** @param {ReturnType<typeof controlsOf>[number]} spot @returns {Tick[]} */
function ticksAt({ block, control: { id, was, rev, said, options = {} } }) {
  if (block.kind === "checklist") return [{ id, was, value: true, rev, said }];
  return Object.entries(options).map(([option, wording]) => ({ id, was, value: option, ...wording }));
}

// An option is printed with the code of its own id, and is kept under the scenario's.
/** @param {Tick} tick @returns {string[]} */
function codesOf({ id, was = [], value }) {
  return (typeof value === "string" ? [value] : [id, ...was]).map(codeOf);
}
