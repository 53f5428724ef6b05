"""Joining what the browser loads: the same statements in fewer files, or a fault that names the line."""

import sys

import pytest

from tests.sites import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from modules import Modules


def _write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return Modules(folder)


def test_a_module_comes_after_what_it_imports(tmp_path):
    """Whatever the order in which modules name each other, each stands once and after what it needs."""
    modules = _write(
        tmp_path,
        first='import { b as other } from "./second.js";\nimport { c } from "./third.js";\nconsole.log(other, c);\n',
        second='import { c } from "./third.js";\nexport const b = c + 1;\n',
        third="export const c = 1;\n",
    )
    joined = modules.joined("first.js")
    assert list(joined) == ["first.js"]
    text = joined["first.js"]
    assert text.index("$third=") < text.index("$second=") < text.index("$first=")
    assert text.count("$third=(") == 1


def test_what_is_loaded_later_shares_the_first_files_modules(tmp_path):
    """A part that is loaded later gets the very modules that the page has, so that there is one store and not two."""
    modules = _write(
        tmp_path,
        first='import { store } from "./store.js";\nstore();\nexport function go() { return import("./part.js"); }\n',
        store="let kept = 0;\nexport function store() { kept += 1; return kept; }\n",
        part='import { store } from "./store.js";\nimport { own } from "./own.js";\nexport const seen = store() + own;\n',
        own="export const own = 5;\n",
    )
    joined = modules.joined("first.js")
    assert sorted(joined) == ["first.js", "part.js"]
    assert "kept" not in joined["part.js"]
    assert 'from"./first.js"' in joined["part.js"]
    assert "export const" in joined["part.js"]


@pytest.mark.parametrize("line", ["export default 1;", 'import all from "./a.js";', "export let a = 1;", 'import "./a.js";'])
def test_a_statement_that_cannot_be_joined_is_named(tmp_path, line):
    """Who imports or exports in another way is told the file, the line and what to do, and no broken script is written."""
    modules = _write(tmp_path, first=f"\n\n{line}\n")
    with pytest.raises(ValueError, match=r"first\.js:3: .* by name"):
        modules.joined("first.js")


def test_an_import_in_a_comment_is_no_import(tmp_path):
    """A type that a comment names is not loaded."""
    modules = _write(tmp_path, first='/** @param {import("./types.js").Type} thing */\nexport const a = 1;\n// import { x } from "./x.js";\n')
    assert list(modules.joined("first.js")) == ["first.js"]
