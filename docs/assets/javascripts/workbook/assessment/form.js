/**
 * The form, one behaviour at a time. While an attempt is under way its controls
 * bear that attempt's ids, so that they are kept like every other answer; at all
 * other times it is the blank form that the page came with.
 */

import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/i18n.js";
import { mainButton } from "./elements.js";
import { asksEvidence } from "../shared/rating-sessions.js";

/** @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour */
/** @typedef {import("../shared/rating-sessions.js").Session} Session */

const WORDS = { how: "how", "evidence-ask": "evidence", "evidence-how": "evidence-how" };

export class Steps {
  /** The attempt whose ids the controls bear, or "". */
  session = "";
  at = 0;
  #form;
  #say;
  #behaviours;
  #other = false;

  /** @param {HTMLElement} form @param {Behaviour[]} behaviours @param {import("../../common/i18n.js").Translate} say */
  constructor(form, behaviours, say) {
    this.#form = form;
    this.#behaviours = behaviours;
    this.#say = say;
  }

  /** Whether something was filled in before the scripts came. */
  get touched() {
    return this.#controls.some((control) => (isRadio(control) ? isChosen(control) : control.value !== ""));
  }

  /** Whether the step that is shown has its answer. */
  get answered() {
    const { radios } = this.#step;
    return !radios.length || radios.some(isChosen);
  }

  get last() {
    return this.at === this.#sets.length - 1;
  }

  /** Gives the controls the ids of an attempt. @param {Session} session */
  open({ id, at, other, ratings }) {
    // Not at first: what was filled in before the scripts came is still in the form.
    if (this.session) this.close();
    this.session = id;
    this.#other = other;
    for (const behaviour of this.#behaviours) this.#name(behaviour, `assessment.${id}.`);
    for (const control of other ? this.#of(this.#who, "[data-hb-name]") : []) {
      control.dataset.hbId = `assessment.${id}.${control.dataset.hbName}`;
      control.dataset.hbRev = "";
    }
    for (const [name, word] of Object.entries(WORDS)) this.#put(name, this.#say(`assessment.${word}${other ? "-other" : ""}`));
    // Where it stopped: the first without an answer. Who rates whom is asked before anything.
    const open = this.firstOpen({ ratings, other });
    this.at = open < 0 ? this.#sets.length - 1 : ratings.size ? open : 0;
    this.#frame(at);
  }

  /** Returns the first step whose behaviour has no answer, or -1. @param {{ratings: Map<string, unknown>, other: boolean}} session */
  firstOpen({ ratings, other }) {
    const open = this.#behaviours.findIndex(({ id }) => !ratings.has(id));
    return open < 0 ? open : open + (other ? 1 : 0);
  }

  /** Makes it the blank form again. */
  close() {
    this.session = "";
    for (const control of this.#controls) {
      for (const name of ["hbId", "hbRev", "hbWas"]) delete control.dataset[name];
      if (isRadio(control)) control.checked = false;
      else control.value = "";
    }
    for (const set of this.#form.querySelectorAll("fieldset")) set.hidden = false;
    for (const part of this.#parts("evidence")) part.hidden = false;
    for (const part of [...this.#parts("bar"), ...this.#parts("steps")]) {
      part.replaceChildren();
      part.hidden = true;
    }
    for (const [name, word] of Object.entries(WORDS)) this.#put(name, this.#say(`assessment.${word === "evidence-how" ? "evidence-paper" : word}`));
    for (const part of this.#parts("paper")) part.hidden = false;
  }

  /** Shows the step that it is at, and nothing of the others. */
  show() {
    const { set, radios, text, evidence } = this.#step;
    for (const other of [this.#who, ...this.#rates]) other.hidden = other !== set;
    if (evidence) evidence.hidden = !asksEvidence(radios.find(isChosen)?.value ?? "") && !text?.value;
    const n = this.#rates.indexOf(set) + 1;
    this.#put("step", n ? this.#say("assessment.step", { n, all: this.#rates.length }) : this.#say("assessment.step-who"));
    const about = this.#of(this.#who, '[data-hb-name="about"]')[0]?.value.trim();
    this.#put("of", this.#other && n ? this.#say("assessment.of-other", { about: about || this.#say("assessment.somebody") }) : "");
    this.#put("next", this.#say(this.last ? "assessment.finish" : "assessment.next"));
    for (const back of this.#parts("back")) back.hidden = this.at === 0;
    if (this.answered) this.ask(false);
  }

  /** Goes to a step and moves the focus to its heading. @param {number} to */
  go(to) {
    this.at = Math.min(Math.max(to, 0), this.#sets.length - 1);
    this.ask(false);
    this.show();
    this.focus();
  }

  focus() {
    /** @type {HTMLElement | null} */ (this.#step.set.querySelector(".hb-rate__title"))?.focus();
  }

  /** Says that a line is to be chosen first, or no longer says it. @param {boolean} [missing] */
  ask(missing = true) {
    this.#put("ask", missing ? this.#say("assessment.choose") : "");
  }

  get #who() {
    return this.#parts("who")[0];
  }

  /** @returns {HTMLElement[]} */
  get #rates() {
    return [...this.#form.querySelectorAll("[data-hb-behaviour]")].filter((found) => found instanceof HTMLElement);
  }

  get #sets() {
    return this.#other ? [this.#who, ...this.#rates] : this.#rates;
  }

  get #step() {
    const set = this.#sets[this.at];
    const behaviour = "hbBehaviour" in set.dataset;
    const radios = behaviour ? this.#of(set, "input") : [];
    return { set, radios, text: set.querySelector("textarea"), evidence: this.#parts("evidence", set)[0] };
  }

  get #controls() {
    return this.#of(this.#form, "input, textarea");
  }

  /** @param {Behaviour} behaviour @param {string} under */
  #name({ id, rev, was = [] }, under) {
    const set = this.#rates.find((rate) => rate.dataset.hbBehaviour === id);
    for (const control of set ? this.#of(set, "input, textarea") : []) {
      const rest = isRadio(control) ? "" : ".evidence";
      Object.assign(control.dataset, { hbId: under + id + rest, hbRev: rev, ...(was.length ? { hbWas: was.map((old) => under + old + rest).join(" ") } : {}) });
    }
  }

  /** @param {Date} at */
  #frame(at) {
    const [bar, steps] = [...this.#parts("bar"), ...this.#parts("steps")];
    const today = formatDate(at) === formatDate(new Date());
    const begun = makeElement("span", "hb-assessment__begun", today ? "" : this.#say("assessment.begun", { date: formatDate(at) }));
    bar.replaceChildren(part("step"), part("of"), begun);
    const ask = part("ask", "p");
    ask.setAttribute("role", "alert");
    const [back, next] = [makeButton("back", this.#say("assessment.back")), mainButton("next", "")];
    back.dataset.hbPart = "back";
    next.dataset.hbPart = "next";
    steps.replaceChildren(ask, back, next, makeButton("leave", this.#say("assessment.leave")));
    bar.hidden = steps.hidden = false;
    for (const paper of this.#parts("paper")) paper.hidden = true;
  }

  /** @param {string} name @param {string} text */
  #put(name, text) {
    for (const found of this.#parts(name)) if (found.textContent !== text) found.textContent = text;
  }

  /** @param {string} name @param {HTMLElement} near @returns {HTMLElement[]} */
  #parts(name, near = this.#form) {
    return [...near.querySelectorAll(`[data-hb-part="${name}"]`)].filter((found) => found instanceof HTMLElement);
  }

  /** @param {HTMLElement} near @param {string} selector @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
  #of(near, selector) {
    return [...near.querySelectorAll(selector)].filter((found) => found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement);
  }
}

/** @param {HTMLElement} control */
function isChosen(control) {
  return isRadio(control) && control.checked;
}

/** @param {unknown} control @returns {control is HTMLInputElement} */
export function isRadio(control) {
  return control instanceof HTMLInputElement && control.type === "radio";
}

/** @param {string} name @param {"span" | "p"} [tag] */
function part(name, tag = "span") {
  const made = makeElement(tag, `hb-assessment__${name}`);
  made.dataset.hbPart = name;
  return made;
}
