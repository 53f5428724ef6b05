/**
 * The rating form, one behaviour at a time. During a session its controls carry the session's ids, so that they are saved like
 * any other answer; otherwise it is the blank form that came with the page.
 */

import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { mainButton } from "./elements.js";
import { setText } from "../shared/dom.js";
import { asksEvidence, chosenBehaviours, oldSessionId, sessionId } from "../shared/rating-sessions.js";

/** @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour */
/** @typedef {import("../shared/rating-sessions.js").Session} Session */

const STEP = "hb-assessment__form--step";
const TEXTS = { how: "how", out: "out", "evidence-ask": "evidence", "evidence-how": "evidence-how" };

export class RatingForm {
  /** The id of the session in progress, or "". */
  session = "";
  index = 0;
  #form;
  #t;
  #behaviours;
  /** Those that the session is about. @type {Behaviour[]} */
  #chosen;
  #forOther = false;
  /** The behaviour and the level that were shown last. */
  #shown = "";

  /** @param {HTMLElement} form @param {Behaviour[]} behaviours @param {import("../../common/i18n.js").Translate} t */
  constructor(form, behaviours, t) {
    this.#form = form;
    this.#behaviours = this.#chosen = behaviours;
    this.#t = t;
  }

  /** Whether the reader had filled something in before the scripts ran. */
  get hasInput() {
    return this.#controls.some((control) => (isRadio(control) ? isChosen(control) : control.value !== ""));
  }

  /** Whether the current step has its answer. */
  get isAnswered() {
    const { radios } = this.#current;
    return !radios.length || radios.some(isChosen);
  }

  get isLast() {
    return this.index === this.#steps.length - 1;
  }

  /** Starts or resumes a session. @param {Session} session */
  start({ id, at, forOther, only, ratings }) {
    // Not on the first start, which must keep what was filled in before the scripts ran.
    if (this.session) this.reset();
    this.session = id;
    this.#forOther = forOther;
    this.#chosen = chosenBehaviours(this.#behaviours, only);
    for (const behaviour of this.#behaviours) this.#setIds(behaviour, id);
    for (const control of forOther ? this.#controlsIn(this.#peopleStep, "[data-hb-name]") : []) {
      const { hbName: name = "" } = control.dataset;
      Object.assign(control.dataset, { hbId: sessionId(id, name), hbWas: oldSessionId(id, name) });
      control.dataset.hbRev = "";
    }
    for (const [name, word] of Object.entries(TEXTS)) this.#setText(name, this.#t(`assessment.${word}${forOther ? "-other" : ""}`));
    // Resume at the first behaviour without an answer; for another person, start with who rates whom.
    const unanswered = this.firstUnanswered({ ratings, forOther });
    this.index = unanswered < 0 ? this.#steps.length - 1 : ratings.size ? unanswered : 0;
    this.#addNavigation(at);
  }

  /** Returns the index of the first step without an answer, or -1. @param {{ratings: Map<string, unknown>, forOther: boolean}} session */
  firstUnanswered({ ratings, forOther }) {
    const index = this.#chosen.findIndex(({ id }) => !ratings.has(id));
    return index < 0 ? index : index + (forOther ? 1 : 0);
  }

  /** Turns it back into the blank form. */
  reset() {
    this.session = this.#shown = "";
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
    for (const [name, word] of Object.entries(TEXTS)) this.#setText(name, this.#t(`assessment.${word === "evidence-how" ? "evidence-paper" : word}`));
    for (const part of this.#parts("paper")) part.hidden = false;
    this.#form.classList.remove(STEP);
  }

  /** Shows the current step only. */
  show() {
    const { step, radios, text, evidence } = this.#current;
    for (const other of [this.#peopleStep, ...this.#allSteps]) other.hidden = other !== step;
    const level = radios.find(isChosen)?.value ?? "";
    // Not when the text is emptied: the button that ends the typing would move away from under the pointer.
    if (evidence && this.#shown !== (this.#shown = `${step.dataset.hbBehaviour} ${level}`)) evidence.hidden = !asksEvidence(level) && !text?.value;
    else if (evidence && text?.value) evidence.hidden = false;
    const n = this.#behaviourSteps.indexOf(step) + 1;
    this.#setText("step", n ? this.#t("assessment.step", { n, all: this.#behaviourSteps.length }) : this.#t("assessment.step-who"));
    const about = this.#controlsIn(this.#peopleStep, '[data-hb-name="about"]')[0]?.value.trim();
    this.#setText("of", this.#forOther && n ? this.#t("assessment.of-other", { about: about || this.#t("assessment.somebody") }) : "");
    this.#setText("next", this.#t(this.isLast ? "assessment.finish" : "assessment.next"));
    for (const back of this.#parts("back")) back.hidden = this.index === 0;
    if (this.isAnswered) this.showMissing(false);
  }

  /** Goes to a step and focuses its heading. @param {number} index */
  goTo(index) {
    this.index = Math.min(Math.max(index, 0), this.#steps.length - 1);
    this.showMissing(false);
    this.show();
    this.focus();
  }

  /** Focuses the heading of the step, with the whole step below the header. */
  focus() {
    /** @type {HTMLElement | null} */ (this.#current.step.querySelector(".hb-rate__title"))?.focus({ preventScroll: true });
    this.#form.scrollIntoView();
  }

  /** Shows or clears the message that a line must be chosen first. @param {boolean} [missing] */
  showMissing(missing = true) {
    this.#setText("ask", missing ? this.#t("assessment.choose") : "");
  }

  get #peopleStep() {
    return this.#parts("who")[0];
  }

  get #behaviourSteps() {
    return this.#allSteps.filter(({ dataset }) => this.#chosen.some(({ id }) => id === dataset.hbBehaviour));
  }

  /** @returns {HTMLElement[]} */
  get #allSteps() {
    return [...this.#form.querySelectorAll("[data-hb-behaviour]")].filter((element) => element instanceof HTMLElement);
  }

  get #steps() {
    return this.#forOther ? [this.#peopleStep, ...this.#behaviourSteps] : this.#behaviourSteps;
  }

  get #current() {
    const step = this.#steps[this.index];
    const behaviour = "hbBehaviour" in step.dataset;
    const radios = behaviour ? this.#controlsIn(step, "input") : [];
    return { step, radios, text: step.querySelector("textarea"), evidence: this.#parts("evidence", step)[0] };
  }

  get #controls() {
    return this.#controlsIn(this.#form, "input, textarea");
  }

  /** @param {Behaviour} behaviour @param {string} session */
  #setIds({ id, rev, was = [] }, session) {
    const step = this.#allSteps.find((rate) => rate.dataset.hbBehaviour === id);
    for (const control of step ? this.#controlsIn(step, "input, textarea") : []) {
      const suffix = isRadio(control) ? "" : ".evidence";
      const names = [id, ...was].map((one) => one + suffix);
      const old = [...names.slice(1).map((name) => sessionId(session, name)), ...names.map((name) => oldSessionId(session, name))];
      Object.assign(control.dataset, { hbId: sessionId(session, names[0]), hbRev: rev, hbWas: old.join(" ") });
    }
  }

  /** @param {Date} at */
  #addNavigation(at) {
    const [bar, steps] = [...this.#parts("bar"), ...this.#parts("steps")];
    const today = formatDate(at) === formatDate(new Date());
    const begun = makeElement("span", "hb-assessment__begun", today ? "" : this.#t("assessment.begun", { date: formatDate(at) }));
    bar.replaceChildren(makePart("of"), begun);
    const ask = makeElement("p", { class: "hb-assessment__ask", "data-hb-part": "ask", role: "alert" });
    const [back, next] = [makeButton("back", this.#t("assessment.back")), mainButton("next", "")];
    back.dataset.hbPart = "back";
    next.dataset.hbPart = "next";
    steps.replaceChildren(ask, back, next, makePart("step"), makeButton("exit", this.#t("assessment.exit")));
    bar.hidden = this.#forOther ? false : today;
    steps.hidden = false;
    this.#form.classList.add(STEP);
    for (const paper of this.#parts("paper")) paper.hidden = true;
  }

  /** @param {string} name @param {string} text */
  #setText(name, text) {
    for (const part of this.#parts(name)) setText(part, text);
  }

  /** @param {string} name @param {HTMLElement} near @returns {HTMLElement[]} */
  #parts(name, near = this.#form) {
    return [...near.querySelectorAll(`[data-hb-part="${name}"]`)].filter((element) => element instanceof HTMLElement);
  }

  /** @param {HTMLElement} near @param {string} selector @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
  #controlsIn(near, selector) {
    return [...near.querySelectorAll(selector)].filter((element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement);
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

/** @param {string} name */
function makePart(name) {
  return makeElement("span", { class: `hb-assessment__${name}`, "data-hb-part": name });
}
