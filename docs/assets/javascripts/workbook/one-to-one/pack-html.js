/** The pack as one file that needs nothing else: no script, no link, no picture, and a policy that forbids them. */

import { FILE, PAPER } from "./styles.js";
import { classOf, isFree, treeOf } from "./render.js";

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

/** @param {import("./render.js").Node} node @returns {string} */
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
