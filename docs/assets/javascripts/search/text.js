/** Words, stems and excerpts. tools/search/index.py splits and normalises the pages' text in the same way. */

/** By language: the least length of a stem, and the endings that stemming removes, the longest first. @type {Record<string, [number, string[]]>} */
const ENDINGS = {
  en: [3, "ational ations ation ators ator ating ated ates ate ments ment ings ing ions ion ers ors ed er or es ly al s e".split(" ")],
  de: [4, "ungen ung heiten heit keiten keit innen ern em en er es e n s".split(" ")],
};
/** British spellings, and the American ones that they are compared as. @type {[RegExp, string][]} */
const SPELLINGS = [
  [/our/, "or"],
  [/is(?=(e|es|ed|er|ing|ation|ations|ational)$)/, "iz"],
  [/ll(?=(ed|ing|er|ers)$)/, "l"],
  [/gement/, "gment"],
  [/ogue$/, "og"],
  [/mme(?=s?$)/, "m"],
  [/tre(?=s?$)/, "ter"],
  [/ie[sd]$/, "y"],
];

// The same in macros/handbook/content/models/search_terms.py: accents and points, which few people type, soft hyphens and what else has no
// width; the vowels of Thai or Hindi stay.
const MARKS = /[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", "’": "'", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", "\u0629": "\u0647", "\u0649": "\u064a" };
const ARTICLE = /(?<!\p{L})(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=[\u0621-\u064a]{3})/gu; // Arabic, with what is written to it
const WORD = /\d+:\d+|(?<![\p{L}\p{N}_])[a-z](?:\+\+|#)|(?<![\p{L}\p{N}_])\.net(?![\p{L}\p{N}_])|(?:[\p{L}\p{N}\u00ad\u0300-\u036f\u200b-\u200d]|(?=[\u0900-\u1cff])\p{M})+/giu;
// Scripts that write words without spaces, or with endings at them: Thai, Lao, Burmese, Khmer, kana, Han, Hangul.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+/g;

/** Returns a text in lower case, without accents, possessive endings and Arabic articles. @param {string} text */
export const normalise = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(MARKS, "")
    .normalize("NFC")
    .replace(/[ß’łøđðþæœı\u0629\u0649]/g, (letter) => LETTERS[letter])
    .replace(ARTICLE, "")
    .replaceAll("aa", "a") // Aarhus is Århus
    .replace(/'s\b/g, "")
    .replace(/(\p{L})'(?=\p{L})/gu, "$1")
    .replace(/\b1(?:-|on)1\b/g, "1:1");

/** Returns the normalised words of a text; where a script has no spaces, each two neighbouring characters. @param {string} text @returns {string[]} */
export const wordsIn = (text) => (normalise(text).match(WORD) ?? []).flatMap(pieces);

/** Returns a word; of a run of a script without spaces each two neighbouring characters. @param {string} word */
function pieces(word) {
  const found = [];
  let end = 0;
  for (const { 0: run, index } of word.matchAll(UNSPACED)) {
    if (index > end) found.push(word.slice(end, index));
    end = index + run.length;
    for (let n = 0; n < Math.max(1, run.length - 1); n += 1) found.push(run.slice(n, n + 2));
  }
  if (end < word.length) found.push(word.slice(end));
  return found;
}

/** Returns the stem of a word, so that "hired" finds "hiring". @param {string} word @param {string} language */
export function stem(word, language) {
  const [minLength, endings] = ENDINGS[language] ?? [0, []];
  if (!minLength || word.length < 4 || /\d/.test(word)) return word;
  let root = language === "en" ? american(word) : word;
  for (let times = 0; times < 2; times += 1) {
    const ending = endings.find((text) => root.endsWith(text) && root.length - text.length >= minLength && !(text === "s" && root.endsWith("ss")));
    if (!ending) break;
    root = root.slice(0, -ending.length);
    if (ending !== "s" && /^[^aeiou][aeiou][^aeiouwxy]$/.test(root)) return `${root}e`; // hir-ing is hire
  }
  return root.replace(/([^aeiou])\1$/, "$1").replace(/c$/, "s");
}

/** Returns a word without an ending of grammar: that of "judges" is that of "judge", but "judgement" is another word. @param {string} word @param {string} language */
export function uninflected(word, language) {
  if (language !== "en") return stem(word, language);
  return american(word).replace(/(?<=...)(?:ing|ed|es|s|e)$/, "").replace(/y$/, "i").replace(/([^aeiou])\1$/, "$1");
}

/** Returns an English word in one of its spellings. @param {string} word */
function american(word) {
  return SPELLINGS.reduce((spelt, [british, other]) => (spelt.length > 4 ? spelt.replace(british, other) : spelt), word);
}

/** Returns how many letters are added, dropped, changed or swapped between two words; `max + 1` if it's more than `max`. @param {string} one @param {string} other @param {number} max */
export function editDistance(one, other, max) {
  if (Math.abs(one.length - other.length) > max) return max + 1;
  /** @type {number[]} */
  let before = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > max) return max + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}

const EXCERPT_LENGTH = 28; // words

/**
 * Returns the part of a text that shows why it matched, split where a match begins or ends.
 *
 * @param {string} text
 * @param {Set<string>} forms The words that matched.
 * @param {string} language
 * @returns {{ text: string, match: boolean }[]}
 */
export function excerpt(text, forms, language) {
  const stems = new Set([...forms].map((form) => stem(form, language)));
  const words = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    if (word.search(UNSPACED) >= 0) return characters(word, index, forms);
    const form = normalise(word);
    const root = stem(form, language);
    return [{ start: index, end: index + word.length, match: forms.has(form) || stems.has(root) ? root : "" }];
  });
  const first = bestStart(words.map(({ match }) => match));
  const last = Math.min(words.length, first + EXCERPT_LENGTH);
  let at = words[first]?.start ?? 0;
  const parts = [{ text: first ? "… " : "", match: false }];
  for (const { start, end, match } of words.slice(first, last)) {
    if (!match) continue;
    parts.push({ text: text.slice(at, start), match: false }, { text: text.slice(start, end), match: true });
    at = end;
  }
  const atEnd = last === words.length;
  parts.push({ text: atEnd ? text.slice(at) : `${text.slice(at, words[last - 1]?.end)} …`, match: false });
  return parts.filter((part) => part.text);
}

/** Returns the characters of a word, each with the pair that matches, if it is in one. @param {string} word @param {number} start @param {Set<string>} forms */
function characters(word, start, forms) {
  return [...Array(word.length).keys()].map((n) => {
    const pairs = [word.slice(n, n + 2), word.slice(Math.max(0, n - 1), n + 1)].map(normalise);
    return { start: start + n, end: start + n + 1, match: pairs.find((pair) => forms.has(pair)) ?? "" };
  });
}

/** Returns where the excerpt with the most different matches begins; of two, that with more matches. @param {string[]} matches The stem of each word that matched, "" for the others. */
function bestStart(matches) {
  let [best, highest] = [0, -1];
  matches.forEach((match, n) => {
    if (n && !match) return;
    const start = Math.max(0, Math.min(n - 3, matches.length - EXCERPT_LENGTH));
    const inside = matches.slice(start, start + EXCERPT_LENGTH).filter(Boolean);
    const value = new Set(inside).size + inside.length / 100;
    if (value > highest) [best, highest] = [start, value];
  });
  return best;
}
