/** Says what an entry of the reader's document is, in words: the question, where it stands, and the answer. */

import { controlsOf } from "../shared/catalogue.js";
import { kindOf } from "../../store/entry-kinds.js";
import { isEntry } from "../../store/document.js";

/**
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {{said: string, chapter: string, kind: string, options?: Record<string, {said: string}>, renamed: boolean}} Place
 * @typedef {(path: string, values?: Record<string, string | number>) => string} Say
 */

export class Names {
  /** @type {Map<string, Place>} */
  #places = new Map();
  #retired;
  #say;

  /** @param {Catalogue} catalogue @param {Say} say */
  constructor(catalogue, say) {
    this.#say = say;
    this.#retired = new Map(Object.entries(catalogue.retired));
    for (const { control, block, chapter } of controlsOf(catalogue)) {
      // The halves of a plan are called “When” and “I will” wherever there is one.
      const said = block.kind === "plan" && block.controls.includes(control) ? `${block.title}: ${control.said} …` : control.said;
      const place = { said, chapter: chapter.title, kind: block.kind, options: control.options };
      for (const old of control.was ?? []) this.#places.set(old, { ...place, renamed: true });
      this.#places.set(control.id, { ...place, renamed: false });
    }
    for (const chapter of catalogue.chapters) {
      for (const slug of [chapter.slug, ...chapter.was]) this.#places.set(slug, { said: chapter.title, chapter: "", kind: "chapter", renamed: slug !== chapter.slug });
      for (const { anchor, title } of chapter.blocks.filter(({ kind }) => kind === "plan")) {
        this.#places.set(anchor, { said: title, chapter: chapter.title, kind: "plan", renamed: false });
      }
    }
    for (const { id, title, chapter } of catalogue.behaviours) {
      const where = catalogue.chapters.find(({ slug }) => slug === chapter)?.title ?? "";
      this.#places.set(id, { said: title, chapter: where, kind: "behaviour", renamed: false });
    }
  }

  /** Returns where an answer is asked, under its present or an old id; undefined if nowhere. @param {string} id */
  place(id) {
    return this.#places.get(id);
  }

  /** Tells whether something is an answer to what the handbook no longer asks under this id. @param {string} id */
  archived(id) {
    return kindOf(id) === "answer" && (this.place(id)?.renamed ?? true);
  }

  /** Returns the question of an entry. @param {string} id @param {any} entry @returns {string} */
  title(id, entry) {
    const kind = kindOf(id);
    if (kind === "answer") return this.#said(id, entry);
    const [core, part] = split(id, kind);
    if (kind === "private") return this.#say("data.name-private", { title: this.title(core, {}) });
    const title = core ? this.#said(core, core === id ? entry : {}) : "";
    return this.#say(`data.name-${part || kind}`, { title }) || title;
  }

  /** Returns the chapter of an entry, or "". @param {string} id @returns {string} */
  where(id) {
    if (kindOf(id) === "private") return this.where(split(id, "private")[0]);
    return this.place(split(id, kindOf(id))[0])?.chapter ?? "";
  }

  /** Returns the answer as a reader would say it. @param {string} id @param {any} entry */
  value(id, entry) {
    if (!isEntry(entry)) return this.#say("data.value-unreadable");
    const { value } = entry;
    const kind = kindOf(id);
    if (kind === "private") return this.#say(value === true ? "data.value-private" : "data.value-public");
    if (typeof value === "boolean") return this.#say(value ? "data.value-ticked" : "data.value-unticked");
    if (!value.trim()) return this.#say("data.value-empty");
    const options = this.place(id)?.options;
    if (options && Object.hasOwn(options, value)) return options[value].said;
    return /^[0-4]$/.test(value) && ["rating", "view", "next"].includes(kind) ? this.#say("data.value-level", { n: value }) : value;
  }

  /** @param {string} id @param {any} entry */
  #said(id, entry) {
    return this.place(id)?.said || this.#retired.get(id) || (typeof entry?.said === "string" && entry.said) || id;
  }
}

/** Returns the authored id inside an id, and which of its parts this is. @param {string} id @param {string} kind @returns {[string, string]} */
function split(id, kind) {
  const parts = id.split(".");
  if (kind === "answer") return [id, ""];
  if (kind === "private" || kind === "date") return [parts.slice(0, -1).join("."), ""];
  if (kind === "review") return [parts.slice(1).join("."), ""];
  if (kind === "next") return parts.at(-1) === "date" ? [parts.slice(1, -1).join("."), "next-date"] : [parts.slice(1).join("."), ""];
  const rest = parts.slice(2).filter((part) => part !== "evidence");
  if (rest.length === 1 && ["done", "by", "role", "date", "about"].includes(rest[0])) return ["", `${kind}-about`];
  return [rest.join("."), parts.at(-1) === "evidence" ? `${kind}-evidence` : ""];
}
