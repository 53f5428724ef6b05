/** Which places answer best: those that have more of the rarer words, and have them in their title. */

/** @typedef {import("./query.js").Term} Term */
/** @typedef {import("./query.js").Index} Index */

// Found with tests/fixtures/questions.yml, where wide ranges around them do as well.
/** Where weight stops to add much; how much a page lends to its places; how rare a word can be; how many of a page are shown. */
const [ENOUGH, LENT, RAREST, A_PAGE] = [14, 0.4, 4, 3];

/** Returns how well each place has a term, from 0 to 1. @param {Term} term @returns {Map<number, number>} */
function standing(term) {
  const best = new Map();
  for (const { words, weight } of term.ways) {
    /** @type {Map<number, number> | undefined} */
    let all;
    for (const forms of words) {
      /** @type {Map<number, number>} */
      const some = new Map();
      for (const form of forms) {
        let place = 0;
        for (let at = 0; at < form.postings.length; at += 2) {
          place += form.postings[at];
          some.set(place, (some.get(place) ?? 0) + form.postings[at + 1] * form.weight);
        }
      }
      const before = all;
      all = before ? new Map([...some].filter(([place]) => before.has(place)).map(([place, n]) => [place, Math.min(n, before.get(place) ?? 0)])) : some;
    }
    for (const [place, n] of all ?? []) best.set(place, Math.max(best.get(place) ?? 0, (weight * n) / (n + ENOUGH)));
  }
  return best;
}

/**
 * Returns the numbers of the best places, the best first.
 *
 * @param {Index} index
 * @param {Term[]} terms
 * @param {number} most
 * @returns {number[]}
 */
export function ranked(index, terms, most) {
  const found = terms.map(standing);
  const rare = found.map((places) => Math.log(1 + index.count / (RAREST + places.size)));
  // A word that stands nowhere was meant all the same, but no place can be blamed for it.
  const whole = rare.reduce((sum, one, n) => sum + (found[n].size ? one : 0), 0);
  const pageOf = pages(index);
  /** @type {Map<number, number[]>} */
  const lent = new Map();
  found.forEach((places, n) => {
    for (const [place, has] of places) {
      const page = lent.get(pageOf(place)) ?? Array(found.length).fill(0);
      page[n] = Math.max(page[n], has);
      lent.set(pageOf(place), page);
    }
  });
  /** @type {[number, number][]} */
  const scored = [...new Set(found.flatMap((places) => [...places.keys()]))].map((place) => {
    let [score, held] = [0, 0];
    const page = lent.get(pageOf(place)) ?? [];
    found.forEach((places, n) => {
      const has = places.get(place) ?? 0;
      score += rare[n] * (has + LENT * Math.max(0, page[n] - has));
      held += has ? rare[n] : rare[n] * LENT * Math.min(1, page[n] * 2);
    });
    return [place, score * (held / whole)];
  });
  scored.sort(([a, one], [b, other]) => other - one || a - b);
  /** @type {Map<number, number>} */
  const shown = new Map();
  return scored
    .filter(([place]) => {
      shown.set(pageOf(place), (shown.get(pageOf(place)) ?? 0) + 1);
      return (shown.get(pageOf(place)) ?? 0) <= A_PAGE;
    })
    .filter(([, score]) => score > scored[0][1] / 4)
    .slice(0, most)
    .map(([place]) => place);
}

/** Returns what tells the page of a place, as its number in the index. @param {Index} index */
function pages(index) {
  /** @type {Map<number, number>} */
  const known = new Map();
  return (/** @type {number} */ place) => {
    let page = known.get(place);
    if (page === undefined) known.set(place, (page = index.pages.findLastIndex((first) => first <= place)));
    return page;
  };
}
