/**
 * The list of candidates: a <details> per group, a checkbox per block and per item. What is in a closed group is added once
 * the page is idle, so that thousands of answers don't hold it up, and is then found by the browser's search.
 */

import { makeElement } from "../../common/dom.js";
import { t, tn } from "../../common/i18n.js";
import { setText } from "../shared/dom.js";

/**
 * @typedef {import("../shared/pack/pack-item.js").Group} Group
 * @typedef {import("../shared/pack/pack-item.js").ItemList} ItemList
 * @typedef {import("../shared/pack/pack-item.js").Item} Item
 */

// With so few items, every group is shown open.
const FEW = 12;

export class Chooser {
  #root;
  #words;
  /** The data behind each group's HTML, which is rebuilt only when that changes. @type {Map<string, string>} */
  #rendered = new Map();
  /** The groups whose items aren't on the page yet. @type {Map<Element, Group>} */
  #waiting = new Map();
  /** @type {Set<string>} */
  #chosen = new Set();
  #idle = 0;
  #ids = 0;

  /** @param {HTMLElement} place An empty element. @param {import("../../common/i18n.js").Words} words */
  constructor(place, words) {
    this.#root = place;
    this.#words = words;
    place.addEventListener("toggle", ({ target }) => target instanceof HTMLDetailsElement && target.open && this.#addItems(target), { capture: true });
  }

  /** Shows the candidates and the choice. @param {Group[]} groups @param {Set<string>} chosen */
  show(groups, chosen) {
    this.#chosen = chosen;
    const few = groups.flatMap(publicItems).length <= FEW;
    const first = !this.#rendered.size;
    const existing = new Map([...this.#root.children].map((element) => [element.getAttribute("data-hb-group"), element]));
    const focused = document.activeElement instanceof HTMLInputElement && this.#root.contains(document.activeElement) ? document.activeElement.value : "";
    const elements = groups.map((group) => {
      const data = JSON.stringify(group);
      const element = existing.get(group.key) ?? makeElement("details", { class: "hb-pack__group", "data-hb-group": group.key });
      if (this.#rendered.get(group.key) !== data) this.#begin(element, group);
      this.#rendered.set(group.key, data);
      if (first && element instanceof HTMLDetailsElement) element.open = few || publicItems(group).some(({ key }) => chosen.has(key));
      if (group.isOpen && element.parentElement !== this.#root) element.setAttribute("open", "");
      if (element.hasAttribute("open")) this.#addItems(element);
      this.#showChosen(element, group);
      return element;
    });
    for (const key of this.#rendered.keys()) if (!groups.some((group) => group.key === key)) this.#rendered.delete(key);
    if (elements.length !== this.#root.children.length || elements.some((element, n) => element !== this.#root.children[n])) this.#root.replaceChildren(...elements);
    this.#addWhenIdle();
    if (focused && !this.#root.contains(document.activeElement)) this.#boxes(this.#root).find((box) => box.value === focused)?.focus();
  }

  /** Removes the list. */
  clear() {
    this.#root.replaceChildren();
    this.#rendered = new Map();
    this.#waiting.clear();
  }

  /** Returns the keys that a checkbox stands for: its own, or all of its block. @param {HTMLInputElement} box */
  keysOf(box) {
    if (box.value) return [box.value];
    return this.#boxes(box.closest("fieldset")).filter(({ value }) => value).map(({ value }) => value);
  }

  /** @param {Element | null} within @returns {HTMLInputElement[]} */
  #boxes(within) {
    return [...(within?.querySelectorAll("input") ?? [])];
  }

  /** @param {Element} element @param {Group} group */
  #showChosen(element, group) {
    const chosen = this.#chosen;
    for (const box of this.#boxes(element)) {
      const keys = this.keysOf(box);
      const on = keys.filter((key) => chosen.has(key)).length;
      box.checked = on === keys.length;
      box.indeterminate = on > 0 && on < keys.length;
    }
    const all = publicItems(group);
    const n = all.filter(({ key }) => chosen.has(key)).length;
    const offered = all.length ? tn(this.#words, "pack.offered", all.length) : t(this.#words, "pack.nothing-here");
    setText(element.querySelector(".hb-pack__chosen"), n ? t(this.#words, "pack.chosen", { n, all: all.length }) : offered);
  }

  /** @param {Element} element @param {Group} group */
  #begin(element, group) {
    if (group.section) element.setAttribute("data-hb-section", group.section);
    const part = group.part ? [makeElement("span", "hb-pack__part", group.part), " "] : [];
    const name = makeElement("span", "hb-pack__name", ...part, makeElement("span", "hb-pack__chapter", group.title));
    element.replaceChildren(makeElement("summary", "hb-pack__summary", name, " ", makeElement("span", "hb-pack__chosen")));
    this.#waiting.set(element, group);
  }

  /** @param {Element} element */
  #addItems(element) {
    const group = this.#waiting.get(element);
    if (!group) return;
    this.#waiting.delete(element);
    const privateItems = group.lists.flatMap(({ items }) => items.filter(({ isPrivate }) => isPrivate));
    element.append(
      ...(group.note ? [makeElement("p", "hb-pack__note", group.note)] : []),
      ...group.lists.flatMap((list) => this.#block(list)),
      ...(privateItems.length ? [this.#privateItems(privateItems)] : []),
    );
    this.#showChosen(element, group);
  }

  // One group at a time.
  #addWhenIdle() {
    const [next] = this.#waiting.keys();
    if (!next || this.#idle) return;
    const add = () => {
      this.#idle = 0;
      this.#addItems(next);
      this.#addWhenIdle();
    };
    this.#idle = typeof requestIdleCallback === "function" ? requestIdleCallback(add) : setTimeout(add, 50);
  }

  /** @param {ItemList} list */
  #block({ kind, title, items }) {
    const offered = items.filter(({ isPrivate }) => !isPrivate);
    if (!offered.length) return [];
    const label = ["checklist", "sheet", "scenario"].includes(kind) ? [makeElement("span", "hb-pack__kind", t(this.#words, `workbook.kinds.${kind}`)), " "] : [];
    const name = makeElement("span", "hb-pack__block", ...label, title);
    const all = { class: "hb-pack__box", type: "checkbox", value: "", "aria-label": t(this.#words, "pack.all-of", { n: offered.length, title }) };
    const legend = offered.length > 1 ? makeElement("label", "hb-pack__all", makeElement("input", all), name) : name;
    const list = makeElement("ul", "hb-pack__items", ...offered.map((item) => this.#item(item)));
    return [makeElement("fieldset", "hb-pack__lot", makeElement("legend", "hb-pack__legend", legend), list)];
  }

  /** @param {Item} item */
  #item({ key, kind, label, text, more }) {
    const id = `hb-pack-item-${++this.#ids}`;
    // Its accessible name says what it is; the reader's own text follows as a description.
    const name = kind === "level" || kind === "evidence" ? t(this.#words, `pack.${kind}`) : kind === "plan" ? text : label;
    const description = kind === "plan" ? more.map((line) => `${line.label} ${line.text}`).join(", ") : kind === "tick" ? t(this.#words, "pack.done") : text;
    const describedBy = description ? `${id}-said` : undefined;
    const box = makeElement("input", { class: "hb-pack__box", type: "checkbox", value: key, "aria-labelledby": id, "aria-describedby": describedBy });
    const words = makeElement("span", "hb-pack__words", makeElement("span", { class: "hb-pack__label", id }, name));
    if (description) words.append(" ", makeElement("span", { class: "hb-pack__said", id: describedBy, dir: "auto" }, description));
    return makeElement("li", "hb-pack__item", makeElement("label", "hb-pack__choice", box, words));
  }

  /** @param {Item[]} items */
  #privateItems(items) {
    const rows = items.map(({ label, text, kind, href }) => makeElement("li", "hb-pack__place", makeElement("a", { class: "hb-pack__link", href }, kind === "plan" ? text : label)));
    return makeElement("div", "hb-pack__secret", makeElement("p", "hb-pack__note", tn(this.#words, "pack.private", items.length)), makeElement("ul", "hb-pack__places", ...rows));
  }
}

/** Returns what can be chosen in a group. @param {Group} group */
function publicItems({ lists }) {
  return lists.flatMap(({ items }) => items.filter(({ isPrivate }) => !isPrivate));
}
