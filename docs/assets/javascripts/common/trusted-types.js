/**
 * The Trusted Types policy: the only code that may turn text into a page, or into a script's address, where the browser
 * enforces that. tools/postbuild/csp.py allows this policy and no other.
 */

/** @typedef {{createHTML(text: string): string, createScriptURL(address: string): string}} Rules */

/** @type {Rules} */
const RULES = {
  // Called only by instant-navigation.js, with a page of this site.
  createHTML: (text) => text,
  createScriptURL(address) {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError(`${address} is not on this site`);
    return address;
  },
};

/** @type {Rules} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy?.("handbook", RULES) ?? RULES;

/** Returns a page's HTML for DOMParser. @param {string} text */
export const html = (text) => policy.createHTML(text);

/** Returns a script's address for `src` or a worker. @param {string} address @throws {TypeError} It's not on this site. */
export const scriptURL = (address) => policy.createScriptURL(address);
