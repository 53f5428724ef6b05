/**
 * Short codes on paper: the same recipe as macros/handbook/content/short_codes.py, which says why. Five signs that hang on an id, and
 * one that a typing error makes wrong.
 */

const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";
const BASE = ALPHABET.length;
const SIGNS = 5;
const LENGTH = SIGNS + 1;

/** Returns the code of an id, without its hyphen: "K7Q2MC". @param {string} id */
export function codeOf(id) {
  let rest = fnv(id) % BASE ** SIGNS;
  let signs = "";
  for (let at = 0; at < SIGNS; at += 1) {
    signs += ALPHABET[rest % BASE];
    rest = Math.floor(rest / BASE);
  }
  return signs + [...ALPHABET].find((last) => isCode(signs + last));
}

/** Tells whether six signs can be a code: a wrong sign, or two that changed places, make it none. @param {string} signs */
export function isCode(signs) {
  const values = [...signs].map((sign) => ALPHABET.indexOf(sign));
  return values.length === LENGTH && !values.includes(-1) && values.reduce((sum, value, at) => sum + (at + 1) * value, 0) % BASE === 0;
}

/**
 * Returns the codes that a reader typed, as they typed them and as we write them. Case, hyphens and what stands between
 * two codes do not matter: "k7q-2mx, 4hd 9p2" are two.
 *
 * @param {string} text
 * @returns {{typed: string, code: string}[]} `code` is "" where this is no code.
 */
export function codesIn(text) {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  /** @type {{typed: string, code: string}[]} */
  const found = [];
  for (let at = 0; at < words.length; at += 1) {
    const [one, two] = [plain(words[at]), plain(words[at + 1] ?? "")];
    // The hyphen may have become a space.
    const halves = one.length === LENGTH / 2 && two.length === LENGTH / 2;
    const signs = halves ? one + two : one;
    found.push({ typed: halves ? `${words[at]} ${words[at + 1]}` : words[at], code: isCode(signs) ? signs : "" });
    if (halves) at += 1;
  }
  return found;
}

/** @param {string} word */
function plain(word) {
  return word.toUpperCase().replace(/[^0-9A-Z]/g, "");
}

/** FNV-1a (Fowler, Noll and Vo), 32 bits. @param {string} id */
function fnv(id) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
