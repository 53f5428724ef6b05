/** The pack as a tree of elements: the page builds its preview from it, the file its HTML. So both say the same. */

/**
 * @typedef {import("./pack.js").Pack} Pack
 * @typedef {import("./pack.js").Section} Section
 * @typedef {import("./pack.js").Piece} Piece
 * @typedef {{tag: string, name: string, text: string, kids: Node[]}} Node `name` is the class behind "hb-paper".
 */

/**
 * Returns the pack's tree.
 *
 * @param {Pack} pack
 * @param {{tag?: string, level?: number}} [root] The outermost element, and the level of the pack's own heading.
 * @returns {Node}
 */
export function treeOf({ title, lines, sections }, { tag = "main", level = 1 } = {}) {
  const head = node("header", "head", [
    node(`h${level}`, "title", title),
    ...(lines.length ? [node("dl", "lines", lines.map(({ label, text }) => node("div", "line", [node("dt", "label", label), node("dd", "value", text)])))] : []),
  ]);
  return node(tag, "", [head, ...sections.map((section) => sectionOf(section, level + 1))]);
}

/** @param {Section} section @param {number} level @returns {Node} */
function sectionOf({ key, title, note, clusters }, level) {
  const body = clusters.flatMap(({ from, title: name, pieces }) => [
    ...(from ? [node("p", "from", from)] : []),
    ...(name ? [node(`h${level + 1}`, "name", name)] : []),
    ...runs(pieces),
  ]);
  const noted = note ? [node("p", "note", note)] : [];
  return node("section", `section ${key}`, [node(`h${level}`, "heading", title), node("div", "body", [...noted, ...body])]);
}

// Pieces of one form that follow each other are one list.
/** @param {Piece[]} pieces @returns {Node[]} */
function runs(pieces) {
  /** @type {Node[]} */
  const made = [];
  const tags = { done: "ul", said: "dl", line: "div" };
  for (const piece of pieces) {
    const last = made.at(-1);
    const list = last?.name === `list-${piece.form}` ? last : node(tags[piece.form], `list-${piece.form}`, []);
    if (list !== last) made.push(list);
    list.kids.push(pieceOf(piece));
  }
  return made;
}

/** @param {Piece} piece @returns {Node} */
function pieceOf({ form, label, text, more }) {
  const [tag, under] = form === "said" ? ["div", "dd"] : [form === "done" ? "li" : "div", "p"];
  const extra = more.map((line) => node(under, "more", [node("span", "label", line.label), node("span", "value", line.text)]));
  if (form === "done") return node(tag, "piece", [node("span", "done", label), node("span", "own", text), ...extra]);
  if (form === "said") return node(tag, "piece", [node("dt", "asked", label), node("dd", "own", text), ...extra]);
  return node(tag, "piece", [node("p", "own", text), ...extra]);
}

/** @param {string} tag @param {string} name @param {string | Node[]} held @returns {Node} */
function node(tag, name, held) {
  return typeof held === "string" ? { tag, name, text: held, kids: [] } : { tag, name, text: "", kids: held };
}

/** Returns an element's classes. @param {string} name */
export function classOf(name) {
  return ["hb-paper", ...name.split(" ").filter(Boolean).map((part) => `hb-paper__${part}`)].slice(name ? 1 : 0).join(" ");
}

/** Tells whether an element holds somebody's own words, which may run from right to left. @param {string} name */
export function isFree(name) {
  return name === "own" || name === "value" || name === "asked";
}
