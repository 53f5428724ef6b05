"""Words as the search reads them: the build and the scripts split and fold a text alike, in every script."""

import pytest

from handbook.content.models.search_terms import words_in
from tests.support.deno import Script

WORDS = [
    ("Łódź, Ærø and Þór", ["lodz", "aero", "and", "thor"]),
    ("Århus Aarhus Arhus", ["arhus", "arhus", "arhus"]),
    ("1:1, 1-1, 1on1 and 1–2", ["1:1", "1:1", "1:1", "and", "1", "2"]),
    ("C++ before C#, in .NET; C. the net", ["c++", "before", "c#", "in", ".net", "c", "the", "net"]),
    ("Café’s Straße, don’t", ["cafe", "strasse", "dont"]),
    ("産品经理 OKR目標", ["産品", "品经", "经理", "okr", "目標"]),
    ("フィードバック ガ", ["フィ", "ィー", "ード", "ドバ", "バッ", "ック", "ガ"]),
    ("피드백을", ["피드", "드백", "백을"]),
    ("ผู้จัดการ", ["ผู", "ู้", "้จ", "จั", "ัด", "ดก", "กา", "าร"]),
    ("हिन्दी शब्द", ["हिन्दी", "शब्द"]),
    ("İstanbul ISI", ["istanbul", "isi"]),
    ("עִבְרִית كِتَاب", ["עברית", "كتاب"]),
    ("stake\u00adholder \u200fROI\u200e mi\u200bd\u2060dle\ufeff nai\u0308ve", ["stakeholder", "roi", "middle", "naive"]),
    ("القيادة والفريق للمدير مدير الراتب والد على", ["قياده", "فريق", "مدير", "مدير", "راتب", "والد", "علي"]),
]


@pytest.mark.parametrize(("text", "words"), WORDS, ids=[text for text, _ in WORDS])
def test_words_of_every_script(text: str, words: list[str]) -> None:
    """Letters that no accent explains have a plain form, names of languages keep their signs, and scripts without spaces are pairs."""
    assert words_in(text) == words


def test_the_scripts_read_the_same_words() -> None:
    """A browser splits and folds a query as the build does a page, or nothing would be found."""
    with Script("value.map(wordsIn)", {"search/text.js": "wordsIn"}) as read:
        assert read([text for text, _ in WORDS]) == [words for _, words in WORDS]
