/** `<hb-pack>`: what a reader takes to a 1:1. Everything stays here until it is chosen, and the page shows exactly what would leave. */

import { makeButton } from "../../common/dom.js";
import { catalogueOf, linkTo } from "../shared/catalogue.js";
import { HandbookElement } from "../../elements/base-element.js";
import { Chooser } from "./chooser.js";
import { choices } from "./candidates.js";
import { HeadLines } from "./meeting-fields.js";
import { dayOf } from "../shared/pack-item.js";
import { Leaving } from "./export.js";
import { packOf } from "./pack.js";
import { paragraph, set } from "./render.js";
import { store } from "../../store/store.js";
import { locale, tn } from "../../common/i18n.js";

/**
 * @typedef {import("../shared/pack-item.js").Group} Group
 * @typedef {{ids: string[], at: string}} Kept What is remembered of the choice, and when it was last changed.
 */

export class HbPack extends HandbookElement {
  static topics = ["document", "chosen", "pack-head"];
  #head = new HeadLines(this, () => this.#show());
  #leaving = new Leaving(this);
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #catalogue = { chapters: [], behaviours: [], retired: {} };
  /** @type {Chooser | null} */
  #chooser = null;
  /** @type {Group[]} */
  #groups = [];
  /** What "Choose nothing" took away. @type {string[]} */
  #before = [];
  #opened = false;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#catalogue = catalogueOf(this);
    this.#chooser = new Chooser(this.#at("groups"), this.words);
    this.#head.connect(signal);
    this.#leaving.connect(signal);
    this.addEventListener("change", ({ target }) => this.#choose(target), { signal });
    this.addEventListener("click", ({ target }) => target instanceof HTMLElement && this.#act(target.dataset.hbAction), { signal });
    this.#at("desk").hidden = false;
    this.dataset.hbOn = "";
  }

  disconnect() {
    this.#head.flush();
    this.#leaving.disconnect();
    this.#chooser?.empty();
    this.#chooser = null;
    this.#before = [];
    this.#opened = false;
    for (const name of ["clear", "told", "kept"]) this.#at(name).replaceChildren();
    this.#at("desk").hidden = true;
    delete this.dataset.hbOn;
  }

  refresh() {
    this.#groups = choices(this.#catalogue, store.entries(), this.words, locale());
    const { ids, at } = kept();
    const open = new Set(this.#groups.flatMap(({ lots }) => lots.flatMap(({ items }) => items.filter(({ secret }) => !secret).map(({ key }) => key))));
    const left = ids.filter((id) => open.has(id));
    if (left.length < ids.length && this.#catalogue.chapters.length) {
      // Private or empty now: it is forgotten, or it would be back one day without being chosen.
      this.#remember(left, at);
      set(this.#at("told"), tn(this.words, "pack.dropped", ids.length - left.length));
      return;
    }
    if (this.#groups.length) this.#chooser?.show(this.#groups, new Set(ids));
    else this.#invite();
    if (!this.#opened) this.#kept();
    this.#opened = true;
    this.#clearing(ids);
    this.#head.show();
    this.#show();
  }

  #show() {
    this.#leaving.show(packOf(this.#groups, new Set(kept().ids), this.#head.value, this.words, locale() ?? ""));
  }

  /** @param {EventTarget | null} target */
  #choose(target) {
    if (!(target instanceof HTMLInputElement) || target.type !== "checkbox") return;
    const keys = new Set(this.#chooser?.keysOf(target));
    this.#before = [];
    set(this.#at("told"), "");
    this.#remember([...kept().ids.filter((id) => !keys.has(id)), ...(target.checked ? keys : [])]);
  }

  /** @param {string[]} ids @param {string} [at] */
  #remember(ids, at = new Date().toISOString()) {
    this.command("remember", { key: "chosen", value: { ids, at } });
  }

  /** @param {string | undefined} action */
  #act(action) {
    const { ids } = kept();
    if (action === "choose-nothing") this.#swap([], ids, "pack.cleared");
    else if (action === "undo") this.#swap(this.#before, [], "pack.undone");
    else this.#leaving.act(action);
  }

  /** @param {string[]} ids @param {string[]} before @param {string} path */
  #swap(ids, before, path) {
    this.#before = before;
    this.#remember(ids);
    set(this.#at("told"), this.t(path));
    this.#at("clear").querySelector("button")?.focus();
  }

  // Said on opening: a choice from another day must not leave unnoticed.
  #kept() {
    const { ids, at } = kept();
    this.#at("kept").hidden = !ids.length;
    set(this.#at("kept"), ids.length ? tn(this.words, "pack.kept", ids.length, { date: dayOf(at, locale()) }) : "");
  }

  // One button that takes the choice away, and gives it back.
  /** @param {string[]} ids */
  #clearing(ids) {
    if (!ids.length) this.#at("kept").hidden = true;
    const [action, word] = ids.length ? ["choose-nothing", "clear"] : this.#before.length ? ["undo", "undo"] : ["", ""];
    const place = this.#at("clear");
    if ((place.querySelector("button")?.dataset.hbAction ?? "") === action) return;
    place.replaceChildren(...(action ? [makeButton(action, this.t(`pack.${word}`))] : []));
  }

  // An empty workbook is an invitation, with one way on.
  #invite() {
    const place = this.#at("groups");
    if (place.querySelector(".hb-pack__empty")) return;
    this.#chooser?.empty();
    const text = paragraph(this.t("pack.empty"));
    const first = this.#catalogue.chapters.flatMap((chapter) => chapter.blocks.map((block) => ({ chapter, block }))).find(({ block }) => block.kind === "prompts");
    if (first) {
      const link = document.createElement("a");
      link.href = linkTo(first.block);
      link.textContent = this.t("pack.empty-next", { chapter: first.chapter.title });
      link.className = "hb-pack__begin";
      text.append(" ", link);
    }
    place.replaceChildren(text);
  }

  /** @param {string} name @returns {HTMLElement} */
  #at(name) {
    return /** @type {HTMLElement} */ (this.findPart(name));
  }
}

/** @returns {Kept} */
function kept() {
  const found = /** @type {Partial<Kept> | null} */ (store.remembered("chosen"));
  const ids = Array.isArray(found?.ids) ? found.ids.filter((id) => typeof id === "string") : [];
  return { ids, at: String(found?.at ?? "") };
}
