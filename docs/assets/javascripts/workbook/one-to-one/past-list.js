/** The list of kept 1:1s, each with what was agreed, to write, and the page that was taken along, to read. */

import { makeButton, makeElement } from "../../common/dom.js";
import { locale } from "../../common/i18n.js";
import { newRecord, recordOf } from "../../store/record-ids.js";
import { store } from "../../store/store.js";
import { setText } from "../shared/dom.js";
import { meetingIds, pastMeetings } from "./past-meetings.js";

/** @typedef {import("./past-meetings.js").PastMeeting} PastMeeting */

export class PastList {
  #host;
  /** By record. @type {Map<string, HTMLDetailsElement>} */
  #items = new Map();
  /** The name of the one that was deleted last. @type {{record: string, name: string} | null} */
  #deleted = null;

  /** @param {import("../../elements/base-element.js").HandbookElement} host */
  constructor(host) {
    this.#host = host;
  }

  connect() {
    this.#part("keep").replaceChildren(makeButton("keep-meeting", this.#host.t("pack.keep")));
  }

  disconnect() {
    this.#items.clear();
    this.#deleted = null;
    for (const name of ["keep", "past", "past-told", "last"]) this.#part(name).replaceChildren();
  }

  /** Shows the kept 1:1s. @param {PastMeeting[]} meetings */
  show(meetings) {
    for (const [record, item] of this.#items) if (!meetings.some((one) => one.record === record)) this.#items.delete(record), item.remove();
    meetings.forEach((meeting, n) => {
      const item = this.#items.get(meeting.record) ?? this.#item(meeting);
      this.#items.set(meeting.record, item);
      if (this.#part("past").children[n] !== item) this.#part("past").insertBefore(item, this.#part("past").children[n] ?? null);
      setText(item.querySelector("summary"), meeting.title);
    });
    const [last] = meetings;
    setText(this.#part("last"), last?.agreed ? this.#host.t("pack.last-agreed", { day: last.day, text: last.agreed }) : "");
  }

  /** Keeps a 1:1, and goes to the field for what was agreed. @param {{to: string, on: string, page: string}} meeting */
  keep({ to, on, page }) {
    const record = newRecord(Date.now());
    const ids = meetingIds(record);
    for (const [id, value] of [[ids.page, page], [ids.day, on], [ids.name, to]]) this.#write(id, value);
    const item = this.#items.get(record);
    if (!item) return;
    item.open = true;
    item.querySelector("textarea")?.focus();
  }

  /** @param {string} record */
  delete(record) {
    const ids = meetingIds(record);
    const meeting = pastMeetings(store.entries(), locale()).find((one) => one.record === record);
    this.#deleted = { record, name: String(store.get(ids.name)?.value ?? "") };
    this.#part("past-told").replaceChildren(this.#host.t("pack.past-deleted", { title: meeting?.title ?? "" }), " ", makeButton("undo-delete", this.#host.t("pack.undo")));
    this.#part("past-told").querySelector("button")?.focus();
    this.#write(ids.name, false, this.#deleted.name); // a deleted one keeps its name there, for the archive
  }

  undo() {
    if (!this.#deleted) return;
    const { record, name } = this.#deleted;
    this.#deleted = null;
    this.#write(meetingIds(record).name, name);
    this.#part("past-told").replaceChildren();
    this.#items.get(record)?.querySelector("summary")?.focus();
  }

  /** @param {PastMeeting} meeting @returns {HTMLDetailsElement} */
  #item({ record, title, page }) {
    const { words } = this.#host;
    const id = `hb-pack-agreed-${record}`;
    const field = makeElement("textarea", { class: "hb-answer", id, rows: "2", dir: "auto", autocomplete: "off", "data-hb-id": recordOf(meetingIds(record).agreed).id, "data-hb-rev": "" });
    const foot = makeElement("p", "hb-foot hb-planner__status", makeElement("span", { role: "status", "data-hb-part": "status" }));
    const agreed = makeElement(/** @type {any} */ ("hb-prompt"), { class: "hb-case__field", "data-hb-block": id, "data-hb-words": JSON.stringify({ answers: words.answers, store: words.store }) },
      makeElement("label", { class: "hb-pack__how", for: id }, this.#host.t("pack.agreed")), field, foot);
    const taken = page ? [makeElement("details", "hb-more", makeElement("summary", "hb-more__open", this.#host.t("pack.taken")), makeElement("pre", { class: "hb-pack__text hb-pack__taken", dir: "auto", tabindex: "0", role: "region", "aria-label": this.#host.t("pack.taken") }, page))] : [];
    const remove = makeButton("delete-meeting", this.#host.t("pack.past-delete"), { of: record, label: `${this.#host.t("pack.past-delete")}: ${title}` });
    return makeElement("details", { class: "hb-pack__group hb-pack__meeting", "data-hb-record": record }, makeElement("summary", "hb-pack__summary hb-pack__chapter", title), agreed, ...taken, remove);
  }

  /** @param {string} id @param {string | boolean} value @param {string} [said] */
  #write(id, value, said = "") {
    this.#host.command("write", { id, value, rev: "", said });
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#host.findPart(name));
  }
}
