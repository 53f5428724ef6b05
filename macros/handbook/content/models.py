"""Every rule about the practice of a chapter; nothing about files or HTML.

The number rules follow Gawande, *The Checklist Manifesto* (2009), and the
other sources that the guide's page on the design of the practice cites.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from handbook.content.base import Id, Key, Named, Paragraphs, Part, Short, Text, wording_hash
from handbook.content.toolkit import Behaviour, Template

LONGEST_ITEM = 20  # words


def _item(value: str) -> str:
    words = len(value.split())
    if words > LONGEST_ITEM:
        raise ValueError(f"has {words} words, the limit is {LONGEST_ITEM}|Keep one act a line; move the rest to `why`.")
    if not value.endswith("."):
        raise ValueError("does not end with a full stop|End it with a full stop.")
    return value


def _question(value: str) -> str:
    if not value.endswith("?"):
        raise ValueError("does not end with a question mark|Ask an open question.")
    return value


def _phrase(value: str) -> str:
    if value.endswith("."):
        raise ValueError("ends with a full stop|It completes a sentence; leave the full stop out.")
    return value


class Item(Named):
    """One observable act on a checklist."""

    text: Annotated[Text, AfterValidator(_item)]
    why: Text
    evidence: Text
    cite: list[Key] = []

    @property
    def rev(self) -> str:
        """Wording hash of what a reader ticks."""
        return wording_hash(self.text)


class Checklist(Named):
    """Five to nine items at one pause point."""

    pause: Short
    kind: Literal["do-confirm", "read-do"]
    items: Annotated[list[Item], Field(min_length=5, max_length=9)]


class Prompt(Named):
    """An open question on the reader's own recent work."""

    text: Annotated[Text, AfterValidator(_question)]
    help: Text | None = None

    @property
    def rev(self) -> str:
        """Wording hash of the question."""
        return wording_hash(self.text)


class Plan(Named):
    """One plan of the form "When …, I will …", with an example."""

    intro: Text
    when: Annotated[Text, AfterValidator(_phrase)]
    then: Annotated[Text, AfterValidator(_phrase)]

    @property
    def rev(self) -> str:
        """Wording hash of what the plan is for."""
        return wording_hash(self.intro)


class Question(Named):
    """A question on an earlier chapter, and its answer."""

    question: Annotated[Text, AfterValidator(_question)]
    answer: Text

    @property
    def rev(self) -> str:
        """Wording hash of the question."""
        return wording_hash(self.question)


class Recall(Part):
    """Two or three questions on the chapter whose slug is ``about``."""

    about: str
    questions: Annotated[list[Question], Field(min_length=2, max_length=3)]


class Option(Named):
    """One way to go in a scenario."""

    text: Text
    consequence: Text

    @property
    def rev(self) -> str:
        """Wording hash of the option."""
        return wording_hash(self.text)


class Scenario(Named):
    """A fictional decision; three options, each with its cost, and no score."""

    title: Short
    setting: Paragraphs
    question: Annotated[Text, AfterValidator(_question)]
    options: Annotated[list[Option], Field(min_length=3, max_length=3)]
    debrief: Text


class Retired(Part):
    """An id that is gone, with what it said, so that old answers keep their meaning."""

    id: Id
    said: Text
    on: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
    why: Text


class Practice(Part):
    """The practice of one chapter: what its YAML file holds."""

    checklists: Annotated[list[Checklist], Field(max_length=6)] = []
    prompts: Annotated[list[Prompt], Field(max_length=5)] = []
    plan: Plan | None = None
    recall: Recall | None = None
    scenario: Scenario | None = None
    behaviours: Annotated[list[Behaviour], Field(max_length=2)] = []
    templates: list[Template] = []
    retired: list[Retired] = []
