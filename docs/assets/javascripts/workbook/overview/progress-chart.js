/**
 * The overview's chart: a row per chapter, a mark per control. Each kind of block has its own shape; open marks are
 * outlined, done ones are filled.
 */

import { makeElement } from "../../common/dom.js";

const GAP = 4; // px between two marks

/**
 * @typedef {object} Row One chapter.
 * @property {string} section
 * @property {string} number
 * @property {string} title
 * @property {string} [href]
 * @property {{kind: string, marks: boolean[], state: string, name?: string, href?: string}[]} groups
 */

/** Returns the chart. @param {Row[]} rows @param {Element} shapes An SVG element with a shape for each kind. */
export function chart(rows, shapes) {
  return makeElement("ol", "hb-weave", ...rows.map((row) => chapterRow(row, shapes)));
}

/** Returns the legend of the shapes. @param {{kind: string, name: string}[]} kinds @param {Element} shapes */
export function legend(kinds, shapes) {
  return makeElement("ul", "hb-weave__legend", ...kinds.map(({ kind, name }) => makeElement("li", "hb-weave__kind", marksSvg(kind, [false], shapes), name)));
}

/** @param {Row} row @param {Element} shapes */
function chapterRow({ section, number, title, href, groups }, shapes) {
  return makeElement(
    "li",
    { class: "hb-weave__row", "data-hb-section": section },
    link({ class: "hb-weave__chapter", href }, makeElement("span", "hb-weave__number", number), title),
    makeElement("ul", "hb-weave__groups", ...groups.map((group) => blockItem(group, shapes))),
  );
}

/** @param {Row["groups"][number]} group @param {Element} shapes */
function blockItem({ kind, marks, state, name, href }, shapes) {
  const label = name ? [makeElement("span", "hb-visually-hidden", name)] : [];
  const content = link({ class: "hb-weave__block", href, title: name || undefined }, marksSvg(kind, marks, shapes), ...label);
  return makeElement("li", { class: "hb-weave__group", "data-hb-state": state }, content);
}

/**
 * Returns the marks of one block, side by side. The shapes come from the template, one per kind; `data-hb-width` is their
 * width without the gap.
 *
 * @param {string} kind
 * @param {boolean[]} marks
 * @param {Element} shapes
 */
function marksSvg(kind, marks, shapes) {
  const shape = shapes.querySelector(`[data-hb-kind="${CSS.escape(kind)}"]`) ?? shapes.children[0];
  const width = Number(shape.getAttribute("data-hb-width"));
  const all = marks.length * (width + GAP) - GAP;
  const svg = /** @type {Element} */ (shapes.cloneNode(false));
  for (const name of ["hidden", "data-hb-part"]) svg.removeAttribute(name);
  svg.setAttribute("width", String(all));
  svg.setAttribute("viewBox", `0 0 ${all} ${svg.getAttribute("height")}`);
  marks.forEach((done, n) => {
    const mark = /** @type {Element} */ (shape.cloneNode(false));
    mark.classList.toggle("hb-weave__mark--done", done);
    if (n) mark.setAttribute("transform", `translate(${n * (width + GAP)} 0)`);
    svg.append(mark);
  });
  return svg;
}

/** Returns a link, or a <span> if there is no URL. @param {Record<string, string | undefined>} attributes @param {(Node | string)[]} children */
function link({ href, ...attributes }, ...children) {
  return href ? makeElement("a", { ...attributes, href }, ...children) : makeElement("span", attributes, ...children);
}
