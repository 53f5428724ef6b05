/** The 1:1s that a reader has kept, and what is new since the last one. Pure functions; store/entry-kinds.js has the ids. */

import { rankOf } from "../../store/document.js";
import { inRecord, recordsOf, startOf, withPart } from "../../store/record-ids.js";
import { localDay, parseWhen } from "../shared/dates.js";
import { entryOf, formatDay, isTrue, singleLine } from "../shared/pack/pack-item.js";

/**
 * @typedef {import("../shared/pack/pack-item.js").Entries} Entries
 * @typedef {import("../shared/pack/pack-item.js").Group} Group
 * @typedef {import("../shared/pack/pack-item.js").Item} Item
 * @typedef {{record: string, at: number, day: string, title: string, page: string, agreed: string, isPrivate: boolean}} PastMeeting `at`: when it was kept; `day`:
 *   formatted, or as the reader wrote it; `title`: the day and the other person; `page`: what was taken along, as Markdown.
 */

const MANY = 100; // items, from which on the rest keeps its groups
/** What stands for the block in its records' ids. */
export const BLOCK = "meeting";

/** Returns the ids of a kept 1:1. @param {string} record */
export function meetingIds(record) {
  const at = (/** @type {string} */ part) => inRecord(`${BLOCK}.${part}`, record);
  return { name: inRecord(`record.${BLOCK}`, record), day: at("day"), page: at("page"), agreed: at("agreed") };
}

/** Returns the kept 1:1s, newest first. @param {Entries} entries @param {string | undefined} lang @returns {PastMeeting[]} */
export function pastMeetings(entries, lang) {
  return recordsOf(entries, BLOCK).filter(({ record }) => record).map(({ record, name, on }) => {
    const ids = meetingIds(record);
    const [written, page, agreed] = [ids.day, ids.page, ids.agreed].map((id) => String(entryOf(entries, { id })?.value ?? ""));
    const day = singleLine(written) || formatDay(on, lang);
    const title = [day, name].filter(Boolean).join(", ");
    return { record, at: startOf(record)?.valueOf() ?? 0, day, title, page, agreed: agreed.trim(), isPrivate: isTrue(entryOf(entries, { id: withPart(ids.agreed, ".private") })) };
  });
}

/**
 * Returns what is new since the last 1:1, and what is chosen, in two groups: what matters first (what was agreed, plans whose day
 * came, evidence that others saw), and the rest.
 *
 * @param {Group[]} groups
 * @param {Entries} entries
 * @param {{since: number, today: string, chosen: Set<string>, t: import("../../common/i18n.js").Translate}} about `since`: when the last 1:1 was kept.
 * @returns {{groups: Group[], count: number}} `count`: of what is new.
 */
export function newSince(groups, entries, { since, today, chosen, t }) {
  const lastDay = localDay(new Date(since));
  /** @type {Record<"agreed" | "due" | "seen", Item[]>} */
  const first = { agreed: [], due: [], seen: [] };
  let count = 0;
  const isRest = (/** @type {Item} */ item) => {
    const day = parseWhen(entryOf(entries, { id: withPart(item.key, ".date") })?.value)?.day ?? "";
    const isDue = (item.kind === "plan" || item.kind === "next") && day > lastDay && day <= today;
    const isNew = item.kind === "agreed" || isDue || idsOf(item.key).some((id) => timeAt(entries, id) > since);
    if (isNew && !item.isPrivate) count += 1;
    if (!isNew) return chosen.has(item.key);
    const isSeen = item.kind === "evidence" && singleLine(entryOf(entries, { id: withPart(item.key, ".who") })?.value) !== "";
    const matters = item.kind === "agreed" ? first.agreed : isDue ? first.due : isSeen ? first.seen : undefined;
    matters?.push(item);
    return !matters;
  };
  const others = groups.map((group) => ({ ...group, lists: group.lists.map((list) => ({ ...list, items: list.items.filter(isRest) })).filter(({ items }) => items.length) })).filter(({ lists }) => lists.length);
  const lists = Object.entries(first).filter(([, items]) => items.length).map(([kind, items]) => ({ key: kind, kind, title: t(`pack.new-${kind}`), href: "", items }));
  const folded = others.flatMap((group) => group.lists);
  const group = (/** @type {"first" | "rest"} */ name, /** @type {Group["lists"]} */ some) => (some.length ? [{ key: `new-${name}`, title: t(`pack.new-${name}`), part: "", section: "", note: "", lists: some, isOpen: name === "first" }] : []);
  // Very many are added to the page one group at a time (chooser.js).
  const isLong = folded.flatMap(({ items }) => items).length > MANY;
  return { groups: [...group("first", lists), ...(isLong ? others : group("rest", folded))], count };
}

// A plan has no entry of its own.
/** @param {string} key */
function idsOf(key) {
  return [key, ...[".when", ".then", ".date"].map((part) => withPart(key, part))];
}

/** @param {Entries} entries @param {string} id */
function timeAt(entries, id) {
  const entry = entryOf(entries, { id });
  return entry ? rankOf(entry) : -1;
}
