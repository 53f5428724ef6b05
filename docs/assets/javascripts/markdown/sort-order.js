/** The order of a table's cells: numbers, dates or text, as the reader's language writes them. */

/** A cell without a value, which comes last whatever the direction. */
const EMPTY = /^[\s\-–—./?]*$|^n\/?a$/i;
const DATE = /^(?:(?<y>\d{4})-(?<m>\d{1,2})(?:-(?<d>\d{1,2}))?|(?<d2>\d{1,2})\.\s?(?<m2>\d{1,2})\.\s?(?<y2>\d{4})|(?:(?<d3>\d{1,2})\.?\s+)?(?<name>\p{L}+)\.?\s+(?:(?<d4>\d{1,2}),\s*)?(?<y3>\d{4}))$/u;

/**
 * Returns the order of some cells as indexes: equal ones keep theirs, and empty ones come last.
 *
 * @param {string[]} texts
 * @param {boolean} descending
 * @param {string} [language] Of the table.
 */
export function sortOrder(texts, descending, language) {
  const values = texts.map((text) => text.trim());
  const filled = values.filter((value) => !EMPTY.test(value));
  const compare = [readNumber(language), readDate(language)].map((read) => (filled.every((value) => !Number.isNaN(read(value))) ? (/** @type {string} */ a, /** @type {string} */ b) => read(a) - read(b) : null)).find(Boolean)
    ?? new Intl.Collator(language, { numeric: true }).compare;
  return values.map((_, index) => index).sort((a, b) => {
    const empty = Number(EMPTY.test(values[a])) - Number(EMPTY.test(values[b]));
    return empty || (descending ? -1 : 1) * (EMPTY.test(values[a]) ? 0 : compare(values[a], values[b])) || a - b;
  });
}

/** Returns what reads a number with a sign, a currency or a unit: "€ 1,234.50", "12 %", "(3)"; NaN for anything else. @param {string} [language] */
function readNumber(language) {
  const point = new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";
  const group = point === "," ? /[.\s’']/g : /[,\s’']/g;
  return (/** @type {string} */ value) => {
    const match = /^(?:[+\-−~<>≈≤≥]|\p{Sc}|[A-Z]{3}\s)*\s*(?<sign>[-−]?)(?<digits>\d[\d.,\s’']*)\s*(?:%|\p{Sc}|[A-Z]{3}|[kKmM]?\p{L}{0,2})?$/u.exec(value);
    if (!match?.groups) return NaN;
    const number = Number(match.groups.digits.trim().replace(group, "").replace(point, "."));
    return /[-−]/.test(value.slice(0, value.indexOf(match.groups.digits))) ? -number : number;
  };
}

/** Returns what reads a date: "2026-03-01", "1.3.2026", "1 March 2026", "March 1, 2026", "Mar 2026"; NaN for anything else. @param {string} [language] */
function readDate(language) {
  const names = ["long", "short"].flatMap((month) => [...Array(12).keys()].map((n) => {
    const parts = new Intl.DateTimeFormat(language, { day: "numeric", month: /** @type {"long" | "short"} */ (month) }).formatToParts(new Date(2026, n, 1));
    return [parts.find(({ type }) => type === "month")?.value.replace(".", "").toLowerCase(), n + 1];
  }));
  /** @type {Record<string, number>} */
  const months = Object.fromEntries(names);
  return (/** @type {string} */ value) => {
    const { y, y2, y3, m, m2, name, d, d2, d3, d4 } = DATE.exec(value)?.groups ?? {};
    const month = Number(m ?? m2 ?? months[name?.toLowerCase()]);
    return Date.UTC(Number(y ?? y2 ?? y3), month - 1, Number(d ?? d2 ?? d3 ?? d4 ?? 1));
  };
}
