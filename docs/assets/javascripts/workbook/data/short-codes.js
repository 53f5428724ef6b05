/**
 * The short codes on paper: five characters derived from an id and a check character. Must stay the same as
 * macros/handbook/content/short_codes.py, which gives the reasons.
 */

const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";
const BASE = ALPHABET.length;
const DATA_LENGTH = 5;
const LENGTH = DATA_LENGTH + 1;

/** Returns the code of an id, without its hyphen: "K7Q2MC". @param {string} id */
export function codeOf(id) {
  let rest = fnv1a(id) % BASE ** DATA_LENGTH;
  let code = "";
  for (let at = 0; at < DATA_LENGTH; at += 1) {
    code += ALPHABET[rest % BASE];
    rest = Math.floor(rest / BASE);
  }
  return code + [...ALPHABET].find((check) => isCode(code + check));
}

/** Tells whether six characters can be a code: any wrong character, or two swapped ones, fail the check. @param {string} code */
export function isCode(code) {
  const values = [...code].map((character) => ALPHABET.indexOf(character));
  return values.length === LENGTH && !values.includes(-1) && values.reduce((sum, value, at) => sum + (at + 1) * value, 0) % BASE === 0;
}

/**
 * Finds the codes in a reader's input, whatever their case, hyphens and separators: "k7q-2mx, 4hd 9p2" has two.
 *
 * @param {string} text
 * @returns {{typed: string, code: string}[]} As typed, and normalised; `code` is "" if it isn't valid.
 */
export function parseCodes(text) {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  /** @type {{typed: string, code: string}[]} */
  const codes = [];
  for (let index = 0; index < words.length; index += 1) {
    const [one, two] = [normalise(words[index]), normalise(words[index + 1] ?? "")];
    // A space may have taken the place of the hyphen.
    const isSplit = one.length === LENGTH / 2 && two.length === LENGTH / 2;
    const code = isSplit ? one + two : one;
    codes.push({ typed: isSplit ? `${words[index]} ${words[index + 1]}` : words[index], code: isCode(code) ? code : "" });
    if (isSplit) index += 1;
  }
  return codes;
}

/** @param {string} word */
function normalise(word) {
  return word.toUpperCase().replace(/[^0-9A-Z]/g, "");
}

/** FNV-1a (Fowler, Noll and Vo), 32 bits. @param {string} id */
function fnv1a(id) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
