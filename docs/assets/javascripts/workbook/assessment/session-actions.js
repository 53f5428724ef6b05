/** What the self-assessment asks to be kept, and what it can bring back. */

import { ratingFile } from "./rating-file.js";
import { broughtBack, newSession, sessionsOf, takenAway, viewsOf } from "../shared/rating-sessions.js";
import { download, fileName } from "../../common/download.js";
import { store } from "../../store/store.js";

export class Keeper {
  #element;
  #behaviours;
  /** What can be brought back. @type {Map<string, any>} */
  #gone = new Map();

  /** @param {import("../../elements/base-element.js").HandbookElement} element @param {import("../shared/rating-sessions.js").Behaviour[]} behaviours */
  constructor(element, behaviours) {
    this.#element = element;
    this.#behaviours = behaviours;
  }

  /** Every attempt, oldest first. */
  get sessions() {
    return sessionsOf(store.entries(), this.#behaviours);
  }

  /** What came from others. */
  get views() {
    return viewsOf(store.entries(), this.#behaviours);
  }

  /** The newest rating of somebody else that has not been saved or put aside, or "". */
  get unseen() {
    const last = this.sessions.filter(({ done, other }) => done && other).at(-1)?.id ?? "";
    return last > String(store.remembered("rated") ?? "") ? last : "";
  }

  /** The attempt that is under way; a document that cannot be written to has none. */
  get under() {
    return store.readOnly ? undefined : this.sessions.filter(({ done }) => !done).at(-1);
  }

  /** Begins an attempt; `role` says that it is about somebody else. @param {string} role */
  begin(role) {
    const at = new Date().toISOString();
    const under = `assessment.${newSession(Date.now())}.`;
    const whose = role ? [[`${under}role`, { value: role, rev: "", said: "", at }]] : [];
    this.take(new Map(/** @type {[string, object][]} */ ([[`${under}done`, { value: false, rev: "", said: "", at }], ...whose])));
  }

  /** Says that an attempt is finished, or not yet. @param {string} id @param {boolean} [value] */
  finish(id, value = true) {
    this.#element.command("write", { id: `assessment.${id}.done`, value, rev: "", said: "" });
  }

  /** Hands the reader a rating of somebody else as a file. @param {string} id */
  save(id) {
    const session = this.sessions.find((one) => one.id === id);
    if (!session) return;
    download(fileName(store.handbook, "rating", "json"), ratingFile(session, store.handbook));
    this.seen(id);
  }

  /** Remembers that a rating of somebody else was saved or put aside. @param {string} id */
  seen(id) {
    this.#element.command("remember", { key: "rated", value: id });
  }

  /** Keeps the line that the reader works towards; "" for none. @param {string} id @param {string} level */
  towards(id, level) {
    const behaviour = this.#behaviours.find((one) => one.id === id);
    if (behaviour) this.#element.command("write", { id: `next.${id}`, value: level, rev: behaviour.rev, said: behaviour.anchors[Number(level || NaN)] ?? "" });
  }

  /** Takes away all that begins like this. @param {string} under */
  remove(under) {
    const entries = store.entries();
    const taken = takenAway(entries, under, Date.now());
    this.#gone = new Map([...entries].filter(([id]) => taken.has(id)));
    this.take(taken);
  }

  /** Brings back what was taken away last. */
  undo() {
    const were = this.#gone;
    this.#gone = new Map();
    this.take(broughtBack(were, store.entries(), Date.now()));
  }

  /** @param {import("../../store/document.js").Entries} entries */
  take(entries) {
    this.#element.command("merge", { entries });
  }
}
