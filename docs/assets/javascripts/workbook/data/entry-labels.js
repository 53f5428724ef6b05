/** Labels for the entries of the reader's document: the question, its chapter and the answer, as text. */

import { controlsOf } from "../shared/catalogue.js";
import { kindOf } from "../../store/entry-kinds.js";
import { isEntry } from "../../store/document.js";

/**
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {{said: string, chapter: string, kind: string, options?: Record<string, {said: string}>, renamed: boolean}} Question `renamed`: known by an old id.
 * @typedef {import("../../common/i18n.js").Translate} Translate
 */

export class EntryLabels {
  /** @type {Map<string, Question>} */
  #questions = new Map();
  #retired;
  #t;

  /** @param {Catalogue} catalogue @param {Translate} t */
  constructor(catalogue, t) {
    this.#t = t;
    this.#retired = new Map(Object.entries(catalogue.retired));
    for (const { control, block, chapter } of controlsOf(catalogue)) {
      // Every plan's halves are labelled "When" and "I will", so add the plan's title.
      const said = block.kind === "plan" && block.controls.includes(control) ? `${block.title}: ${control.said} …` : control.said;
      const question = { said, chapter: chapter.title, kind: block.kind, options: control.options };
      for (const old of control.was ?? []) this.#questions.set(old, { ...question, renamed: true });
      this.#questions.set(control.id, { ...question, renamed: false });
    }
    for (const chapter of catalogue.chapters) {
      for (const slug of [chapter.slug, ...chapter.was]) this.#questions.set(slug, { said: chapter.title, chapter: "", kind: "chapter", renamed: slug !== chapter.slug });
      for (const { anchor, title } of chapter.blocks.filter(({ kind }) => kind === "plan")) {
        this.#questions.set(anchor, { said: title, chapter: chapter.title, kind: "plan", renamed: false });
      }
    }
    for (const { id, title, chapter } of catalogue.behaviours) {
      const chapterTitle = catalogue.chapters.find(({ slug }) => slug === chapter)?.title ?? "";
      this.#questions.set(id, { said: title, chapter: chapterTitle, kind: "behaviour", renamed: false });
    }
  }

  /** Returns the question with an id, current or old; undefined if there is none. @param {string} id */
  question(id) {
    return this.#questions.get(id);
  }

  /** Tells whether an entry answers a question that the handbook no longer asks under this id. @param {string} id */
  isArchived(id) {
    return kindOf(id) === "answer" && (this.question(id)?.renamed ?? true);
  }

  /** Returns an entry's question. @param {string} id @param {any} entry @returns {string} */
  title(id, entry) {
    const kind = kindOf(id);
    if (kind === "answer") return this.#wording(id, entry);
    const [authoredId, part] = splitId(id, kind);
    if (kind === "private") return this.#t("data.name-private", { title: this.title(authoredId, {}) });
    const title = authoredId ? this.#wording(authoredId, authoredId === id ? entry : {}) : "";
    return this.#t(`data.name-${part || kind}`, { title }) || title;
  }

  /** Returns the title of an entry's chapter, or "". @param {string} id @returns {string} */
  chapterOf(id) {
    if (kindOf(id) === "private") return this.chapterOf(splitId(id, "private")[0]);
    return this.question(splitId(id, kindOf(id))[0])?.chapter ?? "";
  }

  /** Returns an entry's answer as text. @param {string} id @param {any} entry */
  value(id, entry) {
    if (!isEntry(entry)) return this.#t("data.value-unreadable");
    const { value } = entry;
    const kind = kindOf(id);
    if (kind === "private") return this.#t(value === true ? "data.value-private" : "data.value-public");
    if (typeof value === "boolean") return this.#t(value ? "data.value-ticked" : "data.value-unticked");
    if (!value.trim()) return this.#t("data.value-empty");
    const options = this.question(id)?.options;
    if (options && Object.hasOwn(options, value)) return options[value].said;
    return /^[0-4]$/.test(value) && ["rating", "view", "next"].includes(kind) ? this.#t("data.value-level", { n: value }) : value;
  }

  /** @param {string} id @param {any} entry */
  #wording(id, entry) {
    return this.question(id)?.said || this.#retired.get(id) || (typeof entry?.said === "string" && entry.said) || id;
  }
}

/** Splits an entry's id into the authored id and the name of a part such as "next-date". @param {string} id @param {string} kind @returns {[string, string]} */
function splitId(id, kind) {
  const parts = id.split(".");
  if (kind === "answer") return [id, ""];
  if (kind === "private" || kind === "date") return [parts.slice(0, -1).join("."), ""];
  if (kind === "review") return [parts.slice(1).join("."), ""];
  if (kind === "next") return parts.at(-1) === "date" ? [parts.slice(1, -1).join("."), "next-date"] : [parts.slice(1).join("."), ""];
  const rest = parts.slice(2).filter((part) => part !== "evidence");
  if (rest.length === 1 && ["done", "by", "role", "date", "about"].includes(rest[0])) return ["", `${kind}-about`];
  return [rest.join("."), parts.at(-1) === "evidence" ? `${kind}-evidence` : ""];
}
