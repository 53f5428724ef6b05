/** Ratings by and of others: the files that arrived, the questions they raise, and the ratings that the reader gives. */

import { isolated } from "../shared/isolated.js";
import { makeButton, makeElement } from "../../common/dom.js";
import { formatDate, formatList } from "../../common/formats.js";
import { asksEvidence, chosenAnchor, isLevel } from "../shared/rating-sessions.js";
import { heading, liveRegion, mainButton } from "./elements.js";
import { evidenceLines } from "./result.js";

/**
 * @typedef {import("../../common/i18n.js").Translate} Translate
 * @typedef {import("../shared/rating-sessions.js").Behaviour} Behaviour
 * @typedef {import("../shared/rating-sessions.js").Session} Session
 * @typedef {import("../shared/rating-sessions.js").View} View
 * @typedef {import("../shared/rating-sessions.js").Rating} Rating
 * @typedef {{name: string, ratings: Map<string, Rating>}} Rater
 * @typedef {{behaviour: Behaviour, kind: "higher" | "lower" | "spread" | "out" | "unseen", gap: number, choices: Choice[]}} Question
 * @typedef {{name: string, line: string, evidence: string}} Choice
 * @typedef {{title: string, seen: Choice[]}} Agreement
 */

/** Returns a rater's name and role, such as "Priya (manager)". @param {{by: string, role: string}} rater @param {Translate} t */
export function raterName({ by, role }, t) {
  const roleName = t(`assessment.roles.${role || "other"}`);
  return by ? t("assessment.role-of", { name: isolated(by), role: roleName }) : roleName;
}

/** Returns initials for each view, numbered where two are the same. @param {View[]} views @param {Translate} t @returns {string[]} */
export function initialsOf(views, t) {
  const initials = views.map(({ by, role }) => firstLetters(by || t(`assessment.roles.${role || "other"}`)));
  return initials.map((text, n) => (initials.indexOf(text) === initials.lastIndexOf(text) ? text : `${text}${initials.slice(0, n + 1).filter((other) => other === text).length}`));
}

/** Returns the list of ratings that arrived: who and when, not what they chose. @param {View[]} views @param {boolean} open @param {boolean} locked @param {Translate} t */
export function viewsSection(views, open, locked, t) {
  const items = views.map((view) => {
    const name = raterName(view, t);
    const line = t(view.about ? "assessment.view-about" : "assessment.view", { name, date: formatDate(view.at), about: view.about });
    const remove = makeButton("remove-view", t("assessment.remove"), { of: view.id, label: t("assessment.remove-of", { name }) });
    return makeElement("li", "hb-views__item", makeElement("b", "", line), makeElement("span", "hb-views__state", t(open ? "assessment.opened" : "assessment.sealed")), ...(locked ? [] : [remove]));
  });
  return [heading(t("assessment.views")), makeElement("p", "hb-assessment__note", t("assessment.views-how")), ...(items.length ? [makeElement("ul", "hb-views", ...items)] : [])];
}

/** Returns the file input, with a drop zone around it. @param {Translate} t */
export function fileSection(t) {
  const input = makeElement("input", { class: "hb-views__file", type: "file", accept: ".json,application/json", multiple: "", id: "assessment-file" });
  const label = makeElement("label", { class: "hb-views__ask", for: "assessment-file" }, t("assessment.take"));
  const text = makeElement("textarea", { class: "hb-answer", id: "assessment-text", rows: "2", dir: "auto", autocomplete: "off" });
  const paste = makeElement("details", "hb-more hb-views__paste", makeElement("summary", "hb-more__open", t("assessment.paste")), makeElement("label", { for: text.id }, t("assessment.paste-how")), text, makeButton("add-text", t("assessment.paste-add")));
  return [makeElement("div", { class: "hb-views__zone", "data-hb-part": "zone" }, label, input, note(t("assessment.drop"), "span")), paste, liveRegion("taken")];
}

/** Returns the questions, and a line on the behaviours that need none. @param {{questions: Question[], agreed: Agreement[]}} comparison @param {string} about @param {Translate} t */
export function questionsSection({ questions, agreed }, about, t) {
  const items = questions.map((question) => {
    const { lines, ask } = describeQuestion(question, t);
    return makeElement("li", "hb-questions__one", makeElement("h3", "hb-questions__title", question.behaviour.title), ...lines.map((line) => makeElement("p", "", line)), makeElement("p", "hb-questions__ask", ask));
  });
  return [
    heading(t("assessment.questions")),
    note(t("assessment.questions-how")),
    note(about),
    ...(items.length ? [makeElement("ol", "hb-questions", ...items)] : []),
    ...describeAgreement(agreed, t).map((line) => note(line)),
    ...(items.length || agreed.length ? [] : [note(t("assessment.no-overlap"))]),
    makeElement("div", "hb-assessment__actions", makeButton("copy-questions", t("assessment.copy"))),
    liveRegion("copied"),
  ];
}

/** Returns what a session has rated so far: each behaviour with the level that was chosen and its evidence. @param {Session} session @param {Behaviour[]} behaviours @param {Translate} t */
export function ratedList({ ratings }, behaviours, t) {
  const lines = behaviours.flatMap((behaviour) => {
    const rating = ratings.get(behaviour.id);
    if (!rating) return [];
    const line = chosenAnchor(behaviour, rating) || t("assessment.left-out");
    return [makeElement("dt", "", behaviour.title), makeElement("dd", "", makeElement("p", rating.level ? "" : "hb-result__note", line), ...evidenceLines(rating, t))];
  });
  return makeElement("dl", "hb-check", ...lines);
}

/** Returns the reader's rating of another person, to review before it is saved as a file. @param {Session} session @param {Behaviour[]} behaviours @param {Translate} t */
export function reviewSection(session, behaviours, t) {
  const of = { of: session.id };
  const save = mainButton("save-rating", t("assessment.save"));
  save.dataset.hbOf = session.id;
  const rest = [makeButton("copy-rating", t("assessment.copy-rating"), of), makeButton("change", t("assessment.change"), of), makeButton("remove-rating", t("assessment.remove-rating"), of), makeButton("close", t("assessment.close"), of)];
  return [
    heading(t("assessment.check"), "assessment-check"),
    note(t("assessment.check-how")),
    makeElement("p", "", t("assessment.check-by", { name: raterName(session, t), date: formatDate(session.at) })),
    ratedList(session, behaviours, t),
    makeElement("div", "hb-assessment__actions", save, ...rest),
    liveRegion("handed"),
  ];
}

/** Returns the list of the reader's ratings of others. @param {Session[]} given @param {Translate} t */
export function givenSection(given, t) {
  const items = given.map(({ id, about, at }) => {
    const line = t("assessment.given-of", { about: about || t("assessment.somebody"), date: formatDate(at) });
    const buttons = [makeButton("look", t("assessment.look"), { of: id }), makeButton("remove-rating", t("assessment.remove"), { of: id })];
    return makeElement("li", "hb-views__item", makeElement("b", "", line), makeElement("span", "hb-views__buttons", ...buttons));
  });
  return [heading(t("assessment.given")), makeElement("ul", "hb-views", ...items)];
}

/** @param {string} text @param {"p" | "span"} [tag] */
function note(text, tag = "p") {
  return makeElement(tag, "hb-assessment__note", text);
}

/** @param {string} name */
function firstLetters(name) {
  const words = name.split(/[\s.-]+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
}

/**
 * Compares the reader's ratings with those of others: a question for each behaviour on which they differ, widest gap first,
 * then for those on which all agree high but nobody gave evidence; and the behaviours on which all agree.
 *
 * @param {Behaviour[]} behaviours
 * @param {Rater} own
 * @param {Rater[]} others
 * @returns {{questions: Question[], agreed: Agreement[]}}
 */
export function compareRatings(behaviours, own, others) {
  /** @type {Question[]} */
  const questions = [];
  /** @type {Agreement[]} */
  const agreed = [];
  for (const behaviour of behaviours) {
    const rated = others.filter(({ ratings }) => isLevel(ratings.get(behaviour.id)?.level));
    if (!rated.length) continue;
    const mine = own.ratings.get(behaviour.id);
    const [kind, gap] = classify(mine, rated.map(({ ratings }) => /** @type {Rating} */ (ratings.get(behaviour.id))));
    const sides = [own, ...rated].map(({ name, ratings }) => ({ name, line: chosenAnchor(behaviour, ratings.get(behaviour.id)), evidence: sharedEvidence(ratings.get(behaviour.id)) }));
    if (kind === "agreed") agreed.push({ title: behaviour.title, seen: sides.filter(({ name, evidence }) => name && evidence) });
    else questions.push({ behaviour, kind, gap, choices: sides.filter(({ line }) => line) });
  }
  // The sort is stable, so equal gaps stay in the handbook's order.
  return { questions: questions.sort((a, b) => b.gap - a.gap), agreed };
}

// Private evidence stays out of a conversation.
/** @param {Rating | undefined} rating */
function sharedEvidence(rating) {
  return rating && !rating.hidden ? rating.evidence : "";
}

/** Returns what each rater chose and what to ask, as sentences. @param {Question} question @param {Translate} t */
function describeQuestion({ kind, gap, choices }, t) {
  const lines = choices.map(({ name, line, evidence }) => {
    const sentence = name ? t("assessment.chose", { name, line }) : t("assessment.you-chose", { line });
    return evidence ? `${sentence} ${t("assessment.shown-by", { text: evidence })}` : sentence;
  });
  const name = formatList(choices.map((choice) => choice.name).filter(Boolean));
  return { lines, ask: t(`assessment.ask.${kind}${gap > 1 && ["higher", "lower"].includes(kind) ? "-far" : ""}`, { name }) };
}

/** Returns the behaviours on which all agree, and the evidence that others gave. @param {Agreement[]} agreed @param {Translate} t @returns {string[]} */
function describeAgreement(agreed, t) {
  if (!agreed.length) return [];
  const seen = agreed.flatMap(({ title, seen: all }) => all.map(({ name, evidence }) => t("assessment.agreed-seen", { title, name, text: evidence })));
  return [t("assessment.agreed", { titles: agreed.map(({ title }) => title).join("; ") }), ...seen];
}

/** Returns all questions as Markdown. @param {{questions: Question[], agreed: Agreement[]}} comparison @param {string} about @param {Translate} t */
export function questionsMarkdown({ questions, agreed }, about, t) {
  const items = questions.map((question, at) => {
    const { lines, ask } = describeQuestion(question, t);
    return [`${at + 1}. **${escapeMarkdown(question.behaviour.title)}**`, ...lines.map((line) => `    - ${escapeMarkdown(line)}`), `    - ${escapeMarkdown(ask)}`].join("\n");
  });
  return [`# ${t("assessment.questions")}`, escapeMarkdown(about), ...items, ...describeAgreement(agreed, t).map(escapeMarkdown)].join("\n\n").concat("\n");
}

/** @param {Rating | undefined} mine @param {Rating[]} theirs @returns {[Question["kind"] | "agreed", number]} */
function classify(mine, theirs) {
  const levels = theirs.map(({ level }) => Number(level));
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  if (!mine || !isLevel(mine.level)) return ["out", 0];
  const own = Number(mine.level);
  const gap = Math.max(Math.abs(own - least), Math.abs(own - most), most - least);
  if (most > least) return ["spread", gap];
  if (gap) return [own > most ? "higher" : "lower", gap];
  return [asksEvidence(mine.level) && ![mine, ...theirs].some(({ evidence }) => evidence) ? "unseen" : "agreed", 0];
}

/** @param {string} text */
function escapeMarkdown(text) {
  return text.replace(/[\\`*_[\]<>#|]/g, "\\$&").replace(/\s+/g, " ");
}
