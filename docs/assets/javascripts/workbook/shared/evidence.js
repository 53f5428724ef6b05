/**
 * Everything with which a reader can show what they did: written under ticks, in sheets and in the self-assessment, added by
 * hand, and what another person has seen, once the reader has accepted it. Pure functions; store/entry-kinds.js has the ids.
 */

import { isAnswer, isEntry, rankOf } from "../../store/document.js";
import { hasRecord, inRecord, nameId, recordOf, startOf, withPart } from "../../store/record-ids.js";
import { addDays, localDay, parseWhen } from "./dates.js";
import { sessionId, sessionsOf, viewsOf } from "./rating-sessions.js";

/**
 * @typedef {import("./catalogue.js").Catalogue} Catalogue
 * @typedef {import("./catalogue.js").Block} Block
 * @typedef {import("../../store/document.js").Entries} Entries
 * @typedef {"tick" | "sheet" | "rating" | "own" | "view"} Kind
 * @typedef {object} Evidence
 * @property {string} key The id of its text.
 * @property {Kind} kind Where it's from; "view": another person has seen it, and wrote it.
 * @property {string} text
 * @property {string} on The local day, such as "2026-11-29".
 * @property {string} who Who saw it, as the reader wrote it.
 * @property {string} link
 * @property {string} about What it was written under; "" if it was added by hand.
 * @property {string} record The name of the record that it's in.
 * @property {string} behaviour The id of the behaviour that it shows, or "".
 * @property {string} usual The behaviour that it shows unless the reader says otherwise, or "".
 * @property {string} trust The support of trust that it shows, or "".
 * @property {string} chapter The chapter's slug, or "".
 * @property {{url: string, block?: string} | null} place Where it was written; null if it was added by hand, or under what is no longer asked.
 * @property {boolean} isPrivate
 * @property {number} time When it was written, for the order within a day.
 * @typedef {{recent: number, seen: number, before: number, latest: string}} Count How many pieces there are: of the last three months, of
 *   those with a witness, and older ones; and the day of the latest.
 */

/** What people look at when they decide whether to trust you. */
export const SUPPORTS = ["ability", "benevolence", "integrity"];
/** What belongs to a piece of evidence, beside its text. */
export const PARTS = ["who", "on", "for", "trust", "link", "private"];
const RECENT = 91; // days

/** Returns all evidence, newest first. @param {Catalogue} catalogue @param {Entries} entries @returns {Evidence[]} */
export function evidenceOf(catalogue, entries) {
  const behaviours = new Set(catalogue.behaviours.map(({ id }) => id));
  const written = writtenEvidence(catalogue, entries).map((one) => ({ ...one, behaviour: behaviours.has(one.behaviour) ? one.behaviour : "" }));
  return [...written, ...ratedEvidence(catalogue, entries), ...receivedEvidence(catalogue, entries).filter(({ accepted }) => accepted)].sort(byDay);
}

/** Returns what others have seen and the reader hasn't decided on; nothing before both ratings are in. @param {Catalogue} catalogue @param {Entries} entries */
export function offeredEvidence(catalogue, entries) {
  if (!sessionsOf(entries, catalogue.behaviours).some(({ done, forOther }) => done && !forOther)) return [];
  return receivedEvidence(catalogue, entries).filter(({ accepted }) => accepted === undefined).sort(byDay);
}

/** Returns the ids of all that belongs to a piece of evidence that the reader has written. @param {string} key The id of its text. */
export function idsOf(key) {
  return [key, ...PARTS.map((part) => withPart(key, `.${part}`))];
}

/** Returns the id of the entry that says that a piece of evidence added by hand is deleted; "" of any other. @param {string} key The id of its text. */
export function deletionId(key) {
  const [, record] = /^evidence\.([^.]+)$/.exec(key) ?? [];
  return record ? nameId("evidence", record) : "";
}

/** Returns the names in "Ana, Priya and Tom (Sales)": separated by commas, semicolons or lines. @param {string} who */
export function witnesses(who) {
  return who.split(/[,;\n]/).map((name) => name.trim()).filter(Boolean);
}

/** Returns the evidence in which all words of a search are found, in whatever case. @param {Evidence[]} evidence @param {string} search */
export function findEvidence(evidence, search) {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return evidence;
  return evidence.filter(({ text, who, about, record }) => {
    const all = [text, who, about, record].join("\n").toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** Counts some evidence. @param {Evidence[]} evidence @param {string} today @returns {Count} */
export function countOf(evidence, today) {
  const recent = evidence.filter(({ on }) => isRecent(on, today));
  return { recent: recent.length, seen: recent.filter(({ who }) => who).length, before: evidence.length - recent.length, latest: evidence.reduce((latest, { on }) => (on > latest ? on : latest), "") };
}

/** Tells whether a day is one of the last three months. @param {string} day @param {string} today */
export function isRecent(day, today) {
  return day > addDays(today, -RECENT);
}

/** Returns evidence by witness, most first; last what nobody saw. A name counts once, however it's capitalised. @param {Evidence[]} evidence @returns {{name: string, evidence: Evidence[]}[]} */
export function byWitness(evidence) {
  /** @type {Map<string, {name: string, evidence: Evidence[]}>} */
  const groups = new Map();
  for (const one of evidence) {
    const names = new Map((one.who ? witnesses(one.who) : [""]).map((name) => [name.toLocaleLowerCase(), name]));
    for (const [key, name] of names) {
      const group = groups.get(key) ?? { name, evidence: [] };
      groups.set(key, group);
      group.evidence.push(one);
    }
  }
  return [...groups.values()].sort((a, b) => Number(!a.name) - Number(!b.name) || b.evidence.length - a.evidence.length || a.name.localeCompare(b.name));
}

/** What is written under ticks, in sheets' fields that ask for evidence, and by hand. @param {Catalogue} catalogue @param {Entries} entries @returns {Evidence[]} */
function writtenEvidence(catalogue, entries) {
  const [items, fields] = [itemsOf(catalogue), fieldsOf(catalogue)];
  /** @type {Evidence[]} */
  const found = [];
  for (const [key, entry] of entries) {
    if (!isAnswer(entry) || typeof entry.value !== "string") continue;
    const { id, record } = recordOf(key);
    if (!fields.has(id) && !/^evidence\.|\.evidence$/.test(id)) continue; // most entries
    const own = /^evidence\.([^.]+)$/.exec(id);
    const [, item] = /^([^.]+)\.evidence$/.exec(id) ?? [];
    const field = fields.get(id);
    const place = items.get(item ?? "") ?? field;
    if (!(own ? startOf(own[1]) : item || field)) continue;
    const deletion = own && entries.get(deletionId(key));
    if (isEntry(deletion) && deletion.value === false) continue;
    if (place && (isDeleted(entries, place.block, record) || isReplaced(entries, key, place.id, record))) continue;
    const base = item ? `${place?.id ?? item}.evidence` : id;
    const textAt = (/** @type {string} */ part) => textOf(entries.get(inRecord(part, record)));
    const roots = base === id ? [id] : [base, id];
    const partOf = (/** @type {string} */ part) => roots.map((root) => textAt(`${root}.${part}`)).find(Boolean) ?? "";
    const [witness, trust] = [field?.witness, partOf("trust")];
    found.push({
      key,
      kind: own ? "own" : field ? "sheet" : "tick",
      text: entry.value.replace(/\r\n?/g, "\n").trim(),
      on: parseWhen(field ? "" : partOf("on"))?.day ?? dayOf(entry, own?.[1] ?? ""),
      who: witness ? textAt(witness) : partOf("who"),
      link: partOf("link"),
      about: place?.said ?? (own ? "" : (entry.said ?? "")),
      record: place ? textOf(entries.get(nameId(place.block.anchor, record))) : "",
      behaviour: partOf("for") || place?.block.shows || "",
      usual: place?.block.shows ?? "",
      trust: SUPPORTS.includes(trust) ? trust : "",
      chapter: place?.chapter ?? "",
      place: place ? { url: place.block.url, block: place.id } : null,
      isPrivate: roots.some((one) => isTrue(entries.get(inRecord(`${one}.private`, record)))),
      time: rankOf(entry),
    });
  }
  return found;
}

/** What the reader's own finished self-assessments hold; what was said again is listed once. @param {Catalogue} catalogue @param {Entries} entries @returns {Evidence[]} */
function ratedEvidence({ behaviours, chapters }, entries) {
  const own = sessionsOf(entries, behaviours).filter(({ done, forOther }) => done && !forOther);
  const seen = new Set();
  return own.flatMap(({ id, at, ratings }) => behaviours.flatMap((behaviour) => {
    const { evidence = "", hidden = false } = ratings.get(behaviour.id) ?? {};
    const said = `${behaviour.id} ${evidence}`;
    if (!evidence || seen.has(said)) return [];
    seen.add(said);
    return [rated(behaviour, chapters, { key: sessionId(id, `${behaviour.id}.evidence`), kind: "rating", text: evidence, on: localDay(at), who: "", isPrivate: hidden })];
  }));
}

/** What other people's ratings of the reader hold. @param {Catalogue} catalogue @param {Entries} entries @returns {(Evidence & {accepted: boolean | undefined})[]} */
function receivedEvidence({ behaviours, chapters }, entries) {
  return viewsOf(entries, behaviours).flatMap(({ id, at, by, ratings }) => behaviours.flatMap((behaviour) => {
    const text = ratings.get(behaviour.id)?.evidence;
    if (!text) return [];
    const key = `view.${id}.${behaviour.id}.evidence`;
    const answer = entries.get(`${key}.accepted`);
    const accepted = isEntry(answer) && typeof answer.value === "boolean" ? answer.value : undefined;
    return [{ ...rated(behaviour, chapters, { key, kind: "view", text, on: localDay(at), who: by, isPrivate: false }), accepted }];
  }));
}

/** @param {import("./catalogue.js").Behaviour} behaviour @param {Catalogue["chapters"]} chapters @param {Pick<Evidence, "key" | "kind" | "text" | "on" | "who" | "isPrivate">} given @returns {Evidence} */
function rated({ id, title, chapter }, chapters, given) {
  const slug = chapters.some((one) => one.slug === chapter) ? chapter : "";
  return { ...given, link: "", about: title, record: "", behaviour: id, usual: id, trust: "", chapter: slug, place: { url: "workbook/assessment/" }, time: 0 };
}

/** @typedef {{id: string, said: string, block: Block, chapter: string, witness?: string}} Place Of an item or a field; `witness`: the id of the field that names who saw it. */

/** Returns the items of all checklists, by their ids and old ids. @param {Catalogue} catalogue @returns {Map<string, Place>} */
function itemsOf({ chapters }) {
  return new Map(chapters.flatMap(({ slug, blocks }) => blocks.filter(({ kind }) => kind === "checklist").flatMap((block) => block.controls.flatMap(({ id, said, was = [] }) =>
    [id, ...was].map((one) => /** @type {[string, Place]} */ ([one, { id, said, block, chapter: slug }]))))));
}

/** Returns the fields of sheets that ask for evidence, by their ids and old ids. @param {Catalogue} catalogue @returns {Map<string, Place>} */
function fieldsOf({ chapters }) {
  return new Map(chapters.flatMap(({ slug, sheets }) => sheets.flatMap((block) => block.controls.filter(({ asks }) => asks === "evidence").flatMap(({ id, was = [] }) => {
    const witness = block.controls.find(({ asks }) => asks === "witness")?.id;
    return [id, ...was].map((one) => /** @type {[string, Place]} */ ([one, { id, said: block.title, block, chapter: slug, witness }]));
  }))));
}

/** @param {Entries} entries @param {Block} block @param {string} record */
function isDeleted(entries, block, record) {
  return !hasRecord((id) => entries.get(id), block.anchor, record);
}

/** Tells whether an old id's text has been written anew under the id that its item has now. @param {Entries} entries @param {string} key @param {string} id @param {string} record */
function isReplaced(entries, key, id, record) {
  const now = [`${id}.evidence`, id].map((one) => inRecord(one, record));
  return !now.includes(key) && isEntry(entries.get(now[recordOf(key).id.endsWith(".evidence") ? 0 : 1]));
}

/** @param {import("../../store/document.js").Entry} entry @param {string} record */
function dayOf(entry, record) {
  const begun = startOf(record);
  return begun ? localDay(begun) : rankOf(entry) < 0 ? "" : localDay(new Date(rankOf(entry)));
}

/** @param {unknown} entry */
function textOf(entry) {
  return isEntry(entry) && typeof entry.value === "string" ? entry.value.trim() : "";
}

/** @param {unknown} entry */
function isTrue(entry) {
  return isEntry(entry) && entry.value === true;
}

/** @param {Evidence} a @param {Evidence} b */
function byDay(a, b) {
  return (a.on < b.on ? 1 : a.on > b.on ? -1 : 0) || b.time - a.time;
}
