/** A link that asks for a rating, which may come from anywhere. */

import assert from "node:assert/strict";
import { formatRequest, parseRequest } from "../../docs/assets/javascripts/workbook/assessment/rating-request.js";

const BEHAVIOURS = ["walk-in-step", "look-where-it-goes"].map((id) => ({ id, was: [`${id}-once`], title: id, rev: "", anchors: [] }));

Deno.test("A link says who asks and about which behaviours, and nothing else; if it's about all, it names none.", () => {
  const request = { about: "S. J. & Söhne", only: ["look-where-it-goes"] };
  assert.deepEqual(parseRequest(formatRequest(request), BEHAVIOURS), request);
  assert.equal(formatRequest({ about: "SJ", only: [] }), "#rate=SJ");
  assert.equal(formatRequest({ about: "Ana R.", only: [] }), "#rate=Ana+R%2E"); // mail programs leave a full stop at the end out of a link
  assert.equal(formatRequest(request), "#rate=S.+J.+%26+S%C3%B6hne&only=look-where-it-goes");
});

Deno.test("Of a link from elsewhere only a short name and known ids are taken.", () => {
  const parse = (hash) => parseRequest(hash, BEHAVIOURS);
  assert.deepEqual(parse("#rate=SJ&only=look-where-it-goes-once.constructor.done&role=manager"), { about: "SJ", only: ["look-where-it-goes"] });
  assert.deepEqual(parse("#rate=SJ&only=no-such-thing"), { about: "SJ", only: [] });
  assert.equal(parse(`#rate=${"x".repeat(500)}`)?.about.length, 80);
  assert.equal(parse("#rate=A%0AB%E2%80%AE")?.about, "A B");
  for (const hash of ["", "#rate=", "#rate=%20%00", "#only=walk-in-step", `#rate=SJ&only=${"a.".repeat(3000)}`, "#why-one-at-a-time"]) assert.equal(parse(hash), null, hash);
});
