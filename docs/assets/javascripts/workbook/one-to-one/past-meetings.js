/** The 1:1s that a reader has kept, and what is new since the last one. Pure functions; store/entry-kinds.js has the ids. */

import { rankOf } from "../../store/document.js";
import { inRecord, recordsOf, startOf, withPart } from "../../store/record-ids.js";
import { entryOf, formatDay, isTrue, singleLine } from "../shared/pack-item.js";

/**
 * @typedef {import("../shared/pack-item.js").Entries} Entries
 * @typedef {import("../shared/pack-item.js").Group} Group
 * @typedef {{record: string, at: number, day: string, title: string, page: string, agreed: string, isPrivate: boolean}} PastMeeting `at`: when it was kept; `day`:
 *   formatted, or as the reader wrote it; `title`: the day and the other person; `page`: what was taken along, as Markdown.
 */

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

/** Returns what was written since a time, and what is chosen. @param {Group[]} groups @param {Entries} entries @param {number} since @param {Set<string>} chosen @returns {{groups: Group[], count: number}} `count`: of what is new. */
export function newSince(groups, entries, since, chosen) {
  let count = 0;
  const wanted = (/** @type {import("../shared/pack-item.js").Item} */ { key, isPrivate }) => {
    const isNew = idsOf(key).some((id) => timeAt(entries, id) > since);
    if (isNew && !isPrivate) count += 1;
    return isNew || chosen.has(key);
  };
  const some = groups.map((group) => ({ ...group, lists: group.lists.map((list) => ({ ...list, items: list.items.filter(wanted) })).filter(({ items }) => items.length) }));
  return { groups: some.filter(({ lists }) => lists.length), count };
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
