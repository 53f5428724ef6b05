/** What is to be printed, as plain data: from what was remembered, from a link, or as it is at first. */

/**
 * @typedef {"blank" | "mine" | "open"} Mode
 * @typedef {"a4" | "letter"} Paper
 * @typedef {{chapters: string[] | null, kinds: string[] | null, mode: Mode, paper: Paper, people: number, named: boolean, secret: boolean}} Choice `null`
 *   says all, those that come later included; `secret`: private answers too.
 * @typedef {{chapters: string[], kinds: string[]}} Known What there is to choose from.
 */

export const MOST = 40;
const MODES = ["blank", "mine", "open"];
const PAPERS = ["a4", "letter"];
// Where paper is cut in inches.
const LETTER = ["US", "CA", "MX", "PH"];

/**
 * Returns the choice of a visit: what the link says, else what was remembered,
 * else everything, blank, for one. What is no value is left aside. Private
 * answers are never in by themselves.
 *
 * @param {unknown} mark What was remembered; it may be anything.
 * @param {string} hash The address from "#" on, such as "#kinds=checklists&mode=open".
 * @param {Known} known
 * @param {readonly string[]} languages The reader's language tags.
 * @returns {Choice}
 */
export function choiceOf(mark, hash, known, languages) {
  const kept = /** @type {{[name: string]: unknown}} */ (mark && typeof mark === "object" ? mark : {});
  const link = new URLSearchParams(hash.replace(/^#/, ""));
  const one = (/** @type {string} */ name, /** @type {string[]} */ values, /** @type {string} */ first) => [link.get(name), kept[name]].find((value) => values.includes(String(value))) ?? first;
  const some = (/** @type {"chapters" | "kinds"} */ name) => {
    const linked = link.getAll(name).flatMap((text) => text.split(",")).filter((value) => known[name].includes(value));
    if (linked.length) return linked;
    const own = kept[name];
    return Array.isArray(own) ? own.filter((value) => known[name].includes(value)) : null;
  };
  return {
    chapters: some("chapters"),
    kinds: some("kinds"),
    mode: /** @type {Mode} */ (one("mode", MODES, "blank")),
    paper: /** @type {Paper} */ (one("paper", PAPERS, paperOf(languages))),
    people: [link.get("people"), kept.people].map(peopleOf).find(Boolean) ?? 1,
    named: kept.named !== false,
    secret: false,
  };
}

/** Returns what is remembered of a choice: not that private answers were printed once. @param {Choice} choice */
export function remembered({ secret, ...choice }) {
  return choice;
}

/** Returns a number of people from 1 to 40, or 0 where it is none. @param {unknown} value */
export function peopleOf(value) {
  const n = /^\d{1,4}$/.test(String(value)) ? Number(value) : 0;
  return Math.min(n, MOST);
}

/** @param {readonly string[]} languages @returns {Paper} */
function paperOf(languages) {
  const region = languages.map((tag) => /^[a-z]+(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(tag)?.[1].toUpperCase()).find(Boolean);
  return LETTER.includes(region ?? "") ? "letter" : "a4";
}
