/** The reader's own result: where it begins, which dates, and the lines chosen with the next one up. */

import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/i18n.js";
import { distinctDates, heading, liveRegion, mainButton } from "./elements.js";
import { asksEvidence, isLevel, isReworded, lineOf } from "../shared/rating-sessions.js";

/**
 * @typedef {import("../../common/i18n.js").Translate} Say
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {import("../shared/rating-sessions.js").Session} Session
 * @typedef {{session: Session, date: string}} Dated
 */

const SOON = 42 * 24 * 3600 * 1000;

/** Returns the sessions with a name for each day. @param {Session[]} sessions @returns {Dated[]} */
export function dated(sessions) {
  const days = distinctDates(sessions.map(({ at }) => at));
  return sessions.map((session, n) => ({ session, date: days[n] }));
}

/** Returns the invitation, or beside a result the way to the next one. @param {Session | undefined} last @param {number} now @param {boolean} locked @param {Say} say */
export function startOf(last, now, locked, say) {
  const print = [...(last ? [makeButton("print", say("assessment.print"))] : []), makeButton("print-blank", say("assessment.print-blank"))];
  const other = makeButton("rate-other", say("assessment.other"));
  const actions = (/** @type {HTMLElement[]} */ ...own) => makeElement("div", "hb-assessment__actions", ...(locked ? [] : own), ...print);
  if (last) {
    const soon = now - last.at.valueOf() < SOON ? ` ${say("assessment.soon")}` : "";
    const line = makeElement("p", "hb-assessment__note", say("assessment.last", { date: formatDate(last.at) }) + soon);
    return [line, actions(makeButton("rate", say("assessment.again")), other)];
  }
  return [
    heading(say("assessment.start")),
    makeElement("p", "", say("assessment.start-how")),
    makeElement("p", "", say("assessment.start-blind")),
    actions(mainButton("rate", say("assessment.rate"))),
    ...(locked ? [] : [makeElement("p", "hb-assessment__note", say("assessment.other-how")), makeElement("div", "hb-assessment__actions", other)]),
  ];
}

/** Returns the two choices of a date; beside one stand those before it. @param {Dated[]} all @param {string} now @param {string} then @param {Say} say */
export function datesOf(all, now, then, say) {
  const from = all.findIndex(({ session }) => session.id === now);
  const choices = (/** @type {Dated[]} */ some) => some.map(({ session, date }) => new Option(date, session.id)).reverse();
  const show = choose("now", say("assessment.show"), choices(all), now);
  const beside = choose("then", say("assessment.beside"), [...choices(all.slice(0, from)), new Option(say("assessment.nothing"), "")], then);
  return [heading(say("assessment.result")), ...(all.length > 1 ? [makeElement("div", "hb-assessment__pair", ...show, " ", ...beside)] : [])];
}

/**
 * Returns the table: each behaviour over the lines that were chosen and the next one up.
 *
 * @param {Behaviour[]} behaviours
 * @param {Dated} now
 * @param {Dated | undefined} then
 * @param {(behaviour: Behaviour) => string} linkOf
 * @param {Say} say
 */
export function tableOf(behaviours, now, then, linkOf, say) {
  const heads = [...(then ? [say("assessment.then", { date: then.date })] : []), say("assessment.now", { date: now.date }), say("assessment.next-up")];
  const table = as("table", makeElement("table", "hb-result"));
  const caption = makeElement("caption", "hb-visually-hidden", say("assessment.table"));
  const columns = heads.map((text) => as("columnheader", scoped("col", makeElement("th", "", text))));
  table.append(caption, as("rowgroup", makeElement("thead", "", as("row", makeElement("tr", "", ...columns)))));
  for (const behaviour of behaviours) {
    const link = makeElement("a", "", behaviour.title);
    link.href = linkOf(behaviour);
    const title = as("rowheader", scoped("rowgroup", makeElement("th", "hb-result__title", link)));
    title.colSpan = heads.length;
    const sides = (then ? [then, now] : [now]).map(({ session }) => chosen(behaviour, session.ratings.get(behaviour.id), say));
    const cells = [...sides, nextOf(behaviour, now.session.ratings.get(behaviour.id), say)].map((inside, n) => labelled(heads[n], makeElement("td", "", ...inside)));
    table.append(as("rowgroup", makeElement("tbody", "hb-result__one", as("row", makeElement("tr", "", title)), as("row", makeElement("tr", "", ...cells)))));
  }
  return table;
}

/** Returns the line below the table, and the way to the plans. @param {string} address @param {Say} say */
export function towardsOf(address, say) {
  const link = makeElement("a", "", say("assessment.plans"));
  link.href = address;
  return [liveRegion("towards"), makeElement("p", "hb-assessment__note", say("assessment.towards-some"), " ", link)];
}

/**
 * Shows which lines the reader works towards, without building anything anew.
 *
 * @param {HTMLElement} desk
 * @param {Behaviour[]} behaviours
 * @param {(behaviour: Behaviour) => {value: unknown, said?: unknown} | undefined} entryOf
 * @param {Say} say
 */
export function showTowards(desk, behaviours, entryOf, say) {
  let n = 0;
  for (const behaviour of behaviours) {
    const { value, said } = entryOf(behaviour) ?? { value: "" };
    const level = isLevel(value) ? value : "";
    n += level ? 1 : 0;
    const near = desk.querySelector(`[data-hb-next="${CSS.escape(behaviour.id)}"]`);
    const press = near?.querySelector('[data-hb-action="towards"]');
    const shown = press instanceof HTMLElement ? press.dataset.hbLevel : "";
    press?.setAttribute("aria-pressed", String(Boolean(level) && level === shown));
    const old = near?.querySelector('[data-hb-part="old"]');
    if (!(old instanceof HTMLElement)) continue;
    old.hidden = !level || level === shown;
    const words = old.hidden ? "" : say("assessment.towards-old", { line: String(said || behaviour.anchors[Number(level)]) });
    if (old.firstElementChild && old.firstElementChild.textContent !== words) old.firstElementChild.textContent = words;
  }
  const told = desk.querySelector('[data-hb-part="towards"]');
  const words = n > 2 ? say("assessment.towards-enough", { n }) : "";
  if (told && told.textContent !== words) told.textContent = words;
}

/** @param {Behaviour} behaviour @param {Rating | undefined} rating @param {Say} say */
function chosen(behaviour, rating, say) {
  if (!rating) return [makeElement("p", "hb-result__note", say("assessment.no-rating"))];
  if (!rating.level) return [makeElement("p", "hb-result__note", capital(say("assessment.left-out")))];
  const reworded = isReworded(behaviour, rating);
  const line = reworded ? (behaviour.anchors[Number(rating.level)] ?? "") : lineOf(behaviour, rating);
  return [makeElement("p", "", line), ...(reworded ? [makeElement("p", "hb-reworded", say("assessment.reworded", { said: lineOf(behaviour, rating) }))] : []), ...shownBy(rating, say)];
}

/** Returns what shows a line, or that nothing was written where it was asked for. @param {Rating} rating @param {Say} say */
export function shownBy({ level, evidence }, say) {
  if (evidence) return [makeElement("p", "hb-result__evidence", say("assessment.shown-by", { text: evidence }))];
  return asksEvidence(level) ? [makeElement("p", "hb-result__note", say("assessment.no-evidence"))] : [];
}

/** @param {Behaviour} behaviour @param {Rating | undefined} rating @param {Say} say */
function nextOf(behaviour, rating, say) {
  const level = rating?.level ? String(Number(rating.level) + 1) : "";
  const line = behaviour.anchors[Number(level)];
  const place = makeElement("div", "");
  place.dataset.hbNext = behaviour.id;
  if (!level || !line) place.append(makeElement("p", "hb-result__note", say(level ? "assessment.top" : "assessment.top-out")));
  else {
    const press = makeButton("towards", say("assessment.towards"), { of: behaviour.id, label: say("assessment.towards-of", { title: behaviour.title }) });
    press.classList.add("hb-result__towards");
    press.dataset.hbLevel = level;
    place.append(makeElement("p", "", line), press);
  }
  const drop = makeButton("drop", say("assessment.towards-drop"), { of: behaviour.id });
  const old = makeElement("div", "hb-result__old", makeElement("p", "hb-result__note"), drop);
  old.dataset.hbPart = "old";
  old.hidden = true;
  place.append(old);
  return [place];
}

/** @param {string} part @param {string} label @param {HTMLOptionElement[]} options @param {string} value @returns {HTMLElement[]} */
function choose(part, label, options, value) {
  const select = makeElement("select", "hb-assessment__choose", ...options);
  select.id = `assessment-${part}`;
  select.autocomplete = "off";
  select.value = value;
  const made = makeElement("label", "", label);
  made.htmlFor = select.id;
  return [made, select];
}

// A stylesheet that turns rows into blocks would take their meaning: the roles keep it.
/** @template {HTMLElement} T @param {string} role @param {T} made @returns {T} */
function as(role, made) {
  made.setAttribute("role", role);
  return made;
}

/** @param {string} scope @param {HTMLTableCellElement} made */
function scoped(scope, made) {
  made.scope = scope;
  return made;
}

/** @param {string} label @param {HTMLTableCellElement} made */
function labelled(label, made) {
  made.dataset.hbLabel = label;
  return as("cell", made);
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
