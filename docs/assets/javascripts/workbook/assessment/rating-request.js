/**
 * A request to be rated: a link whose fragment has the reader's name and, unless all are meant, the behaviours' ids. Nothing is sent
 * by the page. A link may come from anywhere, so it's validated and used as text only.
 */

import { chosenBehaviours, cleanName } from "../shared/rating-sessions.js";

/** @typedef {{about: string, only: string[]}} Request `only`: the ids of the behaviours, none if all are meant. */

const MAX_LENGTH = 4000; // characters

/** Returns the fragment of a request. @param {Request} request */
export function formatRequest({ about, only }) {
  return `#${new URLSearchParams({ rate: cleanName(about), ...(only.length ? { only: only.join(".") } : {}) })}`.replace(/\.$/, "%2E");
}

/** Returns the request in a fragment, or null. @param {string} hash @param {import("../shared/rating-sessions.js").Behaviour[]} behaviours @returns {Request | null} */
export function parseRequest(hash, behaviours) {
  if (!hash.startsWith("#rate=") || hash.length > MAX_LENGTH) return null;
  const found = new URLSearchParams(hash.slice(1));
  const about = cleanName(found.get("rate"));
  const chosen = chosenBehaviours(behaviours, (found.get("only") ?? "").split("."));
  return about ? { about, only: chosen.length < behaviours.length ? chosen.map(({ id }) => id) : [] } : null;
}
