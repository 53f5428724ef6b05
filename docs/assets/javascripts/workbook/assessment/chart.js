/**
 * The chart of the self-assessment: a row per behaviour, five positions on a line. A filled disc marks the shown session, a
 * hollow diamond the compared one, hollow triangles with initials the other raters. A skipped behaviour has no mark, and
 * there is deliberately no total.
 */

import { makeElement } from "../../common/dom.js";
import { chosenAnchor, isLevel } from "../shared/rating-sessions.js";

/**
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {{name: string, initials: string, ratings: Map<string, Rating>}} Other
 * @typedef {{date: string, ratings: Map<string, Rating>}} Own
 * @typedef {{title: string, section: string, behaviours: Behaviour[]}} Group
 * @typedef {{tag: string, attributes: Record<string, string>, children?: (Shape | string)[]}} Shape
 */

const POSITIONS = ["4%", "27%", "50%", "73%", "96%"];
if (document.body.dir === "rtl") POSITIONS.reverse();
const MARK_PATHS = { now: "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z", then: "M0 -10L10 0L0 10L-10 0z", other: "M0 9L6.5 20L-6.5 20z" };

/** @type {(kind: keyof typeof MARK_PATHS) => Shape} */
const path = (kind) => ({ tag: "path", attributes: { class: `hb-chart__mark hb-chart__mark--${kind}`, d: MARK_PATHS[kind] } });

export class Chart {
  #t;
  #svgNamespace;

  /** @param {Element} svgSample An SVG element, for its namespace. @param {import("../../common/i18n.js").Translate} t */
  constructor(svgSample, t) {
    this.#t = t;
    this.#svgNamespace = svgSample.namespaceURI;
  }

  /** Returns the chart with its legend. @param {Group[]} groups @param {Own} now @param {Own | undefined} then @param {Other[]} others @returns {HTMLElement} */
  render(groups, now, then, others) {
    const label = this.#t(then ? "assessment.chart-beside" : "assessment.chart", { date: now.date, then: then?.date ?? "" });
    const rows = groups.map((group) => this.#group(group, now, then, others));
    return makeElement(
      "figure",
      "hb-chart",
      this.#legend(now, then, others),
      makeElement("div", { class: "hb-chart__rows", role: "img", "aria-label": label, "aria-describedby": "assessment-chart-how" }, this.#ends(), ...rows),
      makeElement("p", { class: "hb-visually-hidden", id: "assessment-chart-how" }, this.#t("assessment.chart-how")),
    );
  }

  /** @param {Own} now @param {Own | undefined} then @param {Other[]} others */
  #legend(now, then, others) {
    const own = /** @type {const} */ ([["now", now], ["then", then]]);
    const items = own.flatMap(([kind, side]) => (side ? [makeElement("li", "hb-chart__item", this.#legendMark(kind), this.#t(`assessment.${kind}`, { date: side.date }))] : []));
    const named = others.map(({ name, initials }) => makeElement("li", "hb-chart__item", this.#legendMark("other"), makeElement("b", "", initials), " ", name));
    return makeElement("ul", "hb-chart__key", ...items, ...named);
  }

  /** @param {keyof typeof MARK_PATHS} kind */
  #legendMark(kind) {
    return this.#svgElement({ tag: "svg", attributes: { class: "hb-chart__sign", viewBox: kind === "other" ? "-11 3 22 22" : "-11 -11 22 22", "aria-hidden": "true" }, children: [path(kind)] });
  }

  #ends() {
    const ends = ["first-line", "last-line"].map((word) => makeElement("span", "", this.#t(`assessment.${word}`)));
    return makeElement("div", "hb-chart__row hb-chart__row--ends", makeElement("span", ""), makeElement("span", "hb-chart__ends", ...ends));
  }

  /** @param {Group} group @param {Own} now @param {Own | undefined} then @param {Other[]} others */
  #group({ title, section, behaviours }, now, then, others) {
    const rows = behaviours.map((behaviour) => this.#row(behaviour, now, then, others));
    return makeElement("div", { class: "hb-chart__group", "data-hb-section": section }, makeElement("p", "hb-chart__section", title), ...rows);
  }

  /** @param {Behaviour} behaviour @param {Own} now @param {Own | undefined} then @param {Other[]} others */
  #row(behaviour, now, then, others) {
    const own = now.ratings.get(behaviour.id);
    const previous = then?.ratings.get(behaviour.id);
    const [position, previousPosition] = [positionOf(own), positionOf(previous)];
    const othersByPosition = POSITIONS.map((place) => ({ place, by: others.filter(({ ratings }) => positionOf(ratings.get(behaviour.id)) === place) })).filter(({ by }) => by.length);
    const line = this.#svgElement({
      tag: "svg",
      attributes: { class: `hb-chart__line${othersByPosition.length ? " hb-chart__line--seen" : ""}`, width: "100%" },
      children: [
        lineShape("axis", POSITIONS[0], POSITIONS[4]),
        ...POSITIONS.map((place) => lineShape("tick", place, place)),
        ...(position && previousPosition && position !== previousPosition ? [lineShape("way", previousPosition, position)] : []),
        ...othersByPosition.map(({ place, by }) => markShape("other", place, by.map(({ name }) => this.#t("assessment.chart-line", { of: name, line: chosenAnchor(behaviour, by[0].ratings.get(behaviour.id)) })).join("\n"), by)),
        ...(previousPosition && then ? [markShape("then", previousPosition, this.#t("assessment.chart-line", { of: then.date, line: chosenAnchor(behaviour, previous) }))] : []),
        ...(position ? [markShape("now", position, this.#t("assessment.chart-line", { of: now.date, line: chosenAnchor(behaviour, own) }))] : []),
      ],
    });
    const name = makeElement("span", "hb-chart__name", behaviour.title);
    if (!position) name.append(" ", makeElement("span", "hb-chart__out", `(${this.#t("assessment.left-out")})`));
    return makeElement("div", "hb-chart__row", name, line);
  }

  /** @param {Shape} shape @returns {Element} */
  #svgElement({ tag, attributes, children = [] }) {
    const element = document.createElementNS(this.#svgNamespace, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.map((part) => (typeof part === "string" ? part : this.#svgElement(part))));
    return element;
  }
}

/** @param {Rating | undefined} rating */
function positionOf(rating) {
  return rating && isLevel(rating.level) ? POSITIONS[Number(rating.level)] : "";
}

/** @param {string} kind @param {string} from @param {string} to @returns {Shape} */
function lineShape(kind, from, to) {
  const [up, down] = kind === "tick" ? ["0.85rem", "1.4rem"] : ["1.125rem", "1.125rem"];
  return { tag: "line", attributes: { class: `hb-chart__${kind}`, x1: from, x2: to, y1: up, y2: down } };
}

/** @param {keyof typeof MARK_PATHS} kind @param {string} place @param {string} title @param {Other[]} [by] @returns {Shape} */
function markShape(kind, place, title, by = []) {
  const initials = by.length ? [{ tag: "text", attributes: { class: "hb-chart__initials", y: "34", "text-anchor": "middle" }, children: [by.map((other) => other.initials).join(", ")] }] : [];
  return { tag: "svg", attributes: { x: place, y: "1.125rem", overflow: "visible" }, children: [{ tag: "title", attributes: {}, children: [title] }, path(kind), ...initials] };
}
