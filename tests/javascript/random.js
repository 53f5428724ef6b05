/** For tests of laws: random choices that are the same in each run, and JSON in which the order of keys does not matter. */

/** Returns functions for random choices: `number(n)` from 0 to n - 1, `pick(list)` one of a list. @param {number} seed */
export function randomness(seed) {
  let state = seed;
  const number = (n) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * n);
  };
  return { number, pick: (list) => list[number(list.length)] };
}

/** Returns JSON text with the keys of each object in order. @param {unknown} value */
export function sortedJson(value) {
  const sort = (_, part) => (part && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
  return JSON.stringify(value, sort);
}
