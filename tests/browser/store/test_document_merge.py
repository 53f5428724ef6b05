"""Documents that meet: whatever the order, the same answers stand."""

from playwright.sync_api import Page

# Documents with few ids and few moments, so that they collide; some entries are broken on purpose.
LAWS = """async (base) => {
  const { merge, serialise, parse, contains } = await import(base + 'assets/javascripts/store/document.js');
  let seed = 20261122;
  const random = (n) => { seed = (seed * 1664525 + 1013904223) % 4294967296; return Math.floor(seed / 4294967296 * n); };
  const pick = (list) => list[random(list.length)];
  const ids = ['a-b', 'c-d', 'e-f', 'g-h', '__proto__', 'constructor', 'toString', '1'];
  const moments = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-01-01T01:00:00.000+01:00', '', 'yesterday', undefined];
  const entry = () => random(9) === 0 ? pick([null, 5, [], {}, 'text']) : {
    value: pick([true, false, '', 'x', 'y', {}]), at: pick(moments), rev: pick(['1', '2']),
    ...(random(3) ? {} : {mood: pick(['glad', {b: 1, a: 2}, {a: 2, b: 1}])}),
  };
  const make = () => parse(JSON.stringify({
    format: 'handbook-notes', version: 1, handbook: 'h', ...(random(3) ? {} : {note: random(4)}),
    ...(random(3) ? {} : {replaced: pick(moments.slice(0, 2)) + pick([' a', ' b'])}),
    entries: Object.fromEntries(Array.from({length: random(7)}, () => [pick(ids), entry()])),
  }), 'h').notes;
  const sorted = (_, part) => part && typeof part === 'object' && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a < b ? -1 : 1)) : part;
  const plain = (notes) => JSON.stringify(JSON.parse(serialise(notes)), sorted);
  const faults = [];
  let collisions = 0;
  for (let n = 0; n < 200; n += 1) {
    const [a, b, c] = [make(), make(), make()];
    const ab = merge(a, b);
    collisions += a.entries.size + b.entries.size - ab.entries.size;
    const same = (law, one, two) => { if (plain(one) !== plain(two)) faults.push([law, plain(a), plain(b), plain(c), plain(one), plain(two)]); };
    same('either order', ab, merge(b, a));
    same('any grouping', merge(ab, c), merge(a, merge(b, c)));
    same('with itself', merge(a, a), a);
    same('again', merge(ab, b), ab);
    same('written and read', parse(serialise(a), 'h').notes, a);
    if (!contains(ab, a) || !contains(ab, b)) faults.push(['contains', plain(a), plain(b)]);
    // What one document erased, the other does not bring back; all else stays.
    const erased = a.head.replaced !== b.head.replaced;
    for (const id of [...a.entries.keys(), ...b.entries.keys()]) if (!ab.entries.has(id) && !erased) faults.push(['lost', id]);
  }
  return {faults: faults.slice(0, 3), collisions};
}"""


def test_documents_may_meet_in_any_order(page: Page, site: str) -> None:
    """Two tabs, an import and an old backup give the same answers in whatever order they meet, and none is lost."""
    page.goto(site + "404.html")
    found = page.evaluate(LAWS, site)
    assert found["faults"] == []
    assert found["collisions"] > 100


def test_the_later_answer_stands(page: Page, site: str) -> None:
    """Of two answers the later one stands; of two at the same moment, the one that says something."""
    page.goto(site + "404.html")
    values = page.evaluate(
        """async (base) => {
          const { newest } = await import(base + 'assets/javascripts/store/document.js');
          const at = (value, at) => ({value, at});
          const [one, two] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z'];
          return [
            newest(at('old', one), at('new', two)), newest(at('', two), at('old', one)), newest(at(true, one), at('', one)),
            newest(at('', one), at('kept', one)), newest({value: {}, at: two}, at('kept', one)), newest(at('kept', one), at('lost', 'soon')),
          ].map((entry) => entry.value);
        }""",
        site,
    )
    assert values == ["new", "", True, "kept", "kept", "kept"]
