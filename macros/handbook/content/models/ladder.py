"""Models of ``docs/team/ladder.yml``: what a team's career ladder expects, so that readers can make their case for it."""

from typing import Annotated

from pydantic import Field

from handbook.content.models.base import FORK_FOLDER, Id, Named, Part, Short, Text, wording_hash

FILE = f"{FORK_FOLDER}/ladder.yml"


class Expectation(Named):
    """One line of the ladder, to which readers put their evidence."""

    text: Text
    help: Text | None = None
    shows: Id | None = None  # the behaviour whose evidence is proposed for it

    @property
    def rev(self) -> str:
        """Wording hash of the line."""
        return wording_hash(self.text)


class Role(Part):
    """A role, and what it expects."""

    title: Short
    expectations: Annotated[list[Expectation], Field(min_length=1, max_length=40)]


class Ladder(Part):
    """The file ``docs/team/ladder.yml``: the roles of a team's ladder."""

    roles: list[Role] = []

    @property
    def expectations(self) -> list[Expectation]:
        """What all its roles expect."""
        return [expectation for role in self.roles for expectation in role.expectations]
