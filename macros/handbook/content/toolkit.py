"""Rules for behaviours and for the templates of the toolkit; nothing about HTML."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handbook.content.base import Named, Short, Text, wording_hash

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]


class Behaviour(Named):
    """What can be seen of a leader, with anchors for the levels 0 to 4.

    Anchored scales follow Smith and Kendall (1963).
    """

    title: Short
    anchors: Annotated[list[Text], Field(min_length=5, max_length=5)]

    @property
    def rev(self) -> str:
        """Wording hash of the title and the anchors: a rating means both."""
        return wording_hash(self.title, *self.anchors)


class Blank(Named):
    """A field of a template, with help and with what a good answer looks like."""

    label: Short
    help: Text
    example: Text

    @property
    def rev(self) -> str:
        """Wording hash of what the field asks for."""
        return wording_hash(self.label, self.help)


class Template(Named):
    """A sheet to fill in; it has a page of its own under ``toolkit/``."""

    slug: Slug
    title: Short
    use: Text
    avoid: Text
    example_of: Text
    fields: Annotated[list[Blank], Field(min_length=5, max_length=13)]
