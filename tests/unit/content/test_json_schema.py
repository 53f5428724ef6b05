"""The JSON Schemas that editors read are those of the models, and the real files pass them."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from handbook.content import json_schema

ROOT = Path(__file__).parents[3]
DOCS = {
    "chapter": "chapters/*.yml",
    "field-note": "field-notes/*.yml",
    "sources": "sources.yml",
    "glossary": "glossary.yml",
    "vocabulary": "vocabulary.yml",
    "search": "search.yml",
    "sessions": "sessions.yml",
}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2, as editors and the loader do, in which `on` is a word and a date is text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith(":timestamp") and (first not in "oO" or not tag.endswith(":bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("name", json_schema.SCHEMAS)
def test_the_committed_schema_is_current(name):
    """What editors check against is what the build checks against."""
    committed = (json_schema.FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")

    assert committed == json_schema.text(name), "run `make sync`"


@pytest.mark.parametrize("name", DOCS)
def test_real_files_pass_the_schema_and_name_it(name):
    """Every YAML file is sound by its schema, and its first line tells editors which one."""
    rules = jsonschema.Draft202012Validator(json.loads(json_schema.text(name)))
    files = sorted((ROOT / "docs").glob(DOCS[name]))
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        first = text.splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.partition("=")[2]).resolve() == (json_schema.FOLDER / f"{name}.schema.json").resolve()
        data = yaml.load(text, EditorLoader)
        assert [error.message for error in rules.iter_errors(data)] == []
