/** The items of the overview's lists: open blocks, recent answers, due plans and changes. */

import { isolated } from "../shared/isolated.js";
import { linkTo } from "../shared/catalogue.js";
import { formatDate } from "../../common/formats.js";
import { addressOf, makeElement } from "../../common/dom.js";
import { textOf } from "../shared/progress.js";

/**
 * @typedef {import("../shared/progress.js").Block} Block
 * @typedef {import("../shared/progress.js").Control} Control
 * @typedef {import("../../common/i18n.js").Translate} Translate
 */

/** Formats a date, with its year if it isn't the current one. @param {Date | number} date */
export function shortDate(date) {
  const year = new Date(date).getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return formatDate(date, { day: "numeric", month: "long", year });
}

/** Returns the URL of a control; the two halves of a plan share their block's. @param {Block} block @param {Control} [control] */
export function urlOf(block, control) {
  return linkTo(block, block.kind === "plan" ? undefined : control?.id);
}

/** Returns a list item: a text, linked if there is a URL, and its details. @param {string} text @param {string} href @param {(HTMLElement | string)[]} details */
export function listItem(text, href, ...details) {
  const head = href ? link(href, text) : makeElement("span", "", text);
  head.className = "hb-overview__said";
  head.dir = "auto";
  return part("li", "item", head, ...details.filter(Boolean).map((detail) => (typeof detail === "string" ? part("p", "note", detail) : detail)));
}

/** Returns an element of the overview. @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} name @param {(Node | string)[]} children */
export function part(tag, name, ...children) {
  return makeElement(tag, `hb-overview__${name}`, ...children);
}

/** @param {string} href @param {string} text */
export function link(href, text) {
  return makeElement("a", { href }, text);
}

/** Returns a chapter's title with its part number. @param {{part: number | string | null, title: string}} chapter @param {Translate} t */
export function chapterName({ part, title }, t) {
  return part ? t("overview.part", { n: part, title }) : title;
}

/** Returns a block to go on with. @param {import("../shared/progress.js").BlockProgress & {control: Control & {intro?: string}}} open @param {Translate} t */
export function openItem({ block, chapter, control, state, done, all }, t) {
  const begun = state === "begun";
  const said = !begun ? block.title : block.kind === "plan" ? t("overview.plan-open", { gap: control.said }) : control.said;
  const kind = t(`workbook.kinds.${block.kind}`);
  const place = begun && block.kind !== "plan" && block.kind !== "prompts" ? block.title : kind;
  const note = begun ? t("overview.open-begun", { place, done, all }) : t("overview.open-next", { kind });
  return listItem(said, urlOf(block, begun ? control : undefined), `${note} · ${chapterName(chapter, t)}`);
}

/**
 * Returns an answer: the question, the answer on one line, and its date.
 *
 * @param {import("../shared/progress.js").Answer & {sentence?: string, record?: string}} answer `sentence`: both halves of a plan; `record`: its name.
 * @param {boolean} hidden Whether the answer is private.
 * @param {Translate} t
 */
export function answerItem({ entry, location, time, sentence, record = "" }, hidden, t) {
  const { control, block, chapter } = location ?? {};
  const ticked = entry.value === true;
  const text = sentence ?? textOf(entry);
  const question = sentence !== undefined ? block?.title : control?.said ?? (typeof entry.said === "string" ? entry.said : "");
  const answer = part("p", "text", control?.options?.[text]?.said ?? text);
  if (hidden) answer.dataset.hbPrivate = "";
  const notes = [ticked ? t("overview.ticked") : "", record, time ? shortDate(time) : "", chapter ? chapterName(chapter, t) : "", hidden ? t("overview.private") : ""];
  return listItem(question || text, block ? urlOf(block, control) : "", ticked ? "" : answer, notes.filter(Boolean).join(" · "));
}

/** @param {string} when @param {string} then @param {Translate} t */
export function planSentence(when, then, t) {
  return t("overview.plan", { when: isolated(when) || "…", then: isolated(then) || "…" });
}

/** Returns a plan or a next behaviour that is due. @param {ReturnType<typeof import("../shared/progress.js").dueItems>[number]} due @param {Translate} t */
export function dueItem({ date, days, when = "", then = "", plan, title, level, anchor }, t) {
  const said = title ? t("overview.next", { title, n: level ?? "", anchor: anchor ?? "" }) : planSentence(when, then, t);
  const distance = days < 0 ? "past" : days === 0 ? "today" : days === 1 ? "tomorrow" : "soon";
  return listItem(said, addressOf({ url: "workbook/plan/", block: plan }) ?? "", t(`overview.due-${distance}`, { date: shortDate(date), n: days }));
}

/** Returns a change in the handbook. @param {import("./content-changes.js").Change} change @param {Translate} t */
export function changeItem({ what, said, old, n, block, control, behaviour }, t) {
  const href = behaviour ? addressOf({ url: "workbook/assessment/" }) ?? "" : block ? urlOf(block, control) : "";
  const label = n ? t("overview.new-block", { n, kind: t(`workbook.kinds.${block?.kind}`) }) : t(`overview.${what}`);
  return listItem(said, href, label, old ? t("overview.reworded-from", { said: old }) : "");
}
