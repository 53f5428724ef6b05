/** The page that a reader hands over: each expectation with its evidence, who saw it, the gap and the plan. Pure functions. */

import { formatList } from "../../common/formats.js";
import { t, tn } from "../../common/i18n.js";
import { formatDay, singleLine } from "../shared/pack/pack-item.js";

/**
 * @typedef {import("./model.js").Case} Case
 * @typedef {import("./model.js").Line} Line
 * @typedef {import("../shared/evidence.js").Evidence} Evidence
 * @typedef {import("../shared/pack/pack-page.js").Pack} Pack
 * @typedef {import("../shared/pack/pack-page.js").Piece} Piece
 * @typedef {import("../../common/i18n.js").Words} Words
 */

/** Returns the page, without anything private. @param {Case} given @param {{today: string, words: Words, lang: string}} context @returns {Pack} */
export function casePage({ goal, lines }, { today, words, lang }) {
  const shown = lines.filter(({ isPrivate }) => !isPrivate);
  const role = goal.isPrivate ? "" : singleLine(goal.text);
  const head = role ? [{ label: t(words, "case.head-role"), text: role }] : [];
  const sections = shown.map((line) => ({ key: "expectation", title: line.text, note: line.help, clusters: [{ source: "", title: "", pieces: piecesOf(line, words, lang) }] }));
  const evidence = shown.flatMap(publicEvidence);
  const written = shown.flatMap(({ kind, gap, next }) => [kind === "own" || kind === "map", visible(gap), visible(next)]).filter(Boolean).length + head.length;
  const counts = /** @type {[string, number][]} */ ([["typed", written], ["expectation", shown.length], ["evidence", new Set(evidence.map(({ key }) => key)).size]]).filter(([, n]) => n);
  const glance = shown.length ? [{ key: "glance", title: t(words, "case.glance"), note: "", clusters: [{ source: "", title: "", pieces: [lineOf(glanceOf(shown, words, lang))] }] }] : [];
  const on = shown.length || role ? [{ label: t(words, "case.head-on"), text: formatDay(today, lang || undefined) }] : [];
  return { title: t(words, "case.paper-title"), lang, lines: [...head, ...on], sections: [...glance, ...sections], counts, empty: !shown.length && !role };
}

/** Returns what of a line is open, for the reader: its evidence, and who saw it. @param {Line} line @returns {"none" | "unseen" | "seen"} */
export function standing(line) {
  const evidence = publicEvidence(line);
  return !evidence.length ? "none" : evidence.some(({ who }) => who) ? "seen" : "unseen";
}

// The first thing that is read: how much of it others have seen, and what is open.
/** @param {Line[]} lines @param {Words} words @param {string} lang */
function glanceOf(lines, words, lang) {
  const count = (/** @type {string} */ which) => lines.filter((line) => standing(line) === which).length;
  const parts = ["seen", "unseen", "none"].flatMap((which) => (count(which) ? [tn(words, `case.glance-${which}`, count(which))] : []));
  const gaps = lines.filter(({ gap }) => visible(gap)).length;
  return [tn(words, "case.glance-all", lines.length, { parts: formatList(parts, lang || undefined) }), ...(gaps ? [tn(words, "case.glance-gaps", gaps)] : [])].join(" ");
}

/** @param {Line} line @param {Words} words @param {string} lang @returns {Piece[]} */
function piecesOf(line, words, lang) {
  const evidence = publicEvidence(line).map((one) => pieceOf(one, words, lang));
  const notes = /** @type {const} */ (["gap", "next"]).filter((name) => visible(line[name]));
  return [
    ...(evidence.length ? evidence : [lineOf(t(words, "case.no-evidence"))]),
    ...notes.map((name) => ({ form: /** @type {const} */ ("said"), label: t(words, `case.paper-${name}`), text: line[name].text, more: [] })),
  ];
}

/** @param {Evidence} evidence @param {Words} words @param {string} lang @returns {Piece} */
function pieceOf({ kind, text, on, who, link }, words, lang) {
  const more = [["seen", singleLine(who)], ["link", singleLine(link)]].filter(([, said]) => said).map(([name, said]) => ({ label: t(words, `case.${name === "seen" && kind === "view" ? "written" : name}`), text: said }));
  return { form: "said", label: formatDay(on, lang || undefined), text, more };
}

/** @param {string} text @returns {Piece} */
function lineOf(text) {
  return { form: "line", label: "", text, more: [] };
}

/** @param {Line} line */
function publicEvidence({ chosen }) {
  return chosen.filter(({ isPrivate }) => !isPrivate);
}

/** @param {import("./model.js").Note} note */
function visible({ text, isPrivate }) {
  return Boolean(text) && !isPrivate;
}
