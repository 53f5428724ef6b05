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

/** Returns a text in lower case, without accents and possessive endings. @param {string} text */
export const normalise = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/’/g, "'").replace(/'s\b/g, "").replace(/(\p{L})'(?=\p{L})/gu, "$1");

/** Returns the normalised words of a text. @param {string} text @returns {string[]} */
export const wordsIn = (text) => normalise(text).match(/\d+:\d+|[\p{L}\p{N}]+/gu) ?? [];

/** Returns the stem of a word, so that "hired" finds "hiring". @param {string} word @param {string} language */
export function stem(word, language) {
  const [minLength, endings] = ENDINGS[language] ?? [0, []];
  if (!minLength || word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (language === "en") for (const [british, american] of SPELLINGS) if (root.length > 4) root = root.replace(british, american);
  for (let times = 0; times < 2; times += 1) {
    const ending = endings.find((text) => root.endsWith(text) && root.length - text.length >= minLength && !(text === "s" && root.endsWith("ss")));
    if (!ending) break;
    root = root.slice(0, -ending.length);
    if (ending !== "s" && /^[^aeiou][aeiou][^aeiouwxy]$/.test(root)) return `${root}e`; // hir-ing is hire
  }
  return root.replace(/([^aeiou])\1$/, "$1").replace(/c$/, "s");
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
  const words = [...text.matchAll(/\d+:\d+|[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => {
    const form = normalise(word);
    const root = stem(form, language);
    return { start: index, end: index + word.length, match: forms.has(form) || stems.has(root) ? root : "" };
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
