/**
 * On paper a text field is one box: no page break can part it, and a long
 * answer would be cut. So a plain copy stands in for each answer while the
 * page is printed, and flows on like any text (answers.css).
 */

const COPY = "hb-answer__paper";

/** Put a copy before each field that holds an answer. */
function copyAnswers() {
  dropCopies();
  /** @type {NodeListOf<HTMLTextAreaElement>} */
  const fields = document.querySelectorAll("textarea.hb-answer");
  for (const field of fields) {
    if (!field.value.trim()) continue;
    const copy = document.createElement("div");
    copy.className = COPY;
    copy.textContent = field.value;
    field.before(copy);
  }
}

function dropCopies() {
  for (const copy of document.querySelectorAll(`.${COPY}`)) copy.remove();
}

/** Keep every answer whole on paper, from now on: once a visit. */
export function keepAnswersWhole() {
  addEventListener("beforeprint", copyAnswers);
  addEventListener("afterprint", dropCopies);
}
