/** The overview's lists as HTML: what is open, what was written last, what is due, what changed. */

import { linkTo } from "../shared/catalogue.js";
import { locale } from "../../common/i18n.js";
import { addressOf } from "../../common/dom.js";
import { textOf } from "../shared/progress.js";

/**
 * @typedef {import("../shared/progress.js").Block} Block
 * @typedef {import("../shared/progress.js").Control} Control
 * @typedef {(path: string, values?: Record<string, string | number>) => string} Say
 */

const DAY = new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long" });
const LONG = new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long", year: "numeric" });

/** Returns a day in words, with its year if it is another one. @param {Date | number} date */
export function day(date) {
  return (new Date(date).getFullYear() === new Date().getFullYear() ? DAY : LONG).format(date);
}

/** Returns the address of a control; the two gaps of a plan are found at its block. @param {Block} block @param {Control} [control] */
export function wayTo(block, control) {
  return linkTo(block, block.kind === "plan" ? undefined : control?.id);
}

/** Returns a line of a list: what it says, as a link where there is an address, and what belongs to it. @param {string} said @param {string} href @param {(HTMLElement | string)[]} more */
export function line(said, href, ...more) {
  const found = element("li", "item");
  const head = href ? document.createElement("a") : document.createElement("span");
  if (head instanceof HTMLAnchorElement) head.href = href;
  head.className = "hb-overview__said";
  head.textContent = said;
  found.append(head);
  for (const part of more) if (part) found.append(typeof part === "string" ? element("p", "note", part) : part);
  return found;
}

/** Returns a part of the overview. @param {string} tag @param {string} name @param {string} [text] */
export function element(tag, name, text = "") {
  const found = document.createElement(tag);
  found.className = `hb-overview__${name}`;
  found.textContent = text;
  return found;
}

/** Returns a link to a place in the handbook. @param {string} [url] @param {string} [block] @param {string} [text] */
export function anchor(url = "", block = "", text = "") {
  const found = document.createElement("a");
  found.href = addressOf({ url, block }) ?? "";
  found.textContent = text;
  return found;
}

/** Returns a chapter's name as a reader knows it. @param {{part: number | string | null, title: string}} chapter @param {Say} say */
export function nameOf({ part, title }, say) {
  return part ? say("overview.part", { n: part, title }) : title;
}

/** Returns what is open. @param {import("../shared/progress.js").Group & {control: Control & {intro?: string}}} open @param {Say} say */
export function openLine({ block, chapter, control, state, done, all }, say) {
  const begun = state === "begun";
  const said = !begun ? block.title : block.kind === "plan" ? say("overview.plan-open", { gap: control.said }) : control.said;
  const kind = say(`workbook.kinds.${block.kind}`);
  const place = begun && block.kind !== "plan" && block.kind !== "prompts" && block.kind !== "recall" ? block.title : kind;
  const note = begun ? say("overview.open-begun", { place, done, all }) : say("overview.open-next", { kind });
  return line(said, wayTo(block, begun ? control : undefined), `${note} · ${nameOf(chapter, say)}`);
}

/**
 * Returns an answer: its question, a line of it, and when it was given.
 *
 * @param {import("../shared/progress.js").Answer & {sentence?: string}} found `sentence`: of a plan, both gaps together.
 * @param {boolean} hidden Whether the reader keeps it private.
 * @param {Say} say
 */
export function answerLine({ entry, spot, time, sentence }, hidden, say) {
  const { control, block, chapter } = spot ?? {};
  const ticked = entry.value === true;
  const text = sentence ?? textOf(entry);
  const question = sentence !== undefined ? block?.title : control?.said ?? (typeof entry.said === "string" ? entry.said : "");
  const words = element("p", "text", control?.options?.[text]?.said ?? text);
  if (hidden) words.dataset.hbPrivate = "";
  const notes = [ticked ? say("overview.ticked") : "", time ? day(time) : "", chapter ? nameOf(chapter, say) : "", hidden ? say("overview.private") : ""];
  return line(question || text, block ? wayTo(block, control) : "", ticked ? "" : words, notes.filter(Boolean).join(" · "));
}

/** Returns a plan as one sentence. @param {string} when @param {string} then @param {Say} say */
export function planLine(when, then, say) {
  return say("overview.plan", { when: when || "…", then: then || "…" });
}

/** Returns a plan or a next step that is due. @param {ReturnType<typeof import("../shared/progress.js").dueOf>[number]} due @param {Say} say */
export function dueLine({ date, days, when = "", then = "", title, level, anchor }, say) {
  const said = title ? say("overview.next", { title, n: level ?? "", anchor: anchor ?? "" }) : planLine(when, then, say);
  const word = days < 0 ? "past" : days === 0 ? "today" : days === 1 ? "tomorrow" : "soon";
  return line(said, addressOf({ url: "workbook/plan/" }) ?? "", say(`overview.due-${word}`, { date: day(date), n: days }));
}

/** Returns what changed. @param {import("./content-changes.js").Change} change @param {Say} say */
export function changeLine({ what, said, old, n, block, control, behaviour }, say) {
  const href = behaviour ? addressOf({ url: "workbook/assessment/" }) ?? "" : block ? wayTo(block, control) : "";
  const label = n ? say("overview.new-block", { n, kind: say(`workbook.kinds.${block?.kind}`) }) : say(`overview.${what}`);
  return line(said, href, label, old ? say("overview.reworded-from", { said: old }) : "");
}
