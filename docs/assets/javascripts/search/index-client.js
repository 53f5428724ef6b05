/** Asks the index of the handbook a question. It is in pieces, of which only those are fetched that this question needs. */

import { ranked } from "./ranking.js";
import { Terms } from "./query.js";

/** @typedef {import("./query.js").Load} Load */
/** @typedef {{ address: string, title: string, where: string, text: string }} Place */
/** @typedef {{ places: Place[], forms: Set<string>, language: string }} Answer What was found, the best first, and the words by which. */

const MOST = 12;
/** @type {WeakMap<Load, Promise<Terms>>} */
const known = new WeakMap();

/** Fetches what every question needs. @param {Load} load @returns {Promise<Terms>} */
export function ready(load) {
  let terms = known.get(load);
  if (!terms) {
    terms = load("index.js").then((index) => new Terms(index, load));
    terms.catch(() => known.delete(load));
    known.set(load, terms);
  }
  return terms;
}

/** Returns what answers a question. @param {string} question @param {Load} load Gives a piece of the index by its name. @returns {Promise<Answer>} */
export async function ask(question, load) {
  const terms = await ready(load);
  const wanted = await terms.of(question);
  const places = await Promise.all(
    ranked(terms.index, wanted, MOST).map(async (number) => {
      const [first, file] = terms.index.texts.findLast(([from]) => from <= number) ?? [0, ""];
      const [address, title, where, text] = (await load(file))[number - first];
      return { address, title, where, text };
    }),
  );
  return { places, forms: new Set(wanted.flatMap((term) => [...term.forms])), language: terms.index.language };
}
