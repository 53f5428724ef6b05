/**
 * The chart: a row for each behaviour, five places on a line. Now is a filled
 * disc, then a hollow diamond, others hollow triangles below the line with
 * their initials; a behaviour that was left out has no mark. There is no total.
 */

import { makeElement } from "../../common/dom.js";
import { isLevel, lineOf } from "../shared/rating-sessions.js";

/**
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {{name: string, initials: string, ratings: Map<string, Rating>}} Other
 * @typedef {{date: string, ratings: Map<string, Rating>}} Own
 * @typedef {{title: string, section: string, behaviours: Behaviour[]}} Group
 * @typedef {{tag: string, is: Record<string, string>, inside?: (Shape | string)[]}} Shape
 */

const PLACES = ["4%", "27%", "50%", "73%", "96%"];
if (document.body.dir === "rtl") PLACES.reverse();
const MARKS = { now: "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z", then: "M0 -10L10 0L0 10L-10 0z", other: "M0 9L6.5 20L-6.5 20z" };

/** @type {(kind: keyof typeof MARKS) => Shape} */
const path = (kind) => ({ tag: "path", is: { class: `hb-chart__mark hb-chart__mark--${kind}`, d: MARKS[kind] } });

export class Chart {
  #say;
  #svg;

  /**
   * @param {Element} pattern An SVG element: it knows the name of its own language, so no address stands here.
   * @param {import("../../common/i18n.js").Translate} say
   */
  constructor(pattern, say) {
    this.#say = say;
    this.#svg = pattern.namespaceURI;
  }

  /** Returns the chart with its key. @param {Group[]} groups @param {Own} now @param {Own | undefined} then @param {Other[]} others @returns {HTMLElement} */
  draw(groups, now, then, others) {
    const rows = makeElement("div", "hb-chart__rows");
    rows.setAttribute("role", "img");
    rows.setAttribute("aria-label", this.#say(then ? "assessment.chart-beside" : "assessment.chart", { date: now.date, then: then?.date ?? "" }));
    rows.setAttribute("aria-describedby", "assessment-chart-how");
    rows.append(this.#ends(), ...groups.map((group) => this.#group(group, now, then, others)));
    const how = makeElement("p", "hb-visually-hidden", this.#say("assessment.chart-how"));
    how.id = "assessment-chart-how";
    return makeElement("figure", "hb-chart", this.#key(now, then, others), rows, how);
  }

  /** @param {Own} now @param {Own | undefined} then @param {Other[]} others */
  #key(now, then, others) {
    const own = /** @type {const} */ ([["now", now], ["then", then]]);
    const items = own.flatMap(([kind, side]) => (side ? [makeElement("li", "hb-chart__item", this.#sign(kind), this.#say(`assessment.${kind}`, { date: side.date }))] : []));
    const named = others.map(({ name, initials }) => makeElement("li", "hb-chart__item", this.#sign("other"), makeElement("b", "", initials), " ", name));
    return makeElement("ul", "hb-chart__key", ...items, ...named);
  }

  /** @param {keyof typeof MARKS} kind */
  #sign(kind) {
    return this.#made({ tag: "svg", is: { class: "hb-chart__sign", viewBox: kind === "other" ? "-11 3 22 22" : "-11 -11 22 22", "aria-hidden": "true" }, inside: [path(kind)] });
  }

  #ends() {
    const ends = ["first-line", "last-line"].map((word) => makeElement("span", "", this.#say(`assessment.${word}`)));
    return makeElement("div", "hb-chart__row hb-chart__row--ends", makeElement("span", ""), makeElement("span", "hb-chart__ends", ...ends));
  }

  /** @param {Group} group @param {Own} now @param {Own | undefined} then @param {Other[]} others */
  #group({ title, section, behaviours }, now, then, others) {
    const rows = behaviours.map((behaviour) => this.#row(behaviour, now, then, others));
    const made = makeElement("div", "hb-chart__group", makeElement("p", "hb-chart__section", title), ...rows);
    made.dataset.hbSection = section;
    return made;
  }

  /** @param {Behaviour} behaviour @param {Own} now @param {Own | undefined} then @param {Other[]} others */
  #row(behaviour, now, then, others) {
    const own = now.ratings.get(behaviour.id);
    const before = then?.ratings.get(behaviour.id);
    const [here, there] = [placeOf(own), placeOf(before)];
    const seen = PLACES.map((place) => ({ place, by: others.filter(({ ratings }) => placeOf(ratings.get(behaviour.id)) === place) })).filter(({ by }) => by.length);
    const line = this.#made({
      tag: "svg",
      is: { class: `hb-chart__line${seen.length ? " hb-chart__line--seen" : ""}`, width: "100%" },
      inside: [
        stroke("axis", PLACES[0], PLACES[4]),
        ...PLACES.map((place) => stroke("tick", place, place)),
        ...(here && there && here !== there ? [stroke("way", there, here)] : []),
        ...seen.map(({ place, by }) => mark("other", place, by.map(({ name }) => this.#say("assessment.chart-line", { of: name, line: lineOf(behaviour, by[0].ratings.get(behaviour.id)) })).join("\n"), by)),
        ...(there && then ? [mark("then", there, this.#say("assessment.chart-line", { of: then.date, line: lineOf(behaviour, before) }))] : []),
        ...(here ? [mark("now", here, this.#say("assessment.chart-line", { of: now.date, line: lineOf(behaviour, own) }))] : []),
      ],
    });
    const name = makeElement("span", "hb-chart__name", behaviour.title);
    if (!here) name.append(" ", makeElement("span", "hb-chart__out", `(${this.#say("assessment.left-out")})`));
    return makeElement("div", "hb-chart__row", name, line);
  }

  /** @param {Shape} shape @returns {Element} */
  #made({ tag, is, inside = [] }) {
    const made = document.createElementNS(this.#svg, tag);
    for (const [name, value] of Object.entries(is)) made.setAttribute(name, value);
    made.append(...inside.map((part) => (typeof part === "string" ? part : this.#made(part))));
    return made;
  }
}

/** @param {Rating | undefined} rating */
function placeOf(rating) {
  return rating && isLevel(rating.level) ? PLACES[Number(rating.level)] : "";
}

/** @param {string} kind @param {string} from @param {string} to @returns {Shape} */
function stroke(kind, from, to) {
  const [up, down] = kind === "tick" ? ["0.85rem", "1.4rem"] : ["1.125rem", "1.125rem"];
  return { tag: "line", is: { class: `hb-chart__${kind}`, x1: from, x2: to, y1: up, y2: down } };
}

/** @param {keyof typeof MARKS} kind @param {string} place @param {string} title @param {Other[]} [by] @returns {Shape} */
function mark(kind, place, title, by = []) {
  const initials = by.length ? [{ tag: "text", is: { class: "hb-chart__initials", y: "34", "text-anchor": "middle" }, inside: [by.map((other) => other.initials).join(", ")] }] : [];
  return { tag: "svg", is: { x: place, y: "1.125rem", overflow: "visible" }, inside: [{ tag: "title", is: {}, inside: [title] }, path(kind), ...initials] };
}
