/** `<hb-kit>`: what a reader wants on paper is chosen here, seen as it will be printed, counted in pages, and printed. */

import { HandbookElement } from "../../elements/base-element.js";
import { choiceOf, Form, remembered } from "./options.js";
import { Filler } from "./fill.js";
import { Strip } from "./page-preview.js";
import { actionOf } from "../../common/dom.js";
import { store } from "../../store/store.js";
import { tn } from "../../common/i18n.js";

/** @typedef {import("./fill.js").Made} Made */

export class HbKit extends HandbookElement {
  static topics = ["document", "kit"];
  #form = new Form(this);
  /** All sheets, blank, as they came. @type {HTMLElement | null} */
  #blank = null;
  /** @type {import("./options.js").Choice | null} */
  #choice = null;
  /** @type {Strip | null} */
  #strip = null;
  /** @type {Made | null} */
  #made = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#blank = this.#at("copy");
    this.#strip = new Strip(this.#at("view"), this.#at("strip"), this.#at("paper"));
    this.#strip.connect();
    for (const name of ["desk", "bar"]) this.#at(name).hidden = false;
    this.dataset.hbOn = "";
    this.#open();
    this.addEventListener("change", () => this.#choose(), { signal });
    // A number counts while it is typed, and is not put right before it is whole.
    this.addEventListener("input", ({ target }) => target instanceof HTMLInputElement && target.type === "number" && this.#choose(target), { signal });
    this.addEventListener("click", ({ target }) => this.#act(actionOf(target)), { signal });
    window.addEventListener("hashchange", () => { this.#open(); this.refresh(); }, { signal });
    window.addEventListener("beforeprint", () => this.#copies(this.#choice?.people ?? 1), { signal });
    window.addEventListener("afterprint", () => this.#copies(1), { signal });
    // The lines of a text end elsewhere once its typeface is there.
    document.fonts.addEventListener("loadingdone", () => this.#count(), { signal });
  }

  disconnect() {
    this.#strip?.disconnect();
    this.#strip = null;
    if (this.#blank) this.#at("paper").replaceChildren(this.#blank);
    this.#made = null;
    for (const name of ["desk", "bar", "none"]) this.#at(name).hidden = true;
    for (const name of ["count", "none"]) this.#at(name).replaceChildren();
    this.#button("larger")?.setAttribute("aria-pressed", "false");
    this.dataset.hbPaper = "a4";
    delete this.dataset.hbOn;
    this.removeAttribute("data-hb-empty");
  }

  refresh() {
    const [choice, blank] = [this.#choice, this.#blank];
    if (!choice || !blank) return;
    this.dataset.hbPaper = choice.paper;
    this.#strip?.size(choice.paper);
    this.#form.show(choice);
    const copy = /** @type {HTMLElement} */ (blank.cloneNode(true));
    this.#made = new Filler((path, values) => this.t(path, values)).fill(copy, choice, { get: (id, was) => store.get(id, was), entries: store.entries() });
    this.#at("paper").replaceChildren(copy);
    this.#count();
  }

  // What a link asks for stands for this visit, and is remembered with the next change.
  #open() {
    this.#choice = choiceOf(store.remembered("kit"), location.hash, this.#form.known, navigator.languages);
  }

  /** @param {HTMLInputElement} [typed] */
  #choose(typed) {
    if (!this.#choice) return;
    const text = typed?.value;
    this.#choice = this.#form.read(this.#choice);
    this.command("remember", { key: "kit", value: remembered(this.#choice) });
    if (typed && text !== undefined && typed.value !== text) typed.value = text;
  }

  /** @param {string | undefined} action */
  #act(action) {
    const [name, which] = action?.split("-") ?? [];
    if (which) {
      this.#form.turn(name, which === "all");
      this.#choose();
    } else if (action === "larger") this.#button(action)?.setAttribute("aria-pressed", String(this.#strip?.turn()));
    else if (action === "print" && this.#made?.left) window.print();
  }

  // Says how many pages come out of the printer, or why none does.
  #count() {
    const { words } = this;
    const [made, people] = [this.#made, this.#choice?.people ?? 1];
    if (!made) return;
    const reason = this.#reason(made);
    this.toggleAttribute("data-hb-empty", Boolean(reason)); // first: what is not shown has no pages
    const pages = this.#strip?.count(made.copy) ?? 0;
    const one = tn(words, "kit.pages", pages);
    const said = people > 1 ? this.t("kit.for-all", { pages: one, all: pages * people, n: people }) : this.t("kit.for-one", { pages: one });
    const unwritten = this.#choice?.mode === "mine" && !made.written && !made.secret ? this.t("kit.unwritten") : "";
    const out = made.secret ? tn(words, "kit.kept-out", made.secret) : "";
    this.#set("count", reason || [said, unwritten, out].filter(Boolean).join(" "));
    this.#set("none", reason);
    this.#at("none").hidden = !reason;
    this.#button("print")?.setAttribute("aria-disabled", String(Boolean(reason)));
  }

  /** @param {Made} made */
  #reason({ found, left }) {
    const nothing = (["chapters", "kinds"]).find((name) => this.#choice?.[/** @type {"chapters"} */ (name)]?.length === 0);
    if (nothing) return this.t(`kit.empty-${nothing}`);
    if (!found) return this.t("kit.empty-pair");
    return left ? "" : this.t("kit.nothing-open");
  }

  // Copies for the others are there only while they are printed.
  /** @param {number} people */
  #copies(people) {
    const [paper, copy] = [this.#at("paper"), this.#made?.copy];
    if (copy) paper.replaceChildren(copy, ...Array.from({ length: people - 1 }, () => copy.cloneNode(true)));
  }

  /** @param {string} name @param {string} text */
  #set(name, text) {
    const place = this.#at(name);
    if (place.textContent !== text) place.textContent = text;
  }

  /** @param {string} action */
  #button(action) {
    return this.querySelector(`[data-hb-action="${action}"]`);
  }

  /** @param {string} name @returns {HTMLElement} */
  #at(name) {
    return /** @type {HTMLElement} */ (this.findPart(name));
  }
}
