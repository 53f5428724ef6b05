/** `<hb-data-history>`: every answer that has earlier versions, to look at them, bring one back, or forget them. */

import { makeButton, makeElement } from "../../common/dom.js";
import { otherVersions } from "../../elements/version-texts.js";
import { showVersions } from "../../elements/versions-dialog.js";
import { isAnswer, timeOf } from "../../store/document.js";
import { kindOf } from "../../store/entry-kinds.js";
import { forgetVersions, hasHistory, idsWithVersions, keepVersions, versionsOf } from "../../store/history.js";
import { store } from "../../store/store.js";
import { appendRows, DataPart, formatDateTime } from "./data-part.js";

/** @typedef {{id: string, title: string, changed: number, versions: import("../../store/document.js").Entry[]}} Row `changed`: in milliseconds. */

// Marks aren't answers, and another person's rating isn't shown before the reader's own is in.
const HIDDEN = ["private", "view"];

export class HbDataHistory extends DataPart {
  static topics = ["document", "saved"];
  #rendered = "";

  disconnect() {
    this.#rendered = "";
    this.findPart("groups")?.replaceChildren();
    for (const name of ["first", "asking"]) this.togglePart(name, false);
    this.setPartText("said", "");
  }

  async refresh() {
    const ids = (await idsWithVersions()).filter((id) => !HIDDEN.includes(kindOf(id)));
    const content = JSON.stringify([ids, hasHistory()]);
    if (content === this.#rendered || !this.isConnected) return;
    this.#rendered = content;
    this.setPartText("how", this.t(`data.history-${hasHistory() ? (ids.length ? "how" : "none") : "off"}`));
    this.#showGroups(ids);
    this.togglePart("asking", false);
    this.togglePart("first", ids.length > 0);
  }

  /** @param {string} action */
  async run(action) {
    if (action === "history-forget-all") return this.#forget();
    const asking = action === "history-forget";
    if (!asking && action !== "history-keep") return;
    this.togglePart("asking", asking);
    this.togglePart("first", !asking);
    this.focusPart(asking ? "asking-title" : "title");
  }

  /** @param {string[]} [ids] */
  async #forget(ids) {
    const done = await forgetVersions(ids);
    await this.refresh();
    this.announce(`data.history-forgotten${done ? "" : "-not"}`);
    this.focusPart("title");
  }

  /** Shows a group for each chapter, in the handbook's order, and then the others. Each draws its rows when it's opened. @param {string[]} ids */
  #showGroups(ids) {
    /** @type {Map<string, string[]>} */
    const groups = new Map(this.catalogue.chapters.map(({ title }) => [title, []]));
    for (const id of ids) {
      const name = this.labels.isArchived(id) ? this.t("data.archive") : this.labels.chapterOf(id) || this.t("data.history-other");
      groups.set(name, [...(groups.get(name) ?? []), id]);
    }
    const open = new Set([...this.querySelectorAll("details[open]")].map((details) => details.getAttribute("data-hb-group")));
    this.findPart("groups")?.replaceChildren(...[...groups].filter(([, ids]) => ids.length).map(([name, ids]) => {
      const list = makeElement("ul", "hb-import__rows");
      const details = makeElement("details", { class: "hb-more", "data-hb-group": name },
        makeElement("summary", "hb-more__open", this.t("data.history-group", { n: ids.length, name })), makeElement("div", "hb-more__body", list));
      details.addEventListener("toggle", () => details.open && this.#showRows(list, ids));
      details.open = open.has(name);
      return details;
    }));
  }

  /** @param {HTMLElement} list @param {string[]} ids */
  async #showRows(list, ids) {
    const all = await versionsOf(ids);
    const rows = ids.map((id, n) => this.#row(id, all[n])).filter(({ versions }) => versions.length).sort((a, b) => b.changed - a.changed);
    list.replaceChildren();
    appendRows(list, rows, this, ({ id, title, changed, versions }) => {
      const button = makeButton("look", this.t("data.history-look"), { label: `${this.t("data.history-look")}: ${title}` });
      button.addEventListener("click", () => this.#open(id));
      const date = formatDateTime(changed || NaN);
      const about = [date && this.t("data.history-changed", { date }), this.tn("data.history-versions", versions.length)].filter(Boolean).join(" · ");
      return makeElement("li", "hb-import__row", makeElement("p", { class: "hb-import__question", dir: "auto" }, title), makeElement("p", "hb-import__line", about), button);
    });
  }

  /** @param {string} id @param {unknown[]} versions @returns {Row} */
  #row(id, versions) {
    const now = store.get(id);
    const others = otherVersions(versions, now);
    return { id, title: this.labels.title(id, now ?? others[0]), changed: timeOf(now ?? others[0]) || 0, versions: others };
  }

  /** @param {string} id */
  async #open(id) {
    const { title, versions } = this.#row(id, (await versionsOf([id]))[0]);
    const now = store.get(id);
    const more = makeElement("div", "hb-versions__version");
    const dialog = showVersions(this, title, versions.map((entry) => ({
      at: entry.at,
      text: this.labels.value(id, entry),
      // Only what the reader has written themselves is compared word for word.
      now: now && [entry, now].every((one) => this.labels.value(id, one) === one.value) ? String(now.value) : "",
      bringBack: () => this.#bringBack(id, title, entry),
    })), more);
    const forget = makeButton("forget", this.t("data.history-forget-these"));
    const [sure, keep] = [makeButton("forget-sure", this.t("data.history-forget-sure")), makeButton("forget-keep", this.t("data.history-keep"))];
    const ask = (/** @type {boolean} */ asking) => {
      const text = this.t("data.history-sure-these");
      more.replaceChildren(...(asking ? [makeElement("div", { role: "group", "aria-label": text }, makeElement("p", "", text), sure, keep)] : [forget]));
    };
    ask(false);
    forget.addEventListener("click", () => { ask(true); sure.focus(); });
    keep.addEventListener("click", () => { ask(false); forget.focus(); });
    sure.addEventListener("click", () => { dialog.close(); this.#forget([id]); });
  }

  /** @param {string} id @param {string} title @param {import("../../store/document.js").Entry} entry */
  async #bringBack(id, title, { value, rev, said }) {
    const now = store.get(id);
    // The store keeps no version of a text that has only just been typed.
    if (isAnswer(now)) await keepVersions([[id, now]]);
    this.command("write", { id, value, rev, said });
    await store.settled();
    this.announce(store.fault ? "data.history-unsaved" : "data.history-back", { title });
    this.#rendered = "";
    await this.refresh();
  }
}
