/** The preview of an import as HTML. Everything from the file is added as text. */

import { appendRows, formatDateTime } from "./data-part.js";
import { addressOf, makeButton, makeElement } from "../../common/dom.js";

const MAX_UNFOLDED = 4; // rows that need no <details>
const MAX_LENGTH = 600; // characters of an answer
const MAX_PROBLEMS = 5; // problems that are listed

/**
 * @typedef {import("./import-file.js").Preview} Preview
 * @typedef {import("./import-file.js").Conflict} Conflict
 * @typedef {import("./import-file.js").IncomingEntry} IncomingEntry
 * @typedef {import("./data-part.js").DataPart} DataPart
 */

/**
 * Returns the groups of a preview, starting with those that change texts.
 *
 * @param {Preview} preview
 * @param {DataPart} part For its strings and labels.
 * @param {Set<string>} decided The ids of newer answers that the reader declines, and of older ones to import anyway; checkboxes change it.
 */
export function previewGroups(preview, part, decided) {
  const { newer, older, fresh, unknown, quiet, same, ahead } = preview;
  const lines = [["quiet", quiet.length], ["same", same], ["ahead", ahead]].filter(([, n]) => n);
  return [
    ...groupElements("newer", newer, part, (row) => [...comparison(row, part), decisionCheckbox(row, part, decided, "keep")]),
    ...groupElements("older", older, part, (row) => [...comparison(row, part), decisionCheckbox(row, part, decided, "take")]),
    ...groupElements("fresh", fresh, part, (row) => singleValue(row, part)),
    ...groupElements("unknown", unknown, part, (row) => singleValue(row, part)),
    ...lines.map(([name, n]) => makeElement("p", "hb-import__line", part.tn(`data.group-${name}`, Number(n)))),
  ];
}

/** Returns a file's problems as a list. @param {import("./import-file.js").Problem[]} problems @param {DataPart} part */
export function problemList(problems, part) {
  const list = makeElement("ul", "hb-import__faults");
  for (const { key, values } of problems.slice(0, MAX_PROBLEMS)) {
    const line = makeElement("li", "", part.t(`data.fault-${key}`, values));
    if (key === "rating") line.append(" ", makeElement("a", { href: addressOf({ url: "workbook/assessment/" }) ?? "" }, part.t("data.to-assessment")));
    list.append(line);
  }
  if (problems.length > MAX_PROBLEMS) list.append(makeElement("li", "", part.tn("data.faults-more", problems.length - MAX_PROBLEMS)));
  return list;
}

/** @template {IncomingEntry} T @param {string} name @param {T[]} rows @param {DataPart} part @param {(row: T) => Node[]} render */
function groupElements(name, rows, part, render) {
  if (!rows.length) return [];
  const list = makeElement("ul", "hb-import__rows");
  const head = makeElement("h4", "hb-import__group", part.tn(`data.group-${name}`, rows.length));
  const how = makeElement("p", "hb-import__how", part.t(`data.group-${name}-how`));
  appendRows(list, rows, part, (row) => {
    return makeElement("li", { class: "hb-import__row", "data-hb-entry": row.id }, rowTitle(row, part), ...render(row));
  });
  // A long list with nothing to decide would only push the button down.
  return [head, how, "mine" in rows[0] || rows.length <= MAX_UNFOLDED ? list : collapsed(list, part.t("data.group-show"))];
}

/** @param {Node} content @param {string} text */
function collapsed(content, text) {
  return makeElement("details", "hb-more", makeElement("summary", "hb-more__open", text), makeElement("div", "hb-more__body", content));
}

/** @param {IncomingEntry} row @param {DataPart} part */
function rowTitle({ id, theirs }, part) {
  const chapter = part.labels.chapterOf(id);
  const element = makeElement("p", "hb-import__question", part.labels.title(id, theirs));
  if (chapter) element.append(" ", makeElement("span", "hb-import__where", chapter));
  return element;
}

/** @param {IncomingEntry} row @param {DataPart} part */
function singleValue({ id, theirs }, part) {
  return [makeElement("p", { class: "hb-import__text", dir: "auto" }, shorten(part.labels.value(id, theirs), part))];
}

/** @param {Conflict} row @param {DataPart} part */
function comparison({ id, mine, theirs }, part) {
  const side = (/** @type {string} */ name, /** @type {any} */ entry) => {
    const heading = makeElement("dt", "", part.t(`data.side-${name}`, { date: formatDateTime(entry?.at, "medium") }));
    return makeElement("div", "hb-import__side", heading, makeElement("dd", { class: "hb-import__text", dir: "auto" }, shorten(part.labels.value(id, entry), part)));
  };
  return [makeElement("dl", "hb-import__pair", side("mine", mine), side("theirs", theirs))];
}

/** @param {Conflict} row @param {DataPart} part @param {Set<string>} decided @param {"keep" | "take"} what */
function decisionCheckbox({ id, theirs }, part, decided, what) {
  const box = makeElement("input", { class: "hb-data__box", type: "checkbox" });
  box.checked = decided.has(id);
  box.addEventListener("change", () => {
    if (box.checked) decided.add(id);
    else decided.delete(id);
  });
  const text = part.t(`data.import-${what}`);
  // A name of its own: between two elements, screen readers would put a space before the colon.
  box.setAttribute("aria-label", `${text}: ${part.labels.title(id, theirs)}`);
  return makeElement("label", "hb-data__check", box, makeElement("span", "", text));
}

/** @param {string} text @param {DataPart} part */
function shorten(text, part) {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}… ${part.t("data.import-length", { n: text.length })}` : text;
}
