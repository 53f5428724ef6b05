/** The pack as a tree of elements: the page builds its preview from it, the file its HTML. So both say the same. */

import { FILE, PAPER } from "./styles.js";

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

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Returns the file's text. @param {import("./pack.js").Pack} pack */
export function fileOf(pack) {
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    `<title>${escaped(pack.title)}</title>`,
    `<style>\n${FILE}${PAPER}</style>`,
  ];
  return `<!doctype html>\n<html lang="${escaped(pack.lang)}" dir="${escaped(document.body.dir || "ltr")}">\n<head>\n${head.join("\n")}\n</head>\n<body>\n${html(treeOf(pack))}\n</body>\n</html>\n`;
}

/** @param {Node} node @returns {string} */
function html({ tag, name, text, kids }) {
  const dir = isFree(name) ? ' dir="auto"' : "";
  // A line for each element, so that whoever doubts the file can read it.
  const inside = kids.length ? `\n${kids.map(html).join("\n")}\n` : escaped(text);
  return `<${tag} class="${classOf(name)}"${dir}>${inside}</${tag}>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);
}

/** The style while a pack is on the page. */
export class Look {
  /** @type {CSSStyleSheet | null} */
  #sheet = null;

  /** Gives the page the pack's style. */
  put() {
    this.#sheet = new CSSStyleSheet();
    this.#sheet.replaceSync(PAPER);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  /** Takes it away again. */
  remove() {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = null;
  }
}

/** Returns the tree as elements. @param {Node} node @returns {HTMLElement} */
export function elementOf({ tag, name, text, kids }) {
  const made = document.createElement(tag);
  made.className = classOf(name);
  if (isFree(name)) made.dir = "auto";
  if (kids.length) made.append(...kids.map(elementOf));
  else made.textContent = text;
  return made;
}

/** Changes a text only if it differs: a live region says it once then. @param {Element} place @param {string} text */
export function set(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Returns what stands where there is nothing yet. @param {string} text */
export function paragraph(text) {
  const made = document.createElement("p");
  made.className = "hb-pack__empty";
  made.textContent = text;
  return made;
}
