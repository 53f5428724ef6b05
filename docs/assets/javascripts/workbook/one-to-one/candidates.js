/**
 * Everything that a reader can take to a 1:1, as plain data from the document and the catalogue. What isn't listed here
 * can't be chosen, and so can't be exported. Ratings by others (`view.…`) are left out: their words belong to them.
 */

import { addressOf } from "../../common/dom.js";
import { t } from "../../common/i18n.js";
import { isAnswer } from "../../store/document.js";
import { answers } from "../../store/entry-kinds.js";
import { inRecord, recordOf, withPart } from "../../store/record-ids.js";
import { controlsOf, linkTo } from "../shared/catalogue.js";
import { evidenceOf } from "../shared/evidence.js";
import { chapterLabel, chapterName, entryOf, formatDay, isTrue, makeItem, partLabel, singleLine, storedWording } from "../shared/pack/pack-item.js";
import { partOf, sessionId, sessionsOf } from "../shared/rating-sessions.js";
import { meetingIds, pastMeetings } from "./past-meetings.js";

/**
 * @typedef {import("../shared/pack/pack-item.js").Context} Context
 * @typedef {import("../shared/pack/pack-item.js").Entry} Entry
 * @typedef {import("../shared/pack/pack-item.js").Entries} Entries
 * @typedef {import("../shared/pack/pack-item.js").Group} Group
 * @typedef {import("../shared/pack/pack-item.js").ItemList} ItemList
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {import("../shared/catalogue.js").Block} Block
 * @typedef {import("../shared/catalogue.js").Control} Control
 * @typedef {import("../shared/catalogue.js").Behaviour} Behaviour
 */

/**
 * Returns all candidates, in the order of the page: what was last agreed, evidence added by hand, the newest self-assessment, targets, the chapters in reading order, and
 * answers that the handbook no longer asks for.
 *
 * @param {Catalogue} catalogue
 * @param {Entries} entries
 * @param {import("../../common/i18n.js").Words} words
 * @param {string | undefined} lang
 * @returns {Group[]}
 */
export function packCandidates(catalogue, entries, words, lang) {
  const context = { catalogue, entries, words, lang };
  const chapters = catalogue.chapters.map((chapter) => ({
    key: chapter.slug,
    title: chapter.title,
    part: partLabel(chapter, words),
    section: chapter.section,
    note: "",
    lists: [...chapter.blocks, ...chapter.sheets].map((block) => blockItems(block, chapterName(chapter, words), context)),
  }));
  const groups = [agreedGroup(context), evidenceGroup(context), assessmentGroup(context), targetGroup(context), ...chapters, archivedGroup(context)];
  return groups.map((group) => ({ ...group, lists: group.lists.filter((list) => list.items.length) })).filter((group) => group.lists.length);
}

/** @param {Block} block @param {string} source @param {Context} context @returns {ItemList} */
function blockItems(block, source, context) {
  const makeFor = { checklist: tickItem, scenario: choiceItem, plan: () => null, prompts: textItem, recall: textItem, sheet: textItem }[block.kind] ?? textItem;
  const items = [
    ...(block.kind === "plan" ? [planOfBlock(block, context)] : block.controls.flatMap((control) => [makeFor(control, entryOf(context.entries, control), context), ...(block.kind === "checklist" ? [evidenceItem(control, context)] : [])])),
    ...(block.notes ?? []).map((note) => textItem(note, entryOf(context.entries, note), context)),
  ];
  const present = items.flatMap((item) => (item ? [{ ...item, source, href: linkTo(block, block.kind === "plan" ? undefined : item.key.replace(".evidence", "")) }] : []));
  const title = block.name ? `${block.title}: ${block.name}` : block.title;
  return { key: inRecord(block.anchor, block.record ?? ""), kind: block.kind, title, href: linkTo(block), items: present };
}

/** @param {Control} control @param {Entry | undefined} entry @param {Context} context */
function tickItem(control, entry, context) {
  return entry?.value === true ? makeItem("tick", control.id, wordingAnswered(control, entry), "", context, control.was) : null;
}

/** Returns what is written under a tick, ticked or not. @param {Control} control @param {Context} context */
function evidenceItem({ id, said, was = [] }, context) {
  const [key, ...old] = [id, ...was].map((one) => withPart(one, ".evidence"));
  const entry = entryOf(context.entries, { id: key, was: old });
  return isAnswer(entry) ? makeItem("evidence", key, said, String(entry.value), context, old, witnessLines(key, context, old)) : null;
}

/** @param {string} key @param {Context} context @param {string[]} [was] */
function witnessLines(key, { entries, words }, was = []) {
  return ["who", "link"].flatMap((part) => {
    const text = singleLine(entryOf(entries, { id: withPart(key, `.${part}`), was: was.map((old) => withPart(old, `.${part}`)) })?.value);
    return text ? [{ label: t(words, `pack.evidence-${part}`), text }] : [];
  });
}

/** Returns the evidence that was added by hand, newest first. @param {Context} context @returns {Group} */
function evidenceGroup(context) {
  const { catalogue, entries, words, lang } = context;
  const href = addressOf({ url: "workbook/evidence/" }) ?? "";
  const own = evidenceOf({ ...catalogue, chapters: [] }, new Map([...entries].filter(([id]) => /^(record\.)?evidence[.@]/.test(id))));
  const items = own.map(({ key, text, on }) => ({ ...makeItem("evidence", key, formatDay(on, lang), text, context, [], witnessLines(key, context)), source: "", href }));
  const title = t(words, "pack.evidence-own");
  return { key: "evidence", title, part: "", section: "", note: "", lists: [{ key: "evidence", kind: "evidence", title, href, items }] };
}

/** @param {Control} control @param {Entry | undefined} entry @param {Context} context */
function textItem(control, entry, context) {
  return isAnswer(entry) && typeof entry?.value === "string" ? makeItem("text", control.id, wordingAnswered(control, entry), entry.value, context, control.was) : null;
}

/** @param {Control} control @param {Entry | undefined} entry @param {Context} context */
function choiceItem(control, entry, context) {
  if (!isAnswer(entry) || typeof entry?.value !== "string") return null;
  const option = Object.hasOwn(control.options ?? {}, entry.value) ? control.options?.[entry.value] : undefined;
  const words = option && (entry.rev === option.rev || !storedWording(entry)) ? option.said : storedWording(entry);
  return words ? makeItem("choice", control.id, control.said, words, context, control.was) : null;
}

/** @param {Block} block @param {Context} context */
function planOfBlock({ anchor, controls, record = "" }, context) {
  const [when, then] = controls.map((control) => entryOf(context.entries, control));
  const was = (controls[0]?.was ?? []).map((id) => inRecord(recordOf(id).id.replace(/\.when$/, ""), record));
  return planItem(inRecord(anchor, record), when, then, context, was);
}

/** @param {string} id @param {Entry | undefined} when @param {Entry | undefined} then @param {Context} context @param {string[]} [was] */
function planItem(id, when, then, context, was) {
  if (!isAnswer(when) && !isAnswer(then)) return null;
  const [first, second] = [singleLine(when?.value).replace(/[,;]$/, ""), singleLine(then?.value).replace(/\.$/, "")];
  const sentence = t(context.words, "pack.plan-sentence", { when: first || "…", then: second || "…" }).replace(/([.!?…])\.$/, "$1");
  const due = formatDay(entryOf(context.entries, { id: withPart(id, ".date"), was: was?.map((old) => withPart(old, ".date")) })?.value, context.lang);
  return makeItem("plan", id, "", sentence, context, was, due ? [{ label: t(context.words, "pack.due"), text: due }] : []);
}

/** @param {Context} context @returns {Group} */
function archivedGroup(context) {
  const { catalogue, entries, words } = context;
  const known = new Set(controlsOf(catalogue).flatMap(({ control: { id, was } }) => [id, ...(was ?? [])].map((one) => recordOf(one).id)));
  const unknown = new Map(answers(entries).filter(([id]) => !known.has(recordOf(id).id)));
  const href = addressOf({ url: "workbook/data/" }) ?? "";
  const items = [...unknown].map(([id, entry]) => {
    const own = recordOf(id);
    const [, plan, part] = /^(.+)\.(when|then)$/.exec(own.id) ?? [];
    const [when, then] = ["when", "then"].map((half) => inRecord(`${plan}.${half}`, own.record));
    if (plan) return part === "then" && unknown.has(when) ? null : planItem(inRecord(plan, own.record), unknown.get(when), unknown.get(then), context);
    const label = storedWording(entry) || (Object.hasOwn(catalogue.retired, own.id) ? catalogue.retired[own.id] : "") || t(words, "pack.unknown");
    if (entry.value === true) return makeItem("tick", id, label, "", context);
    const value = String(entry.value);
    // The answer to a scenario is the id of an option; the option's wording is stored beside it.
    const isOption = /^[a-z]+(-[a-z0-9]+)+$/.test(value);
    return isOption ? makeItem("choice", id, t(words, "pack.unknown"), label, context) : makeItem("text", id, label, value, context);
  });
  const present = items.flatMap((item) => (item ? [{ ...item, source: t(words, "pack.archived"), href }] : []));
  return { key: "archived", title: t(words, "pack.archived"), part: "", section: "", note: "", lists: [{ key: "archived", kind: "archived", title: t(words, "pack.archived-title"), href, items: present }] };
}

// The question as it was worded when it was answered.
/** @param {Control} control @param {Entry} entry */
function wordingAnswered(control, entry) {
  return entry.rev !== undefined && entry.rev !== control.rev && storedWording(entry) ? storedWording(entry) : control.said;
}

/** Returns the levels and the evidence of the newest finished self-assessment; ratings of others don't count. @param {Context} context @returns {Group} */
function assessmentGroup(context) {
  const { catalogue, entries, words, lang } = context;
  const own = sessionsOf(entries, catalogue.behaviours).filter(({ done, forOther, about, by }) => done && !forOther && !about && !by);
  const session = own.at(-1);
  const href = addressOf({ url: "workbook/assessment/" }) ?? "";
  const lists = (session ? catalogue.behaviours : []).map((behaviour) => {
    const source = chapterLabel(behaviour.chapter, context);
    const { id = "" } = session ?? {};
    const [level, evidence, mark] = ["", ".evidence", ".evidence.private"].map((suffix) => partOf((key) => entries.get(key), id, [behaviour.id, ...(behaviour.was ?? [])].map((name) => name + suffix)));
    const [key, evidenceKey] = ["", ".evidence"].map((suffix) => sessionId(id, behaviour.id + suffix));
    const items = [levelItem(behaviour, level, key, context), isAnswer(evidence) ? { ...makeItem("evidence", evidenceKey, behaviour.title, String(evidence.value), context), isPrivate: isTrue(mark) } : null];
    return { key: behaviour.id, kind: "assessment", title: behaviour.title, href, items: items.flatMap((item) => (item ? [{ ...item, source, href }] : [])) };
  });
  const note = session ? t(words, "pack.rated", { date: formatDay(session.at.toISOString(), lang) }) : "";
  return { key: "assessment", title: t(words, "pack.assessment"), part: "", section: "", note, lists };
}

/** @param {Behaviour} behaviour @param {Entry | undefined} entry @param {string} key @param {Context} context */
function levelItem(behaviour, entry, key, context) {
  const anchor = anchorOf(behaviour, entry);
  if (!entry || !anchor) return null;
    // Reworded since: show the old anchor, and no next one, which would belong to another scale.
  const wording = storedWording(entry).replace(`${behaviour.title}: `, "");
  if (entry.rev !== undefined && entry.rev !== behaviour.rev && wording) return makeItem("level", key, behaviour.title, wording, context);
  const next = behaviour.anchors[Number(entry.value) + 1];
  return makeItem("level", key, behaviour.title, anchor, context, [], next ? [{ label: t(context.words, "pack.one-up"), text: next }] : []);
}

/** Returns what was agreed in the last 1:1. @param {Context} context @returns {Group} */
function agreedGroup({ entries, words, lang }) {
  const [last] = pastMeetings(entries, lang);
  const title = t(words, "pack.section-agreed");
  const items = last?.agreed ? [{ key: meetingIds(last.record).agreed, kind: /** @type {const} */ ("agreed"), label: last.title, text: last.agreed, more: [], source: "", isPrivate: last.isPrivate, href: "#hb-pack-past-title" }] : [];
  return { key: "agreed", title, part: "", section: "", note: "", lists: [{ key: "agreed", kind: "agreed", title, href: "", items }] };
}

/** Returns the behaviours that the reader works towards. @param {Context} context @returns {Group} */
function targetGroup(context) {
  const href = addressOf({ url: "workbook/plan/" }) ?? "";
  const items = context.catalogue.behaviours.flatMap((behaviour) => {
    const was = (behaviour.was ?? []).map((id) => `next.${id}`);
    const entry = entryOf(context.entries, { id: `next.${behaviour.id}`, was });
    const anchor = anchorOf(behaviour, entry);
    if (!anchor || entry?.value === "0") return [];
    const due = formatDay(entryOf(context.entries, { id: `next.${behaviour.id}.date`, was: was.map((id) => `${id}.date`) })?.value, context.lang);
    const more = due ? [{ label: t(context.words, "pack.due"), text: due }] : [];
    // Anchors are worded in the past tense, but this one is still to come.
    const text = t(context.words, "pack.towards", { text: anchor });
    return [{ ...makeItem("next", `next.${behaviour.id}`, behaviour.title, text, context, was, more), source: chapterLabel(behaviour.chapter, context), href }];
  });
  return { key: "next", title: t(context.words, "pack.next"), part: "", section: "", note: "", lists: [{ key: "next", kind: "next", title: t(context.words, "pack.next"), href, items }] };
}

/** @param {Behaviour} behaviour @param {Entry | undefined} entry */
function anchorOf(behaviour, entry) {
  return typeof entry?.value === "string" && /^[0-4]$/.test(entry.value) ? behaviour.anchors[Number(entry.value)] : undefined;
}
