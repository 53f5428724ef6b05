/** Loads a style sheet that few readers need. */

import { makeElement, siteBase } from "./dom.js";

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** Loads a style sheet, once; resolves when its rules apply, or it can't be loaded. @param {string} name Such as "assets/stylesheets/components/dialog.css". */
export function loadStyles(name) {
  const before = loading.get(name);
  if (before) return before;
  const link = makeElement("link", { rel: "stylesheet", href: siteBase + name });
  const done = new Promise((/** @type {(value: void) => void} */ resolve) => { for (const type of ["load", "error"]) link.addEventListener(type, () => resolve()); });
  loading.set(name, done);
  document.body.append(link); // instant navigation tells editions apart by the sheets in the head
  return done;
}
