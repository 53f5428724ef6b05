/** The page's store. The only file that names localStorage and sessionStorage. */

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
  channel: () => new BroadcastChannel(`handbook:${handbook}`),
});
