/** The pack as a tree of nodes, from which both the page's preview and the saved HTML file are rendered. */

import { makeElement } from "../../../common/dom.js";
import { FILE_CSS, PACK_CSS } from "./pack-styles.js";

/**
 * @typedef {import("./pack-page.js").Pack} Pack
 * @typedef {import("./pack-page.js").Section} Section
 * @typedef {import("./pack-page.js").Piece} Piece
 * @typedef {{tag: string, name: string, text: string, children: Node[]}} Node `name`: its class without "hb-paper__".
 */

/**
 * Returns the pack as a tree.
 *
 * @param {Pack} pack
 * @param {{tag?: string, level?: number}} [root] The outermost element, and the level of the pack's title.
 * @returns {Node}
 */
export function packTree({ title, lines, sections }, { tag = "main", level = 1 } = {}) {
  const head = node("header", "head", [
    node(`h${level}`, "title", title),
    ...(lines.length ? [node("dl", "lines", lines.map(({ label, text }) => node("div", "line", [node("dt", "label", label), node("dd", "value", text)])))] : []),
  ]);
  return node(tag, "", [head, ...sections.map((section) => sectionOf(section, level + 1))]);
}

/** @param {Section} section @param {number} level @returns {Node} */
function sectionOf({ key, title, note, clusters }, level) {
  const body = clusters.flatMap(({ source, title: name, pieces }) => [
    ...(source ? [node("p", "from", source)] : []),
    ...(name ? [node(`h${level + 1}`, "name", name)] : []),
    ...groupPieces(pieces),
  ]);
  const notes = note ? [node("p", "note", note)] : [];
  return node("section", `section ${key}`, [node(`h${level}`, "heading", title), node("div", "body", [...notes, ...body])]);
}

// Consecutive pieces of one form share a list.
/** @param {Piece[]} pieces @returns {Node[]} */
function groupPieces(pieces) {
  /** @type {Node[]} */
  const lists = [];
  const tags = { done: "ul", said: "dl", line: "div" };
  for (const piece of pieces) {
    const last = lists.at(-1);
    const list = last?.name === `list-${piece.form}` ? last : node(tags[piece.form], `list-${piece.form}`, []);
    if (list !== last) lists.push(list);
    list.children.push(pieceOf(piece));
  }
  return lists;
}

/** @param {Piece} piece @returns {Node} */
function pieceOf({ form, label, text, more }) {
  const [tag, detailTag] = form === "said" ? ["div", "dd"] : [form === "done" ? "li" : "div", "p"];
  const details = more.map((line) => node(detailTag, "more", [node("span", "label", line.label), node("span", "value", line.text)]));
  if (form === "done") return node(tag, "piece", [node("span", "done", label), node("span", "own", text), ...details]);
  if (form === "said") return node(tag, "piece", [node("dt", "asked", label), node("dd", "own", text), ...details]);
  return node(tag, "piece", [node("p", "own", text), ...details]);
}

/** @param {string} tag @param {string} name @param {string | Node[]} content @returns {Node} */
function node(tag, name, content) {
  return typeof content === "string" ? { tag, name, text: content, children: [] } : { tag, name, text: "", children: content };
}

/** Returns an element's classes. @param {string} name */
function classOf(name) {
  return ["hb-paper", ...name.split(" ").filter(Boolean).map((part) => `hb-paper__${part}`)].slice(name ? 1 : 0).join(" ");
}

/** Tells whether a node holds text that a person wrote, which may be written right to left. @param {string} name */
function isReaderText(name) {
  return name === "own" || name === "value" || name === "asked";
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Returns the pack as an HTML document that loads nothing: its policy forbids scripts, links and images. @param {import("./pack-page.js").Pack} pack */
export function packFile(pack) {
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    `<title>${escapeHtml(pack.title)}</title>`,
    `<style>\n${FILE_CSS}${PACK_CSS}</style>`,
  ];
  return `<!doctype html>\n<html lang="${escapeHtml(pack.lang)}" dir="${escapeHtml(document.body.dir || "ltr")}">\n<head>\n${head.join("\n")}\n</head>\n<body>\n${toHtml(packTree(pack))}\n</body>\n</html>\n`;
}

/** @param {Node} node @returns {string} */
function toHtml({ tag, name, text, children }) {
  const dir = isReaderText(name) ? ' dir="auto"' : "";
  // One line per element, so that a reader can check the source.
  const content = children.length ? `\n${children.map(toHtml).join("\n")}\n` : escapeHtml(text);
  return `<${tag} class="${classOf(name)}"${dir}>${content}</${tag}>`;
}

/** @param {string} text */
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** The stylesheet of a pack that is shown on the page. */
export class PackStyle {
  /** @type {CSSStyleSheet | null} */
  #sheet = null;

  /** Adds it to the page. */
  add() {
    this.#sheet = new CSSStyleSheet();
    this.#sheet.replaceSync(PACK_CSS);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  /** Removes it. */
  remove() {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = null;
  }
}

/** Returns the tree as elements. @param {Node} node @returns {HTMLElement} */
export function toElement({ tag, name, text, children }) {
  const attributes = { class: classOf(name), dir: isReaderText(name) ? "auto" : undefined };
  return makeElement(/** @type {any} */ (tag), attributes, ...(children.length ? children.map(toElement) : [text]));
}

/** Returns the note that is shown while there is nothing to choose. @param {string} text */
export function emptyNote(text) {
  return makeElement("p", "hb-pack__empty", text);
}
