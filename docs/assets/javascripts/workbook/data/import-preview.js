/** Draws what bringing a file in would change. Everything from the file becomes text, and nothing but text. */

import { make, moment } from "./data-part.js";
import { addressOf, makeButton } from "../../common/dom.js";

const AT_ONCE = 50; // rows of a group; the next ones are a press away
const FEW = 4; // rows that need no fold
const BRIEF = 600; // signs of an answer
const SHOWN = 5; // faults of single entries that are named

/**
 * @typedef {import("./import-file.js").Preview} Preview
 * @typedef {import("./import-file.js").Both} Both
 * @typedef {import("./import-file.js").Fresh} Fresh
 * @typedef {import("./data-part.js").DataPart} DataPart
 */

/**
 * Returns the groups of a preview, those first in which words would change.
 *
 * @param {Preview} preview
 * @param {DataPart} part Whose words and names are used.
 * @param {Set<string>} chosen The ids of the older answers that the reader takes all the same.
 */
export function groups(preview, part, chosen) {
  const { newer, older, fresh, unknown, quiet, same, ahead } = preview;
  const lines = [["quiet", quiet.length], ["same", same], ["ahead", ahead]].filter(([, n]) => n);
  return [
    ...group("newer", newer, part, (row) => pair(row, part)),
    ...group("older", older, part, (row) => [...pair(row, part), choice(row, part, chosen)]),
    ...group("fresh", fresh, part, (row) => single(row, part)),
    ...group("unknown", unknown, part, (row) => single(row, part)),
    ...lines.map(([name, n]) => make("p", "hb-import__line", part.count(`data.group-${name}`, Number(n)))),
  ];
}

/** Returns what speaks against a file. @param {import("./import-file.js").Fault[]} faults @param {DataPart} part */
export function faultList(faults, part) {
  const list = make("ul", "hb-import__faults");
  for (const { key, values } of faults.slice(0, SHOWN)) {
    const line = make("li", "", part.t(`data.fault-${key}`, values));
    if (key === "rating") line.append(" ", link(part.t("data.to-assessment"), "workbook/assessment/"));
    list.append(line);
  }
  if (faults.length > SHOWN) list.append(make("li", "", part.count("data.faults-more", faults.length - SHOWN)));
  return list;
}

/** @param {string} text @param {string} url */
function link(text, url) {
  const made = /** @type {HTMLAnchorElement} */ (make("a", "", text));
  made.href = addressOf({ url }) ?? "";
  return made;
}

/** @template {Fresh} T @param {string} name @param {T[]} rows @param {DataPart} part @param {(row: T) => Node[]} draw */
function group(name, rows, part, draw) {
  if (!rows.length) return [];
  const list = make("ul", "hb-import__rows");
  const head = make("h4", "hb-import__group", part.count(`data.group-${name}`, rows.length));
  const how = make("p", "hb-import__how", part.t(`data.group-${name}-how`));
  more(list, rows, part, (row) => {
    const made = make("li", "hb-import__row", title(row, part), ...draw(row));
    made.dataset.hbEntry = row.id;
    return made;
  });
  // Where nothing is to be weighed, a long list only stands before the button.
  return [head, how, "mine" in rows[0] || rows.length <= FEW ? list : fold(list, part.t("data.group-show"))];
}

/** @param {Node} content @param {string} text */
function fold(content, text) {
  return make("details", "hb-more", make("summary", "hb-more__open", text), make("div", "hb-more__body", content));
}

/** @template T @param {HTMLElement} list @param {T[]} rows @param {DataPart} part @param {(row: T) => Node} draw */
function more(list, rows, part, draw) {
  list.append(...rows.slice(0, AT_ONCE).map(draw));
  const rest = rows.slice(AT_ONCE);
  if (!rest.length) return;
  const next = makeButton("import-more", part.count("data.import-more", rest.length));
  const item = make("li", "hb-import__more", next);
  next.addEventListener("click", () => {
    item.remove();
    const first = list.children.length;
    more(list, rest, part, draw);
    const seen = /** @type {HTMLElement | undefined} */ (list.children[first]);
    seen?.setAttribute("tabindex", "-1");
    seen?.focus();
  });
  list.append(item);
}

/** @param {Fresh} row @param {DataPart} part */
function title({ id, theirs }, part) {
  const where = part.names.where(id);
  const made = make("p", "hb-import__question", part.names.title(id, theirs));
  if (where) made.append(" ", make("span", "hb-import__where", where));
  return made;
}

/** @param {Fresh} row @param {DataPart} part */
function single({ id, theirs }, part) {
  return [make("p", "hb-import__text", brief(part.names.value(id, theirs), part))];
}

/** @param {Both} row @param {DataPart} part */
function pair({ id, mine, theirs }, part) {
  const side = (/** @type {string} */ name, /** @type {any} */ entry) => {
    const when = make("dt", "", part.t(`data.side-${name}`, { date: moment(entry?.at, "medium") }));
    return make("div", "hb-import__side", when, make("dd", "hb-import__text", brief(part.names.value(id, entry), part)));
  };
  return [make("dl", "hb-import__pair", side("mine", mine), side("theirs", theirs))];
}

/** @param {Both} row @param {DataPart} part @param {Set<string>} chosen */
function choice({ id, theirs }, part, chosen) {
  const box = /** @type {HTMLInputElement} */ (make("input", "hb-data__box"));
  box.type = "checkbox";
  box.checked = chosen.has(id);
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(id);
    else chosen.delete(id);
  });
  const question = make("span", "hb-visually-hidden", `: ${part.names.title(id, theirs)}`);
  return make("label", "hb-data__check", box, make("span", "", part.t("data.import-take"), question));
}

/** @param {string} text @param {DataPart} part */
function brief(text, part) {
  return text.length > BRIEF ? `${text.slice(0, BRIEF)}… ${part.t("data.import-length", { n: text.length })}` : text;
}
