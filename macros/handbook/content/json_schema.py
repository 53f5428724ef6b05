"""JSON Schemas of the YAML files, generated from the models, for editors."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from handbook.content.models.ladder import Ladder
from handbook.content.models.overlay import Overlay
from handbook.content.models.practice import FieldNotePractice, Practice
from handbook.content.models.references import Glossary, Sources
from handbook.content.models.search_terms import SearchTermsFile
from handbook.content.models.sessions import Sessions
from handbook.content.models.vocabulary import Vocabulary

FOLDER = Path(__file__).parents[1] / "schema"
SCHEMAS: dict[str, tuple[type[BaseModel], str]] = {
    "chapter": (Practice, "The practice of one chapter (docs/chapters/*.yml)"),
    "field-note": (FieldNotePractice, "The practice of one field note (docs/field-notes/*.yml)"),
    "sources": (Sources, "Every cited work, by its key (docs/sources.yml)"),
    "glossary": (Glossary, "The words of the trade (docs/glossary.yml)"),
    "vocabulary": (Vocabulary, "Words of the trade that a team may rename, with their forms (docs/vocabulary.yml)"),
    "search": (SearchTermsFile, "How people ask, by language (docs/search.yml, docs/team/search.yml)"),
    "sessions": (Sessions, "The sessions of a reading group (docs/sessions.yml)"),
    "overlay": (Overlay, "What a fork does differently (docs/team/overlay.yml)"),
    "ladder": (Ladder, "What a team's career ladder expects (docs/team/ladder.yml)"),
}


def text(name: str) -> str:
    """Return the text of ``schema/<name>.schema.json``, as it should be committed."""
    model, title = SCHEMAS[name]
    schema = model.model_json_schema(by_alias=True)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}
    _loosen(schema)
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _loosen(node: Any) -> None:
    """Allow one text where the models accept it as a list of one."""
    if isinstance(node, dict):
        for key in ("was", "setting"):
            field = node.get("properties", {}).get(key) if isinstance(node.get("properties"), dict) else None
            if field and field.get("type") == "array":
                items = field["items"]
                node["properties"][key] = {"anyOf": [items, {k: v for k, v in field.items() if k != "default"}]}
        for child in node.values():
            _loosen(child)
    elif isinstance(node, list):
        for child in node:
            _loosen(child)
