/** Sessions that can be continued, and self-assessments that were discarded. */

import { isolated } from "../shared/isolated.js";
import { makeButton, makeElement } from "../../common/dom.js";
import { heading, mainButton } from "./elements.js";
import { formatDate } from "../../common/formats.js";
import { ratedList } from "./other-raters.js";
import { chosenBehaviours } from "../shared/rating-sessions.js";

/** @typedef {import("../../common/i18n.js").Translate} Translate */
/** @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour */
/** @typedef {import("../shared/rating-sessions.js").Session} Session */

/** Returns what isn't finished, each to continue or to discard. @param {Session[]} sessions @param {Behaviour[]} behaviours @param {Translate} t */
export function unfinishedSection(sessions, behaviours, t) {
  const items = sessions.map((session) => {
    const resume = mainButton("continue", t("assessment.continue"));
    const discard = makeButton("discard", t("assessment.discard"));
    return itemOf(session, behaviours, t, resume, discard);
  });
  const [own, others] = [sessions.some(({ forOther }) => !forOther), sessions.some(({ forOther }) => forOther)];
  return [
    heading(t("assessment.unfinished")),
    makeElement("ul", "hb-views", ...items),
    ...(own ? [makeElement("p", "hb-assessment__note", t("assessment.unfinished-own"))] : []),
    ...(others ? [makeElement("p", "hb-assessment__note", t("assessment.unfinished-other"))] : []),
    ...(own ? [makeElement("div", "hb-assessment__actions", makeButton("rate-other", t("assessment.other")))] : []),
  ];
}

/** Returns the self-assessments that were discarded, each to restore. @param {Session[]} sessions @param {Behaviour[]} behaviours @param {Translate} t */
export function discardedSection(sessions, behaviours, t) {
  const items = sessions.map((session) => itemOf(session, behaviours, t, makeButton("restore", t("assessment.restore"))));
  return [heading(t("assessment.discarded")), makeElement("ul", "hb-views", ...items)];
}

/** Returns what has been rated so far, for paper. @param {Session} session @param {Behaviour[]} behaviours @param {Translate} t */
export function paperSection(session, behaviours, t) {
  return [heading(lineOf(session, behaviours, t)), ratedList(session, behaviours, t)];
}

/** Returns what a session is called. @param {{forOther: boolean, about: string}} session @param {Translate} t */
export function nameOf({ forOther, about }, t) {
  return forOther ? t("assessment.of-other", { about: about ? isolated(about) : t("assessment.somebody") }) : t("assessment.title");
}

/** Returns what a session is called, when it was begun and how far it is. @param {Session} session @param {Behaviour[]} behaviours @param {Translate} t */
function lineOf(session, behaviours, t) {
  return t("assessment.progress", { name: nameOf(session, t), date: formatDate(session.at), n: session.ratings.size, all: chosenBehaviours(behaviours, session.only).length });
}

/** @param {Session} session @param {Behaviour[]} behaviours @param {Translate} t @param {HTMLElement[]} buttons */
function itemOf(session, behaviours, t, ...buttons) {
  const line = lineOf(session, behaviours, t);
  for (const button of buttons) {
    button.dataset.hbOf = session.id;
    button.setAttribute("aria-label", `${button.textContent}: ${line}`);
  }
  return makeElement("li", "hb-views__item", makeElement("b", "", line), makeElement("span", "hb-views__buttons", ...buttons));
}
