/** Loads the search index, in pieces of which each query needs only a few, and answers queries from it. */

import { scriptURL } from "../common/trusted-types.js";
import { pieceName, QueryParser } from "./query.js";
import { rank } from "./ranking.js";

/** @typedef {(name: string) => Promise<any>} LoadPiece */
/** @typedef {{ address: string, title: string, where: string, text: string }} Result A section of a page; `where`: its chapter. */
/** @typedef {{ results: Result[], near: Result[], forms: Set<string>, language: string }} Answer The best results first, or else the nearest chapters; and the words that matched. */

const MAX_RESULTS = 8;

/** @type {Map<string, Promise<any>>} */
const pieces = new Map();
/** @type {Map<string, (data: any) => void>} */
const resolvers = new Map();

// Each piece is a script that calls this with its data: that needs no fetch, and so works from a folder, too.
Object.assign(globalThis, { handbookPiece: (/** @type {string} */ name, /** @type {any} */ data) => resolvers.get(name)?.(data) });

/** Returns a function that loads a piece of the index by its name, once. @param {string} folder The index's URL. @returns {LoadPiece} */
export function pieceLoader(folder) {
  return (name) => {
    let piece = pieces.get(name);
    if (!piece) {
      piece = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        resolvers.set(name, resolve);
        for (const type of ["load", "error"]) script.addEventListener(type, () => reject(new Error(name))); // a login page may come instead
        script.addEventListener("load", () => script.remove());
        script.src = scriptURL(new URL(name, folder).href);
        document.head.append(script);
      });
      pieces.set(name, piece);
      piece.catch(() => pieces.delete(name));
    }
    return piece;
  };
}

/** @type {WeakMap<LoadPiece, Promise<QueryParser>>} */
const parsers = new WeakMap();

/** Loads what every query needs. @param {LoadPiece} loadPiece @returns {Promise<QueryParser>} */
export function loadIndex(loadPiece) {
  let parser = parsers.get(loadPiece);
  if (!parser) {
    parser = loadPiece("index.js").then((index) => new QueryParser(index, loadPiece));
    parser.catch(() => parsers.delete(loadPiece));
    parsers.set(loadPiece, parser);
  }
  return parser;
}

/** Answers a query. @param {string} query @param {LoadPiece} loadPiece @returns {Promise<Answer>} */
export async function search(query, loadPiece) {
  const parser = await loadIndex(loadPiece);
  const { index } = parser;
  const terms = await parser.parse(query);
  const { sections, answered } = rank(index, terms, MAX_RESULTS);
  const [steps, hashes] = index.texts;
  let first = 0;
  const firsts = steps.map((step) => (first += step));
  const found = await Promise.all(
    sections.map(async (number) => {
      const piece = firsts.findLastIndex((first) => first <= number);
      const [address, title, where, text] = (await loadPiece(pieceName(hashes, piece)))[number - firsts[piece]];
      return { address, title, where, text };
    }),
  );
  return { results: answered ? found : [], near: answered ? [] : found, forms: new Set(terms.flatMap((term) => [...term.forms])), language: index.language };
}
