/** Ranks sections: those that people ask for in the words of the query come first, then those that have more of its rarer terms. */

/** @typedef {import("./query.js").Term} Term */
/** @typedef {import("./query.js").Index} Index */

// Tuned with tests/fixtures/search/tuned.yml, and with the authors' questions, each asked while the index was without it.
const SATURATION = 14; // the weight that gives half the score: more adds little
const PAGE_SHARE = 0.2; // how much of its page's score a section gets
const RARITY_OFFSET = 12; // limits how much a rare term counts
const IN_QUESTION = 99 / (99 + SATURATION); // the score of a term in a question, to which tools/search/index.py gives the most weight
const QUESTION_SHARE = 1.5; // how much a question counts, against the text
const NEIGHBOURS_SHARE = 0.4; // how much all questions of its page count for a section
// Nothing answers a query if no section has this much of it, with the best question's share; the nearer the query is to what the
// handbook doesn't cover, and the more of all questions near it are of that kind, the more it takes.
const [ENOUGH, BEST_QUESTION_SHARE, ELSEWHERE_SHARE] = [0.09, 0.5, 0.5];
const SAID = 0.45; // of a query, by a team's page, which answers it then, whatever the handbook leaves out; a mention counts half
const LEAST = 3; // places that are shown, also if they are much weaker than the first
const [MAX_PER_PAGE, MAX_PER_PAGE_AT_TOP, TOP] = [3, 1, 5];
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
  const share = (/** @type {number[]} */ values) => values.reduce((sum, value, n) => sum + rarities[n] * value, 0) / total;
  const [targets, lengths] = questionsOf(index);
  const pageOf = pageFinder(index);
  /** The best question's cover for each section, and for each page, or none, all questions' squared. @type {[Map<number, number>, Map<number | undefined, number>]} */
  const [questions, neighbours] = [new Map(), new Map()];
  questionCovers(index, lengths, terms, scores, rarities).forEach((cover, n) => {
    const section = targets[n];
    questions.set(section, Math.max(questions.get(section) ?? 0, cover));
    const page = section < index.count ? pageOf(section) : undefined;
    neighbours.set(page, (neighbours.get(page) ?? 0) + cover ** 2);
  });
  const ofPages = best(scores, (number) => (number < index.count ? pageOf(number) : -1));
  const ofSections = best(scores, (number) => targets[number - index.count] ?? number);
  const near = [...neighbours.values()].reduce((sum, covers) => sum + covers, 0);
  const elsewhere = (questions.get(index.count) ?? 0) + (near && (ELSEWHERE_SHARE * (neighbours.get(undefined) ?? 0)) / near);
  for (const found of [questions, ofSections]) found.delete(index.count);
  /** @type {[number, number][]} */
  const ranked = [...ofSections.keys()].map((section) => {
    const page = pageOf(section);
    const own = scores.map((found) => found.get(section) ?? 0);
    const ofPage = ofPages.get(page) ?? [];
    const sum = share(own.map((score, n) => score + PAGE_SHARE * Math.max(0, (ofPage[n] ?? 0) - score)));
    const matched = share(own.map((score, n) => (score ? 1 : PAGE_SHARE * Math.min(1, (ofPage[n] ?? 0) * 2))));
    const asked = QUESTION_SHARE * (questions.get(section) ?? 0) ** 2 + NEIGHBOURS_SHARE * Math.sqrt(neighbours.get(page) ?? 0);
    return [section, (sum * matched + asked) * index.worth[page]];
  });
  ranked.sort(([a, one], [b, other]) => other - one || a - b);
  const strength = Math.max(0, ...[...ofSections.values()].map(share)) + BEST_QUESTION_SHARE * Math.max(0, ...questions.values());
  // A reader who types one word wants where it is; in a site that doesn't know what nothing answers, a mention will do.
  const enough = terms.length > 1 && targets.includes(index.count) ? ENOUGH + elsewhere : 0;
  const saidByTeam = [...ofSections].some(([section, found]) => index.team.includes(pageOf(section)) && share(found.map((score) => (Math.ceil(score) + score) / 2)) > SAID);
  if ((strength < enough && !saidByTeam) || !ranked.length) {
    const pages = new Set([...ranked.map(([section]) => pageOf(section)), ...index.chapters]);
    const chapters = [...pages].filter((page) => index.chapters.includes(page)).slice(0, NEAREST_CHAPTERS);
    return { sections: chapters.map((page) => index.pages[page]), answered: false };
  }
  const good = new Set(ranked.filter(([, score]) => score > ranked[0][1] / 4).map(([section]) => section));
  const places = spread(ranked.map(([section]) => section), pageOf).filter((section, n) => n < LEAST || good.has(section));
  return { sections: places.slice(0, max), answered: true };
}

/** Returns the best score for each term of each page or section. @param {Map<number, number>[]} scores @param {(number: number) => number} placeOf */
function best(scores, placeOf) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  scores.forEach((ofTerm, n) => {
    for (const [number, score] of ofTerm) {
      const place = placeOf(number);
      const ofPlace = found.get(place) ?? Array(scores.length).fill(0);
      ofPlace[n] = Math.max(ofPlace[n], score);
      found.set(place, ofPlace);
    }
  });
  return found;
}

/** Returns the section of each question, of one that nothing answers the number after the last section's, and how many words it has. @param {Index} index */
function questionsOf({ asked }) {
  /** @type {[number[], number[]]} */
  const [targets, lengths] = [[], []];
  let section = 0;
  for (const [step, digits] of asked) {
    section += step;
    for (const digit of digits) {
      targets.push(section);
      lengths.push(Number(digit));
    }
  }
  return [targets, lengths];
}

/**
 * Returns how much of the query each question covers; less if the query covers little of the question.
 *
 * @param {Index} index
 * @param {number[]} lengths Of the questions, in words.
 * @param {Term[]} terms
 * @param {Map<number, number>[]} scores
 * @param {number[]} rarities
 */
function questionCovers(index, lengths, terms, scores, rarities) {
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0);
  return lengths.map((length, n) => {
    const shares = scores.map((found) => Math.min(1, (found.get(index.count + n) ?? 0) / IN_QUESTION));
    const rarity = shares.reduce((sum, share, term) => sum + rarities[term] * share, 0);
    const words = shares.reduce((sum, share, term) => sum + terms[term].length * share, 0);
    return (rarity / total) * Math.sqrt(Math.min(1, words / length));
  });
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
