"""Questions as people type them, asked of the real index with the scripts of the search box: each has its answer among the first three."""

from collections import Counter
from typing import Any

import yaml

from tests.support import sites
from tests.support.deno import Script

SET = yaml.safe_load((sites.ROOT / "tests" / "fixtures" / "questions.yml").read_text(encoding="utf-8"))
ALL = [*SET["asked"], *SET["unseen"]]
SHARE = 0.95
# Gives the pieces of the index from the disk; each is a script that hands its data over by name.
ASK = """await Promise.all(value.questions.map(async (question) => (await search(question, async (name) => {
  const text = await Deno.readTextFile(`${value.folder}/search/${name}`);
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
})).results.map(({ address }) => address)))"""


def _answers(address: str, question: dict[str, Any]) -> bool:
    return any(address == wanted or ("#" not in wanted and address.partition("#")[0] == wanted) for wanted in question["find"])


def test_the_set_holds_what_people_type() -> None:
    """The set has enough questions of each kind, none twice, and some that were written when the search was done."""
    kinds = Counter(question.get("kind") for question in ALL)
    assert len(SET["asked"]) >= 80 and len(SET["unseen"]) >= 20
    assert kinds["misspelt"] >= 12 and min(kinds[kind] for kind in ("american", "plural", "slang")) >= 3 and kinds["british"] >= 1
    assert len({question["ask"] for question in ALL}) == len(ALL)


def test_questions_find_their_answers() -> None:
    """Of all questions, 95 in 100 have an answer in the first three results, and each of them finds something."""
    site = sites.real_site()  # the other engine has the same index: test_search_index.py
    with Script(ASK, {"search/index-client.js": "search"}) as asked:
        found = asked({"folder": str(site.folder), "questions": [question["ask"] for question in ALL]})
    assert [question["ask"] for question, places in zip(ALL, found, strict=True) if not places] == []
    missed = [(question["ask"], places[:3]) for question, places in zip(ALL, found, strict=True) if not any(_answers(place, question) for place in places[:3])]
    assert len(missed) <= len(ALL) * (1 - SHARE), missed
