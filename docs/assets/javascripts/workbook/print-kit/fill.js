/** Makes one person's sheets: takes away what is not chosen, and writes in what the reader has answered. */

import { ids } from "../../common/dom.js";
import { isAnswer } from "../../store/document.js";
import { isOn } from "../shared/pack-item.js";
import { isLevel, sessionsOf } from "../shared/rating-sessions.js";

/**
 * @typedef {import("./options.js").Choice} Choice
 * @typedef {{get: Get, entries: import("../../store/document.js").Entries}} Held
 * @typedef {{copy: HTMLElement, found: number, left: number, written: number, secret: number}} Made `found`: pieces of practice chosen, `left`:
 *   those that stay on paper, `written`: answers printed, `secret`: private answers left out.
 * @typedef {import("../../store/document.js").Entry} Entry
 * @typedef {(id: string, was?: string[]) => Entry | undefined} Get
 * @typedef {{done: boolean, text: string, then: string, secret: boolean}} Answer `then`: what the practice said when it was answered, if it says something else now.
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 */

export class Filler {
  #say;

  /** @param {(path: string, values?: Record<string, string>) => string} say Gives interface words. */
  constructor(say) {
    this.#say = say;
  }

  /**
   * Returns one person's sheets.
   *
   * @param {HTMLElement} copy All of them, blank: it is changed.
   * @param {Choice} choice
   * @param {Held} held The reader's answers.
   * @returns {Made}
   */
  fill(copy, choice, held) {
    /** @type {Made} */
    const made = { copy, found: 0, left: 0, written: 0, secret: 0 };
    drop(all(copy, "[data-hb-chapter]").filter(({ dataset }) => choice.chapters && !choice.chapters.includes(dataset.hbChapter ?? "")));
    drop(all(copy, "[data-hb-kind]").filter(({ dataset }) => choice.kinds && !choice.kinds.includes(dataset.hbKind ?? "")));
    if (!choice.named) drop(all(copy, '[data-hb-part="named"]'));
    const units = all(copy, '[data-hb-answer]:not([data-hb-answer="gap"])');
    made.found = units.length;
    if (choice.mode !== "blank") this.#answer(units, choice, held, made);
    drop(all(copy, "[data-hb-kind]").filter((block) => !block.querySelector("[data-hb-answer]")));
    drop(all(copy, "[data-hb-chapter]").filter((chapter) => !chapter.querySelector("[data-hb-kind]")));
    // Firefox knows no break-after: avoid. A heading stands in the first piece that follows it, and that is not broken.
    for (const head of all(copy, ".hb-kit__head")) head.parentElement?.querySelector(":scope > .hb-kit__list > .hb-kit__asked")?.prepend(head);
    made.left = all(copy, '[data-hb-answer]:not([data-hb-answer="gap"])').length;
    // A sheet on which nothing is written and nothing is missing fills its page.
    for (const sheet of all(copy, '[data-hb-kind="sheets"]')) sheet.toggleAttribute("data-hb-part-filled", Boolean(sheet.querySelector(".hb-kit__said")) || sheet.hasAttribute("data-hb-cut"));
    return made;
  }

  /** @param {HTMLElement[]} units @param {Choice} choice @param {Held} held @param {Made} made */
  #answer(units, choice, { get, entries }, made) {
    const open = choice.mode === "open";
    const ratings = ratingsOf(entries, units.filter(({ dataset }) => dataset.hbAnswer === "rating"));
    for (const unit of units) {
      const kind = unit.dataset.hbAnswer;
      const rating = kind === "rating" ? ratings.get(unit.dataset.hbOf ?? "") : undefined;
      const gaps = kind === "plan" ? all(unit, "[data-hb-of]") : [];
      const answers = (gaps.length ? gaps : [unit]).map((one) => answerOf(one, get));
      const done = kind === "rating" ? isLevel(rating?.level) : answers.every((answer) => answer.done);
      if (open && done) {
        unit.closest('[data-hb-kind="sheets"]')?.setAttribute("data-hb-cut", "");
        unit.remove();
      } else if (rating) this.#rate(unit, rating, choice, made);
      else if (kind === "choice") this.#choose(unit, answers[0], get, made);
      else if (kind === "tick") this.#tick(unit, answers[0], made);
      else answers.forEach((answer, at) => this.#write(gaps[at] ?? unit, answer, choice, made));
    }
  }

  /** @param {HTMLElement} unit @param {Answer} answer @param {Made} made */
  #tick(unit, { done, then }, made) {
    if (!done) return;
    made.written += 1;
    this.#mark(unit, "kit.done");
    this.#then(unit.querySelector(".hb-kit__text"), then);
  }

  /** @param {HTMLElement} place @param {Answer} answer @param {Choice} choice @param {Made} made */
  #write(place, { done, text, then, secret }, choice, made) {
    if (!done || !text) return;
    if (secret && !choice.secret) {
      made.secret += 1;
      return;
    }
    made.written += 1;
    place.querySelector(".hb-kit__ruled")?.replaceWith(paragraph("hb-kit__said", text));
    this.#then(place, then);
  }

  /** @param {HTMLElement} unit @param {Answer} answer @param {Get} get @param {Made} made */
  #choose(unit, { done, text }, get, made) {
    if (!done || !text) return;
    made.written += 1;
    const entry = get(unit.dataset.hbOf ?? "", ids(unit.dataset.hbWas));
    const option = all(unit, "[data-hb-option]").find(({ dataset }) => [dataset.hbOption, ...ids(dataset.hbWas)].includes(text));
    if (option) {
      this.#mark(option, "kit.chosen");
      this.#then(option.querySelector(".hb-kit__text"), thenOf(entry, option.dataset.hbRev ?? ""));
    } else unit.append(paragraph("hb-kit__said", this.#say("kit.choice-then", { said: typeof entry?.said === "string" && entry.said ? entry.said : text })));
  }

  /** @param {HTMLElement} unit @param {Rating} rating @param {Choice} choice @param {Made} made */
  #rate(unit, { level, evidence, hidden = false, rev, said }, choice, made) {
    made.written += 1;
    const line = all(unit, "[data-hb-level]").find(({ dataset }) => dataset.hbLevel === level);
    if (line) {
      this.#mark(line, "kit.chosen");
      this.#then(line.querySelector(".hb-kit__text"), thenOf({ value: level, rev, said }, unit.dataset.hbRev ?? ""));
    }
    const place = unit.querySelector(".hb-kit__gap");
    if (place instanceof HTMLElement) this.#write(place, { done: evidence !== "", text: evidence, then: "", secret: hidden }, choice, made);
  }

  /** @param {HTMLElement} item @param {string} word */
  #mark(item, word) {
    const box = item.querySelector(".hb-kit__box");
    box?.classList.add("hb-kit__box--on");
    box?.setAttribute("role", "img");
    box?.setAttribute("aria-label", this.#say(word));
  }

  /** @param {Element | null} place @param {string} then */
  #then(place, then) {
    if (!then) return;
    const made = document.createElement("span");
    made.className = "hb-kit__then";
    made.textContent = this.#say("kit.reworded", { said: then });
    place?.append(" ", made);
  }
}

/** @param {string} name @param {string} text */
function paragraph(name, text) {
  const made = document.createElement("p");
  made.className = name;
  made.dir = "auto";
  made.textContent = text;
  return made;
}

/** @param {HTMLElement} within @param {string} selector @returns {HTMLElement[]} */
function all(within, selector) {
  return [...within.querySelectorAll(/** @type {any} */ (selector))];
}

/** @param {HTMLElement[]} elements */
function drop(elements) {
  for (const element of elements) element.remove();
}

/** Returns the answer that belongs to an element with `data-hb-of`. @param {HTMLElement} element @param {Get} get @returns {Answer} */
export function answerOf(element, get) {
  const { hbOf: id = "", hbRev: rev } = element.dataset;
  const was = ids(element.dataset.hbWas);
  const entry = get(id, was);
  const done = isAnswer(entry);
  // The two gaps of a plan are one text.
  const keys = [id, id.replace(/\.(when|then)$/, "")];
  const old = was.flatMap((one) => [one, one.replace(/\.(when|then)$/, "")]).map((one) => `${one}.private`);
  return {
    done,
    text: done && typeof entry?.value === "string" ? entry.value.replace(/\r\n?/g, "\n").replace(/^\s*\n/, "").trimEnd() : "",
    then: done && rev ? thenOf(entry, rev) : "",
    secret: keys.some((key) => isOn(get(`${key}.private`, old))),
  };
}

/** Returns what the practice said when it was answered, or "" if it says the same today. @param {Entry | undefined} entry @param {string} rev */
export function thenOf(entry, rev) {
  const said = typeof entry?.said === "string" ? entry.said.trim() : "";
  return entry?.rev !== undefined && entry.rev !== "" && entry.rev !== rev ? said : "";
}

/**
 * Returns the reader's newest finished rating of themselves, by behaviour.
 *
 * @param {import("../../store/document.js").Entries} entries
 * @param {Iterable<HTMLElement>} elements Those of the behaviours.
 * @returns {Map<string, Rating>}
 */
export function ratingsOf(entries, elements) {
  const behaviours = [...elements].map(({ dataset: { hbOf = "", hbRev = "", hbWas } }) => ({ id: hbOf, rev: hbRev, was: ids(hbWas), title: "", anchors: [], chapter: "", url: "" }));
  const own = sessionsOf(entries, behaviours).filter(({ done, other, about, by }) => done && !other && !about && !by);
  return own.at(-1)?.ratings ?? new Map();
}
