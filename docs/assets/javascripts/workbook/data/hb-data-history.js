/** `<hb-data-history>`: every answer that has earlier versions, to look at them, bring one back, or forget them. */

import { makeButton, makeElement } from "../../common/dom.js";
import { otherVersions } from "../../elements/versions/version-texts.js";
import { showVersions } from "../../elements/versions/versions-dialog.js";
import { isAnswer, timeOf } from "../../store/document.js";
import { kindOf } from "../../store/entry-kinds.js";
import { forgetVersions, hasHistory, idsWithVersions, keepVersions, versionsOf } from "../../store/history.js";
import { store } from "../../store/store.js";
import { appendRows, DataPart, formatDateTime } from "./data-part.js";

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
    const [archive, other] = [this.t("data.archive"), this.t("data.history-other")];
    /** @type {Map<string, string[]>} */
    const groups = new Map([...this.catalogue.chapters.map(({ title }) => title), archive, other].map((name) => [name, []]));
    for (const id of ids) groups.get(this.labels.isArchived(id) ? archive : this.labels.chapterOf(id) || other)?.push(id);
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

  /** Shows a group's answers, the latest changes first. @param {HTMLElement} list @param {string[]} ids */
  #showRows(list, ids) {
    const changed = new Map(ids.map((id) => [id, timeOf(store.get(id)) || 0]));
    list.replaceChildren();
    appendRows(list, [...changed].sort((a, b) => b[1] - a[1]), this, ([id, time]) => {
      const item = makeElement("li", "hb-import__row");
      this.#load(id).then(({ title, versions }) => {
        const button = makeButton("look", this.t("data.history-look"), { label: `${this.t("data.history-look")}: ${title}` });
        button.addEventListener("click", () => this.#open(id));
        const date = formatDateTime(time || NaN);
        const about = [date && this.t("data.history-changed", { date }), this.tn("data.history-versions", versions.length)].filter(Boolean).join(" · ");
        item.append(makeElement("p", { class: "hb-import__question", dir: "auto" }, title), makeElement("p", "hb-import__line", about), button);
      });
      return item;
    });
  }

  /** @param {string} id */
  async #load(id) {
    const now = store.get(id);
    const versions = otherVersions((await versionsOf([id]))[0], now);
    return { title: this.labels.title(id, now ?? versions[0]), versions, now };
  }

  /** @param {string} id */
  async #open(id) {
    const { title, versions, now } = await this.#load(id);
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
    this.focusPart("title");
  }
}
