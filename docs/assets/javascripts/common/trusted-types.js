/**
 * The one place that vouches for text which becomes a page, or for the address of a script, where the browser asks
 * for that (Trusted Types; tools/postbuild/csp.py allows this policy and no other).
 */

/** @typedef {{createHTML(text: string): string, createScriptURL(address: string): string}} Rules */

/** @type {Rules} */
const RULES = {
  // Only instant-navigation.js calls it, with a page that this site has sent.
  createHTML: (text) => text,
  createScriptURL(address) {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError(`${address} is of another site`);
    return address;
  },
};

/** @type {Rules} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("handbook", RULES) ?? RULES;

/** Returns a page's text as what DOMParser takes. @param {string} text */
export const html = (text) => policy.createHTML(text);

/** Returns the address of a script of this site as what a worker takes. @param {string} address @throws {TypeError} It is of another site. */
export const scriptURL = (address) => policy.createScriptURL(address);
