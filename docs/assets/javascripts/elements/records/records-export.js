/** All records of a checklist, a sheet or a plan as one text and on paper, without what is private. Loaded once they're wanted. */

import { ids, makeElement, wordingOf } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { isAnswer } from "../../store/document.js";
import { inRecord } from "../../store/record-ids.js";
import { store } from "../../store/store.js";
import { dayOf, labelOf } from "./records-bar.js";

/**
 * @typedef {import("../answer-element.js").AnswerElement} AnswerElement
 * @typedef {import("../../store/records.js").Record} Record
 * @typedef {import("../../common/dom.js").Control} Control
 * @typedef {{label: string, text: string, done?: boolean}} Answer `done`: it's an item, and ticked or not.
 * @typedef {{title: string, day: string, answers: Answer[]}} Section
 */

/** Returns records as Markdown. @param {AnswerElement} host @param {Record[]} records */
export function recordsMarkdown(host, records) {
  const answer = (/** @type {Answer} */ { label, text, done }) =>
    done === undefined ? `### ${label}\n\n${text}\n\n` : `- [${done ? "x" : " "}] ${label}\n${text && `  ${text.replaceAll("\n", "\n  ")}\n`}`;
  const sections = sectionsOf(host, records).map(({ title, day, answers }) => `## ${[title, day].filter(Boolean).join(" · ")}\n\n${answers.map(answer).join("").trimEnd()}\n`);
  return `# ${titleOf(host)}\n\n${sections.join("\n")}`;
}

/** Prints records, and nothing else of the page. @param {AnswerElement} host @param {Record[]} records */
export function printRecords(host, records) {
  const answer = (/** @type {Answer} */ { label, text, done }) =>
    makeElement("li", { "data-hb-state": done === undefined ? undefined : done ? "done" : "open" }, makeElement("p", "hb-records__asked", label), makeElement("p", { class: "hb-records__answer", dir: "auto" }, text));
  const sections = sectionsOf(host, records).map(({ title, day, answers }) =>
    makeElement("section", "hb-records__one", makeElement("h2", { dir: "auto" }, title), makeElement("p", "hb-records__on", day), makeElement("ul", "hb-records__answers", ...answers.map(answer))));
  const paper = makeElement("div", { class: "hb-records__paper" }, makeElement("h1", "", titleOf(host)), ...sections);
  document.querySelector("article")?.append(paper);
  addEventListener("afterprint", () => paper.remove(), { once: true });
  window.print();
}

/** @param {AnswerElement} host */
function titleOf(host) {
  return document.getElementById(`${host.dataset.hbBlock}-title`)?.textContent.trim() ?? "";
}

/** @param {AnswerElement} host @param {Record[]} records @returns {Section[]} */
function sectionsOf(host, records) {
  return records.map((record) => {
    const [title, day] = [labelOf(record, host), dayOf(record.record)];
    return { title, day: day === title ? "" : day, answers: host.controls.map((control) => answerOf(host, control, record.record)) };
  });
}

/** @param {AnswerElement} host @param {Control} control @param {string} record @returns {Answer} */
function answerOf(host, control, record) {
  const text = (part = "") => String(entryIn(control, record, part)?.value ?? "").trim();
  const label = wordingOf(control);
  if (control.type !== "checkbox") return { label, text: newestOf(markedIds(control), record, ".private")?.value === true ? "" : text() };
  const who = text(".evidence.who");
  const facts = [formatDate(`${text(".evidence.on")}T00:00`), who && host.t("records.seen-by", { name: who })].filter(Boolean).join(" · ");
  const isShown = isAnswer(entryIn(control, record, ".evidence")) && entryIn(control, record, ".evidence.private")?.value !== true;
  return { label, text: isShown ? [text(".evidence"), facts && `(${facts})`].filter(Boolean).join(" ") : "", done: entryIn(control, record)?.value === true };
}

/** Returns what a control holds in a record, or what hangs on it there. @param {Control} control @param {string} record @param {string} [part] Such as ".evidence". */
export function entryIn({ dataset: { hbId = "", hbWas } }, record, part) {
  return newestOf([hbId, ...ids(hbWas)], record, part);
}

/** Returns what a text's private mark hangs on: its id and the former ones, or a plan's, whose two fields share one mark. @param {Control} control */
export function markedIds({ dataset: { hbId = "", hbWas, hbPrivate } }) {
  return hbPrivate ? [hbPrivate, ...ids(hbWas).map((old) => old.replace(/\.\w+$/, ""))] : [hbId, ...ids(hbWas)];
}

/** @param {string[]} ids The id, and the former ones. @param {string} record @param {string} [part] */
function newestOf(ids, record, part = "") {
  const [id, ...was] = ids.map((one) => inRecord(one + part, record));
  return store.get(id, was);
}
