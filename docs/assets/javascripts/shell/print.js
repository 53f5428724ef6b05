/**
 * What a page does for its paper. On paper a text field is one box: no page break can part it, and a long
 * answer would be cut. So a plain copy stands in for each answer while the
 * page is printed, and flows on like any text (text-answers.css).
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

// What is closed opens on paper; but not what is there for the screen only, unless the reader has opened it.
const CLOSED = "main details:not([open], .hb-example__fold, .hb-overview__fold)";
/** @type {HTMLDetailsElement[]} */
let opened = [];

/** For browsers whose style sheets cannot open a fold (block.css). */
function openFolds() {
  opened = [...document.querySelectorAll(CLOSED)].filter((fold) => fold instanceof HTMLDetailsElement);
  for (const fold of opened) fold.open = true;
}

function closeFolds() {
  for (const fold of opened) fold.open = false;
  opened = [];
}

function dropCopies() {
  for (const copy of document.querySelectorAll(`.${COPY}`)) copy.remove();
}

/**
 * To print, Chromium asks for the page's typeface anew and does not wait for it: the lines would be those of another one.
 * A face that a script has loaded is there. It has a name of its own, so that it does not change what is on the screen.
 */
function holdFace() {
  const link = document.querySelector('link[rel="preload"][as="font"]');
  if (!(link instanceof HTMLLinkElement)) return;
  const face = new FontFace("Literata held", `url("${link.href}")`, { weight: "400 700", display: "swap" });
  document.fonts.add(face);
  face.load().catch(() => {});
  // On the screen only from the next page on: no line of this one moves.
  document.addEventListener("hb-turned", () => { if (face.status === "loaded") document.documentElement.dataset.hbHeld = ""; });
}

/** Readies every page for the printer: once a visit. */
export function readyForPaper() {
  addEventListener("beforeprint", copyAnswers);
  addEventListener("afterprint", dropCopies);
  addEventListener("beforeprint", openFolds);
  addEventListener("afterprint", closeFolds);
  holdFace();
}
