/** The behaviours that the reader works towards, as the self-assessment has set them. */

import { DateField, find, tell } from "./date-field.js";
import { aimOf, ofNext, read } from "./model.js";
import { addressOf, makeButton } from "../../common/dom.js";
import { store } from "../../store/store.js";

/** @typedef {import("../shared/catalogue.js").Behaviour} Behaviour */
/** @typedef {{item: HTMLElement, behaviour: Behaviour, url: string, date: DateField}} Row The page that has its levels, and the field with its day. */

export class Next {
  #host;
  #root;
  #none;
  /** @type {Row[]} */
  #rows;
  /** @type {HTMLElement | null} */
  #taken = null;

  /** @param {import("./date-field.js").Host} host @param {import("../shared/catalogue.js").Catalogue} catalogue */
  constructor(host, catalogue) {
    this.#host = host;
    this.#root = find(host, '[data-hb-part="next"]');
    this.#none = find(host, '[data-hb-part="next-none"]');
    this.#rows = catalogue.behaviours.flatMap((behaviour) => this.#row(behaviour, catalogue));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    for (const { item, behaviour, url, date } of this.#rows) {
      date.connect(signal);
      const place = document.createElement("a");
      place.href = addressOf({ url, block: behaviour.id }) ?? "";
      place.textContent = behaviour.title;
      find(item, '[data-hb-part="heading"]').replaceChildren(place);
    }
    this.#root.addEventListener("click", ({ target }) => target instanceof Element && this.#act(target), { signal });
    const link = document.createElement("a");
    link.href = addressOf({ url: "workbook/assessment/" }) ?? "";
    link.textContent = this.#host.t("planner.next-open");
    this.#none.append(" ", link);
  }

  disconnect() {
    for (const { item, behaviour, date } of this.#rows) {
      item.hidden = true;
      find(item, '[data-hb-part="heading"]').textContent = behaviour.title;
      date.disconnect();
    }
    this.#taken?.remove();
    this.#taken = null;
    delete this.#root.dataset.hbState;
    this.#none.hidden = false;
    this.#none.textContent = this.#host.t("planner.next-none");
  }

  show() {
    const shown = this.#rows.filter((row) => this.#fill(row));
    this.#none.hidden = shown.length > 0;
    this.#root.dataset.hbState = shown.length ? "begun" : "open";
  }

  // Shows one behaviour, or hides it; tells which.
  /** @param {Row} row */
  #fill({ item, behaviour, date }) {
    const aim = aimOf(behaviour);
    item.hidden = !aim;
    if (!aim) return false;
    const { level, entry } = aim;
    const say = (/** @type {string} */ part, /** @type {string} */ text) => tell(find(item, `[data-hb-part="${part}"]`), text);
    say("towards", this.#host.t("planner.towards", { n: level }));
    say("aim", behaviour.anchors[level]);
    say("before", this.#host.t("planner.before", { n: level - 1 }));
    say("below", behaviour.anchors[level - 1]);
    const old = typeof entry.said === "string" && !entry.said.includes(behaviour.anchors[level]);
    say("reworded", old ? this.#host.t("planner.reworded", { said: String(entry.said) }) : "");
    find(item, '[data-hb-part="reworded"]').hidden = !old;
    find(item, '[data-hb-action="take-away"]').hidden = store.readOnly;
    date.show();
    return true;
  }

  /** @param {Element} target */
  #act(target) {
    const row = this.#rows.find(({ item }) => item.contains(target));
    if (row && target.matches('[data-hb-action="take-away"]') && !store.readOnly) this.#takeAway(row);
  }

  // Gone at once, with the way back where the reader's focus then is.
  /** @param {Row} row */
  #takeAway({ item, behaviour }) {
    const { title } = behaviour;
    const before = [ofNext(behaviour), ofNext(behaviour, ".date")].map((names) => ({ id: names.id, entry: read(names) })).filter(({ entry }) => entry?.value);
    for (const { id, entry } of before) this.#write(id, "", entry);
    const undo = makeButton("undo", this.#host.t("planner.undo"));
    undo.addEventListener("click", () => {
      for (const { id, entry } of before) this.#write(id, String(entry?.value), entry);
      this.#say(this.#host.t("planner.back", { title }));
      this.#focus(item);
    });
    this.#say(this.#host.t("planner.taken", { title }), undo);
    undo.focus();
  }

  /** @param {HTMLElement} item */
  #focus(item) {
    find(item, '[data-hb-action="take-away"]').focus();
  }

  /** @param {string} text @param {HTMLElement[]} more */
  #say(text, ...more) {
    if (!this.#taken) {
      this.#taken = document.createElement("p");
      this.#taken.className = "hb-planner__taken";
      this.#taken.setAttribute("role", "status");
      this.#root.append(this.#taken);
    }
    this.#taken.replaceChildren(text, ...more.flatMap((part) => [" ", part]));
  }

  /** @param {string} id @param {string} value @param {import("../../store/document.js").Entry | undefined} entry */
  #write(id, value, entry) {
    this.#host.command("write", { id, value, rev: entry?.rev ?? "", said: entry?.said ?? "" });
  }

  /** @param {Behaviour} behaviour @param {import("../shared/catalogue.js").Catalogue} catalogue @returns {Row[]} */
  #row(behaviour, { chapters }) {
    /** @type {HTMLElement | null} */
    const item = this.#root.querySelector(`[data-hb-behaviour="${CSS.escape(behaviour.id)}"]`);
    if (!item) return [];
    const about = { kind: /** @type {const} */ ("next"), said: this.#host.t("planner.date-of-next") };
    const url = chapters.find(({ slug }) => slug === behaviour.chapter)?.url ?? "";
    return [{ item, behaviour, url, date: new DateField(this.#host, find(item, '[data-hb-part="date"]'), { ...ofNext(behaviour, ".date"), ...about }) }];
  }
}
