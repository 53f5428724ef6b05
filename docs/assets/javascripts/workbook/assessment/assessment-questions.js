/** Own rating beside the views of others, as questions for a conversation. Words and order only: nothing is counted together. */

import { asksEvidence, isLevel, lineOf } from "../shared/rating-sessions.js";
import { formatList } from "../../common/i18n.js";

/**
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {{name: string, ratings: Map<string, Rating>}} Side
 * @typedef {{behaviour: Behaviour, kind: "higher" | "lower" | "spread" | "out" | "unseen", gap: number, sides: Chosen[]}} Question
 * @typedef {{name: string, line: string, evidence: string}} Chosen
 * @typedef {{title: string, seen: Chosen[]}} Agreed
 * @typedef {(path: string, values?: Record<string, string | number>) => string} Say
 */

/**
 * Returns a question for each behaviour on which two differ, the widest gap first, then where all
 * agree high and nobody wrote a scene down; and on what all agree.
 *
 * @param {Behaviour[]} behaviours
 * @param {Side} own
 * @param {Side[]} others
 * @returns {{questions: Question[], agreed: Agreed[]}}
 */
export function questionsOf(behaviours, own, others) {
  /** @type {Question[]} */
  const questions = [];
  /** @type {Agreed[]} */
  const agreed = [];
  for (const behaviour of behaviours) {
    const rated = others.filter(({ ratings }) => isLevel(ratings.get(behaviour.id)?.level));
    if (!rated.length) continue;
    const mine = own.ratings.get(behaviour.id);
    const [kind, gap] = kindOf(mine, rated.map(({ ratings }) => /** @type {Rating} */ (ratings.get(behaviour.id))));
    const sides = [own, ...rated].map(({ name, ratings }) => ({ name, line: lineOf(behaviour, ratings.get(behaviour.id)), evidence: shownOf(ratings.get(behaviour.id)) }));
    if (kind === "agreed") agreed.push({ title: behaviour.title, seen: sides.filter(({ name, evidence }) => name && evidence) });
    else questions.push({ behaviour, kind, gap, sides: sides.filter(({ line }) => line) });
  }
  // Sorting keeps the order of the handbook among equals.
  return { questions: questions.sort((a, b) => b.gap - a.gap), agreed };
}

// What is private is no part of a conversation.
/** @param {Rating | undefined} rating */
function shownOf(rating) {
  return rating && !rating.hidden ? rating.evidence : "";
}

/** Returns what each side chose and what to ask, as sentences. @param {Question} question @param {Say} say */
export function inWords({ kind, gap, sides }, say) {
  const chose = sides.map(({ name, line, evidence }) => {
    const words = name ? say("assessment.chose", { name, line }) : say("assessment.you-chose", { line });
    return evidence ? `${words} ${say("assessment.shown-by", { text: evidence })}` : words;
  });
  const name = listed(sides.map((side) => side.name).filter(Boolean));
  return { chose, ask: say(`assessment.ask.${kind}${gap > 1 && ["higher", "lower"].includes(kind) ? "-far" : ""}`, { name }) };
}

/** Returns on what all agree, and what others wrote about it. @param {Agreed[]} agreed @param {Say} say @returns {string[]} */
export function agreedInWords(agreed, say) {
  if (!agreed.length) return [];
  const seen = agreed.flatMap(({ title, seen: all }) => all.map(({ name, evidence }) => say("assessment.agreed-seen", { title, name, text: evidence })));
  return [say("assessment.agreed", { titles: agreed.map(({ title }) => title).join("; ") }), ...seen];
}

/** Returns all questions as Markdown. @param {{questions: Question[], agreed: Agreed[]}} found @param {string} about @param {Say} say */
export function asMarkdown({ questions, agreed }, about, say) {
  const items = questions.map((question, at) => {
    const { chose, ask } = inWords(question, say);
    return [`${at + 1}. **${plain(question.behaviour.title)}**`, ...chose.map((line) => `    - ${plain(line)}`), `    - ${plain(ask)}`].join("\n");
  });
  return [`# ${say("assessment.questions")}`, plain(about), ...items, ...agreedInWords(agreed, say).map(plain)].join("\n\n").concat("\n");
}

/** @param {Rating | undefined} mine @param {Rating[]} theirs @returns {[Question["kind"] | "agreed", number]} */
function kindOf(mine, theirs) {
  const levels = theirs.map(({ level }) => Number(level));
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  if (!mine || !isLevel(mine.level)) return ["out", 0];
  const own = Number(mine.level);
  const gap = Math.max(Math.abs(own - least), Math.abs(own - most), most - least);
  if (most > least) return ["spread", gap];
  if (gap) return [own > most ? "higher" : "lower", gap];
  return [asksEvidence(mine.level) && ![mine, ...theirs].some(({ evidence }) => evidence) ? "unseen" : "agreed", 0];
}

/** Returns names as one phrase. @param {string[]} names */
function listed(names) {
  return formatList(names);
}

/** What a person wrote must not become Markdown. @param {string} text */
function plain(text) {
  return text.replace(/[\\`*_[\]<>#|]/g, "\\$&").replace(/\s+/g, " ");
}
