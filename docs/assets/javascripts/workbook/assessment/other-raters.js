/** Views of others on the page: what came in, the questions that follow, and the rating that the reader gives. */

import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate, formatList } from "../../common/i18n.js";
import { asksEvidence, isLevel, lineOf } from "../shared/rating-sessions.js";
import { heading, liveRegion, mainButton } from "./elements.js";
import { shownBy } from "./result.js";

/**
 * @typedef {import("../../common/i18n.js").Translate} Say
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Session} Session
 * @typedef {import("../shared/rating-sessions.js").View} View
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {{name: string, ratings: Map<string, Rating>}} Side
 * @typedef {{behaviour: Behaviour, kind: "higher" | "lower" | "spread" | "out" | "unseen", gap: number, sides: Chosen[]}} Question
 * @typedef {{name: string, line: string, evidence: string}} Chosen
 * @typedef {{title: string, seen: Chosen[]}} Agreed
 */

/** Returns how somebody is called: "Priya (manager)". @param {{by: string, role: string}} who @param {Say} say */
export function raterName({ by, role }, say) {
  const as = say(`assessment.roles.${role || "other"}`);
  return by ? say("assessment.role-of", { name: by, role: as }) : as;
}

/** Returns letters for each view that no other has. @param {View[]} views @param {Say} say @returns {string[]} */
export function initialsOf(views, say) {
  const plain = views.map(({ by, role }) => letters(by || say(`assessment.roles.${role || "other"}`)));
  return plain.map((text, n) => (plain.indexOf(text) === plain.lastIndexOf(text) ? text : `${text}${plain.slice(0, n + 1).filter((other) => other === text).length}`));
}

/** Returns what came in: who and when, and nothing of what they chose. @param {View[]} views @param {boolean} open @param {boolean} locked @param {Say} say */
export function viewsSection(views, open, locked, say) {
  const items = views.map((view) => {
    const name = raterName(view, say);
    const line = say(view.about ? "assessment.view-about" : "assessment.view", { name, date: formatDate(view.at), about: view.about });
    const remove = makeButton("remove-view", say("assessment.remove"), { of: view.id, label: say("assessment.remove-of", { name }) });
    return makeElement("li", "hb-views__item", makeElement("b", "", line), makeElement("span", "hb-views__state", say(open ? "assessment.opened" : "assessment.sealed")), ...(locked ? [] : [remove]));
  });
  return [heading(say("assessment.views")), makeElement("p", "hb-assessment__note", say("assessment.views-how")), ...(items.length ? [makeElement("ul", "hb-views", ...items)] : [])];
}

/** Returns where a file is taken in; it works by keyboard, and dropping is extra. @param {Say} say */
export function fileSection(say) {
  const input = makeElement("input", "hb-views__file");
  input.type = "file";
  input.accept = ".json,application/json";
  input.multiple = true;
  input.id = "assessment-file";
  const label = makeElement("label", "hb-views__ask", say("assessment.take"));
  label.htmlFor = input.id;
  const zone = makeElement("div", "hb-views__zone", label, input, makeElement("span", "hb-assessment__note", say("assessment.drop")));
  zone.dataset.hbPart = "zone";
  return [zone, liveRegion("taken")];
}

/** Returns the questions, and one quiet line on what needs none. @param {{questions: Question[], agreed: Agreed[]}} found @param {string} about @param {Say} say */
export function questionsSection({ questions, agreed }, about, say) {
  const items = questions.map((question) => {
    const { chose, ask } = inWords(question, say);
    return makeElement("li", "hb-questions__one", makeElement("h3", "hb-questions__title", question.behaviour.title), ...chose.map((line) => makeElement("p", "", line)), makeElement("p", "hb-questions__ask", ask));
  });
  const quiet = agreedInWords(agreed, say).map((line) => makeElement("p", "hb-assessment__note", line));
  const none = items.length || agreed.length ? [] : [makeElement("p", "hb-assessment__note", say("assessment.no-overlap"))];
  return [
    heading(say("assessment.questions")),
    makeElement("p", "hb-assessment__note", say("assessment.questions-how")),
    makeElement("p", "hb-assessment__note", about),
    ...(items.length ? [makeElement("ol", "hb-questions", ...items)] : []),
    ...quiet,
    ...none,
    makeElement("div", "hb-assessment__actions", makeButton("copy-questions", say("assessment.copy"))),
    liveRegion("copied"),
  ];
}

/** Returns the reader's view of somebody else, to look through before it leaves. @param {Session} session @param {Behaviour[]} behaviours @param {Say} say */
export function reviewSection(session, behaviours, say) {
  const { about, ratings, at } = session;
  const lines = behaviours.flatMap((behaviour) => {
    const rating = ratings.get(behaviour.id);
    if (!rating) return [];
    const line = lineOf(behaviour, rating) || say("assessment.left-out");
    return [makeElement("dt", "", behaviour.title), makeElement("dd", "", makeElement("p", rating.level ? "" : "hb-result__note", line), ...shownBy(rating, say))];
  });
  const of = { of: session.id };
  const save = mainButton("save-rating", say("assessment.save"));
  save.dataset.hbOf = session.id;
  const rest = [makeButton("change", say("assessment.change"), of), makeButton("remove-rating", say("assessment.remove-rating"), of), makeButton("close", say("assessment.close"), of)];
  return [
    heading(about ? say("assessment.check-of", { about }) : say("assessment.check"), "assessment-check"),
    makeElement("p", "hb-assessment__note", say("assessment.check-how")),
    makeElement("p", "", say("assessment.check-by", { name: raterName(session, say), date: formatDate(at) })),
    makeElement("dl", "hb-check", ...lines),
    makeElement("div", "hb-assessment__actions", save, ...rest),
    liveRegion("handed"),
  ];
}

/** Returns the list of ratings that were made here of others. @param {Session[]} given @param {Say} say */
export function givenSection(given, say) {
  const items = given.map(({ id, about, at }) => {
    const line = say("assessment.given-of", { about: about || say("assessment.somebody"), date: formatDate(at) });
    const buttons = [makeButton("look", say("assessment.look"), { of: id }), makeButton("remove-rating", say("assessment.remove"), { of: id })];
    return makeElement("li", "hb-views__item", makeElement("b", "", line), makeElement("span", "hb-views__buttons", ...buttons));
  });
  return [heading(say("assessment.given")), makeElement("ul", "hb-views", ...items)];
}

/** @param {string} name */
function letters(name) {
  const words = name.split(/[\s.-]+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
}

/**
 * Returns a question for each behaviour on which two differ, the widest gap first, then where all
 * agree high and nobody wrote a scene down; and on what all agree.
 *
 * @param {Behaviour[]} behaviours
 * @param {Side} own
 * @param {Side[]} others
 * @returns {{questions: Question[], agreed: Agreed[]}}
 */
export function compareRatings(behaviours, own, others) {
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
