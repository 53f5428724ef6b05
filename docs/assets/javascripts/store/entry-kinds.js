/**
 * The kinds of ids in the reader's document. Practice has its author's id. Any other id is built on one of those, or begins
 * with a reserved word; authors' ids can't collide with it, since they have a hyphen in the first part.
 *
 *     <id>                                   an answer (a plan has <id>.when and <id>.then, and <id>.came for what came of it)
 *     <id>.private                           "true": left out of packs and prints
 *     <id>.date                              "2026-12-01T09:00": when a plan is due, in local time
 *     assessment.done@<session>              "true": the assessment is finished; "false": begun. A session is a record
 *     assessment.about@<session>, .by, .role   only of a rating of another person: who, by whom, in what role
 *     assessment.only@<session>              the ids of the behaviours that person asked about, with dots between; missing: all
 *     assessment.<id>@<session>              "0" to "4": the chosen level; said: the title and the anchor
 *     assessment.<id>.evidence@<session>     what shows it; also .evidence.private@<session>
 *     assessment.<session>.…                 the same, as earlier editions wrote it: read, and not written any more
 *     view.<session>.…                       another person's rating, from their file; .by, .role, .about, .date
 *     next.<id>                              "3": the level that the reader works towards; next.<id>.date
 *     review.<slug>                          "2026-12-01": the day from which a chapter's questions return; "": they don't
 *     <id>.evidence                          what shows that something was done: a text; also .evidence.private
 *     <id>.evidence.who, .on, .link          who saw it; the day, "2026-11-29"; an address
 *     <id>.evidence.for, .trust              the behaviour that it shows, where the author's isn't meant; "ability", "benevolence" or "integrity"
 *     evidence.<record>, evidence.<record>.…   the same, of evidence that belongs to no item
 *     view.<session>.<id>.evidence.accepted  "true": another person's evidence is among the reader's own; "false": it mustn't be
 *     again.<id>                             "2026-12-06": the day on which a question is asked again; again.<id>.gap: days since the time before
 *     put-off.<thing>                        "2026-12-06": the day until which Today leaves a block, question, behaviour or chapter alone
 *     weekly.day                             "1" to "7": the reader's day for the weekly list, Monday first; missing: Friday
 *     today.off                              true: nothing comes back by itself
 *     case.goal                              the role for which the reader makes a case, and by when
 *     case.<id>                              "true": a behaviour, a line of the team's ladder or a readiness map's field is expected of it; "false": taken out
 *     case.<record>                          a line that the reader has written; "": taken out
 *     case.order                             the keys of its lines in the reader's order, one a line; what isn't there comes after it
 *     case.<…>.gap, .plan, .chosen           what's missing; what the reader will do; the ids of the evidence for it, one a line
 *     record.meeting@<record>                with whom a 1:1 was; its meeting.day, .page and .agreed: the day, what was taken along, what was agreed
 *     record.<block>                         the name of a checklist's, sheet's or plan's record; false: deleted, its answers stay
 *     record.assessment@<session>            the same, of a self-assessment; only one that was deleted has it
 *     record.evidence@<record>               the same, of evidence that belongs to no item
 *
 * A block can be done many times. In each record after the first all its ids end with "@" and the record, such as
 * <id>.private@20261129t221301-ab12: that's when it was begun, and a random end. Authors' ids have no "@".
 */

import { isAnswer } from "./document.js";
import { recordOf } from "./record-ids.js";

/** @typedef {"answer" | "private" | "date" | "rating" | "view" | "next" | "review" | "record" | "evidence" | "case" | "meeting" | "again" | "put-off" | "weekly" | "today"} Kind */
/** @typedef {import("./document.js").Entry} Entry */

/** @type {Record<string, Kind>} */
const BY_FIRST = { assessment: "rating", view: "view", next: "next", review: "review", record: "record", evidence: "evidence", case: "case", meeting: "meeting", again: "again", "put-off": "put-off", weekly: "weekly", today: "today" };
/** @type {Record<string, Kind>} */
const BY_LAST = { date: "date" };

/** Returns the kind of an id. @param {string} id @returns {Kind} */
export function kindOf(id) {
  const [first, ...rest] = recordOf(id).id.split(".");
  const last = rest.at(-1);
  if (last === "private") return "private";
  if (last === undefined) return "answer";
  if (Object.hasOwn(BY_FIRST, first)) return BY_FIRST[first];
  if (rest[0] === "evidence") return "evidence";
  return Object.hasOwn(BY_LAST, last) ? BY_LAST[last] : "answer";
}

/** Returns the answers to the handbook's practice that aren't empty, as [id, entry]. @param {import("./document.js").Entries} entries @returns {[string, Entry][]} */
export function answers(entries) {
  return [...entries].flatMap(([id, entry]) => (isAnswer(entry) && kindOf(id) === "answer" ? [[id, entry]] : []));
}
