/** What each line of Today says, and what can be done on the spot. */

import { copyText } from "../../common/clipboard.js";
import { addressOf, makeButton, makeElement } from "../../common/dom.js";
import { formatDate } from "../../common/formats.js";
import { tn } from "../../common/i18n.js";
import { isAnswer } from "../../store/document.js";
import { inRecord, nameId, newRecord, recordOf } from "../../store/record-ids.js";
import { openRecord, openRecordIn } from "../../store/records.js";
import { store } from "../../store/store.js";
import { linkTo } from "../shared/catalogue.js";
import { addDays, daysBetween, formatDay, formatStored, localDay, parseWhen } from "../shared/dates.js";
import { isolated } from "../shared/isolated.js";
import { nextGap } from "../shared/recall-schedule.js";

/**
 * @typedef {import("../../elements/base-element.js").HandbookElement & {
 *   write(changes: {id: string, value: string | boolean, rev?: string, said?: string}[]): () => void,
 *   hold(kind: string): void,
 *   finish(line: Line, text: string, undo: () => void): void,
 *   putOff(line: Line): void,
 * }} Host The element (hb-today.js).
 * @typedef {import("./model.js").Line} Line
 * @typedef {import("../shared/catalogue.js").Control} Control
 * @typedef {import("../shared/catalogue.js").Block} Block
 */

const WEEK = 7; // days

/** Returns the content of a line. @param {Line} line @param {Host} host @returns {(HTMLElement | string)[]} */
export function contentOf(line, host) {
  if (line.kind === "plan") return planContent(line, host);
  if (line.kind === "recall") return recallContent(line, host);
  if (line.kind === "weekly") return weeklyContent(line, host);
  if (line.kind === "first-line") return firstLineContent(line, host);
  if (line.kind === "next") return chapterContent(line, host);
  return "behaviour" in line ? behaviourContent(line, host) : blockContent(line, host);
}

/** @param {import("./model.js").PlanLine} line @param {Host} host */
function planContent(line, host) {
  const { block, chapter, when, then } = line;
  const text = host.t("overview.plan", { when: isolated(when) || "…", then: isolated(then) || "…" });
  const ask = actions(host.t("today.plan-ask"), ...["yes", "no"].map((answer) => button(answer, host.t(`today.plan-${answer}`), () => settle(answer))), button("not-yet", host.t("today.plan-not-yet"), postpone));
  const content = makeElement("div", "", said(text, addressOf({ url: "workbook/plan/", block: line.key })), ask);
  const [came] = block.notes ?? [];

  /** @param {string} answer */
  function settle(answer) {
    openIn(block);
    const before = store.get(came.id, came.was);
    const word = host.t(`today.plan-${answer}-said`);
    host.hold("plan");
    const undo = host.write([{ id: came.id, value: isAnswer(before) ? `${String(before.value).trimEnd()}\n${word} ` : `${word} `, rev: came.rev, said: came.said }]);
    const field = textField(came, host.t(`today.plan-${answer}-then`), host, block.anchor);
    const take = button("undo", host.t("today.undo"), () => {
      undo();
      host.finish(line, host.t("today.taken-back"), () => {});
    });
    ask.replaceWith(field, actions("", take));
    focusEnd(field);
  }

  function postpone() {
    const id = inRecord(`${block.anchor}.date`, block.record ?? "");
    const time = parseWhen(store.get(id)?.value)?.time ?? "";
    const day = addDays(localDay(new Date()), WEEK);
    host.finish(line, host.t("today.asked-again", { date: formatDay(day) }), host.write([{ id, value: formatStored({ day, time }) }]));
  }

  return [kicker(host.t("today.plan"), chapter.title), content];
}

/** @param {import("./model.js").FirstLine} line @param {Host} host */
function firstLineContent(line, host) {
  const { block, control, made } = line;
  const link = said(made, linkTo(block, control.id));
  const told = makeElement("span", { class: "hb-today__note", role: "status" });
  const copy = button("copy-line", host.t("first-line.copy"), async () => {
    const copied = await copyText(made);
    if (!copied) getSelection()?.selectAllChildren(link);
    told.textContent = host.t(`first-line.${copied ? "copied" : "not-copied"}`);
  });
  return [kicker(host.t("first-line.title")), link, putOff(line, host, copy, told)];
}

/** @param {import("./model.js").RecallLine} line @param {Host} host */
function recallContent(line, host) {
  const { question, chapter, day: due, gap, waiting } = line;
  const earlier = store.get(question.id, question.was);
  const title = makeElement("p", { class: "hb-today__said", id: `again-${question.id}-title`, dir: "auto" }, question.said);
  /** @type {any} */
  const made = makeElement(/** @type {"div"} */ ("hb-attempt"), { class: "hb-recall", "data-hb-block": `recall-${chapter.slug}`, "data-hb-words": host.dataset.hbWords });
  /** @type {import("./hb-attempt.js").HbAttempt} */
  const attempt = made;
  attempt.earlier = isAnswer(earlier) ? earlier : undefined;
  const answers = makeElement("dl", "hb-more__body", makeElement("dt", "", host.t("today.recall-says")), makeElement("dd", { dir: "auto" }, question.answer));
  if (attempt.earlier) answers.append(makeElement("dt", "", host.t("today.recall-earlier", { date: formatDate(attempt.earlier.at) })), makeElement("dd", { dir: "auto", class: "hb-today__earlier" }, attempt.earlierText));
  const rate = actions(host.t("today.recall-how"), ...(/** @type {const} */ (["at-once", "barely", "no"])).map((recalled) => button(recalled, host.t(`today.recall-${recalled}`), () => {
    attempt.flush();
    const today = localDay(new Date());
    const days = nextGap(gap, recalled, daysBetween(due, today));
    const day = addDays(today, days);
    const undo = host.write([{ id: `again.${question.id}`, value: day, said: question.said }, { id: `again.${question.id}.gap`, value: String(days) }]);
    host.finish(line, host.t("today.asked-again", { date: formatDay(day) }), undo);
  })));
  rate.hidden = true;
  const cover = makeElement("details", "hb-more", makeElement("summary", "hb-more__open", host.t("today.recall-compare")), answers);
  cover.addEventListener("toggle", () => { rate.hidden = !cover.open; });
  attempt.append(textArea(question, { "aria-labelledby": title.id }), status(), cover);
  const foot = actions("", button("answer", host.t("today.answer"), open), putOffButton(line, host));

  function open() {
    host.hold("recall");
    foot.replaceWith(attempt, rate);
    attempt.querySelector("textarea")?.focus();
  }

  const folded = waiting.length ? [makeElement("details", "hb-more hb-today__waiting", makeElement("summary", "hb-more__open", tn(host.words, "today.recall-waiting", waiting.length)), makeElement("div", "hb-more__body",
    makeElement("p", "", host.t("today.recall-rule")),
    makeElement("ul", "", ...waiting.map(({ key, said: asked }) => makeElement("li", "", makeElement("a", { href: `#again-${key}`, dir: "auto" }, asked))))))] : [];
  return [kicker(host.t("today.recall"), chapter.title), title, foot, ...folded];
}

/** @param {import("./model.js").WeeklyLine} line @param {Host} host */
function weeklyContent(line, host) {
  const { block, last, begun } = line;
  const start = button("start", host.t(begun ? "today.weekly-go-on" : "today.weekly-start"), () => {
    host.hold("weekly");
    // What was ticked in another week stays in the record of that week.
    if (last && !begun) {
      const record = newRecord(Date.now());
      host.write([{ id: nameId(block.anchor, record), value: host.t("today.week-of", { date: formatDate(new Date(), { day: "numeric", month: "long" }) }), said: block.title }]);
      openRecordIn(block.anchor, record);
    } else openIn(block);
    const list = checklist(block.controls, host, block);
    foot.replaceWith(list);
    list.querySelector("input")?.focus();
  });
  const foot = actions("", start, putOffButton(line, host));
  const note = last ? [makeElement("p", "hb-today__note", host.t("today.weekly-last", { date: formatDate(`${last}T00:00`) }))] : [];
  return [kicker(host.t("today.weekly")), said(block.title, linkTo(block)), ...note, foot];
}

/** @param {import("./model.js").BehaviourLine} line @param {Host} host */
function behaviourContent(line, host) {
  const { behaviour, level } = line;
  const id = `evidence.${newRecord(Date.now())}`;
  const field = textField({ id, rev: "", said: behaviour.title }, host.t("today.step-changed"), host, behaviour.id);
  field.addEventListener("hb-command", (event) => {
    // What the evidence is for, and its day, go with the first words.
    if (/** @type {CustomEvent} */ (event).detail.id === id && !store.get(`${id}.for`)) host.write([{ id: `${id}.for`, value: behaviour.id }, { id: `${id}.on`, value: localDay(new Date()) }]);
  });
  const link = said(behaviour.anchors[level], addressOf({ url: "workbook/plan/", block: `next-${behaviour.id}` }));
  return [kicker(host.t("today.step-towards"), behaviour.title), link, fieldOnDemand(field, host.t("today.step-changed"), line, host)];
}

/** @param {import("./model.js").BlockLine} line @param {Host} host */
function blockContent(line, host) {
  const { block, chapter, control, done, all } = line;
  const head = kicker(host.t("today.step"), chapter.title);
  const state = done ? host.t("overview.open-begun", { place: block.title, done, all }) : host.t("overview.open-next", { kind: host.t(`workbook.kinds.${block.kind}`) });
  if (done && block.kind === "checklist") {
    const go = makeElement("a", { href: linkTo(block, control.id) }, state);
    return [head, checklist([control], host, block), putOff(line, host, makeElement("p", "hb-today__note", go))];
  }
  const isText = done && (block.kind === "prompts" || block.kind === "sheet");
  const link = isText || (done && block.kind !== "plan") ? said(control.said, linkTo(block, control.id)) : said(block.title, linkTo(block));
  const foot = isText ? fieldOnDemand(textField(control, control.said, host, block.anchor), host.t("today.answer"), line, host) : putOff(line, host, makeElement("p", "hb-today__note", state));
  return [head, link, ...(isText ? [makeElement("p", "hb-today__note", state)] : []), foot];
}

/** @param {import("./model.js").ChapterLine} line @param {Host} host */
function chapterContent(line, host) {
  const { title, url, minutes } = line.chapter;
  const note = minutes ? [makeElement("p", "hb-today__note", host.t("today.minutes", minutes))] : [];
  return [kicker(host.t("today.next")), said(title, addressOf({ url })), putOff(line, host, ...note)];
}

/** Opens the record that a line is about, so that what is written here belongs to it. @param {Block} block */
function openIn({ anchor, record = "" }) {
  if (openRecord(anchor) !== record) openRecordIn(anchor, record);
}

/** @param {string} name @param {string} [of] */
function kicker(name, of) {
  return makeElement("p", "hb-today__kicker", of ? `${name} · ${of}` : name);
}

/** @param {string} text @param {string | null} href */
function said(text, href) {
  return makeElement("p", "hb-today__said", makeElement("a", { href: href ?? "", dir: "auto" }, text));
}

/** @param {string} name @param {string} text @param {() => void} act */
function button(name, text, act) {
  const made = makeButton(name, text);
  made.addEventListener("click", act);
  return made;
}

/** @param {string} label @param {HTMLElement[]} buttons */
function actions(label, ...buttons) {
  const words = label ? [makeElement("span", "hb-today__ask", label), " "] : [];
  return makeElement("div", { class: "hb-today__actions", ...(label ? { role: "group", "aria-label": label } : {}) }, ...words, ...buttons);
}

/** Returns the buttons of a line with a field: one of them shows it. @param {HTMLElement} field @param {string} text @param {Line} line @param {Host} host */
function fieldOnDemand(field, text, line, host) {
  const foot = actions("", button("answer", text, () => {
    host.hold(line.kind);
    foot.replaceWith(field);
    focusEnd(field);
  }), putOffButton(line, host));
  return foot;
}

/** @param {Line} line @param {Host} host @param {HTMLElement[]} before */
function putOff(line, host, ...before) {
  return actions("", ...before, putOffButton(line, host));
}

/** @param {Line} line @param {Host} host */
function putOffButton(line, host) {
  const made = button("put-off", host.t("today.put-off"), () => host.putOff(line));
  made.classList.add("hb-today__later");
  return made;
}

/** @param {{id: string, rev: string, was?: string[]}} control @param {Record<string, string>} attributes */
function textArea({ id, rev, was = [] }, attributes) {
  const old = was.map((name) => recordOf(name).id).join(" ");
  return makeElement("textarea", { class: "hb-answer", rows: "2", dir: "auto", autocomplete: "off", "data-hb-id": recordOf(id).id, "data-hb-rev": rev, "data-hb-was": old || undefined, ...attributes });
}

/** Returns a field that is saved as the reader types. @param {{id: string, rev: string, said: string, was?: string[]}} control @param {string} label @param {Host} host @param {string} block */
function textField(control, label, host, block) {
  const id = `today-${recordOf(control.id).id.replaceAll(".", "-")}`;
  const field = makeElement(/** @type {"div"} */ ("hb-prompt"), { class: "hb-today__field", "data-hb-block": block, "data-hb-words": host.dataset.hbWords });
  field.append(makeElement("label", { class: "hb-today__said", for: id, dir: "auto" }, label), textArea(control, { id }), status());
  return field;
}

/** @param {Control[]} controls @param {Host} host @param {Block} block */
function checklist(controls, host, block) {
  const items = controls.map(({ id, rev, said, was = [] }) => {
    const name = recordOf(id).id;
    const box = makeElement("input", { class: "hb-item__box", type: "checkbox", autocomplete: "off", id: `today-${name}`, "data-hb-id": name, "data-hb-rev": rev, "data-hb-was": was.map((old) => recordOf(old).id).join(" ") || undefined });
    return makeElement("li", "hb-item", makeElement("div", "hb-item__line", box, makeElement("label", { class: "hb-item__text", for: box.id, dir: "auto" }, said)));
  });
  const count = controls.length > 1 ? [makeElement("span", { class: "hb-foot__count", "data-hb-part": "count" }), " "] : [];
  return makeElement(
    /** @type {"div"} */ ("hb-checklist"),
    { class: controls.length > 1 ? "hb-today__list" : "hb-today__tick", "data-hb-block": block.anchor, "data-hb-words": host.dataset.hbWords },
    makeElement("fieldset", "hb-checklist__set", makeElement("legend", "hb-visually-hidden", block.title), makeElement("ul", "hb-checklist__items", ...items)),
    status(...count),
  );
}

/** @param {(HTMLElement | string)[]} before */
function status(...before) {
  return makeElement("div", "hb-foot", makeElement("p", "hb-foot__status", ...before, makeElement("span", { role: "status", class: "hb-foot__saved", "data-hb-part": "status" })));
}

/** @param {HTMLElement} field */
function focusEnd(field) {
  const area = field.querySelector("textarea");
  area?.focus();
  area?.setSelectionRange(area.value.length, area.value.length);
}
