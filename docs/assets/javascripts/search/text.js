/** Words as the search compares them. `tools/search/index.py` cuts and folds the text of the pages in the same way. */

/** Ends of words, the longest first. What is left has three letters at least, and four in German. @type {Record<string, [number, string[]]>} */
const ENDS = {
  en: [3, "ational ations ation ators ator ating ated ates ate ments ment ings ing ions ion ers ors ed er or es ly al s e".split(" ")],
  de: [4, "ungen ung heiten heit keiten keit innen ern em en er es e n s".split(" ")],
};
/** What Britain and America write in two ways. @type {[RegExp, string][]} */
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

/** Returns a text without capitals and accents; "’s" goes. @param {string} text */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/’/g, "'").replace(/'s\b/g, "").replace(/(\p{L})'(?=\p{L})/gu, "$1");

/** Returns the words of a text, folded. @param {string} text @returns {string[]} */
export const wordsIn = (text) => folded(text).match(/\d+:\d+|[\p{L}\p{N}]+/gu) ?? [];

/** Returns what the forms of a word have in common, so that "hired" finds "hiring". @param {string} word @param {string} language */
export function stem(word, language) {
  const [least, ends] = ENDS[language] ?? [0, []];
  if (!least || word.length < 4 || /\d/.test(word)) return word;
  let left = word;
  if (language === "en") for (const [british, other] of SPELLINGS) if (left.length > 4) left = left.replace(british, other);
  for (let times = 0; times < 2; times += 1) {
    const end = ends.find((one) => left.endsWith(one) && left.length - one.length >= least && !(one === "s" && left.endsWith("ss")));
    if (!end) break;
    left = left.slice(0, -end.length);
    if (end !== "s" && /^[^aeiou][aeiou][^aeiouwxy]$/.test(left)) return `${left}e`; // hir-ing is hire
  }
  return left.replace(/([^aeiou])\1$/, "$1").replace(/c$/, "s");
}

/** Returns how many letters one must add, drop, change or swap to make one word of another; more than `most` is `most + 1`. @param {string} one @param {string} other @param {number} most */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
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
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}
