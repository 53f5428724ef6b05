/**
 * From what somebody typed to what is looked for: one term for each word or set
 * phrase, with all forms in which the pages may say it.
 */

import { distance, stem, wordsIn } from "./text.js";

/** @typedef {{ language: string, count: number, stop: string[], same: string[][], words: [string, string][], pages: number[], texts: [number, string][], spelling: string }} Index */
/** @typedef {Record<string, number[]>} Postings By word: place, weight, and so on; each place counted from the one before. */
/** @typedef {(name: string) => Promise<any>} Load Gives a piece of the index. */
/** @typedef {{ postings: number[], weight: number }[]} Forms */
/** @typedef {{ words: Forms[], weight: number }} Way All of these words say it. */
/** @typedef {{ ways: Way[], forms: Set<string> }} Term */

/** How much another form counts beside the very word, a word that is only begun, another that means the same. */
const [STEM, BEGUN, SAID] = [0.85, 0.5, 0.8];
const MOST_WORDS = 12;
const LONGEST = 4;

/** Finds what was meant. */
export class Terms {
  /** Set phrases, each with those that say the same. @type {Map<string, Set<string>>} */
  #same = new Map();
  /** @type {Set<string>} */
  #stop;

  /** @param {Index} index @param {Load} load */
  constructor(index, load) {
    this.index = index;
    this.load = load;
    this.#stop = new Set(index.stop);
    for (const set of index.same) {
      for (const one of set) this.#same.set(one, new Set([...(this.#same.get(one) ?? []), ...set]));
    }
  }

  /** Returns the terms of a query. @param {string} query @returns {Promise<Term[]>} */
  async of(query) {
    const words = wordsIn(query).slice(0, MOST_WORDS);
    const begun = /[\p{L}\p{N}]$/u.test(query);
    const phrases = this.#phrases(words);
    const telling = phrases.filter((phrase) => !this.#stop.has(phrase));
    const wanted = telling.length ? telling : phrases;
    const last = words.at(-1);
    return Promise.all([...new Set(wanted)].map((phrase) => this.#term(phrase, begun && phrase === last)));
  }

  /** Cuts a query into set phrases and single words. @param {string[]} words */
  #phrases(words) {
    const found = [];
    for (let at = 0; at < words.length; ) {
      let length = Math.min(LONGEST, words.length - at);
      while (length > 1 && !this.#same.has(words.slice(at, at + length).join(" "))) length -= 1;
      found.push(words.slice(at, at + length).join(" "));
      at += length;
    }
    return found;
  }

  /** @param {string} phrase @param {boolean} begun The reader may still be typing it. @param {boolean} [mended] @returns {Promise<Term>} */
  async #term(phrase, begun, mended = false) {
    /** @type {Term} */
    const term = { ways: [], forms: new Set() };
    const own = this.#same.get(phrase) ?? this.#same.get(phrase.replace(/s$/, ""));
    for (const one of new Set([phrase, ...(own ?? [])])) {
      const words = await this.#phrase(one, begun && one === phrase, one === phrase, term.forms);
      if (words.every((forms) => forms.length)) term.ways.push({ words, weight: one === phrase ? 1 : SAID });
    }
    const meant = term.ways.length || mended ? "" : await this.#meant(phrase);
    return meant && meant !== phrase ? this.#term(meant, false, true) : term;
  }

  /** Returns where a phrase stands; where it stands nowhere and was typed, where all its words do. @param {string} phrase @param {boolean} begun @param {boolean} typed @param {Set<string>} into @returns {Promise<Forms[]>} */
  async #phrase(phrase, begun, typed, into) {
    const words = phrase.split(" ");
    const postings = words.length > 1 ? (await this.#from(phrase))[phrase] : undefined;
    if (postings) for (const word of words) into.add(word);
    if (postings) return [[{ postings, weight: 1 }]];
    return words.length > 1 && !typed ? [[]] : Promise.all(words.map((word) => this.#forms(word, begun, into)));
  }

  /** Returns where the forms of a word stand. @param {string} word @param {boolean} begun @param {Set<string>} into @returns {Promise<Forms>} */
  async #forms(word, begun, into) {
    const root = stem(word, this.index.language);
    const start = word.slice(0, word.length < 4 ? 3 : Math.max(3, Math.min(5, root.length - 1)));
    const found = await this.#from(start);
    /** @type {Forms} */
    const forms = [];
    for (const [form, postings] of Object.entries(found)) {
      const weight = form === word ? 1 : stem(form, this.index.language) === root ? STEM : begun && word.length > 2 && form.startsWith(word) ? BEGUN : 0;
      if (!weight) continue;
      forms.push({ postings, weight });
      into.add(form);
    }
    return forms;
  }

  /** Returns all words that begin so. @param {string} start @returns {Promise<Postings>} */
  async #from(start) {
    const { words } = this.index;
    const first = Math.max(0, words.findLastIndex(([from]) => from <= start));
    const last = words.findLastIndex(([from]) => from <= `${start}\uffff`);
    const pieces = await Promise.all(words.slice(first, last + 1).map(([, file]) => this.load(file)));
    return Object.fromEntries(pieces.flatMap((piece) => Object.entries(piece).filter(([word]) => word.startsWith(start))));
  }

  /** Returns what was meant by words of which one stands nowhere: what is spelt almost so, or is two words. @param {string} phrase */
  async #meant(phrase) {
    /** @type {string[][]} */
    const known = await this.load(this.index.spelling);
    const all = new Set(known.flat());
    const meant = phrase.split(" ").flatMap((word) => {
      const at = all.has(word) ? -1 : [...word].findIndex((_, n) => n > 2 && word.length - n > 2 && all.has(word.slice(0, n)) && all.has(word.slice(n)));
      return at > 0 ? [word.slice(0, at), word.slice(at)] : [nearest(word, known)];
    });
    return meant.filter(Boolean).join(" ");
  }
}

/** Returns the known word that is spelt most like one, or "". @param {string} word @param {string[][]} known Words by how common they are, the most common first. */
function nearest(word, known) {
  const most = word.length < 5 ? 1 : word.length < 9 ? 2 : 3;
  let [best, least] = ["", most + 1];
  known.forEach((group, rarity) => {
    for (const other of word.length > 3 ? group : []) {
      const cost = distance(word, other, most) + rarity * 0.3 + (other[0] === word[0] ? 0 : 0.6);
      if (cost < least) [best, least] = [other, cost];
    }
  });
  return best;
}
