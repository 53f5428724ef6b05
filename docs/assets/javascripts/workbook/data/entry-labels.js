/** Labels for the entries of the reader's document: the question, its chapter and the answer, as text. */

import { formatDate } from "../../common/formats.js";
import { controlsOf } from "../shared/catalogue.js";
import { isRepeated } from "../shared/catalogue-records.js";
import { kindOf } from "../../store/entry-kinds.js";
import { isEntry } from "../../store/document.js";
import { hasRecord, nameId, recordOf, startOf } from "../../store/record-ids.js";

/**
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {{said: string, chapter: string, kind: string, options?: Record<string, {said: string}>, renamed: boolean, block?: string}} Question `renamed`: known by an old id;
 *   `block`: the one that it's part of.
 * @typedef {import("../../common/i18n.js").Translate} Translate
 */

/** What has records and isn't a block of the catalogue, with the name of its string. @type {Record<string, string>} */
const RECORDS = { meeting: "meeting", assessment: "rating-about", evidence: "evidence-own" };

export class EntryLabels {
  /** @type {Map<string, Question>} */
  #questions = new Map();
  #retired;
  #t;
  #get;

  /** @param {Catalogue} catalogue @param {Translate} t @param {(id: string) => unknown} get Returns a stored entry. */
  constructor(catalogue, t, get) {
    this.#t = t;
    this.#get = get;
    this.#retired = new Map(Object.entries(catalogue.retired));
    for (const { control, block, chapter } of controlsOf(catalogue)) {
      // Every plan's halves are labelled "When" and "I will", so add the plan's title.
      const said = block.kind === "plan" && block.controls.includes(control) ? `${block.title}: ${control.said} …` : control.said;
      const question = { said, chapter: chapter.title, kind: block.kind, options: control.options, block: block.anchor };
      for (const old of control.was ?? []) this.#questions.set(old, { ...question, renamed: true });
      this.#questions.set(control.id, { ...question, renamed: false });
    }
    for (const chapter of catalogue.chapters) {
      for (const slug of [chapter.slug, ...chapter.was]) this.#questions.set(slug, { said: chapter.title, chapter: "", kind: "chapter", renamed: slug !== chapter.slug });
      for (const { anchor, title, kind } of [...chapter.blocks, ...chapter.sheets].filter(isRepeated)) {
        this.#questions.set(anchor, { said: title, chapter: chapter.title, kind, renamed: false, block: anchor });
      }
    }
    for (const { id, title, chapter } of catalogue.behaviours) {
      const chapterTitle = catalogue.chapters.find(({ slug }) => slug === chapter)?.title ?? "";
      this.#questions.set(id, { said: title, chapter: chapterTitle, kind: "behaviour", renamed: false });
    }
  }

  /** Returns the question with an id, current or old; undefined if there is none. @param {string} id */
  question(id) {
    return this.#questions.get(recordOf(id).id);
  }

  /** Tells whether the handbook asks for an id, in whatever record. @param {string} id */
  isAsked(id) {
    return kindOf(id) !== "answer" || this.question(id)?.renamed === false;
  }

  /** Tells whether an entry is an answer that no page shows: the handbook no longer asks for it, or it's in a deleted record. @param {string} id */
  isArchived(id) {
    return !this.isAsked(id) || (["answer", "evidence"].includes(kindOf(id)) && this.deletedRecord(id) !== undefined);
  }

  /** Returns the name that the record of an answer had; undefined if that isn't deleted. @param {string} id */
  deletedRecord(id) {
    const [block, { record }] = [this.question(authoredIdOf(id))?.block, recordOf(id)];
    if (!block || hasRecord(this.#get, block, record)) return undefined;
    const entry = this.#get(nameId(block, record));
    return (isEntry(entry) && entry.said) || "";
  }

  /** Returns an entry's question. @param {string} id @param {any} entry @returns {string} */
  title(id, entry) {
    const title = kindOf(id) === "record" && Object.hasOwn(RECORDS, authoredIdOf(id)) ? this.#blockTitle(authoredIdOf(id)) : this.#title(recordOf(id).id, entry);
    const name = kindOf(id) === "record" ? "" : this.#recordName(id);
    return name ? this.#t("data.name-in-record", { title, name }) : title;
  }

  /** Returns what a record is called, by the id of its name. @param {string} id */
  recordTitle(id) {
    const { id: own, record } = recordOf(id);
    const block = own.slice("record.".length);
    const title = this.#blockTitle(block);
    const name = this.#nameIn(block, record);
    return name ? this.#t("data.name-in-record", { title, name }) : title;
  }

  /** Returns the title of what has records: a block, or what belongs to none. @param {string} block */
  #blockTitle(block) {
    return Object.hasOwn(RECORDS, block) ? this.#t(`data.name-${RECORDS[block]}`) : this.#wording(block, {});
  }

  /** Returns the name of an answer's record, or its day; "" for a first one without a name. @param {string} id */
  #recordName(id) {
    return this.#nameIn(this.question(authoredIdOf(id))?.block, recordOf(id).record);
  }

  /** @param {string | undefined} block @param {string} record */
  #nameIn(block, record) {
    const entry = block && this.#get(nameId(block, record));
    const name = isEntry(entry) ? (entry.value === false ? entry.said : entry.value) : "";
    return String(name || (block ? formatDate(startOf(record)) : ""));
  }

  /** @param {string} id In the first record. @param {any} entry @returns {string} */
  #title(id, entry) {
    const kind = kindOf(id);
    if (kind === "answer") return this.#wording(id, entry);
    const [authoredId, part] = splitId(id, kind);
    if (kind === "private") return this.#t("data.name-private", { title: this.#title(authoredId, {}) });
    const added = kind === "evidence" ? formatDate(startOf(id.split(".")[1])) : "";
    const title = authoredId ? this.#wording(authoredId, authoredId === id || kind === "evidence" ? entry : {}) : added;
    return this.#t(`data.name-${part || kind}`, { title }) || title;
  }

  /** Returns the title of an entry's chapter, or "". @param {string} id @returns {string} */
  chapterOf(id) {
    return this.question(authoredIdOf(id))?.chapter ?? "";
  }

  /** Returns an entry's answer as text. @param {string} id @param {any} entry */
  value(id, entry) {
    if (!isEntry(entry)) return this.#t("data.value-unreadable");
    const { value } = entry;
    const kind = kindOf(id);
    if (kind === "private") return this.#t(value === true ? "data.value-private" : "data.value-public");
    if (kind === "record") return value === false ? this.#t("data.value-deleted") : String(value).trim() || this.#t("data.value-unnamed");
    if (kind === "view" && typeof value === "boolean") return this.#t(value ? "data.value-accepted" : "data.value-declined");
    if (typeof value === "boolean") return this.#t(value ? "data.value-ticked" : "data.value-unticked");
    if (!value.trim()) return this.#t("data.value-empty");
    const options = this.question(id)?.options;
    if (options && Object.hasOwn(options, value)) return options[value].said;
    if (kind === "evidence" && this.question(value)?.kind === "behaviour") return this.question(value)?.said ?? value;
    return /^[0-4]$/.test(value) && ["rating", "view", "next"].includes(kind) ? this.#t("data.value-level", { n: value }) : value;
  }

  /** @param {string} id @param {any} entry */
  #wording(id, entry) {
    return this.question(id)?.said || this.#retired.get(recordOf(id).id) || (typeof entry?.said === "string" && entry.said) || id;
  }
}

/** Returns the authored id on which an entry's id is built. @param {string} id @returns {string} */
function authoredIdOf(id) {
  const own = recordOf(id).id;
  const [authored] = splitId(own, kindOf(own));
  return kindOf(own) === "private" ? authoredIdOf(authored) : authored;
}

/** Splits an entry's id into the authored id and the name of a part such as "next-date". @param {string} id @param {string} kind @returns {[string, string]} */
function splitId(id, kind) {
  const parts = id.split(".");
  if (kind === "answer") return [id, ""];
  if (kind === "case") {
    const [, key, part] = recordOf(id).id.split(".");
    if (["goal", "order"].includes(key) || startOf(key)) return ["", `case-${part ?? (startOf(key) ? "own" : key)}`];
    return [key, part ? `case-${part}` : ""];
  }
  if (kind === "meeting") return ["", `meeting-${recordOf(id).id.split(".")[1]}`];
  if (kind === "private" || kind === "date") return [parts.slice(0, -1).join("."), ""];
  if (["review", "record", "put-off"].includes(kind)) return [parts.slice(1).join("."), ""];
  if (kind === "again") return parts.at(-1) === "gap" ? [parts.slice(1, -1).join("."), "again-gap"] : [parts.slice(1).join("."), ""];
  if (kind === "weekly" || kind === "today") return ["", ""];
  if (kind === "evidence") return [parts[0] === kind ? "" : parts[0], [kind, ...parts.slice(2)].join("-")];
  if (parts.at(-1) === "accepted") return [parts[2], "view-accepted"];
  if (kind === "next") return parts.at(-1) === "date" ? [parts.slice(1, -1).join("."), "next-date"] : [parts.slice(1).join("."), ""];
  // A session stands before the rest only where an earlier edition has written it.
  const rest = parts.slice(kind === "view" || /^\d/.test(parts[1] ?? "") ? 2 : 1).filter((part) => part !== "evidence");
  if (rest.length === 1 && ["done", "by", "role", "date", "about", "only"].includes(rest[0])) return ["", `${kind}-about`];
  return [rest.join("."), parts.at(-1) === "evidence" ? `${kind}-evidence` : ""];
}
