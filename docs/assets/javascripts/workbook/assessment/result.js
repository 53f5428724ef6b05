/** The reader's own result: the start, the choice of dates, the table of chosen anchors with the next one up, and targets. */

import { isolated } from "../shared/isolated.js";
import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { distinctDates, heading, liveRegion, mainButton } from "./elements.js";
import { setText } from "../shared/dom.js";
import { asksEvidence, chosenAnchor, isLevel, isReworded } from "../shared/rating-sessions.js";

/**
 * @typedef {import("../../common/i18n.js").Translate} Translate
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {import("../shared/rating-sessions.js").Session} Session
 * @typedef {{session: Session, date: string}} Dated
 */

const SIX_WEEKS = 42 * 24 * 3600 * 1000;

/** @param {Session[]} sessions @returns {Dated[]} */
export function withDates(sessions) {
  const days = distinctDates(sessions.map(({ at }) => at));
  return sessions.map((session, n) => ({ session, date: days[n] }));
}

/** Returns the invitation to rate; with a result, the buttons for the next time. @param {Session | undefined} last @param {number} now @param {boolean} locked @param {Translate} t */
export function startSection(last, now, locked, t) {
  const print = [...(last ? [makeButton("print", t("assessment.print"))] : []), makeButton("print-blank", t("assessment.print-blank"))];
  const other = makeButton("rate-other", t("assessment.other"));
  const actions = (/** @type {HTMLElement[]} */ ...own) => makeElement("div", "hb-assessment__actions", ...(locked ? [] : own), ...print);
  if (last) {
    const soon = now - last.at.valueOf() < SIX_WEEKS ? ` ${t("assessment.soon")}` : "";
    const line = makeElement("p", "hb-assessment__note", t("assessment.last", { date: formatDate(last.at) }) + soon);
    return [line, actions(makeButton("rate", t("assessment.again")), other)];
  }
  return [
    heading(t("assessment.start")),
    makeElement("p", "", t("assessment.start-how")),
    makeElement("p", "", t("assessment.start-blind")),
    actions(mainButton("rate", t("assessment.rate"))),
    ...(locked ? [] : [makeElement("p", "hb-assessment__note", t("assessment.other-how")), makeElement("div", "hb-assessment__actions", other)]),
  ];
}

/** Returns the two date selects; only earlier sessions can be compared. @param {Dated[]} all @param {string} shownId @param {string} comparedId @param {Translate} t */
export function dateSection(all, shownId, comparedId, t) {
  const from = all.findIndex(({ session }) => session.id === shownId);
  const choices = (/** @type {Dated[]} */ some) => some.map(({ session, date }) => new Option(date, session.id)).reverse();
  const show = labelledSelect("now", t("assessment.show"), choices(all), shownId);
  const beside = labelledSelect("then", t("assessment.beside"), [...choices(all.slice(0, from)), new Option(t("assessment.nothing"), "")], comparedId);
  return [heading(t("assessment.result")), ...(all.length > 1 ? [makeElement("div", "hb-assessment__pair", ...show, " ", ...beside)] : [])];
}

/**
 * Returns the table of behaviours: the chosen anchors and the next one up.
 *
 * @param {Behaviour[]} behaviours
 * @param {Dated} shown
 * @param {Dated | undefined} compared
 * @param {(behaviour: Behaviour) => string} linkOf
 * @param {Translate} t
 */
export function resultTable(behaviours, shown, compared, linkOf, t) {
  const heads = [...(compared ? [t("assessment.then", { date: compared.date })] : []), t("assessment.now", { date: shown.date }), t("assessment.next-up")];
  const columns = heads.map((text) => makeElement("th", { scope: "col", role: "columnheader" }, text));
  const bodies = behaviours.map((behaviour) => {
    const link = makeElement("a", { href: linkOf(behaviour) }, behaviour.title);
    const title = makeElement("th", { class: "hb-result__title", scope: "rowgroup", role: "rowheader", colspan: String(heads.length) }, link);
    const ratings = (compared ? [compared, shown] : [shown]).map(({ session }) => ratingCell(behaviour, session.ratings.get(behaviour.id), t));
    const cells = [...ratings, nextCell(behaviour, shown.session.ratings.get(behaviour.id), t)];
    const row = tableRow(...cells.map((content, n) => makeElement("td", { "data-hb-label": heads[n], role: "cell" }, ...content)));
    return makeElement("tbody", { class: "hb-result__one", role: "rowgroup" }, tableRow(title), row);
  });
  return makeElement(
    "table",
    // The stylesheet turns rows into blocks on narrow screens, which removes their implicit roles.
    { class: "hb-result", role: "table" },
    makeElement("caption", "hb-visually-hidden", t("assessment.table")),
    makeElement("thead", { role: "rowgroup" }, tableRow(...columns)),
    ...bodies,
  );
}

/** @param {HTMLElement[]} cells */
function tableRow(...cells) {
  return makeElement("tr", { role: "row" }, ...cells);
}

/** Returns the line about targets below the table, with a link to the plans. @param {string} url @param {Translate} t */
export function targetSection(url, t) {
  return [liveRegion("towards"), makeElement("p", "hb-assessment__note", t("assessment.towards-some"), " ", makeElement("a", { href: url }, t("assessment.plans")))];
}

/**
 * Shows which anchors the reader works towards, by changing the table in place.
 *
 * @param {HTMLElement} root
 * @param {Behaviour[]} behaviours
 * @param {(behaviour: Behaviour) => {value: unknown, said?: unknown} | undefined} entryOf
 * @param {Translate} t
 */
export function updateTargets(root, behaviours, entryOf, t) {
  let n = 0;
  for (const behaviour of behaviours) {
    const { value, said } = entryOf(behaviour) ?? { value: "" };
    const level = isLevel(value) ? value : "";
    n += level ? 1 : 0;
    const cell = root.querySelector(`[data-hb-next="${CSS.escape(behaviour.id)}"]`);
    const button = cell?.querySelector('[data-hb-action="towards"]');
    const shown = button instanceof HTMLElement ? button.dataset.hbLevel : "";
    button?.setAttribute("aria-pressed", String(Boolean(level) && level === shown));
    const old = cell?.querySelector('[data-hb-part="old"]');
    if (!(old instanceof HTMLElement)) continue;
    old.hidden = !level || level === shown;
    const text = old.hidden ? "" : t("assessment.towards-old", { line: String(said || behaviour.anchors[Number(level)]) });
    if (old.firstElementChild) setText(old.firstElementChild, text);
  }
  const status = root.querySelector('[data-hb-part="towards"]');
  const text = n > 2 ? t("assessment.towards-enough", { n }) : "";
  setText(status, text);
}

/** @param {Behaviour} behaviour @param {Rating | undefined} rating @param {Translate} t */
function ratingCell(behaviour, rating, t) {
  if (!rating) return [makeElement("p", "hb-result__note", t("assessment.no-rating"))];
  if (!rating.level) return [makeElement("p", "hb-result__note", capitalise(t("assessment.left-out")))];
  const reworded = isReworded(behaviour, rating);
  const line = reworded ? (behaviour.anchors[Number(rating.level)] ?? "") : chosenAnchor(behaviour, rating);
  return [makeElement("p", "", line), ...(reworded ? [makeElement("p", "hb-reworded", t("assessment.reworded", { said: chosenAnchor(behaviour, rating) }))] : []), ...evidenceLines(rating, t)];
}

/** Returns the evidence of a level, or a note that it is missing. @param {Rating} rating @param {Translate} t */
export function evidenceLines({ level, evidence }, t) {
  if (evidence) return [makeElement("p", "hb-result__evidence", t("assessment.shown-by", { text: isolated(evidence) }))];
  return asksEvidence(level) ? [makeElement("p", "hb-result__note", t("assessment.no-evidence"))] : [];
}

/** @param {Behaviour} behaviour @param {Rating | undefined} rating @param {Translate} t */
function nextCell(behaviour, rating, t) {
  const level = rating?.level ? String(Number(rating.level) + 1) : "";
  const line = behaviour.anchors[Number(level)];
  const drop = makeButton("drop", t("assessment.towards-drop"), { of: behaviour.id });
  const old = makeElement("div", { class: "hb-result__old", "data-hb-part": "old", hidden: "" }, makeElement("p", "hb-result__note"), drop);
  const cell = makeElement("div", { "data-hb-next": behaviour.id });
  if (!level || !line) cell.append(makeElement("p", "hb-result__note", t(level ? "assessment.top" : "assessment.top-out")));
  else {
    const button = makeButton("towards", t("assessment.towards"), { of: behaviour.id, label: t("assessment.towards-of", { title: behaviour.title }) });
    button.classList.add("hb-result__towards");
    button.dataset.hbLevel = level;
    cell.append(makeElement("p", "", line), button);
  }
  cell.append(old);
  return [cell];
}

/** @param {string} part @param {string} label @param {HTMLOptionElement[]} options @param {string} value @returns {HTMLElement[]} */
function labelledSelect(part, label, options, value) {
  const id = `assessment-${part}`;
  const select = makeElement("select", { class: "hb-assessment__choose", id, autocomplete: "off" }, ...options);
  select.value = value;
  return [makeElement("label", { for: id }, label), select];
}

/** @param {string} text */
function capitalise(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
