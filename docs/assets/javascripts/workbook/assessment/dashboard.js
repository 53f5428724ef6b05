/** The dashboard of the self-assessment: results, ratings by others and ratings of others. Shown while no rating is in progress. */

import { addressOf, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { compareRatings, fileSection, givenSection, initialsOf, questionsMarkdown, questionsSection, raterName, reviewSection, viewsSection } from "./other-raters.js";
import { copyText } from "../../common/clipboard.js";
import { Chart } from "./chart.js";
import { liveRegion } from "./elements.js";
import { askSection, requestSection } from "./request-sections.js";
import { dateSection, resultTable, startSection, targetSection, updateTargets, withDates } from "./result.js";
import { discardedSection, unfinishedSection } from "./unfinished.js";

/**
 * @typedef {import("../shared/rating-sessions.js").Session} Session
 * @typedef {import("../shared/rating-sessions.js").View} View
 * @typedef {{own: Session[], given: Session[], unfinished: Session[], discarded: Session[], request: import("./rating-request.js").Request | null, views: View[], reviewedId: string, locked: boolean,
 *   targetOf: (id: string) => {value: unknown, said?: unknown} | undefined}} DashboardData `given`: ratings of others that are finished; `reviewedId`: the one being reviewed.
 */

const SECTIONS = ["undo", "request", "unfinished", "start", "check", "dates", "result", "towards", "again", "questions", "invite", "views", "take", "given", "discarded"];

export class Dashboard {
  /** The id of the session that is shown. */
  shownId = "";
  /** The id of the session beside it: null for the one before, "" for none. @type {string | null} */
  comparedId = null;
  /** The questions that are shown, as Markdown. */
  markdown = "";
  #root;
  #sections;
  #chart;
  #catalogue;
  #t;

  /**
   * @param {HTMLElement} root
   * @param {Element} svgSample An SVG element, for its namespace.
   * @param {import("../shared/catalogue.js").Catalogue} catalogue
   * @param {import("../../common/i18n.js").Translate} t
   */
  constructor(root, svgSample, catalogue, t) {
    this.#root = root;
    this.#sections = new SectionList(root, SECTIONS);
    this.#chart = new Chart(svgSample, t);
    this.#catalogue = catalogue;
    this.#t = t;
    this.#sections.update("undo", "always", () => [liveRegion("undo")]);
  }

  /** The sections of the page. */
  get sections() {
    return this.#sections;
  }

  /** Removes every result: ratings are blind, so earlier ones must not be on the page. */
  hideResults() {
    this.#sections.clear(["undo"]);
    this.markdown = "";
  }

  /** Shows a session beside the one before it. @param {string} id */
  showSession(id) {
    this.shownId = id;
    this.comparedId = null;
  }

  /** Copies the questions to the clipboard; if that is refused, shows them in a text field. */
  async copy() {
    const copied = await copyText(this.markdown);
    this.#sections.announce("copied", this.#t(copied ? "assessment.copied" : "assessment.not-copied"));
    if (!copied) this.offerText("copied", this.markdown);
  }

  /** @param {DashboardData} data */
  show(data) {
    const { given, unfinished, discarded, request, views, reviewedId, locked } = data;
    // Ratings are blind: earlier ones come back once this one is finished or discarded.
    const blind = unfinished.some(({ forOther }) => !forOther);
    const own = blind ? [] : data.own;
    const [t, sections] = [this.#t, this.#sections];
    if (request) {
      sections.clear(["undo", "request"]);
      return sections.update("request", JSON.stringify(request), () => requestSection(request, this.#catalogue.behaviours, t));
    }
    sections.update("request", "", () => []);
    const reviewed = given.find(({ id }) => id === reviewedId);
    if (reviewed) {
      sections.clear(["undo", "check"]);
      return sections.update("check", fingerprint(reviewed), () => reviewSection(reviewed, this.#catalogue.behaviours, t));
    }
    sections.update("check", "", () => []);
    const last = own.at(-1);
    const start = JSON.stringify([last?.id, locked]);
    const { behaviours } = this.#catalogue;
    sections.update("unfinished", unfinished.length ? JSON.stringify(unfinished.map(({ id, about, ratings }) => [id, about, ratings.size])) : "", () => unfinishedSection(unfinished, behaviours, t));
    sections.update("discarded", discarded.map(({ id }) => id).join(), () => discardedSection(discarded, behaviours, t));
    sections.update("start", last || blind ? "" : start, () => startSection(undefined, Date.now(), locked, t));
    sections.update("again", last ? start : "", () => startSection(last, Date.now(), locked, t));
    this.#result({ ...data, own });
    sections.update("views", JSON.stringify([views.map(({ id, about, by, role }) => [id, about, by, role]), !last, locked]), () => viewsSection(views, Boolean(last), locked, t));
    sections.update("invite", "always", () => askSection(this.#catalogue.behaviours, t));
    sections.update("take", locked ? "" : "always", () => fileSection(t));
    sections.update("given", given.map(({ id, about }) => id + about).join(), () => givenSection(given, t));
  }

  /** @param {DashboardData} data */
  #result({ own, views, targetOf }) {
    const [t, sections] = [this.#t, this.#sections];
    const all = withDates(own);
    const index = Math.max(all.findIndex(({ session }) => session.id === this.shownId), -1);
    const shown = all.at(index);
    if (!shown) return ["dates", "result", "towards", "questions"].forEach((name) => sections.update(name, "", () => []));
    const earlier = all.slice(0, all.indexOf(shown));
    const compared = this.comparedId === "" ? undefined : (earlier.find(({ session }) => session.id === this.comparedId) ?? earlier.at(-1));
    sections.update("dates", JSON.stringify([all.map(({ session }) => session.id), shown.session.id, compared?.session.id]), () => dateSection(all, shown.session.id, compared?.session.id ?? "", t));
    const fingerprints = [shown.session, compared?.session, ...views].map((rating) => rating && fingerprint(rating)).join("\n");
    sections.update("result", fingerprints, () => this.#buildResult(shown, compared, views));
    sections.update("towards", "always", () => targetSection(addressOf({ url: "workbook/plan/" }) ?? "", t));
    sections.update("questions", views.length ? fingerprints : "", () => this.#buildQuestions(shown, views));
    updateTargets(this.#root, this.#catalogue.behaviours, ({ id }) => targetOf(id), t);
  }

  /** @param {import("./result.js").Dated} shown @param {import("./result.js").Dated | undefined} compared @param {View[]} views */
  #buildResult(shown, compared, views) {
    const { behaviours, chapters } = this.#catalogue;
    const groups = chapters.flatMap(({ slug, section }) => behaviours.filter(({ chapter }) => chapter === slug).map((behaviour) => ({ section, behaviour })));
    const sections = [...new Set(groups.map(({ section }) => section))].map((section) => ({
      section,
      title: this.#t(`opening.sections.${section}`),
      behaviours: groups.filter((group) => group.section === section).map(({ behaviour }) => behaviour),
    }));
    const initials = initialsOf(views, this.#t);
    const others = views.map((view, n) => ({ name: raterName(view, this.#t), initials: initials[n], ratings: view.ratings }));
    const [now, then] = [shown, compared].map((dated) => dated && { date: dated.date, ratings: dated.session.ratings });
    const linkOf = (/** @type {import("../shared/catalogue.js").Behaviour} */ { id, url }) => addressOf({ url, block: id }) ?? "";
    return [this.#chart.render(sections, /** @type {import("./chart.js").Own} */ (now), then, others), resultTable(behaviours, shown, compared, linkOf, this.#t)];
  }

  /** @param {import("./result.js").Dated} shown @param {View[]} views */
  #buildQuestions({ session, date }, views) {
    const raters = views.map((view) => ({ name: view.by || raterName(view, this.#t), ratings: view.ratings }));
    const comparison = compareRatings(this.#catalogue.behaviours, { name: "", ratings: session.ratings }, raters);
    const names = views.map((view) => this.#t("assessment.view", { name: raterName(view, this.#t), date: formatDate(view.at) })).join("; ");
    const about = this.#t("assessment.questions-about", { date, names });
    this.markdown = questionsMarkdown(comparison, about, this.#t);
    return questionsSection(comparison, about, this.#t);
  }

  /** Shows a text to copy by hand. @param {string} part The live region that says so. @param {string} text */
  offerText(part, text) {
    const region = this.#root.querySelector(`[data-hb-part="${part}"]`);
    const existing = region?.nextElementSibling;
    const field = existing instanceof HTMLTextAreaElement ? existing : makeElement("textarea", { class: "hb-assessment__by-hand", dir: "auto", "aria-label": this.#t("assessment.copy") });
    if (field !== existing) region?.after(field);
    field.readOnly = true;
    field.value = text;
    field.focus();
    field.select();
  }
}

/** Returns a string that changes whenever a rating does. @param {Session | View} rating */
function fingerprint({ ratings, ...rest }) {
  return JSON.stringify([rest, [...ratings]]);
}

/** Sections of the page, each rebuilt only when its key changes, so that focus and announcements survive a refresh. */
class SectionList {
  #root;
  /** @type {Map<string, {section: HTMLElement, key: string}>} */
  #sections;

  /** @param {HTMLElement} root @param {string[]} names In page order. */
  constructor(root, names) {
    this.#root = root;
    this.#sections = new Map(names.map((name) => [name, { section: makeElement("div", `hb-assessment__${name}`), key: "" }]));
    root.replaceChildren(...[...this.#sections.values()].map(({ section }) => section));
    this.clear();
  }

  /** Rebuilds a section if its key has changed; an empty key empties it. @param {string} name @param {string} key @param {() => (Node | string)[]} build */
  update(name, key, build) {
    const current = this.#sections.get(name);
    if (!current || current.key === key) return;
    current.key = key;
    current.section.replaceChildren(...(key ? build() : []));
    current.section.hidden = !key;
  }

  /** Empties every section except these. @param {string[]} [except] */
  clear(except = []) {
    for (const [name, { section }] of this.#sections) {
      if (except.includes(name)) continue;
      this.update(name, "", () => []);
      section.hidden = true;
    }
  }

  /** Puts a text, and perhaps a button, into a live region. @param {string} part @param {string} text @param {HTMLElement[]} more */
  announce(part, text, ...more) {
    this.#root.querySelector(`[data-hb-part="${part}"]`)?.replaceChildren(text, ...more);
  }

  /** Focuses the first element that matches. @param {string} selector */
  focus(selector) {
    const element = this.#root.querySelector(selector);
    if (element instanceof HTMLElement) element.focus();
  }

  remove() {
    this.#root.replaceChildren();
  }
}
