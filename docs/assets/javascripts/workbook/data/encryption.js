/**
 * Encrypts a backup with a passphrase: PBKDF2 derives the key, AES-GCM encrypts. The number of iterations is OWASP's for
 * PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet, 2023 and later); each file states its own, so that it can be raised.
 */

import { isObject } from "../../store/document.js";

const ITERATIONS = 600_000;
// Limits for files: fewer iterations protect nothing, more would block the page.
const [MIN_ITERATIONS, MAX_ITERATIONS] = [100_000, 5_000_000];
const KDF = { name: "PBKDF2", hash: "SHA-256" };
const CIPHER = "AES-GCM";

/** Tells whether the browser can encrypt here; it offers that in secure contexts only. */
export function canEncrypt() {
  return globalThis.crypto?.subtle !== undefined;
}

/**
 * Encrypts a text; returns the text of a file.
 *
 * @param {string} text
 * @param {string} handbook
 * @param {string} passphrase
 */
export async function encrypt(text, handbook, passphrase) {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const header = {
    format: "handbook-sealed",
    version: 1,
    handbook,
    kdf: { ...KDF, iterations: ITERATIONS, salt: toBase64(salt) },
    cipher: { name: CIPHER, iv: toBase64(iv) },
  };
  const key = await deriveKey(passphrase, salt, ITERATIONS);
  const data = await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData: authenticatedData(header) }, key, new TextEncoder().encode(text));
  return JSON.stringify({ ...header, data: toBase64(new Uint8Array(data)) }, null, 2);
}

/**
 * Decrypts a file; null if the passphrase is wrong or the file was changed, which can't be told apart.
 *
 * @param {Record<string, any>} encrypted A file that `isSupported` accepts.
 * @param {string} passphrase
 * @returns {Promise<string | null>}
 */
export async function decrypt(encrypted, passphrase) {
  try {
    const [salt, iv, data] = [encrypted.kdf.salt, encrypted.cipher.iv, encrypted.data].map(fromBase64);
    const key = await deriveKey(passphrase, salt, encrypted.kdf.iterations);
    const text = await crypto.subtle.decrypt({ name: CIPHER, iv, additionalData: authenticatedData(encrypted) }, key, data);
    return new TextDecoder().decode(text);
  } catch {
    return null;
  }
}

/** Tells whether a file uses the algorithms and limits of this version. @param {Record<string, any>} encrypted */
export function isSupported({ kdf, cipher, data }) {
  if (!isObject(kdf) || !isObject(cipher) || typeof data !== "string") return false;
  if (kdf.name !== KDF.name || kdf.hash !== KDF.hash || cipher.name !== CIPHER) return false;
  if (!Number.isInteger(kdf.iterations) || Number(kdf.iterations) < MIN_ITERATIONS || Number(kdf.iterations) > MAX_ITERATIONS) return false;
  return [kdf.salt, cipher.iv].every((text) => typeof text === "string" && /^[A-Za-z0-9+/]{16,64}={0,2}$/.test(text));
}

/** @param {string} passphrase @param {Uint8Array<ArrayBuffer>} salt @param {number} iterations */
async function deriveKey(passphrase, salt, iterations) {
  // Keyboards may produce the same letter as different sequences of code points.
  const bytes = new TextEncoder().encode(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", bytes, KDF.name, false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ ...KDF, salt, iterations }, base, { name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
}

// The header can be read without the passphrase, but not changed: it is authenticated along with the text.
/** @param {Record<string, any>} sealed */
function authenticatedData({ format, version, handbook, kdf, cipher }) {
  const fields = [format, version, handbook, kdf.name, kdf.hash, kdf.iterations, kdf.salt, cipher.name, cipher.iv];
  return new TextEncoder().encode(JSON.stringify(fields));
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
