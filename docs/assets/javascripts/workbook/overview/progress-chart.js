/**
 * The picture of the overview: a row a chapter, a mark a thing to do, as notes
 * on a line. Each kind has a shape of its own; open is outlined, done is filled.
 */

const GAP = 4;

/**
 * @typedef {object} Line One chapter as the picture shows it.
 * @property {string} section
 * @property {string} number
 * @property {string} title
 * @property {string} [href]
 * @property {{kind: string, marks: boolean[], state: string, name?: string, href?: string}[]} groups
 */

/** Returns the picture; without addresses its rows are a drawing only. @param {Line[]} lines @param {Element} shapes A shape for each kind. */
export function picture(lines, shapes) {
  const list = made("ol", "hb-weave");
  list.append(...lines.map((line) => row(line, shapes)));
  return list;
}

/** Returns what the shapes stand for. @param {{kind: string, name: string}[]} kinds @param {Element} shapes */
export function legend(kinds, shapes) {
  const list = made("ul", "hb-weave__legend");
  list.append(...kinds.map(({ kind, name }) => {
    const found = made("li", "hb-weave__kind");
    found.append(drawing(kind, [false], shapes), name);
    return found;
  }));
  return list;
}

/** @param {Line} line @param {Element} shapes */
function row({ section, number, title, href, groups }, shapes) {
  const found = made("li", "hb-weave__row");
  found.dataset.hbSection = section;
  const head = link("hb-weave__chapter", href);
  const count = made("span", "hb-weave__number");
  count.textContent = number;
  head.append(count, title);
  const blocks = made("ul", "hb-weave__groups");
  blocks.append(...groups.map((found) => group(found, shapes)));
  found.append(head, blocks);
  return found;
}

/** @param {Line["groups"][number]} group @param {Element} shapes */
function group({ kind, marks, state, name, href }, shapes) {
  const found = made("li", "hb-weave__group");
  found.dataset.hbState = state;
  const way = link("hb-weave__block", href);
  way.append(drawing(kind, marks, shapes));
  if (name) {
    const said = made("span", "hb-visually-hidden");
    said.textContent = name;
    way.append(said);
    way.title = name;
  }
  found.append(way);
  return found;
}

/**
 * Returns the marks of one block, side by side. The shapes are drawn in the
 * template, one to a kind: a mark takes its `data-hb-width` and the gap.
 *
 * @param {string} kind
 * @param {boolean[]} marks
 * @param {Element} shapes
 */
function drawing(kind, marks, shapes) {
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

/** @param {string} name @param {string} [href] */
function link(name, href) {
  if (!href) return made("span", name);
  const found = document.createElement("a");
  found.className = name;
  found.href = href;
  return found;
}

/** @param {string} tag @param {string} name */
function made(tag, name) {
  const found = document.createElement(tag);
  found.className = name;
  return found;
}
