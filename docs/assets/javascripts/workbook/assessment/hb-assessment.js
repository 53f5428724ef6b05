/**
 * `<hb-assessment>`: rate behaviours one at a time without seeing earlier ratings, then compare sessions and other raters.
 *
 * The reader's document decides what is shown: the form while a session is in progress, the dashboard otherwise.
 */

import { Dashboard } from "./dashboard.js";
import { importFiles, onFiles } from "./rating-file.js";
import { parseRequest } from "./rating-request.js";
import { SessionActions } from "./session-actions.js";
import { isRadio, RatingForm } from "./form.js";
import { nameOf, paperSection } from "./unfinished.js";
import { catalogueOf } from "../shared/catalogue.js";
import { chosenBehaviours } from "../shared/rating-sessions.js";
import { copyText } from "../../common/clipboard.js";
import { idOf, makeButton, makeElement, oldIdsOf, wordingOf } from "../../common/dom.js";
import { newest } from "../../store/document.js";
import { store } from "../../store/store.js";
import { TextElement } from "../../elements/text/text-element.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

export class HbAssessment extends TextElement {
  static topics = ["document", "rated"];
  /** The id of the rating of another person that is being reviewed, or "". */
  #reviewedId = "";
  #actions = new SessionActions(this, []);
  /** Who asks to be rated, as the address says. @type {import("./rating-request.js").Request | null} */
  #request = null;
  /** The page's title. @type {HTMLElement | null | undefined} */
  #title;
  /** What it says when the reader rates themselves. */
  #ownTitle = "";
  /** @type {RatingForm | null} */
  #form = null;
  /** @type {Dashboard | null} */
  #dashboard = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    const catalogue = catalogueOf(this);
    const { behaviours } = catalogue;
    const t = this.t.bind(this);
    const [form, desk, pattern] = ["form", "desk", "pattern"].map((name) => this.findPart(name));
    if (!form || !desk || !pattern) return;
    this.#title = this.closest(".hb-text")?.querySelector("h1");
    this.#ownTitle = this.#title?.textContent ?? "";
    this.#actions = new SessionActions(this, behaviours);
    this.#form = new RatingForm(form, behaviours, t);
    this.#dashboard = new Dashboard(desk, pattern, catalogue, t);
    // Text is saved while it's typed; a radio button once, on "change".
    this.addEventListener("input", (event) => isRadio(event.target) && event.stopImmediatePropagation(), { signal });
    super.connect(signal);
    this.addEventListener("change", ({ target }) => this.#onChange(target), { signal });
    this.addEventListener("click", ({ target }) => target instanceof Element && this.#onClick(target.closest("[data-hb-action]")), { signal });
    onFiles(this, signal, (files) => this.#take(files));
    const readRequest = () => {
      this.#request = store.readOnly ? null : parseRequest(location.hash, behaviours);
      if (this.#request) this.#actions.openId = "";
    };
    window.addEventListener("hashchange", () => { readRequest(); this.refresh(); }, { signal });
    window.addEventListener("beforeprint", () => this.#toPaper(), { signal });
    window.addEventListener("afterprint", () => this.#fromPaper(), { signal });
    // A form that was filled in before the scripts ran starts a session.
    if (this.#form.hasInput && !this.#actions.current && !store.readOnly) this.#actions.start("");
    this.#reviewedId = this.#actions.unseenId;
    readRequest();
  }

  disconnect() {
    super.disconnect();
    this.#form?.reset();
    this.#dashboard?.sections.remove();
    this.#form = this.#dashboard = null;
    this.#showForm(true);
    this.#fromPaper();
    if (this.#title) this.#title.textContent = this.#ownTitle;
    delete this.dataset.hbOn;
    delete this.dataset.hbRater;
  }

  refresh() {
    const session = this.#actions.current;
    if (this.#form && (session?.id ?? "") !== this.#form.session) {
      this.flush();
      this.forget();
      if (session) this.#form.start(session);
      else this.#form.reset();
      this.renewToggles();
    }
    super.refresh();
  }

  update() {
    super.update();
    if (!this.#form || !this.#dashboard) return;
    const rating = this.#form.session !== "";
    this.#showForm(rating);
    this.#showTitle();
    this.dataset.hbOn = "";
    if (rating) {
      this.#dashboard.hideResults();
      this.#form.show();
      return;
    }
    const { sessions, unfinished, discarded, views } = this.#actions;
    const done = sessions.filter((session) => session.done);
    this.#dashboard.show({
      own: done.filter(({ forOther }) => !forOther),
      given: done.filter(({ forOther }) => forOther),
      unfinished,
      discarded,
      request: this.#request,
      views,
      reviewedId: this.#reviewedId,
      locked: store.readOnly,
      targetOf: (id) => store.get(`next.${id}`),
    });
  }

  /** The fields with a privacy toggle; ratings of others have none. */
  get texts() {
    return this.#actions.current?.forOther ? [] : this.controls.filter((control) => control instanceof HTMLTextAreaElement);
  }

  /** Of what this and an earlier edition have written, the newer one. @param {Field} control */
  entryOf(control) {
    const written = [idOf(control), ...oldIdsOf(control)].flatMap((id) => store.get(id) ?? []);
    return written.length ? written.reduce(newest) : undefined;
  }

  /** @param {Field} control @param {any} entry */
  show(control, entry) {
    if (isRadio(control)) control.checked = entry?.value === control.value;
    else super.show(control, entry);
  }

  /** @param {Field} control */
  report(control) {
    if (!isRadio(control)) super.report(control);
    else if (control.checked && this.entryOf(control)?.value !== control.value) this.saveAnswer(control, control.value);
  }

  /** @param {Field} control @param {any} entry */
  valueBeforeUpgrade(control, entry) {
    if (!isRadio(control)) return super.valueBeforeUpgrade(control, entry);
    return control.checked && entry?.value !== control.value && !store.readOnly ? control.value : undefined;
  }

  /** @param {Field} control @param {string} value @param {object} [wording] */
  saveAnswer(control, value, wording) {
    const title = control.closest("[data-hb-behaviour]")?.querySelector(".hb-rate__title")?.textContent;
    const label = isRadio(control) ? wordingOf(control) : this.t("assessment.evidence");
    super.saveAnswer(control, value, title ? { said: `${title}: ${label}`, ...wording } : wording);
  }

  #next() {
    this.flush();
    const [form, session] = [this.#form, this.#actions.current];
    if (!form || !session) return;
    if (!form.isAnswered) return form.showMissing();
    if (!form.isLast) {
      form.goTo(form.index + 1);
      this.#showTitle();
      return form.focus();
    }
    const missing = form.firstUnanswered(session);
    if (missing >= 0) return form.goTo(missing);
    if (session.forOther) this.#reviewedId = session.id;
    else this.#dashboard?.showSession(session.id);
    this.#actions.finish(session.id);
    this.#dashboard?.sections.focus("h2");
  }

  /** @param {EventTarget | null} target */
  #onChange(target) {
    if (!(target instanceof HTMLSelectElement) || !this.#dashboard) return;
    if (target.id === "assessment-now") this.#dashboard.showSession(target.value);
    else this.#dashboard.comparedId = target.value;
    this.update();
    this.#dashboard.sections.focus(`#${target.id}`);
  }

  /** @param {Element | null} button */
  #onClick(button) {
    if (!(button instanceof HTMLElement)) return;
    const { hbAction: action = "", hbOf: of = "", hbLevel: level = "" } = button.dataset;
    /** @type {Record<string, () => void>} */
    const actions = {
      rate: () => this.#begin(""),
      "rate-other": () => this.#begin("manager"),
      "answer-request": () => this.#begin("manager", this.#closeRequest()),
      "close-request": () => { this.#closeRequest(); this.update(); this.#focus(); },
      "copy-rating": () => this.#copyRating(of),
      "add-text": () => this.#addText(),
      next: () => this.#next(),
      back: () => this.#form?.goTo(this.#form.index - 1),
      exit: () => this.#exit(),
      continue: () => this.#continue(of),
      discard: () => this.#remove("assessment", of, this.#actions.unfinished.find(({ id }) => id === of)?.forOther ? "left-other" : "left"),
      restore: () => this.#restore(of),
      undo: () => this.#undo(),
      towards: () => this.#actions.setTarget(of, button.getAttribute("aria-pressed") === "true" ? "" : level),
      drop: () => this.#actions.setTarget(of, ""),
      "remove-view": () => this.#remove("view", of, "removed"),
      "remove-rating": () => this.#remove("assessment", of, "removed"),
      "save-rating": () => this.#save(of),
      change: () => this.#reopen(of),
      look: () => this.#review(of, of),
      close: () => this.#review("", of),
      "copy-questions": () => this.#dashboard?.copy(),
      print: () => this.#print(false),
      "print-blank": () => this.#print(true),
    };
    if (Object.hasOwn(actions, action)) actions[action]();
  }

  /** @param {string} role @param {import("./rating-request.js").Request | null} [request] */
  #begin(role, request) {
    this.#announce("undo", "");
    this.#actions.start(role, request ?? undefined);
    this.#form?.focus();
  }

  /** @param {"assessment" | "view"} root @param {string} group @param {string} message */
  #remove(root, group, message) {
    this.flush();
    this.#reviewedId = "";
    this.#actions.remove(root, group);
    this.#announce("undo", `${this.t(`assessment.${message}`)} `, makeButton("undo", this.t("assessment.undo")));
    this.#dashboard?.sections.focus('[data-hb-action="undo"]');
  }

  #undo() {
    this.#announce("undo", this.t("assessment.undone"));
    this.#actions.undo();
    this.#focus();
  }

  /** Leaves the form; what was chosen is kept. */
  #exit() {
    this.flush();
    this.#actions.openId = "";
    this.refresh();
    this.#announce("undo", this.t("assessment.exited"));
    this.#focus();
  }

  /** @param {string} id */
  #continue(id) {
    this.#announce("undo", "");
    this.#actions.openId = id;
    this.refresh();
    this.#focus();
  }

  /** @param {string} id */
  #restore(id) {
    this.#announce("undo", this.t("assessment.undone"));
    this.#actions.restore(id);
    this.#focus();
  }

  #focus() {
    if (this.#form?.session) this.#form.focus();
    else this.#dashboard?.sections.focus("h2");
  }

  /** @param {string} id */
  #save(id) {
    this.#reviewedId = id;
    this.#actions.save(id);
    this.#announce("handed", this.t("assessment.saved"));
  }

  /** Returns the request, which the address doesn't say any more. */
  #closeRequest() {
    const request = this.#request;
    this.#request = null;
    history.replaceState(history.state, "", location.pathname + location.search);
    return request;
  }

  /** @param {string} id */
  async #copyRating(id) {
    const text = this.#actions.textOf(id);
    const copied = await copyText(text);
    this.#announce("handed", this.t(copied ? "assessment.rating-copied" : "assessment.not-copied"));
    if (copied) this.#actions.markSeen(id);
    else this.#dashboard?.offerText("handed", text);
  }

  async #addText() {
    const field = this.querySelector("#assessment-text");
    if (!(field instanceof HTMLTextAreaElement) || !field.value.trim()) return field instanceof HTMLElement && field.focus();
    const file = new File([field.value], this.t("assessment.pasted"));
    field.value = "";
    await this.#take([file]);
  }

  /** @param {File[]} files */
  async #take(files) {
    const { behaviours } = catalogueOf(this);
    const messages = await importFiles(files, { behaviours, words: this.words, t: this.t.bind(this), merge: (entries) => this.#actions.merge(entries) });
    this.#announce("taken", messages.join(" "));
  }

  /** @param {string} id */
  #reopen(id) {
    this.#reviewedId = "";
    this.#actions.finish(id, false);
    this.#form?.goTo(0);
  }

  /** @param {string} id @param {string} seenId */
  #review(id, seenId) {
    this.#reviewedId = id;
    this.#actions.markSeen(seenId);
    this.#dashboard?.sections.focus("h2");
  }

  /** @param {boolean} blank */
  #print(blank) {
    if (blank) this.dataset.hbPrint = "blank";
    else delete this.dataset.hbPrint;
    window.print();
  }

  /** The rating of another person, or the request for one, that is shown. @returns {{about: string, only: string[]} | undefined} */
  get #rated() {
    const { current, sessions } = this.#actions;
    if (current) return current.forOther ? current : undefined;
    return this.#request ?? sessions.find(({ id, forOther }) => forOther && id === this.#reviewedId);
  }

  /** Shows what the page is, and how many behaviours it's about: for someone who rates another person, it's no self-assessment. */
  #showTitle() {
    const [rated, title, count] = [this.#rated, this.#title, this.querySelector("#assessment-title")];
    // While the name is typed, a title of two lines would move the buttons below it.
    const typed = rated && "hbRater" in this.dataset && this.#form?.session && !this.#form.index;
    if (!title || !count || typed) return;
    const before = title.textContent;
    title.textContent = rated ? nameOf({ ...rated, forOther: true }, this.t.bind(this)) : this.#ownTitle;
    if (rated) title.lang = this.closest("[lang]")?.getAttribute("lang") ?? "";
    else title.removeAttribute("lang");
    document.title = document.title.replace(before, () => title.textContent);
    count.textContent = this.t("assessment.kicker", { n: chosenBehaviours(catalogueOf(this).behaviours, rated?.only ?? []).length });
    this.toggleAttribute("data-hb-rater", Boolean(rated));
  }

  /** Puts on paper what has been rated so far; if that's nothing, the blank form. */
  #toPaper() {
    const { current, sessions, unfinished } = this.#actions;
    if (this.dataset.hbPrint || (this.#rated && !current)) return;
    this.flush();
    const { behaviours } = catalogueOf(this);
    const begun = (current ? [current] : unfinished).filter(({ ratings }) => ratings.size);
    if (begun.length) this.append(makeElement("div", "hb-assessment__so-far", ...begun.flatMap((session) => paperSection(session, behaviours, this.t.bind(this)))));
    else if (!current && !sessions.some(({ forOther, ratings }) => !forOther && ratings.size)) this.dataset.hbPrint = "blank";
  }

  #fromPaper() {
    delete this.dataset.hbPrint;
    this.querySelector(".hb-assessment__so-far")?.remove();
  }

  /** Shows the form or the dashboard. @param {boolean} rating */
  #showForm(rating) {
    for (const name of ["form", "desk"]) {
      const part = this.findPart(name);
      if (part) part.hidden = (name === "form") !== rating;
    }
  }

  /** @param {string} part @param {string} text @param {HTMLElement[]} more */
  #announce(part, text, ...more) {
    this.#dashboard?.sections.announce(part, text, ...more);
  }
}
