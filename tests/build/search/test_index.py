"""The index of the search in a built site: the same from both engines, and every place in it can be gone to."""

import re

from tests.support import search_client, sites


def _files(site):
    return {path.name: path.read_bytes() for path in (site / "search").iterdir()}


def test_both_engines_give_one_index():
    """What is found does not depend on the engine, and no index of an engine is left."""
    first, second = (sites.real_site(engine) for engine in sites.ENGINES)
    assert _files(first.folder) == _files(second.folder)
    assert not [path for site in (first, second) for path in [*site.folder.glob("search.json"), *site.folder.rglob("*search_index*")]]


def test_every_place_is_there(built):
    """Each place of the index is an element of its page; each checklist, question, plan and word of the glossary is one."""
    found = search_client.places(built.folder)
    pages = {}
    for place in found:
        page, _, anchor = place.address.partition("#")
        text = pages.setdefault(page, (built.folder / page / "index.html").read_text(encoding="utf-8"))
        assert not anchor or f'id="{anchor}"' in text, place.address
        assert place.title
    addresses = {place.address for place in found}
    wanted = r'<section class="hb-block hb-block--(?:checklist|plan|scenario|recall) handbook" id="([\w-]+)"|<hb-prompt class="hb-prompt handbook" id="([\w-]+)"|<dt class="hb-glossary__term" id="([\w-]+)"'
    for path in [*built.folder.glob("chapters/*/index.html"), *built.folder.glob("guide/glossary/index.html")]:
        page = path.parent.relative_to(built.folder).as_posix()
        ids = ["".join(groups) for groups in re.findall(wanted, path.read_text(encoding="utf-8"))]
        assert ids and [id for id in ids if f"{page}/#{id}" not in addresses] == []
