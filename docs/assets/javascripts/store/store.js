/** The page's store. The only file that names localStorage and sessionStorage. */

import { DocumentStore } from "./document-store.js";

const handbook = document.querySelector('meta[name="handbook-id"]')?.getAttribute("content") ?? "handbook";

/** The one store of this page. */
export const store = new DocumentStore(handbook, { browser: () => window.localStorage, tab: () => window.sessionStorage });
