/**
 * `<hb-assessment>`: rate behaviours blind and one at a time; see then beside now, and others beside oneself.
 *
 * What is shown follows from the reader's document: while an attempt is under way the form, one
 * behaviour at a time, and nothing else; else the desk. Its parts are in assessment-*.js.
 * Longer than its budget, because each button of the page is answered here.
 */

import { Board } from "./dashboard.js";
import { takeFiles, takeIn } from "./rating-file.js";
import { Keeper } from "./session-actions.js";
import { isRadio, Steps } from "./form.js";
import { catalogueOf } from "../shared/catalogue.js";
import { makeButton, wordingOf } from "../../common/dom.js";
import { store } from "../../store/store.js";
import { TextElement } from "../../elements/text-element.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

export class HbAssessment extends TextElement {
  static topics = ["document", "rated"];
  /** The rating of somebody else that is looked at. */
  #opened = "";
  /** An attempt that has only now been opened: what it brings into the form was changed by nobody. */
  #fresh = false;
  #keeper = new Keeper(this, []);
  /** @type {Steps | null} */
  #steps = null;
  /** @type {Board | null} */
  #board = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    const catalogue = catalogueOf(this);
    const { behaviours } = catalogue;
    const say = this.t.bind(this);
    const [form, desk, pattern] = ["form", "desk", "pattern"].map((name) => this.findPart(name));
    if (!form || !desk || !pattern) return;
    this.#keeper = new Keeper(this, behaviours);
    this.#steps = new Steps(form, behaviours, say);
    this.#board = new Board(desk, pattern, catalogue, say);
    // A radio button is no text, which is kept as it grows: it is kept when it is chosen.
    this.addEventListener("input", (event) => isRadio(event.target) && event.stopImmediatePropagation(), { signal });
    super.connect(signal);
    this.addEventListener("change", ({ target }) => this.#change(target), { signal });
    this.addEventListener("click", ({ target }) => target instanceof Element && this.#act(target.closest("[data-hb-action]")), { signal });
    takeFiles(this, signal, async (files) => {
      const told = await takeIn(files, { behaviours, words: this.words, say, keep: (entries) => this.#keeper.take(entries) });
      this.#tell("taken", told.join(" "));
    });
    window.addEventListener("afterprint", () => delete this.dataset.hbPrint, { signal });
    // A form that was filled in before the scripts came is an attempt.
    if (this.#steps.touched && !this.#keeper.under && !store.readOnly) this.#keeper.begin("");
    this.#opened = this.#keeper.unseen;
  }

  disconnect() {
    super.disconnect();
    this.#steps?.close();
    this.#board?.desk.remove();
    this.#steps = this.#board = null;
    this.#swap(true);
    delete this.dataset.hbPrint;
  }

  refresh() {
    const under = this.#keeper.under;
    this.#fresh = Boolean(this.#steps) && (under?.id ?? "") !== this.#steps?.session;
    if (this.#steps && this.#fresh) {
      this.flush();
      if (under) this.#steps.open(under);
      else this.#steps.close();
      this.renewToggles();
    }
    super.refresh();
  }

  update() {
    super.update();
    if (!this.#steps || !this.#board) return;
    const rating = this.#steps.session !== "";
    this.#swap(rating);
    if (rating) {
      this.#board.blind();
      this.#steps.show();
      return;
    }
    const done = this.#keeper.sessions.filter((session) => session.done);
    this.#board.show({
      own: done.filter(({ other }) => !other),
      given: done.filter(({ other }) => other),
      views: this.#keeper.views,
      opened: this.#opened,
      locked: store.readOnly,
      nextOf: (id) => store.get(`next.${id}`),
    });
  }

  /** What shows a level; a rating of somebody else is theirs to keep. */
  get texts() {
    return this.#keeper.under?.other ? [] : this.controls.filter((control) => control instanceof HTMLTextAreaElement);
  }

  /** @param {Field} control @param {any} entry */
  show(control, entry) {
    if (!isRadio(control)) return super.show(control, entry) && !this.#fresh;
    const chosen = entry?.value === control.value;
    if (control.checked === chosen) return false;
    control.checked = chosen;
    return !this.#fresh;
  }

  /** @param {Field} control @param {any} entry */
  valueBeforeUpgrade(control, entry) {
    if (!isRadio(control)) return super.valueBeforeUpgrade(control, entry);
    return control.checked && entry?.value !== control.value && !store.readOnly ? control.value : undefined;
  }

  /** @param {Field} control @param {string} value @param {object} [wording] */
  saveAnswer(control, value, wording) {
    const title = control.closest("[data-hb-behaviour]")?.querySelector(".hb-rate__title")?.textContent;
    const words = isRadio(control) ? wordingOf(control) : this.t("assessment.evidence");
    super.saveAnswer(control, value, title ? { said: `${title}: ${words}`, ...wording } : wording);
  }

  #forward() {
    this.flush();
    const [steps, session] = [this.#steps, this.#keeper.under];
    if (!steps || !session) return;
    if (!steps.answered) return steps.ask();
    if (!steps.last) return steps.go(steps.at + 1);
    const missing = steps.firstOpen(session);
    if (missing >= 0) return steps.go(missing);
    if (session.other) this.#opened = session.id;
    else this.#board?.choose(session.id);
    this.#keeper.finish(session.id);
    this.#board?.desk.focus("h2");
  }

  /** @param {EventTarget | null} target */
  #change(target) {
    if (isRadio(target) && target.dataset.hbId && this.entryOf(target)?.value !== target.value) this.saveAnswer(target, target.value);
    if (!(target instanceof HTMLSelectElement) || !this.#board) return;
    if (target.id === "assessment-now") this.#board.choose(target.value);
    else this.#board.then = target.value;
    this.update();
    this.#board.desk.focus(`#${target.id}`);
  }

  /** @param {Element | null} pressed */
  #act(pressed) {
    if (!(pressed instanceof HTMLElement)) return;
    const { hbAction: action = "", hbOf: of = "", hbLevel: level = "" } = pressed.dataset;
    /** @type {Record<string, () => void>} */
    const actions = {
      rate: () => this.#begin(""),
      "rate-other": () => this.#begin("manager"),
      next: () => this.#forward(),
      back: () => this.#steps?.go(this.#steps.at - 1),
      leave: () => this.#remove(`assessment.${this.#steps?.session}.`, "left"),
      undo: () => this.#undo(),
      towards: () => this.#keeper.towards(of, pressed.getAttribute("aria-pressed") === "true" ? "" : level),
      drop: () => this.#keeper.towards(of, ""),
      "remove-view": () => this.#remove(`view.${of}.`, "removed"),
      "remove-rating": () => this.#remove(`assessment.${of}.`, "removed"),
      "save-rating": () => this.#save(of),
      change: () => this.#reopen(of),
      look: () => this.#look(of, of),
      close: () => this.#look("", of),
      "copy-questions": () => this.#board?.copy(),
      print: () => this.#print(false),
      "print-blank": () => this.#print(true),
    };
    if (Object.hasOwn(actions, action)) actions[action]();
  }

  /** @param {string} role */
  #begin(role) {
    this.#tell("undo", "");
    this.#keeper.begin(role);
    this.#steps?.focus();
  }

  /** @param {string} under @param {string} word */
  #remove(under, word) {
    this.flush();
    this.#opened = "";
    this.#keeper.remove(under);
    this.#tell("undo", `${this.t(`assessment.${word}`)} `, makeButton("undo", this.t("assessment.undo")));
    this.#board?.desk.focus('[data-hb-action="undo"]');
  }

  #undo() {
    this.#tell("undo", this.t("assessment.undone"));
    this.#keeper.undo();
    if (this.#steps?.session) this.#steps.focus();
    else this.#board?.desk.focus("h2");
  }

  /** @param {string} id */
  #save(id) {
    this.#opened = id;
    this.#keeper.save(id);
    this.#tell("handed", this.t("assessment.saved"));
  }

  /** @param {string} id */
  #reopen(id) {
    this.#opened = "";
    this.#keeper.finish(id, false);
    this.#steps?.go(0);
  }

  /** @param {string} opened @param {string} seen */
  #look(opened, seen) {
    this.#opened = opened;
    this.#keeper.seen(seen);
    this.#board?.desk.focus("h2");
  }

  /** @param {boolean} blank */
  #print(blank) {
    if (blank) this.dataset.hbPrint = "blank";
    else delete this.dataset.hbPrint;
    window.print();
  }

  /** @param {boolean} rating Whether the form is shown, or the desk. */
  #swap(rating) {
    for (const name of ["form", "desk"]) {
      const part = this.findPart(name);
      if (part) part.hidden = (name === "form") !== rating;
    }
  }

  /** @param {string} part @param {string} text @param {HTMLElement[]} more */
  #tell(part, text, ...more) {
    this.#board?.desk.tell(part, text, ...more);
  }
}
