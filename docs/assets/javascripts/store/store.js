/** The page's store. The only file that names localStorage and sessionStorage. */

import { ids } from "../common/dom.js";
import { AnswerDatabase } from "./answer-database.js";
import { DocumentStore } from "./document-store.js";

const handbook = document.querySelector('meta[name="handbook-id"]')?.getAttribute("content") ?? "handbook";

/** The handbook's database. */
export const database = new AnswerDatabase(handbook);

/** The one store of this page. */
export const store = new DocumentStore(handbook, { browser: () => window.localStorage, tab: () => window.sessionStorage }, {
  database,
  text: async (area) => new (await import("./answer-text.js")).AnswerText(area, handbook),
  firstEdition: (store, text) => import("./whole-document.js").then(({ takeIn }) => takeIn(store, text)),
  idsOnPage,
  channel: () => new BroadcastChannel(`handbook:${handbook}`),
});

/** Returns the ids of this page's answers, in the records that were open last, and of the marks and the evidence at them; undefined where answers from everywhere are shown. @param {DocumentStore} store */
function idsOnPage(store) {
  if (document.querySelector("hb-workbook, hb-today")) return undefined;
  const open = Object(store.remembered("open-records"));
  /** @type {NodeListOf<import("../common/dom.js").Control>} */
  const controls = document.querySelectorAll("[data-hb-id]");
  return new Set([...controls].flatMap((control) => {
    const record = open[control.closest("[data-hb-block]")?.getAttribute("data-hb-block") ?? ""];
    const part = control.type === "checkbox" ? ".evidence" : ".private";
    return ids(`${control.dataset.hbId} ${control.dataset.hbWas ?? ""}`).flatMap((id) => [id, id.replace(/\.(when|then)$/, "") + part]).map((id) => (record ? `${id}@${record}` : id));
  }));
}
