/** Reads and changes the rating sessions in the reader's document, with one step of undo. */

import { formatRatingFile, ratingText } from "./rating-file.js";
import { emptiedEntries, restoredEntries, sessionId, sessionsOf, viewsOf } from "../shared/rating-sessions.js";
import { download, fileName } from "../../common/download.js";
import { nameId, newRecord } from "../../store/record-ids.js";
import { store } from "../../store/store.js";

export class SessionActions {
  #element;
  #behaviours;
  /** The id of the session in the form; "" if none is open, and null at first: then it's the newest that isn't finished. @type {string | null} */
  openId = null;
  /** What was deleted last: the entries that were emptied, or the id of a self-assessment's name. @type {Map<string, any> | string} */
  #deleted = "";
  /** What is open once that is undone. @type {string | null} */
  #deletedId = "";

  /** @param {import("../../elements/base-element.js").HandbookElement} element @param {import("../shared/rating-sessions.js").Behaviour[]} behaviours */
  constructor(element, behaviours) {
    this.#element = element;
    this.#behaviours = behaviours;
  }

  /** All sessions, oldest first. */
  get sessions() {
    return sessionsOf(store.entries(), this.#behaviours);
  }

  /** Ratings of the reader by others. */
  get views() {
    return viewsOf(store.entries(), this.#behaviours);
  }

  /** The id of the newest rating of another person that hasn't been saved or dismissed, or "". */
  get unseenId() {
    const last = this.sessions.filter(({ done, forOther }) => done && forOther).at(-1)?.id ?? "";
    return last > String(store.remembered("rated") ?? "") ? last : "";
  }

  /** The sessions that can be continued; none if the document is read-only. */
  get unfinished() {
    return store.readOnly ? [] : this.sessions.filter(({ done }) => !done);
  }

  /** The self-assessments that were discarded and can be restored. */
  get discarded() {
    return store.readOnly ? [] : sessionsOf(store.entries(), this.#behaviours, true);
  }

  /** The session in the form. */
  get current() {
    return this.unfinished.filter(({ id }) => id === (this.openId ?? id)).at(-1);
  }

  /** Starts a session. @param {string} role The reader's role towards the person rated; "" for a self-assessment. @param {import("./rating-request.js").Request} [request] */
  start(role, request) {
    const at = new Date().toISOString();
    const session = newRecord(Date.now());
    this.openId = session;
    const values = { done: false, role, about: request?.about, only: request?.only.join(".") };
    const given = Object.entries(values).filter(([name, value]) => name === "done" || value);
    this.merge(new Map(given.map(([name, value]) => [sessionId(session, name), { value, rev: "", said: "", at }])));
  }

  /** Marks a session as finished or unfinished. @param {string} id @param {boolean} [value] */
  finish(id, value = true) {
    this.openId = value ? "" : id;
    this.#element.command("write", { id: sessionId(id, "done"), value, rev: "", said: "" });
  }

  /** Downloads a rating of another person. @param {string} id */
  save(id) {
    const session = this.sessions.find((item) => item.id === id);
    if (!session) return;
    download(fileName(store.handbook, "rating", "json"), formatRatingFile(session, store.handbook));
    this.markSeen(id);
  }

  /** Returns a rating of another person as text. @param {string} id */
  textOf(id) {
    const session = this.sessions.find((item) => item.id === id);
    return session ? ratingText(session, this.#behaviours, store.handbook, this.#element.t.bind(this.#element)) : "";
  }

  /** Remembers that a rating of another person was saved or dismissed. @param {string} id */
  markSeen(id) {
    this.#element.command("remember", { key: "rated", value: id });
  }

  /** Saves the level that the reader works towards; "" for none. @param {string} id @param {string} level */
  setTarget(id, level) {
    const behaviour = this.#behaviours.find((item) => item.id === id);
    if (behaviour) this.#element.command("write", { id: `next.${id}`, value: level, rev: behaviour.rev, said: behaviour.anchors[Number(level || NaN)] ?? "" });
  }

  /** Deletes a session or a view. @param {"assessment" | "view"} root @param {string} group */
  remove(root, group) {
    this.#deletedId = root === "assessment" ? group : this.openId;
    if (root === "assessment") this.openId = "";
    if (root === "assessment" && !this.sessions.find(({ id }) => id === group)?.forOther) return this.#mark((this.#deleted = nameId(root, group)), false);
    const entries = store.entries();
    const emptied = emptiedEntries(entries, root, group, Date.now());
    this.#deleted = new Map([...entries].filter(([id]) => emptied.has(id)));
    this.merge(emptied);
  }

  /** Brings back a self-assessment that was discarded. @param {string} id */
  restore(id) {
    this.openId = id;
    this.#mark(nameId("assessment", id), "");
  }

  /** Brings back what was deleted last, and opens it if it wasn't finished. */
  undo() {
    const deleted = this.#deleted;
    this.openId = this.#deletedId;
    if (typeof deleted === "string") this.#mark(deleted, "");
    else this.merge(restoredEntries(deleted, store.entries(), Date.now()));
  }

  /** @param {string} id Of a session's name. @param {string | false} value */
  #mark(id, value) {
    this.#element.command("write", { id, value, rev: "", said: "" });
  }

  /** @param {import("../../store/document.js").Entries} entries */
  merge(entries) {
    this.#element.command("merge", { entries });
  }
}
