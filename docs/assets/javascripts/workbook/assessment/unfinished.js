/** Sessions that can be continued, and self-assessments that were discarded. */

import { isolated } from "../shared/isolated.js";
import { makeButton, makeElement } from "../../common/dom.js";
import { heading, mainButton } from "./elements.js";
import { formatDate } from "../../common/formats.js";

/** @typedef {import("../../common/i18n.js").Translate} Translate */
/** @typedef {import("../shared/rating-sessions.js").Session} Session */

/** Returns what isn't finished, each to continue or to discard. @param {Session[]} sessions @param {number} total Of behaviours. @param {Translate} t */
export function unfinishedSection(sessions, total, t) {
  const items = sessions.map((session) => {
    const resume = mainButton("continue", t("assessment.continue"));
    const discard = makeButton("discard", t("assessment.discard"));
    return itemOf(session, total, t, resume, discard);
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

/** Returns the self-assessments that were discarded, each to restore. @param {Session[]} sessions @param {number} total @param {Translate} t */
export function discardedSection(sessions, total, t) {
  const items = sessions.map((session) => itemOf(session, total, t, makeButton("restore", t("assessment.restore"))));
  return [heading(t("assessment.discarded")), makeElement("ul", "hb-views", ...items)];
}

/** @param {Session} session @param {number} total @param {Translate} t @param {HTMLElement[]} buttons */
function itemOf({ id, at, about, forOther, ratings }, total, t, ...buttons) {
  const name = forOther ? t("assessment.of-other", { about: about ? isolated(about) : t("assessment.somebody") }) : t("assessment.title");
  const line = t("assessment.progress", { name, date: formatDate(at), n: ratings.size, all: total });
  for (const button of buttons) {
    button.dataset.hbOf = id;
    button.setAttribute("aria-label", `${button.textContent}: ${line}`);
  }
  return makeElement("li", "hb-views__item", makeElement("b", "", line), makeElement("span", "hb-views__buttons", ...buttons));
}
