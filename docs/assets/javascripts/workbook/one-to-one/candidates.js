/**
 * What a reader may take to a 1:1: plain data, made from the document and the
 * catalogue. What is not listed here cannot be chosen, and so cannot leave.
 * What another person rated (`view.…`) is left out: those words are theirs.
 */

import { addressOf } from "../../common/dom.js";
import { t } from "../../common/i18n.js";
import { isAnswer } from "../../store/document.js";
import { answers } from "../../store/entry-kinds.js";
import { controlsOf, linkTo } from "../shared/catalogue.js";
import { dayOf, entryOf, fromOf, isOn, itemOf, nameOf, oneLine, partOf, saidOf } from "../shared/pack-item.js";

/**
 * @typedef {import("../shared/pack-item.js").About} About
 * @typedef {import("../shared/pack-item.js").Entry} Entry
 * @typedef {import("../shared/pack-item.js").Entries} Entries
 * @typedef {import("../shared/pack-item.js").Group} Group
 * @typedef {import("../shared/pack-item.js").Lot} Lot
 * @typedef {import("../shared/catalogue.js").Catalogue} Catalogue
 * @typedef {import("../shared/catalogue.js").Block} Block
 * @typedef {import("../shared/catalogue.js").Control} Control
 * @typedef {import("../shared/catalogue.js").Behaviour} Behaviour
 */

/**
 * Returns everything that says something, in the order in which it is offered:
 * where the reader stands, the chapters in reading order, what the handbook no longer asks.
 *
 * @param {Catalogue} catalogue
 * @param {Entries} entries
 * @param {import("../../common/i18n.js").Words} words The interface's words.
 * @param {string | undefined} lang
 * @returns {Group[]}
 */
export function choices(catalogue, entries, words, lang) {
  const about = { catalogue, entries, words, lang };
  const chapters = catalogue.chapters.map((chapter) => ({
    key: chapter.slug,
    title: chapter.title,
    part: partOf(chapter, words),
    section: chapter.section,
    note: "",
    lots: [...chapter.blocks, ...chapter.sheets].map((block) => lotOf(block, nameOf(chapter, words), about)),
  }));
  const groups = [standing(about), working(about), ...chapters, archived(about)];
  return groups.map((group) => ({ ...group, lots: group.lots.filter((lot) => lot.items.length) })).filter((group) => group.lots.length);
}

/** @param {Block} block @param {string} from @param {About} about @returns {Lot} */
function lotOf(block, from, about) {
  const make = { checklist: tick, scenario: choice, plan: () => null, prompts: text, recall: text, sheet: text }[block.kind] ?? text;
  const items = [
    ...(block.kind === "plan" ? [planned(block, about)] : block.controls.map((control) => make(control, entryOf(about.entries, control), about))),
    ...(block.notes ?? []).map((note) => text(note, entryOf(about.entries, note), about)),
  ];
  const whole = items.flatMap((item) => (item ? [{ ...item, from, href: linkTo(block, block.kind === "plan" ? undefined : item.key) }] : []));
  return { key: block.anchor, kind: block.kind, title: block.title, href: linkTo(block), items: whole };
}

/** @param {Control} control @param {Entry | undefined} entry @param {About} about */
function tick(control, entry, about) {
  return entry?.value === true ? itemOf("tick", control.id, asked(control, entry), "", about, control.was) : null;
}

/** @param {Control} control @param {Entry | undefined} entry @param {About} about */
function text(control, entry, about) {
  return isAnswer(entry) && typeof entry?.value === "string" ? itemOf("text", control.id, asked(control, entry), entry.value, about, control.was) : null;
}

/** @param {Control} control @param {Entry | undefined} entry @param {About} about */
function choice(control, entry, about) {
  if (!isAnswer(entry) || typeof entry?.value !== "string") return null;
  const option = Object.hasOwn(control.options ?? {}, entry.value) ? control.options?.[entry.value] : undefined;
  const words = option && (entry.rev === option.rev || !saidOf(entry)) ? option.said : saidOf(entry);
  return words ? itemOf("choice", control.id, control.said, words, about, control.was) : null;
}

/** @param {Block} block @param {About} about */
function planned({ anchor, controls }, about) {
  const [when, then] = controls.map((control) => entryOf(about.entries, control));
  const was = (controls[0]?.was ?? []).map((id) => id.replace(/\.when$/, ""));
  return planOf(anchor, when, then, about, was);
}

/** @param {string} id @param {Entry | undefined} when @param {Entry | undefined} then @param {About} about @param {string[]} [was] */
function planOf(id, when, then, about, was) {
  if (!isAnswer(when) && !isAnswer(then)) return null;
  const [first, second] = [oneLine(when?.value).replace(/[,;]$/, ""), oneLine(then?.value).replace(/\.$/, "")];
  const sentence = t(about.words, "pack.plan-sentence", { when: first || "…", then: second || "…" }).replace(/([.!?…])\.$/, "$1");
  const due = dayOf(entryOf(about.entries, { id: `${id}.date`, was: was?.map((old) => `${old}.date`) })?.value, about.lang);
  return itemOf("plan", id, "", sentence, about, was, due ? [{ label: t(about.words, "pack.due"), text: due }] : []);
}

/** @param {About} about @returns {Group} */
function archived(about) {
  const { catalogue, entries, words } = about;
  const known = new Set(controlsOf(catalogue).flatMap(({ control: { id, was } }) => [id, ...(was ?? [])]));
  const gone = new Map(answers(entries).filter(([id]) => !known.has(id)));
  const href = addressOf({ url: "workbook/data/" }) ?? "";
  const items = [...gone].map(([id, entry]) => {
    const [, plan, half] = /^(.+)\.(when|then)$/.exec(id) ?? [];
    if (plan) return half === "then" && gone.has(`${plan}.when`) ? null : planOf(plan, gone.get(`${plan}.when`), gone.get(`${plan}.then`), about);
    const label = saidOf(entry) || (Object.hasOwn(catalogue.retired, id) ? catalogue.retired[id] : "") || t(words, "pack.unknown");
    if (entry.value === true) return itemOf("tick", id, label, "", about);
    const said = String(entry.value);
    // The answer to a fork in the road is the id of an option; what it said is beside it.
    const chosen = /^[a-z]+(-[a-z0-9]+)+$/.test(said);
    return chosen ? itemOf("choice", id, t(words, "pack.unknown"), label, about) : itemOf("text", id, label, said, about);
  });
  const whole = items.flatMap((item) => (item ? [{ ...item, from: t(words, "pack.archived"), href }] : []));
  return { key: "archived", title: t(words, "pack.archived"), part: "", section: "", note: "", lots: [{ key: "archived", kind: "archived", title: t(words, "pack.archived-title"), href, items: whole }] };
}

// The question as it was put when it was answered.
/** @param {Control} control @param {Entry} entry */
function asked(control, entry) {
  return entry.rev !== undefined && entry.rev !== control.rev && saidOf(entry) ? saidOf(entry) : control.said;
}

// An attempt's id begins with the moment at which it was begun.
const BEGUN = /^assessment\.(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)-.*$/;

/**
 * Returns the newest finished self-assessment: its levels, and what shows them.
 * One made about somebody else is not this reader's standing.
 *
 * @param {About} about @returns {Group}
 */
export function standing(about) {
  const { catalogue, entries, words, lang } = about;
  const finished = [...entries].filter(([id, entry]) => /^assessment\..+\.done$/.test(id) && isOn(entry)).map(([id]) => id.slice(0, -".done".length));
  const session = finished.filter((name) => !["about", "by", "role"].some((mark) => isAnswer(entryOf(entries, { id: `${name}.${mark}` })))).sort().at(-1);
  const href = addressOf({ url: "workbook/assessment/" }) ?? "";
  const lots = (session ? catalogue.behaviours : []).map((behaviour) => {
    const from = fromOf(behaviour.chapter, about);
    const ids = [behaviour.id, ...(behaviour.was ?? [])].map((id) => `${session}.${id}`);
    const level = entryOf(entries, { id: ids[0], was: ids.slice(1) });
    const shown = entryOf(entries, { id: `${ids[0]}.evidence`, was: ids.slice(1).map((id) => `${id}.evidence`) });
    const items = [levelOf(behaviour, level, ids[0], about), isAnswer(shown) ? itemOf("evidence", `${ids[0]}.evidence`, behaviour.title, String(shown?.value), about) : null];
    return { key: behaviour.id, kind: "assessment", title: behaviour.title, href, items: items.flatMap((item) => (item ? [{ ...item, from, href }] : [])) };
  });
  const date = session ? dayOf(session.replace(BEGUN, "$1-$2-$3T$4:$5:$6Z"), lang) || dayOf(entryOf(entries, { id: `${session}.done` })?.at, lang) : "";
  const note = date ? t(words, "pack.rated", { date }) : "";
  return { key: "assessment", title: t(words, "pack.assessment"), part: "", section: "", note, lots };
}

/** @param {Behaviour} behaviour @param {Entry | undefined} entry @param {string} key @param {About} about */
function levelOf(behaviour, entry, key, about) {
  const anchor = anchorOf(behaviour, entry);
  if (!entry || !anchor) return null;
  // Against an earlier wording: what was said then stands, and the level above it is not of that scale.
  const then = saidOf(entry).replace(`${behaviour.title}: `, "");
  if (entry.rev !== undefined && entry.rev !== behaviour.rev && then) return itemOf("level", key, behaviour.title, then, about);
  const up = behaviour.anchors[Number(entry.value) + 1];
  return itemOf("level", key, behaviour.title, anchor, about, [], up ? [{ label: t(about.words, "pack.one-up"), text: up }] : []);
}

/** Returns the behaviours that the reader works towards. @param {About} about @returns {Group} */
export function working(about) {
  const href = addressOf({ url: "workbook/plan/" }) ?? "";
  const items = about.catalogue.behaviours.flatMap((behaviour) => {
    const was = (behaviour.was ?? []).map((id) => `next.${id}`);
    const entry = entryOf(about.entries, { id: `next.${behaviour.id}`, was });
    const anchor = anchorOf(behaviour, entry);
    if (!anchor || entry?.value === "0") return [];
    const due = dayOf(entryOf(about.entries, { id: `next.${behaviour.id}.date`, was: was.map((id) => `${id}.date`) })?.value, about.lang);
    const more = due ? [{ label: t(about.words, "pack.due"), text: due }] : [];
    // An anchor says what was done, and this one is still to come.
    const text = t(about.words, "pack.towards", { text: anchor });
    return [{ ...itemOf("next", `next.${behaviour.id}`, behaviour.title, text, about, was, more), from: fromOf(behaviour.chapter, about), href }];
  });
  return { key: "next", title: t(about.words, "pack.next"), part: "", section: "", note: "", lots: [{ key: "next", kind: "next", title: t(about.words, "pack.next"), href, items }] };
}

/** @param {Behaviour} behaviour @param {Entry | undefined} entry */
function anchorOf(behaviour, entry) {
  return typeof entry?.value === "string" && /^[0-4]$/.test(entry.value) ? behaviour.anchors[Number(entry.value)] : undefined;
}
