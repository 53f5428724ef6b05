/** Where the reader stands and what comes next: the newest self-assessment and the behaviours worked towards. */

import { isAnswer } from "../../store/document.js";
import { dayOf, entryOf, fromOf, isOn, itemOf, saidOf } from "../shared/pack-item.js";
import { addressOf } from "../../common/dom.js";
import { t } from "../../common/i18n.js";

/**
 * @typedef {import("../shared/pack-item.js").About} About
 * @typedef {import("../shared/pack-item.js").Entry} Entry
 * @typedef {import("../shared/pack-item.js").Group} Group
 * @typedef {import("../shared/catalogue.js").Behaviour} Behaviour
 */

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
