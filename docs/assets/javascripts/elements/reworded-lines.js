/** The lines that say that an answer was given to an earlier wording. Loaded where there is such an answer. */

/** Shows each line where it applies, and hides the others. @param {import("./answer-element.js").AnswerElement<any>} element */
export function showReworded(element) {
  const { section } = /** @type {typeof import("./answer-element.js").AnswerElement} */ (element.constructor);
  /** @type {Map<HTMLElement, import("./answer-element.js").Entry | undefined>} */
  const lines = new Map();
  for (const control of element.controls) {
    const line = element.findPart("reworded", control.closest("li") ?? element);
    const entry = element.rewordedEntry(control);
    if (line && (entry || !lines.has(line))) lines.set(line, entry);
  }
  for (const [line, entry] of lines) {
    const path = `${section}.reworded`;
    const text = entry ? (entry.said ? element.t(path, { said: entry.said }) : element.t(`${path}-unknown`)) : "";
    if (line.textContent !== text) line.textContent = text;
    line.hidden = !text;
  }
}
