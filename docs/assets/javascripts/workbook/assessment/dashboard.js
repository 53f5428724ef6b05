/** The desk of the self-assessment: what is shown of all that is kept, for the dates that were chosen. */

import { addressOf, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/i18n.js";
import { asMarkdown, compareRatings, fileSection, givenSection, initialsOf, questionsSection as questionsShown, raterName, reviewSection, viewsSection as viewsShown } from "./other-raters.js";
import { Chart } from "./chart.js";
import { liveRegion } from "./elements.js";
import { dated, datesOf, showTowards, startOf, tableOf, towardsOf } from "./result.js";

/**
 * @typedef {import("../shared/rating-sessions.js").Session} Session
 * @typedef {import("../shared/rating-sessions.js").View} View
 * @typedef {{own: Session[], given: Session[], views: View[], opened: string, locked: boolean,
 *   nextOf: (id: string) => {value: unknown, said?: unknown} | undefined}} Kept `opened`: the rating of somebody else that is looked at
 */

const SECTIONS = ["undo", "start", "check", "dates", "result", "towards", "again", "questions", "views", "take", "given"];

export class Board {
  /** The id of the attempt that is shown, and of the one beside it: null, the one before; "", none. */
  now = "";
  /** @type {string | null} */
  then = null;
  /** The questions as Markdown, as they are shown. */
  markdown = "";
  #root;
  #desk;
  #chart;
  #catalogue;
  #say;

  /**
   * @param {HTMLElement} root
   * @param {Element} pattern An SVG element of the page.
   * @param {import("../shared/catalogue.js").Catalogue} catalogue
   * @param {import("../../common/i18n.js").Translate} say
   */
  constructor(root, pattern, catalogue, say) {
    this.#root = root;
    this.#desk = new Desk(root, SECTIONS);
    this.#chart = new Chart(pattern, say);
    this.#catalogue = catalogue;
    this.#say = say;
    this.#desk.fill("undo", "always", () => [liveRegion("undo")]);
  }

  get desk() {
    return this.#desk;
  }

  /** Takes away all that was chosen: while somebody rates, nothing of it is on the page. */
  blind() {
    this.#desk.empty(["undo"]);
    this.markdown = "";
  }

  /** Shows an attempt, beside the one before it. @param {string} now */
  choose(now) {
    this.now = now;
    this.then = null;
  }

  /** Copies the questions; where that is refused, the text is offered to be copied by hand. */
  async copy() {
    try {
      await navigator.clipboard.writeText(this.markdown);
      this.#desk.tell("copied", this.#say("assessment.copied"));
    } catch {
      this.#desk.tell("copied", this.#say("assessment.not-copied"));
      this.#byHand();
    }
  }

  /** @param {Kept} kept */
  show(kept) {
    const { own, given, views, opened, locked } = kept;
    const [say, desk] = [this.#say, this.#desk];
    const check = given.find(({ id }) => id === opened);
    if (check) {
      desk.empty(["undo", "check"]);
      return desk.fill("check", keyOf(check), () => reviewSection(check, this.#catalogue.behaviours, say));
    }
    desk.fill("check", "", () => []);
    const last = own.at(-1);
    const start = JSON.stringify([last?.id, locked]);
    desk.fill("start", last ? "" : start, () => startOf(undefined, Date.now(), locked, say));
    desk.fill("again", last ? start : "", () => startOf(last, Date.now(), locked, say));
    this.#result(kept);
    desk.fill("views", JSON.stringify([views.map(({ id, about, by, role }) => [id, about, by, role]), !last, locked]), () => viewsShown(views, Boolean(last), locked, say));
    desk.fill("take", locked ? "" : "always", () => fileSection(say));
    desk.fill("given", given.map(({ id, about }) => id + about).join(), () => givenSection(given, say));
  }

  /** @param {Kept} kept */
  #result({ own, views, nextOf }) {
    const [say, desk] = [this.#say, this.#desk];
    const all = dated(own);
    const at = Math.max(all.findIndex(({ session }) => session.id === this.now), -1);
    const now = all.at(at);
    if (!now) return ["dates", "result", "towards", "questions"].forEach((name) => desk.fill(name, "", () => []));
    const before = all.slice(0, all.indexOf(now));
    const then = this.then === "" ? undefined : (before.find(({ session }) => session.id === this.then) ?? before.at(-1));
    desk.fill("dates", JSON.stringify([all.map(({ session }) => session.id), now.session.id, then?.session.id]), () => datesOf(all, now.session.id, then?.session.id ?? "", say));
    const shown = [now.session, then?.session, ...views].map((side) => side && keyOf(side)).join("\n");
    desk.fill("result", shown, () => this.#drawn(now, then, views));
    desk.fill("towards", "always", () => towardsOf(addressOf({ url: "workbook/plan/" }) ?? "", say));
    desk.fill("questions", views.length ? shown : "", () => this.#asked(now, views));
    showTowards(this.#root, this.#catalogue.behaviours, ({ id }) => nextOf(id), say);
  }

  /** @param {import("./result.js").Dated} now @param {import("./result.js").Dated | undefined} then @param {View[]} views */
  #drawn(now, then, views) {
    const { behaviours, chapters } = this.#catalogue;
    const groups = chapters.flatMap(({ slug, section }) => behaviours.filter(({ chapter }) => chapter === slug).map((behaviour) => ({ section, behaviour })));
    const sections = [...new Set(groups.map(({ section }) => section))].map((section) => ({
      section,
      title: this.#say(`opening.sections.${section}`),
      behaviours: groups.filter((group) => group.section === section).map(({ behaviour }) => behaviour),
    }));
    const initials = initialsOf(views, this.#say);
    const others = views.map((view, n) => ({ name: raterName(view, this.#say), initials: initials[n], ratings: view.ratings }));
    const own = [now, then].map((side) => side && { date: side.date, ratings: side.session.ratings });
    const linkOf = (/** @type {import("../shared/catalogue.js").Behaviour} */ { id, url }) => addressOf({ url, block: id }) ?? "";
    return [this.#chart.draw(sections, /** @type {any} */ (own[0]), own[1], others), tableOf(behaviours, now, then, linkOf, this.#say)];
  }

  /** @param {import("./result.js").Dated} now @param {View[]} views */
  #asked({ session, date }, views) {
    const sides = views.map((view) => ({ name: view.by || raterName(view, this.#say), ratings: view.ratings }));
    const found = compareRatings(this.#catalogue.behaviours, { name: "", ratings: session.ratings }, sides);
    const names = views.map((view) => this.#say("assessment.view", { name: raterName(view, this.#say), date: formatDate(view.at) })).join("; ");
    const about = this.#say("assessment.questions-about", { date, names });
    this.markdown = asMarkdown(found, about, this.#say);
    return questionsShown(found, about, this.#say);
  }

  #byHand() {
    const held = this.#root.querySelector(".hb-assessment__by-hand");
    const field = held instanceof HTMLTextAreaElement ? held : makeElement("textarea", "hb-assessment__by-hand");
    if (!held) this.#root.querySelector('[data-hb-part="copied"]')?.after(field);
    field.readOnly = true;
    field.setAttribute("aria-label", this.#say("assessment.copy"));
    field.value = this.markdown;
    field.focus();
    field.select();
  }
}

/** Returns a text that differs when something of a rating does. @param {Session | View} side */
function keyOf({ ratings, ...rest }) {
  return JSON.stringify([rest, [...ratings]]);
}

export class Desk {
  #root;
  /** @type {Map<string, {section: HTMLElement, key: string}>} */
  #sections;

  /** @param {HTMLElement} root @param {string[]} names In the order of the page. */
  constructor(root, names) {
    this.#root = root;
    this.#sections = new Map(names.map((name) => [name, { section: makeElement("div", `hb-assessment__${name}`), key: "" }]));
    root.replaceChildren(...[...this.#sections.values()].map(({ section }) => section));
    this.empty();
  }

  /** Shows a section; an empty key takes away what it held. @param {string} name @param {string} key @param {() => (Node | string)[]} build */
  fill(name, key, build) {
    const found = this.#sections.get(name);
    if (!found || found.key === key) return;
    found.key = key;
    found.section.replaceChildren(...(key ? build() : []));
    found.section.hidden = !key;
  }

  /** Takes away every section but these. @param {string[]} [but] */
  empty(but = []) {
    for (const [name, { section }] of this.#sections) {
      if (but.includes(name)) continue;
      this.fill(name, "", () => []);
      section.hidden = true;
    }
  }

  /** Puts a text, and perhaps a button, into a live region. @param {string} part @param {string} text @param {HTMLElement[]} more */
  tell(part, text, ...more) {
    this.#root.querySelector(`[data-hb-part="${part}"]`)?.replaceChildren(text, ...more);
  }

  /** Moves the focus to the first thing of a section, or of the desk, that a selector finds. @param {string} selector */
  focus(selector) {
    const found = this.#root.querySelector(selector);
    if (found instanceof HTMLElement) found.focus();
  }

  remove() {
    this.#root.replaceChildren();
  }
}
