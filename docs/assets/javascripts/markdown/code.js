/** Code: a button that copies it, and buttons that open its annotations at their place. */

import { copyText } from "../common/clipboard.js";
import { makeButton, makeElement } from "../common/dom.js";
import { t, wordsOf } from "../common/i18n.js";

/** What isn't code, though it is in it: notes, and the prompt of a console. */
const NOTES = ".hb-annotation, .hb-annotation__note, .gp";

/** Adds the buttons to all code of the page, once. @param {HTMLElement} element The one with the strings, whose language may differ from the page's. */
export function enhanceCode(element) {
  for (const block of document.querySelectorAll("article .highlight:not(.no-copy):has(pre)")) if (!block.querySelector(".hb-copy")) addCopyButton(block, element);
  for (const link of document.querySelectorAll("a.hb-annotation")) if (link instanceof HTMLAnchorElement) addNote(link);
  // Each note can be opened where its number is. On paper the list is shown.
  for (const list of document.querySelectorAll(".hb-annotations")) {
    const opened = document.querySelectorAll(`button[data-hb-of^="${list.firstElementChild?.id.replace(/\d+$/, "")}"]`);
    list.classList.toggle("hb-annotations--opened", opened.length >= list.childElementCount);
  }
}

/** Returns code as it is to be copied: without the numbers of its lines and its notes. @param {Element} code */
function textOfCode(code) {
  const copy = code.cloneNode(true);
  if (!(copy instanceof Element)) return "";
  const notes = copy.querySelectorAll(NOTES);
  for (const note of notes) note.remove();
  return notes.length ? copy.textContent.replace(/[ \t]+$/gm, "") : copy.textContent;
}

/** @param {Element} block @param {HTMLElement} element */
function addCopyButton(block, element) {
  const words = wordsOf(element);
  const code = block.querySelector("pre code") ?? block.querySelector("pre");
  if (!code) return;
  const title = block.querySelector(".filename")?.textContent ?? "";
  const button = makeButton("copy-code", t(words, "code.copy"), { label: t(words, `code.${title ? "copy-named" : "copy-code"}`, { title }) });
  const status = makeElement("span", { role: "status" });
  block.append(makeElement("div", { class: "hb-copy", lang: element.lang, dir: element.dir }, status, button));
  button.addEventListener("click", async () => {
    const copied = await copyText(textOfCode(code));
    if (!copied) getSelection()?.selectAllChildren(code);
    status.textContent = t(words, `code.${copied ? "copied" : "not-copied"}`);
  });
  // So that it's said again the next time.
  button.addEventListener("blur", () => status.replaceChildren());
}

/** Replaces the link to a note by a button that shows the note below its line of code, or its paragraph. @param {HTMLAnchorElement} link */
function addNote(link) {
  const item = document.getElementById(link.hash.slice(1));
  if (!item) return;
  const note = makeElement("span", { class: "hb-annotation__note", id: `${item.id}-shown`, hidden: "" });
  for (const child of item.cloneNode(true).childNodes) note.append(child.cloneNode(true));
  for (const element of note.querySelectorAll("[id]")) element.removeAttribute("id");
  const label = link.getAttribute("aria-label") ?? undefined;
  const button = makeElement("button", { type: "button", class: "hb-annotation", "aria-label": label, "aria-expanded": "false", "aria-controls": note.id, "data-hb-action": "note", "data-hb-of": item.id }, link.textContent);
  button.addEventListener("click", () => {
    note.hidden = !note.hidden;
    button.setAttribute("aria-expanded", String(!note.hidden));
  });
  const paragraph = link.closest("pre") ? null : link.closest("p, li, td, dd, summary");
  link.replaceWith(button);
  if (paragraph) {
    paragraph.append(note);
    keepTogether(button);
  } else button.after(note);
}

/** Lets no line begin with the comma after a button; beside one, unlike a link, a line may break anywhere. @param {HTMLElement} button */
function keepTogether(button) {
  const text = button.nextSibling;
  const [closing] = /^\S*/.exec(text?.nodeType === Node.TEXT_NODE ? (text.nodeValue ?? "") : "") ?? [""];
  if (!text || !closing) return;
  text.nodeValue = (text.nodeValue ?? "").slice(closing.length);
  const whole = makeElement("span", { class: "hb-annotation__whole" });
  button.replaceWith(whole);
  whole.append(button, closing);
}
