/** Parses a query into terms, one for each word or set phrase, and finds the postings of all forms that match a term. */

import { editDistance, stem, uninflected, wordsIn } from "./text.js";

/**
 * @typedef {{ language: string, count: number, stop: string[], same: string[][], typed: [string[], string[]][], words: [string[], string], pages: number[], worth: number[], chapters: number[], team: number[], asked: [number, string][], texts: [number[], string], spelling: string }} Index
 *   What tools/search/index.py writes as index.js. `count`: of sections; `stop`: stop words; `same`: groups of synonyms; `typed`:
 *   what people type, and the pages' words for it; `words` and `texts`: the first word of each piece, or its first section as the difference from the one before, and the hashes of
 *   the pieces in a row;
 *   `pages`: each page's first section; `worth`: what a page is worth, in percent; `chapters` and a team's own: pages; `asked`: sections that are asked for,
 *   each as the difference from the one before, with a digit for each question, how many words it has; `spelling`: a file. Numbers from `count` on are questions.
 * @typedef {number[]} Postings Section and weight in turn; a section is the difference from the one before.
 * @typedef {{ postings: Postings, weight: number }[]} Forms The forms of one word; `weight`: how close to what was typed.
 * @typedef {{ words: Forms[], weight: number }} Alternative A synonym, or the term itself; a section must have all its words.
 * @typedef {{ alternatives: Alternative[], forms: Set<string>, length: number }} Term `length`: in words.
 */

/** The weights of another form of a word, of a word that begins with it, and of a synonym; the word itself has 1. */
const [STEM_WEIGHT, PREFIX_WEIGHT, SYNONYM_WEIGHT] = [0.85, 0.5, 0.8];
const CORRECTED_WEIGHT = 0.8; // of a corrected word; a short one beside others may be another word, not a misspelt one
const MAX_WORDS = 12; // in a query
const MAX_PHRASE = 4; // words in a set phrase

export class QueryParser {
  // What each word or phrase means in the pages' words, as it's written, and without endings of grammar.
  #written;
  #inflected;
  #stopWords;

  /** @param {Index} index @param {import("./index-client.js").LoadPiece} loadPiece */
  constructor(index, loadPiece) {
    this.index = index;
    this.loadPiece = loadPiece;
    this.#stopWords = new Set(index.stop);
    /** @type {[string[], string[]][]} */
    const lines = [...index.typed];
    for (const group of index.same) lines.push([group, group]);
    this.#written = meanings(lines, (phrase) => phrase);
    this.#inflected = meanings(lines, (phrase) => this.#uninflected(phrase));
  }

  /** Returns the terms of a query, without stop words if there are others. @param {string} query @returns {Promise<Term[]>} */
  async parse(query) {
    const words = wordsIn(query).slice(0, MAX_WORDS);
    const phrases = this.#split(words);
    const significant = phrases.filter((phrase) => !this.#stopWords.has(phrase));
    // The last word may still be being typed.
    const unfinished = /[\p{L}\p{N}\p{M}]$/u.test(query) ? words.at(-1) : undefined;
    const terms = [...new Set(significant.length ? significant : phrases)];
    const ifCorrected = (/** @type {string} */ phrase) => Math.min(CORRECTED_WEIGHT, terms.length > 1 ? phrase.length / 10 : 1);
    return Promise.all(terms.map((phrase) => this.#term(phrase, phrase === unfinished, ifCorrected(phrase))));
  }

  /** Returns a phrase without endings of grammar. @param {string} phrase */
  #uninflected(phrase) {
    const words = phrase.split(" ").map((word) => uninflected(word, this.index.language));
    return words.join(" ");
  }

  /** Returns the pages' words for a phrase; "judging" means what "judge" does, unless a line has it. @param {string} phrase */
  #meaning(phrase) {
    return this.#written.get(phrase) ?? this.#inflected.get(this.#uninflected(phrase));
  }

  /** Splits a query into set phrases and single words. @param {string[]} words */
  #split(words) {
    const phrases = [];
    for (let start = 0; start < words.length; ) {
      let length = Math.min(MAX_PHRASE, words.length - start);
      while (length > 1 && !this.#meaning(words.slice(start, start + length).join(" "))) length -= 1;
      phrases.push(words.slice(start, start + length).join(" "));
      start += length;
    }
    return phrases;
  }

  /**
   * @param {string} phrase
   * @param {boolean} unfinished
   * @param {number} ifCorrected The weight that it has if it must be corrected.
   * @param {number} [certainty] Its weight.
   * @returns {Promise<Term>}
   */
  async #term(phrase, unfinished, ifCorrected, certainty = 1) {
    /** @type {Term} */
    const term = { alternatives: [], forms: new Set(), length: phrase.split(" ").length };
    for (const alternative of new Set([phrase, ...(this.#meaning(phrase) ?? [])])) {
      const typed = alternative === phrase;
      const words = await this.#phraseForms(alternative, unfinished && typed, typed, term.forms);
      if (words.every((forms) => forms.length)) term.alternatives.push({ words, weight: (typed ? 1 : SYNONYM_WEIGHT) * certainty });
    }
    if (term.alternatives.length || certainty < 1) return term;
    const correction = await this.#correct(phrase);
    return correction && correction !== phrase ? this.#term(correction, false, 0, ifCorrected) : term;
  }

  /**
   * Returns the postings of a phrase; if the index has none for it and it was typed, those of each of its words.
   *
   * @param {string} phrase
   * @param {boolean} unfinished
   * @param {boolean} typed
   * @param {Set<string>} matched Is added to: the words that match.
   * @returns {Promise<Forms[]>}
   */
  async #phraseForms(phrase, unfinished, typed, matched) {
    const words = phrase.split(" ");
    if (words.length > 1) {
      const postings = (await this.#withPrefix(phrase))[phrase];
      if (postings) for (const word of words) if (!this.#stopWords.has(word)) matched.add(word);
      if (postings) return [[{ postings, weight: 1 }]];
      if (!typed) return [[]];
    }
    return Promise.all(words.map((word) => this.#wordForms(word, unfinished, matched)));
  }

  /** Returns the postings of all forms of a word. @param {string} word @param {boolean} unfinished @param {Set<string>} matched @returns {Promise<Forms>} */
  async #wordForms(word, unfinished, matched) {
    const root = stem(word, this.index.language);
    const prefix = word.slice(0, word.length < 4 ? 3 : Math.max(3, Math.min(5, root.length - 1)));
    /** @type {Forms} */
    const forms = [];
    for (const [form, postings] of Object.entries(await this.#withPrefix(prefix))) {
      const weight = form === word ? 1 : stem(form, this.index.language) === root ? STEM_WEIGHT : unfinished && (word.length > 2 || word > "\u0e00") && form.startsWith(word) ? PREFIX_WEIGHT : 0;
      if (!weight) continue;
      forms.push({ postings, weight });
      matched.add(form);
    }
    return forms;
  }

  /** Returns the postings of all words with a prefix. @param {string} prefix @returns {Promise<Record<string, Postings>>} */
  async #withPrefix(prefix) {
    const { words } = this.index;
    const [starts, hashes] = words;
    const first = Math.max(0, starts.findLastIndex((word) => word <= prefix));
    const last = starts.findLastIndex((word) => word <= `${prefix}\uffff`);
    const pieces = await Promise.all(starts.slice(first, last + 1).map((_, n) => this.loadPiece(pieceName(hashes, first + n))));
    return Object.fromEntries(pieces.flatMap((piece) => Object.entries(piece).filter(([word]) => word.startsWith(prefix))));
  }

  /** Corrects the words of a phrase that the index lacks: a word spelt nearly the same, or two that were written as one. @param {string} phrase */
  async #correct(phrase) {
    /** @type {string[][]} */
    const groups = await this.loadPiece(this.index.spelling);
    const known = new Set(groups.flat());
    const corrected = phrase.split(" ").flatMap((word) => {
      const split = known.has(word) ? undefined : splits(word, this.index.language).find((parts) => parts.every((part) => known.has(part)));
      return split ?? [closest(word, groups)];
    });
    return corrected.filter(Boolean).join(" ");
  }
}

/** Returns the name of a piece. @param {string} hashes Of all pieces, in a row. @param {number} n */
export const pieceName = (hashes, n) => `piece.${hashes.slice(8 * n, 8 * n + 8)}.js`;

/** Returns the words of all lines that have a phrase, by its key. @param {[string[], string[]][]} lines @param {(phrase: string) => string} keyOf */
function meanings(lines, keyOf) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const [typed, words] of lines) for (const key of typed.map(keyOf)) found.set(key, new Set([...(found.get(key) ?? []), ...words]));
  return found;
}

/** Returns how a word may be two that were written as one; in German a letter or two may join them. @param {string} word @param {string} language */
function splits(word, language) {
  const joints = language === "de" ? ["", "s", "n", "en", "es"] : [""];
  return [...word].flatMap((_, n) =>
    joints.map((joint) => [word.slice(0, n), word.slice(n)].map((part, second) => (!second && part.endsWith(joint) ? part.slice(0, part.length - joint.length) : part))),
  ).filter((parts) => parts.every(({ length }) => length > 2));
}

/** Letters that are mistaken for each other: vowels, those that sound alike, and neighbours on a keyboard. */
const MISTAKEN = "aeiouy ckq csz gj bp dt fv mn qw we er rt ty op as sd df fg gh hj jk kl zx xc cv vb bn qa aw ws se ed dr rf tg gy yh hu uj ji ik ko ol lp az sx xd dc gb hn nj jm mk".split(" ");

/** Tells whether one letter makes another word of a word, not a misspelling: "lease" isn't "leave". @param {string} word @param {string} other */
function isAnotherWord(word, other) {
  const at = [...word].findIndex((letter, n) => letter !== other[n]);
  const pair = `${word[at]}${other[at]}`;
  return word.slice(at + 1) === other.slice(at + 1) && /^[a-z]{2}$/.test(pair) && !MISTAKEN.some((letters) => [...pair].every((letter) => letters.includes(letter)));
}

/** Returns the known word that is spelt most like another, or "". @param {string} word @param {string[][]} groups Known words by frequency, the most common first. */
function closest(word, groups) {
  const max = word.length < 8 ? 1 : 2;
  let [best, lowest] = ["", max + 1];
  groups.forEach((group, rarity) => {
    for (const other of word.length > 3 ? group : []) {
      if (max < 2 && isAnotherWord(word, other)) continue;
      const cost = editDistance(word, other, max) + rarity * 0.3 + (other[0] === word[0] ? 0 : 0.6);
      if (cost < lowest) [best, lowest] = [other, cost];
    }
  });
  return best;
}
