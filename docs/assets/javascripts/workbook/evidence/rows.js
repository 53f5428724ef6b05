/** The rows of the evidence page, in groups, and the same as Markdown. */

import { addressOf, makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { formatDay } from "../shared/dates.js";
import { byWitness, SUPPORTS } from "../shared/evidence.js";
import { isolated } from "../shared/isolated.js";
import { BREAK, inline, italic, multiline } from "../shared/markdown-text.js";

/**
 * @typedef {import("../shared/evidence.js").Evidence} Evidence
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {import("../../common/i18n.js").Translate} Translate
 * @typedef {{title: string, evidence: Evidence[]}} Group
 */

const BRIEF = 60; // characters of a text in the name of a button

/** Returns the evidence in groups, by "date", "shows", "trust" or "witness". @param {Evidence[]} evidence @param {string} by @param {Catalogue} catalogue @param {Translate} t @returns {Group[]} */
export function grouped(evidence, by, { behaviours }, t) {
  if (by === "witness") return byWitness(evidence).map(({ name, evidence }) => ({ title: name ? isolated(name) : t("evidence-file.alone"), evidence }));
  const unsorted = t("evidence-file.unsorted");
  /** @type {Record<string, [string[], (one: Evidence) => string]>} Titles in their order, and which one a piece has. */
  const ways = {
    shows: [[...behaviours.map(({ title }) => title), unsorted], ({ behaviour }) => behaviours.find(({ id }) => id === behaviour)?.title ?? unsorted],
    trust: [[...SUPPORTS.map((support) => t(`evidence-file.${support}`)), unsorted], ({ trust }) => (trust ? t(`evidence-file.${trust}`) : unsorted)],
  };
  const [titles, titleOf] = ways[by] ?? [[], monthOf];
  /** @type {Map<string, Evidence[]>} */
  const groups = new Map(titles.map((title) => [title, []]));
  for (const one of evidence) {
    const title = titleOf(one);
    const group = groups.get(title);
    if (group) group.push(one);
    else groups.set(title, [one]);
  }
  return [...groups].map(([title, evidence]) => ({ title, evidence })).filter(({ evidence }) => evidence.length);
}

/** Tells whether the reader can change a piece of evidence on this page: what stands elsewhere is changed there. @param {Evidence} one */
export function isEditable({ kind }) {
  return kind === "own" || kind === "tick";
}

/** Returns a piece of evidence as a row of the list. @param {Evidence} one @param {Catalogue} catalogue @param {Translate} t @param {HTMLElement[]} actions */
export function rowOf(one, catalogue, t, actions) {
  const about = aboutOf(one, catalogue, t).flatMap((part, n) => (n ? [" · ", part] : [part]));
  return makeElement(
    "li",
    { class: "hb-evidence__row", "data-hb-key": one.key, "data-hb-private": one.isPrivate ? "" : undefined },
    makeElement("p", "hb-evidence__when", one.on && formatDay(one.on, true)),
    makeElement("p", { class: "hb-evidence__text", dir: "auto" }, one.text),
    makeElement("p", "hb-evidence__about", ...about),
    ...(actions.length ? [makeElement("p", "hb-evidence__actions", ...actions)] : []),
  );
}

/** Returns the buttons of a row. @param {Evidence} one @param {string[]} names Such as "edit". @param {Translate} t @param {Record<string, string>} [values] */
export function buttonsOf(one, names, t, values) {
  const text = one.text.length > BRIEF ? `${one.text.slice(0, BRIEF)}…` : one.text;
  return names.map((name) => makeButton(name, t(`evidence-file.${name}`), { of: one.key, label: t(`evidence-file.${name}-of`, values ?? { text }) }));
}

/** Returns all groups as Markdown, without what is private. @param {Group[]} groups @param {Catalogue} catalogue @param {Translate} t */
export function evidenceMarkdown(groups, catalogue, t) {
  const blocks = groups.flatMap(({ title, evidence }) => {
    const shown = evidence.filter(({ isPrivate }) => !isPrivate);
    return shown.length ? [`## ${inline(title)}`, ...shown.flatMap((one) => [`**${inline(one.on && formatDay(one.on))}**${BREAK}${multiline(one.text)}`, italic(aboutOf(one, catalogue, t).map((part) => (typeof part === "string" ? part : part.textContent)).join(" · "))])] : [];
  });
  return `${[`# ${t("evidence-file.list")}`, ...blocks].filter(Boolean).join("\n\n")}\n`;
}

/** Returns what there is to say about a piece of evidence: who saw it, where it's from, what it shows. @param {Evidence} one @param {Catalogue} catalogue @param {Translate} t @returns {(HTMLElement | string)[]} */
function aboutOf({ kind, who, about, record, place, behaviour, trust, link, isPrivate }, { behaviours }, t) {
  const title = behaviours.find(({ id }) => id === behaviour)?.title ?? "";
  const seen = kind === "view" ? t("evidence-file.written-by", { name: isolated(who || t("evidence-file.someone")) }) : who && t("evidence-file.seen-by", { name: isolated(who) });
  const from = kind === "rating" ? t("evidence-file.rated", { title: about }) : about;
  const address = place && addressOf(place);
  return [
    seen,
    from && (address ? makeElement("a", { href: address }, from) : from),
    record,
    title === about ? "" : title,
    trust && t(`evidence-file.${trust}`),
    link && (/^https?:\/\//i.test(link) ? makeElement("a", { href: link, rel: "noreferrer", dir: "ltr" }, link) : link),
    isPrivate ? t("evidence-file.private") : "",
  ].filter(Boolean).map((part) => part || "");
}

/** @param {Evidence} one */
function monthOf({ on }) {
  return formatDate(`${on}T00:00Z`, { month: "long", year: "numeric", timeZone: "UTC" });
}
