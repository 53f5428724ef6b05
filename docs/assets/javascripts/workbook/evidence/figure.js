/** Where the file is thin: a figure like the one in the introduction, a table with the same numbers, and the same in a sentence. */

import { makeElement } from "../../common/dom.js";
import { formatList, formatNumber } from "../../common/formats.js";
import { formatDay } from "../shared/dates.js";
import { countOf, isRecent, SUPPORTS } from "../shared/evidence.js";

/**
 * @typedef {import("../shared/evidence.js").Evidence} Evidence
 * @typedef {import("../../common/i18n.js").Translate} Translate
 * @typedef {{title: string, section: string, evidence: Evidence[], count: import("../shared/evidence.js").Count}} Row
 * @typedef {{title: string, rows: Row[]}} Group
 */

const MOST_MARKS = 30; // of a row: beyond that the number tells more
const MOST_NAMES = 5; // in a sentence: beyond that the figure shows it better

/** Returns the rows of the figure: one for each support of trust and each behaviour, and for what isn't sorted. @param {Evidence[]} evidence @param {import("../shared/catalogue.js").Catalogue} catalogue @param {string} today @param {Translate} t @returns {Group[]} */
export function groupsOf(evidence, { behaviours, chapters }, today, t) {
  const row = (/** @type {string} */ title, /** @type {string} */ section, /** @type {(one: Evidence) => boolean} */ belongs) => {
    const own = evidence.filter(belongs);
    return { title, section, evidence: own, count: countOf(own, today) };
  };
  const rest = (/** @type {Row} */ { evidence }) => evidence.length > 0;
  const unsorted = t("evidence-file.unsorted");
  return [
    { title: t("evidence-file.supports"), rows: [...SUPPORTS.map((support) => row(t(`evidence-file.${support}`), "", ({ trust }) => trust === support)), ...[row(unsorted, "", ({ trust }) => !trust)].filter(rest)] },
    {
      title: t("evidence-file.behaviours"),
      rows: [
        ...behaviours.map(({ id, title, chapter }) => row(title, chapters.find(({ slug }) => slug === chapter)?.section ?? "", ({ behaviour }) => behaviour === id)),
        ...[row(unsorted, "", ({ behaviour }) => !behaviour)].filter(rest),
      ],
    },
  ].filter(({ rows }) => rows.length);
}

/** Returns what is missing in sentences: of the supports of trust, and of the behaviours if there are few. @param {Group[]} groups @param {Translate} t @returns {string[]} */
export function gapsOf(groups, t) {
  const rows = groups.flatMap(({ rows }) => rows).filter(({ title }) => title !== t("evidence-file.unsorted"));
  const gaps = groups.flatMap(({ title, rows }) => {
    const sorted = rows.filter(({ title }) => title !== t("evidence-file.unsorted"));
    // There may be something for each of them: nobody has said so yet.
    if (rows.length > sorted.length && sorted.every(({ evidence }) => !evidence.length)) return [t("evidence-file.thin-unsorted", { title })];
    const [none, alone] = [sorted.filter(({ count }) => !count.recent), sorted.filter(({ count }) => count.recent && !count.seen)];
    return [["none", none], ["alone", alone]].flatMap(([name, thin]) => (thin.length && thin.length <= MOST_NAMES ? [t(`evidence-file.thin-${name}`, { list: formatList(/** @type {Row[]} */ (thin).map(({ title }) => title)) })] : []));
  });
  return rows.every(({ count }) => count.seen) ? [t("evidence-file.thin-fine")] : gaps;
}

/** Returns the figure. @param {Group[]} groups @param {string} today @param {Translate} t */
export function figureOf(groups, today, t) {
  return groups.map(({ title, rows }) => makeElement("div", "hb-file__group", makeElement("p", "hb-file__title", title), ...rows.map((row) => rowOf(row, today, t))));
}

/** Returns the rows of the table. @param {Group[]} groups */
export function tableOf(groups) {
  return groups.flatMap(({ title, rows }) => [
    makeElement("tr", "", makeElement("th", { class: "hb-evidence__rowgroup", scope: "rowgroup", colspan: "5" }, title)),
    ...rows.map(({ title, count: { recent, seen, before, latest } }) => {
      const cells = [...[recent, seen, before].map(formatNumber), latest && formatDay(latest, true)];
      return makeElement("tr", "", makeElement("th", { scope: "row" }, title), ...cells.map((text) => makeElement("td", "", text)));
    }),
  ]);
}

/** @param {Row} row @param {string} today @param {Translate} t */
function rowOf({ title, section, evidence }, today, t) {
  const marks = evidence.slice(0, MOST_MARKS).reverse().map(({ on, who }) => makeElement("i", `hb-file__mark${who ? " hb-file__mark--seen" : ""}${isRecent(on, today) ? "" : " hb-file__mark--old"}`));
  const more = evidence.length > MOST_MARKS ? [makeElement("span", "hb-file__more", `+ ${formatNumber(evidence.length - MOST_MARKS)}`)] : [];
  return makeElement("div", { class: "hb-file__row", "data-hb-section": section || undefined }, makeElement("span", "hb-file__name", title), makeElement("span", "hb-file__marks", ...(marks.length ? [...more, ...marks] : [makeElement("span", "hb-file__none", t("evidence-file.none"))])));
}
