"""Models of ``docs/team/overlay.yml``: a fork's changes to the practice of upstream's chapters.

The overlay names parts by id, so it still applies after upstream moves them,
and a fork edits none of upstream's files.
"""

from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from handbook.content.models.base import FORK_FOLDER, Id, Ids, Named, Part, Word
from handbook.content.models.practice import Behaviour, Blank, Checklist, Item, Prompt, Retired, Template
from handbook.content.models.vocabulary import TeamTerms

FILE = f"{FORK_FOLDER}/overlay.yml"
# An id, or the slug of a chapter.
Target = Annotated[Word, StringConstraints(max_length=60)]
# The lists that a fork can add to: in a checklist, in a template, and in a chapter.
LISTS = ("items", "fields", "checklists", "prompts", "behaviours", "templates")


class Addition(Part):
    """New parts from a fork, and the checklist, template or chapter to which they are added."""

    to: Target
    after: Id | None = None
    before: Id | None = None
    items: list[Item] = []
    fields: list[Blank] = []
    checklists: list[Checklist] = []
    prompts: list[Prompt] = []
    behaviours: list[Behaviour] = []
    templates: list[Template] = []

    @model_validator(mode="after")
    def _one_place(self) -> "Addition":
        if self.after and self.before:
            raise ValueError("has both `after` and `before`|Keep one of the two.")
        if not any(getattr(self, name) for name in LISTS):
            raise ValueError(f"adds nothing|Add one of: {', '.join(f'`{name}:`' for name in LISTS)}.")
        return self


class Overlay(Part):
    """The file ``docs/team/overlay.yml``; every key is optional."""

    add: list[Addition] = []
    hide: Ids = []
    reword: dict[Id, Annotated[dict[str, Any], Field(min_length=1)]] = {}
    order: dict[Target, Annotated[list[Id], Field(min_length=1)]] = {}
    retired: list[Retired] = []
    terms: TeamTerms = TeamTerms()

    def added(self) -> list[Named]:
        """Return every part that the fork adds, with the items and the fields in it."""
        parts = [part for addition in self.add for name in LISTS for part in getattr(addition, name)]
        return [inner for part in parts for inner in (part, *getattr(part, "items", ()), *getattr(part, "fields", ()))]
