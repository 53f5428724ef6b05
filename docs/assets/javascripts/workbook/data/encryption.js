/**
 * Locks a copy with a passphrase, and opens it again: PBKDF2 makes a key of the passphrase, AES-GCM locks with it.
 * The count is OWASP's figure for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet, 2023 and since); a file says
 * its own, so that a later handbook may raise it.
 */

import { isObject } from "../../store/document.js";

const ITERATIONS = 600_000;
// A file asks for this much work: fewer is no lock, more would hold the page up.
const [FEWEST, MOST] = [100_000, 5_000_000];
const KDF = { name: "PBKDF2", hash: "SHA-256" };
const CIPHER = "AES-GCM";

/** Tells whether this page may lock and unlock: browsers give the means to secure addresses only. */
export function canSeal() {
  return globalThis.crypto?.subtle !== undefined;
}

/**
 * Returns a text, locked, as the text of a file.
 *
 * @param {string} text
 * @param {string} handbook
 * @param {string} passphrase
 */
export async function seal(text, handbook, passphrase) {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const head = {
    format: "handbook-sealed",
    version: 1,
    handbook,
    kdf: { ...KDF, iterations: ITERATIONS, salt: encode(salt) },
    cipher: { name: CIPHER, iv: encode(iv) },
  };
  const key = await keyOf(passphrase, salt, ITERATIONS);
  const data = await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData: stamp(head) }, key, new TextEncoder().encode(text));
  return JSON.stringify({ ...head, data: encode(new Uint8Array(data)) }, null, 2);
}

/**
 * Returns what a locked file holds; null if this is not its passphrase or the file was changed, which look the same.
 *
 * @param {Record<string, any>} sealed A file that `openable` has found sound.
 * @param {string} passphrase
 * @returns {Promise<string | null>}
 */
export async function open(sealed, passphrase) {
  try {
    const [salt, iv, data] = [sealed.kdf.salt, sealed.cipher.iv, sealed.data].map(decode);
    const key = await keyOf(passphrase, salt, sealed.kdf.iterations);
    const text = await crypto.subtle.decrypt({ name: CIPHER, iv, additionalData: stamp(sealed) }, key, data);
    return new TextDecoder().decode(text);
  } catch {
    return null;
  }
}

/** Tells whether a locked file says in the way of this version how it is locked. @param {Record<string, any>} sealed */
export function openable({ kdf, cipher, data }) {
  if (!isObject(kdf) || !isObject(cipher) || typeof data !== "string") return false;
  if (kdf.name !== KDF.name || kdf.hash !== KDF.hash || cipher.name !== CIPHER) return false;
  if (!Number.isInteger(kdf.iterations) || Number(kdf.iterations) < FEWEST || Number(kdf.iterations) > MOST) return false;
  return [kdf.salt, cipher.iv].every((text) => typeof text === "string" && /^[A-Za-z0-9+/]{16,64}={0,2}$/.test(text));
}

/** @param {string} passphrase @param {Uint8Array<ArrayBuffer>} salt @param {number} iterations */
async function keyOf(passphrase, salt, iterations) {
  // Two keyboards may write one and the same letter in two ways.
  const typed = new TextEncoder().encode(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", typed, KDF.name, false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ ...KDF, salt, iterations }, base, { name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
}

// The head is readable without the passphrase, and locked against change along with the rest.
/** @param {Record<string, any>} sealed */
function stamp({ format, version, handbook, kdf, cipher }) {
  const fields = [format, version, handbook, kdf.name, kdf.hash, kdf.iterations, kdf.salt, cipher.name, cipher.iv];
  return new TextEncoder().encode(JSON.stringify(fields));
}

/** @param {Uint8Array} bytes */
function encode(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function decode(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}
