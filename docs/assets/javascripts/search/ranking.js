/** Ranks sections: those that people ask for in the words of the query come first, then those that have more of its rarer terms. */

/** @typedef {import("./query.js").Term} Term */
/** @typedef {import("./query.js").Index} Index */

// Tuned with tests/fixtures/search/tuned.yml; a wide range around each value gives much the same results.
const SATURATION = 14; // the weight that gives half the score: more adds little
const PAGE_SHARE = 0.4; // how much of its page's score a section gets
const RARITY_OFFSET = 4; // limits how much a rare term counts
const IN_QUESTION = 99 / (99 + SATURATION); // the score of a term in a question, to which tools/search/index.py gives the most weight
const QUESTION_SHARE = 1.1; // how much a question counts, against the text
const FULL_SCORE = 0.7; // of a term that a section is about: a mention in the text has less
const MENTIONED = 0.2; // enough on a page without questions, such as a team's own
// How much of a query a section or a question must cover, or nothing answers it. In a long query more words are there by the way.
const [LONG_QUERY, ENOUGH, ENOUGH_OF_LONG] = [4, 0.62, 0.52];
const TAUGHT = 80; // the worth of a page, in percent, from which all that it covers counts
const [MAX_PER_PAGE, MAX_PER_PAGE_AT_TOP, TOP] = [3, 2, 5];
const NEAREST_CHAPTERS = 3;

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
 * Returns the numbers of the best sections, the best first, and whether they answer the query; if not, they are the nearest chapters.
 *
 * @param {Index} index
 * @param {Term[]} terms
 * @param {number} max
 * @returns {{ sections: number[], answered: boolean }}
 */
export function rank(index, terms, max) {
  const scores = terms.map(termScores);
  const rarities = scores.map(({ size }) => Math.log(1 + index.count / (RARITY_OFFSET + size)));
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0);
  const targets = sectionsAsked(index);
  const questions = questionCovers(index, targets, terms, scores, rarities);
  const pageOf = pageFinder(index);
  const inTexts = bestByPage(scores, (number) => (number < index.count ? pageOf(number) : -1));
  const inQuestions = bestByPage(scores, (number) => (number < index.count ? -1 : pageOf(targets[number - index.count])));
  const pagesAsked = new Set(targets.map(pageOf));
  let covered = 0;
  const found = new Set(scores.flatMap((sections) => [...sections.keys()]).map((number) => targets[number - index.count] ?? number));
  /** @type {[number, number][]} */
  const ranked = [...found].map((section) => {
    const page = pageOf(section);
    const full = pagesAsked.has(page) || index.worth[page] < TAUGHT ? FULL_SCORE : MENTIONED;
    let [sum, matched, about] = [0, 0, 0];
    rarities.forEach((rarity, n) => {
      const score = scores[n].get(section) ?? 0;
      const ofPage = inTexts.get(page)?.[n] ?? 0;
      sum += rarity * (score + PAGE_SHARE * Math.max(0, ofPage - score));
      matched += rarity * (score ? 1 : PAGE_SHARE * Math.min(1, ofPage * 2));
      about += rarity * Math.min(1, Math.max(score, ofPage * PAGE_SHARE, inQuestions.get(page)?.[n] ?? 0) / full);
    });
    const cover = questions.get(section) ?? 0;
    covered = Math.max(covered, (about / total) * Math.min(1, index.worth[page] / TAUGHT), cover);
    return [section, ((sum * matched) / total ** 2 + QUESTION_SHARE * cover ** 2) * index.worth[page]];
  });
  ranked.sort(([a, one], [b, other]) => other - one || a - b);
  const enough = terms.length === 1 ? 0 : terms.length < LONG_QUERY ? ENOUGH : ENOUGH_OF_LONG; // who types one word wants where it is
  if (covered < enough || !ranked.length) {
    const pages = new Set([...ranked.map(([section]) => pageOf(section)), ...index.chapters]);
    const chapters = [...pages].filter((page) => index.chapters.includes(page)).slice(0, NEAREST_CHAPTERS);
    return { sections: chapters.map((page) => index.pages[page]), answered: false };
  }
  const best = ranked.filter(([, score]) => score > ranked[0][1] / 4).map(([section]) => section);
  return { sections: spread(best, pageOf).slice(0, max), answered: true };
}

/** Returns each page's best score for each term. @param {Map<number, number>[]} scores @param {(number: number) => number} pageOf */
function bestByPage(scores, pageOf) {
  /** @type {Map<number, number[]>} */
  const best = new Map();
  scores.forEach((found, n) => {
    for (const [number, score] of found) {
      const page = pageOf(number);
      const ofPage = best.get(page) ?? Array(scores.length).fill(0);
      ofPage[n] = Math.max(ofPage[n], score);
      best.set(page, ofPage);
    }
  });
  return best;
}

/** Returns the section of each question. @param {Index} index */
function sectionsAsked({ asked }) {
  let section = 0;
  return asked.filter((_, at) => at % 2 === 0).map((step) => (section += step));
}

/**
 * Returns how much of the query the best question of each section covers; less if the query covers little of the question.
 *
 * @param {Index} index
 * @param {number[]} targets
 * @param {Term[]} terms
 * @param {Map<number, number>[]} scores
 * @param {number[]} rarities
 */
function questionCovers(index, targets, terms, scores, rarities) {
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0);
  /** @type {Map<number, number>} */
  const best = new Map();
  targets.forEach((section, n) => {
    let [rarity, words] = [0, 0];
    scores.forEach((found, term) => {
      const share = (found.get(index.count + n) ?? 0) / IN_QUESTION;
      rarity += rarities[term] * Math.min(1, share);
      words += terms[term].length * Math.min(1, share);
    });
    const cover = (rarity / total) * Math.sqrt(Math.min(1, words / index.asked[2 * n + 1]));
    if (cover > (best.get(section) ?? 0)) best.set(section, cover);
  });
  return best;
}

/** Returns sections in their order, but few of one page at the top, and not many further down. @param {number[]} sections @param {(section: number) => number} pageOf */
function spread(sections, pageOf) {
  /** @type {Map<number, number>} */
  const perPage = new Map();
  const places = sections.map((section) => {
    const place = (perPage.get(pageOf(section)) ?? 0) + 1;
    perPage.set(pageOf(section), place);
    return { section, place };
  });
  const top = places.filter(({ place }) => place <= MAX_PER_PAGE_AT_TOP).slice(0, TOP);
  const rest = places.filter((one) => one.place <= MAX_PER_PAGE && !top.includes(one));
  return [...top, ...rest].map(({ section }) => section);
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
