/** A copy locked with a passphrase, as data. What the page says about it is in tests/browser/workbook/test_encryption.py. */

import assert from "node:assert/strict";
import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { decrypt, encrypt, isSupported } from "../../docs/assets/javascripts/workbook/data/encryption.js";

const PASSPHRASE = "correct horse battery staple";
const NOTES = new URL("../fixtures/notes/", import.meta.url);
const read = (name) => JSON.parse(Deno.readTextFileSync(new URL(name, NOTES)));

Deno.test("A locked copy holds no word of the text, opens with its passphrase, and differs each time.", async () => {
  const [first, second] = (await Promise.all([encrypt("the train", "h", PASSPHRASE), encrypt("the train", "h", PASSPHRASE)])).map((text) => JSON.parse(text));
  assert.ok(!JSON.stringify(first).includes("train"));
  assert.equal(await decrypt(first, PASSPHRASE), "the train");
  const changing = ({ kdf, cipher, data }) => [kdf.salt, cipher.iv, data];
  assert.ok(changing(first).every((part) => !changing(second).includes(part)));
});

Deno.test("Another program opens the file with the standard methods that it names.", () => {
  const { format, version, handbook, kdf, cipher, data } = read("sealed-1.json");
  const key = pbkdf2Sync(PASSPHRASE, Buffer.from(kdf.salt, "base64"), kdf.iterations, 32, "sha256");
  const bytes = Buffer.from(data, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(cipher.iv, "base64"));
  decipher.setAAD(Buffer.from(JSON.stringify([format, version, handbook, kdf.name, kdf.hash, kdf.iterations, kdf.salt, cipher.name, cipher.iv])));
  decipher.setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString();
  assert.deepEqual(JSON.parse(text), read("version-1.json"));
});

for (const [what, change] of Object.entries({
  data: (file) => (file.data = `AAAA${file.data.slice(4)}`),
  salt: (file) => (file.kdf.salt = `AAAA${file.kdf.salt.slice(4)}`),
  iterations: (file) => (file.kdf.iterations = 100_000),
  handbook: (file) => (file.handbook = "another"),
})) {
  Deno.test(`A locked file whose ${what} was changed does not open.`, async () => {
    const file = read("sealed-1.json");
    change(file);
    assert.equal(await decrypt(file, PASSPHRASE), null);
  });
}

Deno.test("A letter with an accent opens the file from every keyboard.", async () => {
  assert.equal(await decrypt(JSON.parse(await encrypt("text", "h", "caf\u00e9 cr\u00e8me")), "cafe\u0301 cre\u0300me"), "text");
});

Deno.test("A file that asks for endless work, or for another method, is refused.", () => {
  const salt = "AAAAAAAAAAAAAAAAAAAAAA==";
  const hostile = [
    { kdf: null },
    { kdf: { name: "PBKDF2", hash: "SHA-256", iterations: 10 ** 12, salt } },
    { kdf: { name: "PBKDF2", hash: "SHA-256", iterations: 1, salt } },
    { kdf: { name: "PBKDF2", hash: "MD5", iterations: 600_000, salt } },
    { cipher: { name: "ROT13", iv: "AAAAAAAAAAAAAAAA" } },
    { data: 7 },
    { data: null },
  ];
  assert.ok(isSupported(read("sealed-1.json")));
  for (const fields of hostile) assert.ok(!isSupported({ ...read("sealed-1.json"), ...fields }), JSON.stringify(fields));
});
