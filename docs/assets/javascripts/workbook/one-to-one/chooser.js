/** The list from which a reader chooses: one fold a chapter, one box a block, one box a thing. */

import { t, tn } from "../../common/i18n.js";

/**
 * @typedef {import("../shared/pack-item.js").Group} Group
 * @typedef {import("../shared/pack-item.js").Lot} Lot
 * @typedef {import("../shared/pack-item.js").Item} Item
 */

// As many as a reader can look over without folds.
const FEW = 12;

export class Chooser {
  #place;
  #words;
  /** What each fold was made from: it is made anew only when that changes. @type {Map<string, string>} */
  #made = new Map();
  #ids = 0;

  /** @param {HTMLElement} place An empty element. @param {import("../../common/i18n.js").Words} words */
  constructor(place, words) {
    this.#place = place;
    this.#words = words;
  }

  /** Shows what can be chosen, and what is. @param {Group[]} groups @param {Set<string>} chosen */
  show(groups, chosen) {
    const few = groups.flatMap(itemsOf).length <= FEW;
    const first = !this.#made.size;
    const folds = new Map([...this.#place.children].map((fold) => [fold.getAttribute("data-hb-group"), fold]));
    const focused = document.activeElement instanceof HTMLInputElement && this.#place.contains(document.activeElement) ? document.activeElement.value : "";
    const wanted = groups.map((group) => {
      const text = JSON.stringify(group);
      let fold = folds.get(group.key);
      if (!fold) fold = element("details", "hb-pack__group", { "data-hb-group": group.key });
      if (this.#made.get(group.key) !== text) this.#fill(fold, group);
      this.#made.set(group.key, text);
      if (first && fold instanceof HTMLDetailsElement) fold.open = few || itemsOf(group).some(({ key }) => chosen.has(key));
      this.#mark(fold, group, chosen);
      return fold;
    });
    for (const key of this.#made.keys()) if (!groups.some((group) => group.key === key)) this.#made.delete(key);
    if (wanted.length !== this.#place.children.length || wanted.some((fold, at) => fold !== this.#place.children[at])) this.#place.replaceChildren(...wanted);
    if (focused && !this.#place.contains(document.activeElement)) this.#boxes(this.#place).find((box) => box.value === focused)?.focus();
  }

  /** Takes away what was added. */
  empty() {
    this.#place.replaceChildren();
    this.#made = new Map();
  }

  /** Returns the keys that a box stands for: its own, or those of its block. @param {HTMLInputElement} box */
  keysOf(box) {
    if (box.value) return [box.value];
    return this.#boxes(box.closest("fieldset")).filter((one) => one.value).map((one) => one.value);
  }

  /** @param {Element | null} within @returns {HTMLInputElement[]} */
  #boxes(within) {
    return [...(within?.querySelectorAll("input") ?? [])];
  }

  /** @param {Element} fold @param {Group} group @param {Set<string>} chosen */
  #mark(fold, group, chosen) {
    for (const box of this.#boxes(fold)) {
      const keys = this.keysOf(box);
      const on = keys.filter((key) => chosen.has(key)).length;
      box.checked = on === keys.length;
      box.indeterminate = on > 0 && on < keys.length;
    }
    const all = itemsOf(group);
    const n = all.filter(({ key }) => chosen.has(key)).length;
    const count = fold.querySelector(".hb-pack__chosen");
    const offered = all.length ? tn(this.#words, "pack.offered", all.length) : t(this.#words, "pack.nothing-here");
    if (count) count.textContent = n ? t(this.#words, "pack.chosen", { n, all: all.length }) : offered;
  }

  /** @param {Element} fold @param {Group} group */
  #fill(fold, group) {
    if (group.section) fold.setAttribute("data-hb-section", group.section);
    const summary = element("summary", "hb-pack__summary");
    const name = element("span", "hb-pack__name");
    if (group.part) name.append(element("span", "hb-pack__part", {}, group.part), " ");
    name.append(element("span", "hb-pack__chapter", {}, group.title));
    summary.append(name, " ", element("span", "hb-pack__chosen"));
    const secret = group.lots.flatMap(({ items }) => items.filter((item) => item.secret));
    const note = group.note ? [element("p", "hb-pack__note", {}, group.note)] : [];
    fold.replaceChildren(summary, ...note, ...group.lots.flatMap((lot) => this.#lot(lot)), ...(secret.length ? [this.#secrets(secret)] : []));
  }

  /** @param {Lot} lot */
  #lot(lot) {
    const items = lot.items.filter(({ secret }) => !secret);
    if (!items.length) return [];
    const made = element("fieldset", "hb-pack__lot");
    const legend = element("legend", "hb-pack__legend");
    const kind = ["checklist", "sheet", "scenario"].includes(lot.kind) ? t(this.#words, `workbook.kinds.${lot.kind}`) : "";
    const title = element("span", "hb-pack__block");
    if (kind) title.append(element("span", "hb-pack__kind", {}, kind), " ");
    title.append(lot.title);
    if (items.length > 1) {
      const label = element("label", "hb-pack__all");
      const box = element("input", "hb-pack__box", { type: "checkbox", value: "", "aria-label": t(this.#words, "pack.all-of", { n: items.length, title: lot.title }) });
      label.append(box, title);
      legend.append(label);
    } else legend.append(title);
    const list = element("ul", "hb-pack__items");
    list.append(...items.map((item) => this.#item(item)));
    made.append(legend, list);
    return [made];
  }

  /** @param {Item} item */
  #item({ key, kind, label, text, more }) {
    const row = element("li", "hb-pack__item");
    const whole = element("label", "hb-pack__choice");
    const id = `hb-pack-item-${++this.#ids}`;
    // Spoken first by what it is; what was written follows as a description.
    const named = kind === "level" || kind === "evidence" ? t(this.#words, `pack.${kind}`) : kind === "plan" ? text : label;
    const after = kind === "plan" ? more.map((line) => `${line.label} ${line.text}`).join(", ") : kind === "tick" ? t(this.#words, "pack.done") : text;
    const box = element("input", "hb-pack__box", { type: "checkbox", value: key, "aria-labelledby": id });
    const words = element("span", "hb-pack__words");
    words.append(element("span", "hb-pack__label", { id }, named));
    if (after) {
      words.append(" ", element("span", "hb-pack__said", { id: `${id}-said`, dir: "auto" }, after));
      box.setAttribute("aria-describedby", `${id}-said`);
    }
    whole.append(box, words);
    row.append(whole);
    return row;
  }

  /** @param {Item[]} items */
  #secrets(items) {
    const made = element("div", "hb-pack__secret");
    const list = element("ul", "hb-pack__places");
    list.append(...items.map(({ label, text, kind, href }) => {
      const row = element("li", "hb-pack__place");
      row.append(element("a", "hb-pack__link", { href }, kind === "plan" ? text : label));
      return row;
    }));
    made.append(element("p", "hb-pack__note", {}, tn(this.#words, "pack.private", items.length)), list);
    return made;
  }
}

/** Returns what can be chosen in a group. @param {Group} group */
function itemsOf({ lots }) {
  return lots.flatMap(({ items }) => items.filter(({ secret }) => !secret));
}

/** @param {string} tag @param {string} name @param {Record<string, string>} [attributes] @param {string} [text] */
function element(tag, name, attributes = {}, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
