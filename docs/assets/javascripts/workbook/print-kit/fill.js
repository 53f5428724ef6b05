/** Fills in one person's sheets: removes what isn't chosen and adds the reader's answers. */

import { ids, makeElement, openId } from "../../common/dom.js";
import { isAnswer } from "../../store/document.js";
import { formatDay, formatTime, parseWhen, toDate } from "../shared/dates.js";
import { isTrue } from "../shared/pack/pack-item.js";
import { isLevel, sessionsOf } from "../shared/rating-sessions.js";

/**
 * @typedef {import("./options.js").Options} Options
 * @typedef {{get: Get, entries: import("../../store/document.js").Entries, recordsOf: (block: string) => {record: string, name: string}[]}} Answers `recordsOf`: those to print
 * @typedef {{copy: HTMLElement, chosen: number, remaining: number, written: number, withheld: number}} FilledSheets `chosen`: items of the chosen
 *   chapters and kinds; `remaining`: those that are printed; `written`: printed answers; `withheld`: private answers left out.
 * @typedef {import("../../store/document.js").Entry} Entry
 * @typedef {(id: string, was?: string[]) => Entry | undefined} Get
 * @typedef {{done: boolean, text: string, oldWording: string, isPrivate: boolean}} Answer `oldWording`: the question as it was answered, if it has changed since.
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 */

export class SheetFiller {
  #t;

  /** @param {(path: string, values?: Record<string, string>) => string} t */
  constructor(t) {
    this.#t = t;
  }

  /**
   * Returns one person's sheets.
   *
   * @param {HTMLElement} copy All sheets, blank; it is changed in place.
   * @param {Options} options
   * @param {Answers} answers
   * @returns {FilledSheets}
   */
  fill(copy, options, answers) {
    /** @type {FilledSheets} */
    const result = { copy, chosen: 0, remaining: 0, written: 0, withheld: 0 };
    if (options.only.length) removeAll(findAll(copy, "[data-hb-kind]").filter(({ dataset }) => !options.only.includes(dataset.hbRepeats ?? "")));
    else {
      removeAll(findAll(copy, "[data-hb-chapter]").filter(({ dataset }) => options.chapters && !options.chapters.includes(dataset.hbChapter ?? "")));
      removeAll(findAll(copy, "[data-hb-kind]").filter(({ dataset }) => options.kinds && !options.kinds.includes(dataset.hbKind ?? "")));
    }
    if (!options.named) removeAll(findAll(copy, '[data-hb-part="named"]'));
    if (options.mode !== "blank") repeatBlocks(copy, answers.recordsOf);
    const items = findAll(copy, '[data-hb-answer]:not([data-hb-answer="gap"])');
    result.chosen = items.length;
    if (options.mode !== "blank") this.#fillIn(items, options, answers, result);
    removeAll(findAll(copy, "[data-hb-kind]").filter((block) => !block.querySelector("[data-hb-answer]")));
    removeAll(findAll(copy, "[data-hb-chapter]").filter((chapter) => !chapter.querySelector("[data-hb-kind]")));
    // Firefox doesn't support break-after: avoid. Headings move into the first item after them, which is never broken.
    for (const head of findAll(copy, ".hb-kit__head")) head.parentElement?.querySelector(":scope > .hb-kit__list > .hb-kit__asked")?.prepend(head);
    result.remaining = findAll(copy, '[data-hb-answer]:not([data-hb-answer="gap"])').length;
    // A sheet that is blank and complete fills its page.
    for (const sheet of findAll(copy, '[data-hb-kind="sheets"]')) sheet.toggleAttribute("data-hb-part-filled", Boolean(sheet.querySelector(".hb-kit__said")) || sheet.hasAttribute("data-hb-cut"));
    return result;
  }

  /** @param {HTMLElement[]} items @param {Options} options @param {Answers} stored @param {FilledSheets} result */
  #fillIn(items, options, { get, entries }, result) {
    const open = options.mode === "open";
    const ratings = newestRatings(entries, items.filter(({ dataset }) => dataset.hbAnswer === "rating"));
    for (const item of items) {
      const kind = item.dataset.hbAnswer;
      const rating = kind === "rating" ? ratings.get(item.dataset.hbOf ?? "") : undefined;
      const halves = kind === "plan" ? findAll(item, '[data-hb-of]:not([data-hb-of$=".date"])') : [];
      const answers = (halves.length ? halves : [item]).map((one) => answerOf(one, get));
      const done = kind === "rating" ? isLevel(rating?.level) : answers.every((answer) => answer.done);
      if (open && done) {
        item.closest('[data-hb-kind="sheets"]')?.setAttribute("data-hb-cut", "");
        item.remove();
      } else if (rating) this.#rate(item, rating, options, result);
      else if (kind === "choice") this.#choose(item, answers[0], get, result);
      else if (kind === "tick") {
        this.#tick(item, answers[0], result);
        this.#write(item, answerOf(item, get, ".evidence"), options, result);
      }
      else {
        answers.forEach((answer, at) => this.#write(halves[at] ?? item, answer, options, result));
        if (kind === "plan") this.#writeDay(item, get, options, result);
      }
    }
  }

  /** @param {HTMLElement} item @param {Answer} answer @param {FilledSheets} result */
  #tick(item, { done, oldWording }, result) {
    if (!done) return;
    result.written += 1;
    this.#markBox(item, "kit.done");
    this.#appendOldWording(item.querySelector(".hb-kit__text"), oldWording);
  }

  /** @param {HTMLElement} place @param {Answer} answer @param {Options} options @param {FilledSheets} result */
  #write(place, { done, text, oldWording, isPrivate }, options, result) {
    if (!done || !text) return;
    if (isPrivate && !options.secret) {
      result.withheld += 1;
      return;
    }
    result.written += 1;
    const [said, lines] = [paragraph("hb-kit__said", text), place.querySelector(".hb-kit__ruled")];
    if (lines) lines.replaceWith(said);
    else place.append(said); // under a tick
    this.#appendOldWording(place, oldWording);
  }

  // A plan without a day is complete all the same.
  /** @param {HTMLElement} item @param {Get} get @param {Options} options @param {FilledSheets} result */
  #writeDay(item, get, options, result) {
    for (const place of findAll(item, '[data-hb-of$=".date"]')) {
      const answer = answerOf(place, get);
      const when = parseWhen(answer.text);
      const words = when ? [formatDay(when.day), when.time && formatTime(toDate(when))].filter(Boolean).join(", ") : "";
      this.#write(place, { ...answer, text: words, oldWording: "" }, options, result);
    }
  }

  /** @param {HTMLElement} item @param {Answer} answer @param {Get} get @param {FilledSheets} result */
  #choose(item, { done, text }, get, result) {
    if (!done || !text) return;
    result.written += 1;
    const entry = get(item.dataset.hbOf ?? "", ids(item.dataset.hbWas));
    const option = findAll(item, "[data-hb-option]").find(({ dataset }) => [dataset.hbOption, ...ids(dataset.hbWas)].includes(text));
    if (option) {
      this.#markBox(option, "kit.chosen");
      this.#appendOldWording(option.querySelector(".hb-kit__text"), oldWordingOf(entry, option.dataset.hbRev ?? ""));
    } else item.append(paragraph("hb-kit__said", this.#t("kit.choice-then", { said: typeof entry?.said === "string" && entry.said ? entry.said : text })));
  }

  /** @param {HTMLElement} item @param {Rating} rating @param {Options} options @param {FilledSheets} result */
  #rate(item, { level, evidence, hidden = false, rev, said }, options, result) {
    result.written += 1;
    const line = findAll(item, "[data-hb-level]").find(({ dataset }) => dataset.hbLevel === level);
    if (line) {
      this.#markBox(line, "kit.chosen");
      this.#appendOldWording(line.querySelector(".hb-kit__text"), oldWordingOf({ value: level, rev, said }, item.dataset.hbRev ?? ""));
    }
    const place = item.querySelector(".hb-kit__gap");
    if (place instanceof HTMLElement) this.#write(place, { done: evidence !== "", text: evidence, oldWording: "", isPrivate: hidden }, options, result);
  }

  /** @param {HTMLElement} item @param {string} word */
  #markBox(item, word) {
    const box = item.querySelector(".hb-kit__box");
    box?.classList.add("hb-kit__box--on");
    box?.setAttribute("role", "img");
    box?.setAttribute("aria-label", this.#t(word));
  }

  /** @param {Element | null} place @param {string} wording */
  #appendOldWording(place, wording) {
    if (!wording) return;
    place?.append(" ", makeElement("span", "hb-kit__then", this.#t("kit.reworded", { said: wording })));
  }
}

/** Repeats each checklist, sheet and plan for each of the records to print, with the record's name. @param {HTMLElement} copy @param {Answers["recordsOf"]} recordsOf */
function repeatBlocks(copy, recordsOf) {
  for (const block of findAll(copy, "[data-hb-repeats]")) {
    const records = recordsOf(block.dataset.hbRepeats ?? "");
    block.replaceWith(...records.map(({ record, name }) => {
      const one = /** @type {HTMLElement} */ (block.cloneNode(true));
      if (record) one.dataset.hbRecord = record;
      if (name) one.querySelector(".hb-kit__head")?.append(paragraph("hb-kit__record", name));
      return one;
    }));
  }
}

/** @param {string} name @param {string} text */
function paragraph(name, text) {
  return makeElement("p", { class: name, dir: "auto" }, text);
}

/** @param {HTMLElement} within @param {string} selector @returns {HTMLElement[]} */
function findAll(within, selector) {
  return [...within.querySelectorAll(/** @type {any} */ (selector))];
}

/** @param {HTMLElement[]} elements */
function removeAll(elements) {
  for (const element of elements) element.remove();
}

/** Returns the answer to an element with `data-hb-of`. @param {HTMLElement} element @param {Get} get @param {string} [part] Of it, such as ".evidence". @returns {Answer} */
function answerOf(element, get, part = "") {
  const { hbOf = "", hbRev: rev } = element.dataset;
  const [id, ...was] = [hbOf, ...ids(element.dataset.hbWas)].map((one) => one + part);
  const entry = get(openId(element, id), was.map((old) => openId(element, old)));
  const done = isAnswer(entry);
  // A plan is private as a whole, so its id without the part counts too.
  const keys = [id, id.replace(/\.(when|then|date)$/, "")];
  const oldPrivateIds = was.flatMap((one) => [one, one.replace(/\.(when|then|date)$/, "")]).map((one) => openId(element, `${one}.private`));
  return {
    done,
    text: done && typeof entry?.value === "string" ? entry.value.replace(/\r\n?/g, "\n").replace(/^\s*\n/, "").trimEnd() : "",
    oldWording: done && rev ? oldWordingOf(entry, rev) : "",
    isPrivate: keys.some((key) => isTrue(get(openId(element, `${key}.private`), oldPrivateIds))),
  };
}

/** Returns the wording that was answered, or "" if it hasn't changed. @param {Entry | undefined} entry @param {string} rev */
function oldWordingOf(entry, rev) {
  const said = typeof entry?.said === "string" ? entry.said.trim() : "";
  return entry?.rev !== undefined && entry.rev !== "" && entry.rev !== rev ? said : "";
}

/**
 * Returns the ratings of the newest finished self-assessment, by behaviour.
 *
 * @param {import("../../store/document.js").Entries} entries
 * @param {Iterable<HTMLElement>} elements The elements of the behaviours.
 * @returns {Map<string, Rating>}
 */
function newestRatings(entries, elements) {
  const behaviours = [...elements].map(({ dataset: { hbOf = "", hbRev = "", hbWas } }) => ({ id: hbOf, rev: hbRev, was: ids(hbWas), title: "", anchors: [], chapter: "", url: "" }));
  const own = sessionsOf(entries, behaviours).filter(({ done, forOther, about, by }) => done && !forOther && !about && !by);
  return own.at(-1)?.ratings ?? new Map();
}
