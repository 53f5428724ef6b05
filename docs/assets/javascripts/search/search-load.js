/**
 * Loads the pieces of the search's index. Each is a script that hands over its
 * data by name: no request of our own, and it works from a folder too.
 */

import { scriptURL } from "../common/trusted-types.js";

/** @type {Map<string, Promise<any>>} */
const loaded = new Map();
/** @type {Map<string, (data: any) => void>} */
const waiting = new Map();

/** @param {string} name @param {any} data */
const take = (name, data) => waiting.get(name)?.(data);
Object.assign(globalThis, { handbookPiece: take });

/** Returns what gives a piece by its name, once fetched for good. @param {string} folder Where the pieces are. @returns {(name: string) => Promise<any>} */
export function pieces(folder) {
  return (name) => {
    let piece = loaded.get(name);
    if (!piece) {
      piece = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.addEventListener("load", () => script.remove());
        script.addEventListener("error", () => reject(new Error(name)));
        script.src = scriptURL(new URL(name, folder).href);
        document.head.append(script);
      });
      loaded.set(name, piece);
      piece.catch(() => loaded.delete(name));
    }
    return piece;
  };
}
