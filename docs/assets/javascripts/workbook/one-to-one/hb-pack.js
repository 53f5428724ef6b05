/** `<hb-pack>`: the reader chooses what to take to a 1:1, and sees exactly what will be exported. Nothing is chosen by default. */

import { makeButton, makeElement } from "../../common/dom.js";
import { inRecord, openRecord } from "../../store/records.js";
import { catalogueOf, inAllRecords, linkTo } from "../shared/catalogue.js";
import { HandbookElement } from "../../elements/base-element.js";
import { Chooser } from "./chooser.js";
import { packCandidates } from "./candidates.js";
import { MeetingFields } from "./meeting-fields.js";
import { ratingOf, sessionId } from "../shared/rating-sessions.js";
import { PastList } from "./past-list.js";
import { newSince, pastMeetings } from "./past-meetings.js";
import { formatDay, singleLine } from "../shared/pack/pack-item.js";
import { packMarkdown } from "../shared/pack/pack-markdown.js";
import { PackExport } from "../shared/pack/pack-export.js";
import { buildPack } from "./pack.js";
import { emptyNote } from "../shared/pack/pack-html.js";
import { localDay } from "../shared/dates.js";
import { setText } from "../shared/dom.js";
import { store } from "../../store/store.js";
import { locale, tn } from "../../common/i18n.js";

/**
 * @typedef {import("../shared/pack/pack-item.js").Group} Group
 * @typedef {{ids: string[], at: string}} SavedChoice `at`: when it was last changed.
 */

// Beyond this many items, the page asks the reader to choose the three that matter.
const MANY = 10;

export class HbPack extends HandbookElement {
  static topics = ["document", "chosen", "pack-head"];
  #meetingFields = new MeetingFields(this, () => this.#showPack());
  #past = new PastList(this);
  #export = new PackExport(this, { name: "one-to-one", advise: (_, chosen) => (chosen > MANY ? this.t("pack.many", { n: chosen }) : "") });
  /** @type {import("../shared/catalogue.js").Catalogue} */
  #catalogue = { chapters: [], behaviours: [], retired: {} };
  /** @type {Chooser | null} */
  #chooser = null;
  /** @type {Group[]} */
  #groups = [];
  /** The ids that "Choose nothing" removed. @type {string[]} */
  #cleared = [];
  #opened = false;
  /** Whether only what is new since the last 1:1 is listed. */
  #onlyNew = true;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#catalogue = catalogueOf(this);
    this.#chooser = new Chooser(this.#part("groups"), this.words);
    this.#meetingFields.connect(signal);
    this.#export.connect(signal);
    this.#past.connect();
    this.addEventListener("change", ({ target }) => this.#choose(target), { signal });
    this.addEventListener("click", ({ target }) => target instanceof HTMLElement && this.#run(target.dataset.hbAction, target.dataset.hbOf), { signal });
    for (const name of ["desk", "after"]) this.#part(name).hidden = false;
    this.dataset.hbOn = "";
  }

  disconnect() {
    this.#meetingFields.flush();
    this.#export.disconnect();
    this.#past.disconnect();
    this.#chooser?.clear();
    this.#chooser = null;
    this.#cleared = [];
    this.#opened = false;
    for (const name of ["clear", "told", "kept", "since"]) this.#part(name).replaceChildren();
    for (const name of ["desk", "after"]) this.#part(name).hidden = true;
    this.#onlyNew = true;
    delete this.dataset.hbOn;
  }

  refresh() {
    const { ids, at } = savedChoice();
    this.#groups = packCandidates(this.#inRecords(new Set(ids)), store.entries(), this.words, locale());
    const available = new Set(this.#groups.flatMap(({ lists }) => lists.flatMap(({ items }) => items.filter(({ isPrivate }) => !isPrivate).map(({ key }) => key))));
    const remaining = ids.filter((id) => available.has(id));
    if (remaining.length < ids.length && this.#catalogue.chapters.length) {
      // Private or empty now. Forget it, or it would return one day without being chosen.
      this.#remember(remaining, at);
      setText(this.#part("told"), tn(this.words, "pack.dropped", ids.length - remaining.length));
      return;
    }
    const meetings = pastMeetings(store.entries(), locale());
    this.#past.show(meetings);
    if (this.#groups.length) this.#chooser?.show(this.#listed(meetings[0], new Set(ids)), new Set(ids));
    else this.#showInvitation();
    if (!this.#opened) this.#showSavedChoice();
    this.#opened = true;
    this.#updateClearButton(ids);
    this.#meetingFields.show();
    this.#showPack();
  }

  /** Returns the catalogue with the records that are open and those of which something is chosen, or with all. @param {Set<string>} chosen */
  #inRecords(chosen) {
    const all = /** @type {HTMLInputElement} */ (this.#part("all-records"));
    let hasMore = false;
    const catalogue = inAllRecords(this.#catalogue, (block, record) => {
      const isShown = record === openRecord(block.anchor) || [block.anchor, ...[...block.controls, ...(block.notes ?? [])].map(({ id }) => id)].some((id) => chosen.has(inRecord(id, record)));
      hasMore ||= !isShown;
      return isShown || all.checked;
    });
    /** @type {HTMLElement} */ (all.parentElement).hidden = !hasMore;
    return catalogue;
  }

  /** Returns what is listed: after a 1:1, what is new since, until the reader asks for the rest. @param {import("./past-meetings.js").PastMeeting | undefined} last @param {Set<string>} chosen */
  #listed(last, chosen) {
    const place = this.#part("since");
    if (!last) place.replaceChildren();
    if (!last) return this.#groups;
    const { groups, count } = newSince(this.#groups, store.entries(), { since: last.at, today: localDay(new Date()), chosen, t: this.t.bind(this) });
    const text = tn(this.words, `pack.since${this.#onlyNew ? "" : "-all"}`, count, { day: last.day });
    if (!place.hasChildNodes()) place.append(makeElement("span", "", text), " ", makeButton("show-new", ""));
    setText(place.querySelector("span"), text);
    setText(place.querySelector("button"), this.t(`pack.${this.#onlyNew ? "show-all" : "show-new"}`));
    return this.#onlyNew ? groups : this.#groups;
  }

  // The page is kept as it's shown; the next one begins empty.
  #keep() {
    const { to, on } = this.#meetingFields.value;
    const { ids } = savedChoice();
    const page = packMarkdown(this.#pack());
    this.#meetingFields.clear();
    this.#replaceChoice([], ids, "pack.kept-meeting");
    this.#past.keep({ to: singleLine(to), on: singleLine(on), page });
  }

  #pack() {
    return buildPack(this.#groups, new Set(savedChoice().ids), this.#meetingFields.value, this.words, locale() ?? "");
  }

  #showPack() {
    this.#export.show(this.#pack());
  }

  /** @param {EventTarget | null} target */
  #choose(target) {
    if (!(target instanceof HTMLInputElement) || target.type !== "checkbox") return;
    if (target.dataset.hbPart === "all-records") return this.refresh();
    const keys = new Set(this.#chooser?.keysOf(target));
    this.#cleared = [];
    setText(this.#part("told"), "");
    this.#remember([...savedChoice().ids.filter((id) => !keys.has(id)), ...(target.checked ? keys : [])]);
  }

  /** @param {string[]} ids @param {string} [at] */
  #remember(ids, at = new Date().toISOString()) {
    this.command("remember", { key: "chosen", value: { ids, at } });
  }

  /** @param {string | undefined} action @param {string} [of] */
  #run(action, of = "") {
    const { ids } = savedChoice();
    if (action === "choose-nothing") this.#replaceChoice([], ids, "pack.cleared");
    else if (action === "undo") this.#replaceChoice(this.#cleared, [], "pack.undone");
    else if (action === "keep-meeting") this.#keep();
    else if (action === "delete-meeting") this.#past.delete(of);
    else if (action === "undo-delete") this.#past.undo();
    else if (action === "show-new") this.#toggleNew();
    else this.#export.run(action);
  }

  #toggleNew() {
    this.#onlyNew = !this.#onlyNew;
    this.refresh();
  }

  /** @param {string[]} ids @param {string[]} cleared @param {string} path */
  #replaceChoice(ids, cleared, path) {
    this.#cleared = cleared;
    this.#remember(ids);
    setText(this.#part("told"), this.t(path));
    this.#part("clear").querySelector("button")?.focus();
  }

  // Shown when the page opens, so that an earlier choice isn't exported unnoticed.
  #showSavedChoice() {
    const { ids, at } = savedChoice();
    this.#part("kept").hidden = !ids.length;
    setText(this.#part("kept"), ids.length ? tn(this.words, "pack.kept", ids.length, { date: formatDay(at, locale()) }) : "");
  }

  // One button, which clears the choice and then restores it.
  /** @param {string[]} ids */
  #updateClearButton(ids) {
    if (!ids.length) this.#part("kept").hidden = true;
    const [action, word] = ids.length ? ["choose-nothing", "clear"] : this.#cleared.length ? ["undo", "undo"] : ["", ""];
    const place = this.#part("clear");
    if ((place.querySelector("button")?.dataset.hbAction ?? "") === action) return;
    place.replaceChildren(...(action ? [makeButton(action, this.t(`pack.${word}`))] : []));
  }

  // An empty workbook gets an invitation with one link.
  #showInvitation() {
    const place = this.#part("groups");
    if (place.querySelector(".hb-pack__empty")) return;
    this.#chooser?.clear();
    const text = emptyNote(this.t("pack.empty"));
    const first = this.#catalogue.chapters.flatMap((chapter) => chapter.blocks.map((block) => ({ chapter, block }))).find(({ block }) => block.kind === "prompts");
    if (first) text.append(" ", makeElement("a", { href: linkTo(first.block), class: "hb-pack__begin" }, this.t("pack.empty-next", { chapter: first.chapter.title })));
    place.replaceChildren(text);
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.findPart(name));
  }
}

/** Returns the id of a chosen part of a session, also of one that was chosen in an earlier edition of the handbook. @param {string} id */
function currentId(id) {
  const part = ratingOf(id);
  return part?.root === "assessment" ? sessionId(part.group, part.name) : id;
}

/** @returns {SavedChoice} */
function savedChoice() {
  const stored = /** @type {Partial<SavedChoice> | null} */ (store.remembered("chosen"));
  const ids = Array.isArray(stored?.ids) ? stored.ids.filter((id) => typeof id === "string").map(currentId) : [];
  return { ids, at: String(stored?.at ?? "") };
}
