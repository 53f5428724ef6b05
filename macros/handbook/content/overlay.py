"""What a fork does to the practice of the chapters: ``docs/team/overlay.yml``, as data.

Everything is named by id, so that it holds wherever upstream moves a thing, and
so that no file of upstream is edited.
"""

from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from handbook.content.models import FORK_FOLDER, Behaviour, Blank, Checklist, Id, Ids, Item, Named, Part, Prompt, Retired, Template
from handbook.content.vocabulary import TeamTerms

FILE = f"{FORK_FOLDER}/overlay.yml"
# An id, or the slug of a chapter.
Target = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
# The lists that can be added to: a checklist's and a template's own, and those of a chapter.
LISTS = ("items", "fields", "checklists", "prompts", "behaviours", "templates")


class Addition(Part):
    """Parts of a fork's own, and where they go: into a checklist, a template, or a chapter."""

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
    """The file ``docs/team/overlay.yml``; every key may be left out."""

    add: list[Addition] = []
    hide: Ids = []
    reword: dict[Id, Annotated[dict[str, Any], Field(min_length=1)]] = {}
    order: dict[Target, Annotated[list[Id], Field(min_length=1)]] = {}
    retired: list[Retired] = []
    terms: TeamTerms = TeamTerms()

    def added(self) -> list[Named]:
        """Return every part of the fork's own."""
        return [part for one in self.add for name in LISTS for part in getattr(one, name)]
