/**
 * `<hb-evidence-fields>`: the fields of a piece of evidence. Scripts create it, where a reader writes one: under a tick, in the
 * dialog that the header opens, and on the evidence page.
 */

import { localDay } from "../../common/days.js";
import { makeElement } from "../../common/dom.js";
import { t, wordsOf } from "../../common/i18n.js";
import { loadStyles } from "../../common/styles.js";
import { recordOf } from "../../store/record-ids.js";
import { store } from "../../store/store.js";
import { registerElements } from "../base-element.js";
import { TextElement } from "./text-element.js";

/** @typedef {import("../../common/dom.js").Control} Control */
/** @typedef {import("../../store/document.js").Entry} Entry */
/** @typedef {{value: string, text: string}[]} Options Of a choice: the first is for none. */

/** Resolves once the fields look as they should. */
export const styled = loadStyles("assets/stylesheets/components/evidence.css");
let count = 0;

class HbEvidenceFields extends TextElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    this.words = wordsOf(this.closest("[data-hb-words]"));
    super.connect(signal);
    // All fields show from the first focus on and stay, or the next thing would move away just as the reader taps it.
    this.addEventListener("focusin", () => this.toggleAttribute("data-hb-open", true), { signal });
  }

  /** The field for what happened: the only one that can be private. */
  get texts() {
    return this.controls.slice(0, 1);
  }

  get #day() {
    return this.controls.find(({ type }) => type === "date");
  }

  /** Not called "status", or it would be taken for the status of the checklist around it. */
  get statusElement() {
    return this.findPart("written");
  }

  // An item's own line says that the tick's wording has changed.
  /** @param {string} name */
  findPart(name) {
    return super.findPart(name, this);
  }

  /** @param {Control} control @param {Entry | undefined} entry */
  show(control, entry) {
    if (control instanceof HTMLSelectElement) control.value = String(entry?.value ?? "");
    else super.show(control, entry);
  }

  /** @param {Control} control */
  isChanged(control) {
    return super.isChanged(control) && !control.validity.badInput; // a half-typed date is no change
  }

  /** @param {Control} control */
  report(control) {
    super.report(control);
    const day = this.#day;
    if (control !== this.texts[0] || !control.value.trim() || !day || day.value) return;
    day.value = localDay(new Date());
    super.report(day);
  }

  /** @param {Control} control @param {string | boolean} value @param {object} [options] */
  saveAnswer(control, value, options) {
    super.saveAnswer(control, value, { rev: "", said: control === this.texts[0] ? (this.dataset.hbSaid ?? "") : "", ...options });
  }

  /**
   * What is written about an item isn't a place to go on from: the item is.
   *
   * @template {keyof import("../base-element.js").Commands} Name
   * @param {Name} name
   * @param {import("../base-element.js").Commands[Name]} [detail]
   */
  command(name, detail) {
    super.command(name, /** @type {any} */ ({ ...detail, place: undefined }));
  }

  update() {
    super.update();
    this.toggleAttribute("data-hb-filled", this.texts[0].value.trim() !== "");
    for (const control of this.controls) {
      if (control instanceof HTMLSelectElement) control.disabled = store.readOnly;
      else control.readOnly = store.readOnly;
    }
  }
}

/**
 * Creates the fields of a piece of evidence.
 *
 * @param {import("../../common/i18n.js").Words} words The strings of the element that it will be in.
 * @param {object} of
 * @param {string} of.key The id of its text. The fields stay in its record, even if the element around them goes on to another.
 * @param {string[]} [of.was] The ids that its text had before.
 * @param {string} [of.said] What it's written under.
 * @param {Record<"for" | "trust", Options>} [of.choices] What it may show; without them, there's only room for the witness and the day.
 */
export function makeEvidenceFields(words, { key, was = [], said = "", choices }) {
  const { id, record } = recordOf(key);
  const name = `hb-evidence-${(count += 1)}`;
  const control = (/** @type {string} */ part) => ({ "data-hb-id": id + part, "data-hb-was": was.map((old) => old + part).join(" ") || undefined, "data-hb-rev": "", id: name + part, autocomplete: "off" });
  const field = (/** @type {string} */ part, /** @type {HTMLElement} */ input) => makeElement("label", { class: `hb-shown__field hb-shown__field--${part}`, for: input.id }, makeElement("span", "", t(words, `evidence.${part}`)), input);
  const choice = (/** @type {"for" | "trust"} */ part) =>
    field(part, makeElement("select", { class: "hb-shown__input", ...control(`.${part}`) }, ...(choices?.[part] ?? []).map(({ value, text }) => makeElement("option", { value }, text))));
  return makeElement(
    /** @type {any} */ ("hb-evidence-fields"),
    { class: "hb-shown", "data-hb-record": record, "data-hb-said": said, "data-hb-added": "" },
    makeElement("label", { class: "hb-shown__label", for: name }, t(words, "evidence.label"), makeElement("span", "hb-visually-hidden", said && `: ${said}`)),
    makeElement("textarea", { ...control(""), id: name, class: "hb-answer hb-shown__text", rows: "1", dir: "auto", placeholder: t(words, "evidence.hint") }),
    makeElement(
      "div",
      "hb-shown__more",
      field("who", makeElement("input", { ...control(".who"), class: "hb-shown__input", type: "text", maxlength: "300", dir: "auto", placeholder: " " })),
      field("on", makeElement("input", { ...control(".on"), class: "hb-shown__input", type: "date", min: "1970-01-01", max: "2999-12-31" })),
      ...(choices ? [field("link", makeElement("input", { ...control(".link"), class: "hb-shown__input", type: "text", inputmode: "url", maxlength: "2000", dir: "ltr", placeholder: " " })), choice("for"), choice("trust")] : []),
    ),
    makeElement("span", { class: "hb-shown__status", role: "status", "data-hb-part": "written" }),
  );
}

registerElements({ "hb-evidence-fields": HbEvidenceFields });
