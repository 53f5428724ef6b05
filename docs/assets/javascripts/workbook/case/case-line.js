/** One expectation on the case page: the evidence chosen for it, the choice of more, the gap and the plan. */

import { makeButton, makeElement } from "../../common/dom.js";
import { store } from "../../store/store.js";
import { recordOf } from "../../store/record-ids.js";
import { setText } from "../shared/dom.js";
import { findEvidence } from "../shared/evidence.js";
import { formatDay, singleLine } from "../shared/pack/pack-item.js";
import { locale, tn } from "../../common/i18n.js";
import { casePart, chosenKeys } from "./model.js";
import { standing } from "./page.js";

/**
 * @typedef {import("./model.js").Line} Line
 * @typedef {import("../shared/evidence.js").Evidence} Evidence
 */

const MANY = 12; // pieces of evidence, from which on a field finds some
const PAGE_SIZE = 30; // pieces before "show more"

export class CaseLine {
  #host;
  /** @type {Line} */
  #line;
  #list = makeElement("ul", "hb-case__evidence");
  #standing = makeElement("p", "hb-case__standing");
  #choice = makeElement("div", "hb-more__body");
  #choose;
  #find;
  #found = makeElement("ul", "hb-pack__items");
  #shown = "";
  #limit = PAGE_SIZE;

  /** @param {import("../../elements/base-element.js").HandbookElement} host @param {Line} line */
  constructor(host, line) {
    this.#host = host;
    this.#line = line;
    const id = `case-${line.key.replace("@", "-")}`;
    this.#find = makeElement("input", { class: "hb-pack__field", type: "search", autocomplete: "off", dir: "auto", id: `${id}-find` });
    const find = makeElement("label", { class: "hb-pack__line", for: `${id}-find` }, makeElement("span", "", host.t("case.find")), this.#find);
    this.#choice.append(find, this.#found);
    this.#choose = makeElement("details", "hb-more hb-case__choose", makeElement("summary", "hb-more__open", host.t("case.choose-evidence")), this.#choice);
    this.#choose.addEventListener("toggle", () => this.show(this.#line));
    this.#choose.addEventListener("change", ({ target }) => target instanceof HTMLInputElement && target.type === "checkbox" && this.#toggle(target.value, target.checked));
    this.#find.addEventListener("input", () => {
      this.#limit = PAGE_SIZE;
      this.#showChoice();
    });
    const about = makeElement("p", "hb-case__from", line.group || host.t(`case.from-${line.kind}`));
    const heading = makeElement("h3", { class: "hb-case__expected", id: `${id}-title`, dir: "auto" }, line.kind === "own" ? "" : line.text);
    /** @type {HTMLLIElement} */
    this.element = makeElement("li", { class: "hb-case__line", "data-hb-record": recordOf(line.key).record || undefined },
      heading, ...(line.kind === "own" ? [this.#field(id, "own", { id: `case.${line.key}` })] : []),
      ...(line.help ? [makeElement("p", { class: "hb-case__help", dir: "auto" }, line.help)] : []),
      about, this.#standing, this.#list, this.#choose,
      this.#field(id, "gap", { id: casePart(line, "gap") }), this.#field(id, "plan", line.plan),
      makeElement("p", "hb-case__actions", ...["move-up", "move-down", "remove"].map((name) =>
        makeButton(name === "remove" ? "remove-expectation" : name, host.t(`case.${name}`), { of: line.key, label: `${host.t(`case.${name}`)}: ${line.text}` }))));
  }

  /** Says where the line is, for the buttons that move it. @param {boolean} isFirst @param {boolean} isLast */
  place(isFirst, isLast) {
    /** @type {NodeListOf<HTMLButtonElement>} */
    const [up, down] = this.element.querySelectorAll(".hb-case__actions > button");
    for (const button of [up, down]) button.hidden = isFirst && isLast;
    [up.disabled, down.disabled] = [isFirst, isLast];
  }

  /** Shows the line as it is now. @param {Line} line */
  show(line) {
    this.#line = line;
    if (line.kind === "own") this.element.querySelector("h3")?.replaceChildren(makeElement("span", "hb-visually-hidden", line.text));
    else setText(this.element.querySelector("h3"), line.text);
    setText(this.#standing, this.#host.t(`case.standing-${standing(line)}`));
    this.element.dataset.hbStanding = standing(line);
    // What could be chosen is shown only while it's open.
    const content = JSON.stringify([line.chosen, this.#choose.open ? line.others : line.others.length]);
    if (content === this.#shown) return;
    this.#shown = content;
    this.#list.replaceChildren(...line.chosen.map((one) => makeElement("li", "hb-case__piece", ...this.#describe(one))));
    this.#showChoice();
  }

  /** @param {string} id @param {"own" | "gap" | "plan"} name @param {{id: string, rev?: string, said?: string, was?: string[]}} control */
  #field(id, name, { id: answer, rev = "", said, was = [] }) {
    const { words } = this.#host;
    const label = makeElement("label", { class: "hb-case__label", for: `${id}-${name}` }, said || this.#host.t(`case.label-${name}`));
    const field = makeElement("textarea", { class: "hb-answer hb-answer--line", id: `${id}-${name}`, rows: "1", dir: "auto", autocomplete: "off", "data-hb-id": recordOf(answer).id, "data-hb-rev": rev, "data-hb-was": was.join(" ") || undefined });
    const foot = makeElement("p", "hb-foot hb-planner__status", makeElement("span", { role: "status", "data-hb-part": "status" }));
    return makeElement(/** @type {any} */ ("hb-prompt"), { class: "hb-case__field", role: "group", "aria-labelledby": `${id}-title`, "data-hb-block": id, "data-hb-words": JSON.stringify({ answers: words.answers, store: words.store }) }, label, field, foot);
  }

  // Filled only while it's open, and not at once: with years of evidence, each line would have thousands.
  #showChoice() {
    const { chosen, others } = this.#line;
    const all = [...chosen, ...others];
    const found = this.#choose.open ? findEvidence(all, this.#find.value) : [];
    const focused = document.activeElement instanceof HTMLInputElement && this.#found.contains(document.activeElement) ? document.activeElement.value : "";
    this.#find.closest("label")?.toggleAttribute("hidden", all.length < MANY);
    this.#found.replaceChildren(...found.slice(0, this.#limit).map((one) => this.#option(one, chosen.includes(one))));
    if (found.length > this.#limit) this.#found.append(makeElement("li", "hb-pack__item", this.#more(found.length - this.#limit)));
    if (this.#choose.open && !found.length) this.#found.replaceChildren(makeElement("li", "hb-pack__empty", this.#host.t(all.length ? "case.none-found" : "case.no-file")));
    if (focused) this.#boxes.find(({ value }) => value === focused)?.focus();
  }

  get #boxes() {
    return [...this.#found.querySelectorAll("input")];
  }

  /** @param {number} left */
  #more(left) {
    const button = makeButton("more", tn(this.#host.words, "case.more", left));
    button.addEventListener("click", () => {
      const shown = this.#limit;
      this.#limit += PAGE_SIZE;
      this.#showChoice();
      this.#boxes.slice(shown).find(({ disabled }) => !disabled)?.focus();
    });
    return button;
  }

  /** @param {Evidence} one @param {boolean} checked */
  #option(one, checked) {
    const box = makeElement("input", { class: "hb-pack__box", type: "checkbox", value: one.key, checked: checked ? "" : undefined, disabled: one.isPrivate ? "" : undefined });
    return makeElement("li", "hb-pack__item", makeElement("label", "hb-pack__choice", box, makeElement("span", "hb-pack__words", ...this.#describe(one))));
  }

  /** @param {Evidence} one */
  #describe({ text, on, who, kind, isPrivate }) {
    const facts = [formatDay(on, locale()), who && this.#host.t(kind === "view" ? "case.written-by" : "case.seen-by", { who: singleLine(who) }), isPrivate && this.#host.t("case.private")];
    return [makeElement("span", { class: "hb-case__said", dir: "auto" }, text), " ", makeElement("span", "hb-case__facts", facts.filter(Boolean).join(" · "))];
  }

  /** @param {string} key @param {boolean} chosen */
  #toggle(key, chosen) {
    const keys = chosenKeys(store.entries(), this.#line).filter((one) => one !== key);
    this.#host.command("write", { id: casePart(this.#line, "chosen"), value: [...keys, ...(chosen ? [key] : [])].join("\n"), rev: "", said: this.#line.text });
  }
}
