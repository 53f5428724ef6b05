/** Ranks sections: those that have more of the rarer terms come first, as do those with them in their title. */

/** @typedef {import("./query.js").Term} Term */
/** @typedef {import("./query.js").Index} Index */

// Tuned with tests/fixtures/questions.yml; a wide range around each value gives much the same results.
const SATURATION = 14; // the weight that gives half the score: more adds little
const PAGE_SHARE = 0.4; // how much of its page's score a section gets
const RARITY_OFFSET = 4; // limits how much a rare term counts
const MAX_PER_PAGE = 3;

/** Returns each matching section's score for a term, from 0 to 1. @param {Term} term @returns {Map<number, number>} */
function termScores(term) {
  const scores = new Map();
  for (const { words, weight } of term.alternatives) {
    const [first, ...others] = words.map(sectionWeights);
    for (const [section, n] of first ?? []) {
      if (!others.every((weights) => weights.has(section))) continue;
      const least = Math.min(n, ...others.map((weights) => weights.get(section) ?? 0));
      scores.set(section, Math.max(scores.get(section) ?? 0, (weight * least) / (least + SATURATION)));
    }
  }
  return scores;
}

/** Returns the weight of a word in each section, its forms added up. @param {import("./query.js").Forms} forms @returns {Map<number, number>} */
function sectionWeights(forms) {
  const weights = new Map();
  for (const { postings, weight } of forms) {
    let section = 0;
    for (let at = 0; at < postings.length; at += 2) {
      section += postings[at];
      weights.set(section, (weights.get(section) ?? 0) + postings[at + 1] * weight);
    }
  }
  return weights;
}

/**
 * Returns the numbers of the best sections, the best first.
 *
 * @param {Index} index
 * @param {Term[]} terms
 * @param {number} max
 * @returns {number[]}
 */
export function rank(index, terms, max) {
  const scores = terms.map(termScores);
  const rarities = scores.map((sections) => Math.log(1 + index.count / (RARITY_OFFSET + sections.size)));
  // Without the terms that no section has.
  const total = rarities.reduce((sum, rarity, n) => sum + (scores[n].size ? rarity : 0), 0);
  const pageOf = pageFinder(index);
  /** Each page's best score for each term. @type {Map<number, number[]>} */
  const pageScores = new Map();
  scores.forEach((sections, n) => {
    for (const [section, score] of sections) {
      const page = pageScores.get(pageOf(section)) ?? Array(scores.length).fill(0);
      page[n] = Math.max(page[n], score);
      pageScores.set(pageOf(section), page);
    }
  });
  /** @type {[number, number][]} */
  const ranked = [...new Set(scores.flatMap((sections) => [...sections.keys()]))].map((section) => {
    let [sum, matched] = [0, 0];
    const page = pageScores.get(pageOf(section)) ?? [];
    scores.forEach((sections, n) => {
      const score = sections.get(section) ?? 0;
      sum += rarities[n] * (score + PAGE_SHARE * Math.max(0, page[n] - score));
      matched += score ? rarities[n] : rarities[n] * PAGE_SHARE * Math.min(1, page[n] * 2);
    });
    return [section, sum * (matched / total)];
  });
  ranked.sort(([a, one], [b, other]) => other - one || a - b);
  /** @type {Map<number, number>} */
  const perPage = new Map();
  return ranked
    .filter(([section]) => {
      const n = (perPage.get(pageOf(section)) ?? 0) + 1;
      perPage.set(pageOf(section), n);
      return n <= MAX_PER_PAGE;
    })
    .filter(([, score]) => score > ranked[0][1] / 4)
    .slice(0, max)
    .map(([section]) => section);
}

/** Returns a function from a section to its page's number in the index. @param {Index} index */
function pageFinder(index) {
  /** @type {Map<number, number>} */
  const pages = new Map();
  return (/** @type {number} */ section) => {
    let page = pages.get(section);
    if (page === undefined) pages.set(section, (page = index.pages.findLastIndex((first) => first <= section)));
    return page;
  };
}
