"""Models of a chapter's practice: the rules for its data, independent of files and HTML.

The limits follow Gawande, *The Checklist Manifesto* (2009), and the other
sources cited on the guide's page about the design of the practice.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from handbook.content.models.base import Findable, Id, Key, Named, Paragraphs, Part, Short, Slug, Text, wording_hash


class Behaviour(Findable):
    """An observable behaviour of a leader, with anchors for the levels 0 to 4.

    Anchored scales follow Smith and Kendall (1963).
    """

    title: Short
    anchors: Annotated[list[Text], Field(min_length=5, max_length=5)]

    @property
    def rev(self) -> str:
        """Wording hash of the title and the anchors, since a rating refers to both."""
        return wording_hash(self.title, *self.anchors)


class Blank(Named):
    """A field of a template, with help and an example of a good answer."""

    label: Short
    help: Text
    example: Text
    # What a reader writes here is one line of a role, a piece of evidence, who saw it, or what they will do next.
    asks: Literal["expectation", "evidence", "witness", "plan"] | None = None

    @property
    def rev(self) -> str:
        """Wording hash of the label and the help."""
        return wording_hash(self.label, self.help)


class Template(Findable):
    """A sheet to fill in, with its own page under ``toolkit/``."""

    slug: Slug
    title: Short
    use: Text
    avoid: Text
    example_of: Text
    fields: Annotated[list[Blank], Field(min_length=5, max_length=13)]


LONGEST_ITEM = 20  # words


def _item(value: str) -> str:
    words = len(value.split())
    if words > LONGEST_ITEM:
        raise ValueError(f"has {words} words, the limit is {LONGEST_ITEM}|Keep to one act, and move the rest to `why`.")
    if not value.endswith("."):
        raise ValueError("does not end with a full stop|End it with a full stop.")
    return value


def _question(value: str) -> str:
    if not value.endswith("?"):
        raise ValueError("does not end with a question mark|Ask an open question.")
    return value


def _phrase(value: str) -> str:
    if value.endswith("."):
        raise ValueError("ends with a full stop|Remove the full stop: the text completes a sentence.")
    return value


RESULT = "{result}"  # where a reader's own words come


def _opening(value: str) -> str:
    if value.count(RESULT) != 1:
        raise ValueError(f"does not have {RESULT} once|Write {RESULT} where the reader's own result comes.")
    return value


class FollowUp(Part):
    """What a reader could say next in a 1:1, and the slug of the chapter that goes deeper."""

    say: Text
    chapter: Slug


class FirstLine(Part):
    """What makes an exercise of a checklist: a prompt before it, and after it the first line for a 1:1, put together from the answers.

    ``result`` and ``line`` are the ids of two of the chapter's prompts: which
    result is weighed, and how the reader would say the line. ``none``, ``some``
    and ``all`` tell what it means if so many are ticked.
    """

    lead: Text
    result: Id
    line: Id
    opens: Annotated[Text, AfterValidator(_opening)]
    none: Text
    some: Text
    all: Text
    ask: FollowUp  # where everything is ticked


class Item(Named):
    """One observable act on a checklist; ``missing`` is what to ask where it's not ticked, for a checklist with a first line."""

    text: Annotated[Text, AfterValidator(_item)]
    why: Text
    evidence: Text
    cite: list[Key] = []
    missing: FollowUp | None = None

    @property
    def rev(self) -> str:
        """Wording hash of the text that a reader ticks."""
        return wording_hash(self.text)


FEWEST_ITEMS = 5


class Checklist(Findable):
    """Five to nine items at one pause point, or three for a first line; ``every: week`` makes it return on the reader's day of the week."""

    pause: Short
    kind: Literal["do-confirm", "read-do"]
    shows: Id | None = None  # the behaviour for which a tick of it is evidence
    every: Literal["week"] | None = None
    first_line: FirstLine | None = None
    items: Annotated[list[Item], Field(min_length=3, max_length=9)]

    @model_validator(mode="after")
    def _enough_items(self) -> "Checklist":
        if len(self.items) < FEWEST_ITEMS and not self.first_line:
            raise ValueError(f"has {len(self.items)} items, at least {FEWEST_ITEMS} are needed|Add some.")
        return self


class Prompt(Findable):
    """An open question on the reader's own recent work."""

    text: Annotated[Text, AfterValidator(_question)]
    help: Text | None = None

    @property
    def rev(self) -> str:
        """Wording hash of the question."""
        return wording_hash(self.text)


class Plan(Findable):
    """One plan of the form "When …, I will …", with an example."""

    intro: Text
    when: Annotated[Text, AfterValidator(_phrase)]
    then: Annotated[Text, AfterValidator(_phrase)]

    @property
    def rev(self) -> str:
        """Wording hash of the introduction."""
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
    """One of the choices in a scenario."""

    text: Text
    consequence: Text

    @property
    def rev(self) -> str:
        """Wording hash of the option."""
        return wording_hash(self.text)


class Scenario(Findable):
    """A fictional decision with three options, each with its cost, and no score."""

    title: Short
    setting: Paragraphs
    question: Annotated[Text, AfterValidator(_question)]
    options: Annotated[list[Option], Field(min_length=3, max_length=3)]
    debrief: Text


class Retired(Part):
    """A removed id with its last wording, so that old answers keep their meaning."""

    id: Id
    said: Text
    on: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
    why: Text


# Minutes for one of each: our estimate, for the line at the top of a chapter.
ITEM, QUESTION, RECALLED, CHOICE, PLAN = 1, 5, 2, 5, 3


class Practice(Part):
    """The practice of one chapter, as its YAML file has it."""

    checklists: Annotated[list[Checklist], Field(max_length=6)] = []
    prompts: Annotated[list[Prompt], Field(max_length=6)] = []
    plan: Plan | None = None
    recall: Recall | None = None
    recall_later: Annotated[list[Question], Field(max_length=3)] = []  # on this chapter itself, where no later one asks about it
    scenario: Scenario | None = None
    behaviours: Annotated[list[Behaviour], Field(max_length=2)] = []
    templates: list[Template] = []
    retired: list[Retired] = []

    @property
    def first_lines(self) -> list[FirstLine]:
        """What makes exercises of checklists."""
        return [checklist.first_line for checklist in self.checklists if checklist.first_line]

    @property
    def minutes(self) -> int:
        """How long it takes to go through all of it once, without the sheets, in steps of five minutes."""
        recalled = len(self.recall.questions) if self.recall else 0
        items = sum(len(checklist.items) for checklist in self.checklists)
        whole = items * ITEM + len(self.prompts) * QUESTION + recalled * RECALLED + bool(self.scenario) * CHOICE + bool(self.plan) * PLAN
        return 5 * round(whole / 5)


class ShortChecklist(Checklist):
    """The checklist of a field note, which waits for its situation."""

    every: None = None
    items: Annotated[list[Item], Field(min_length=5, max_length=6)]


class FieldNotePractice(Practice):
    """The practice of one field note: a checklist or three prompts, and nothing that takes longer or comes back by itself."""

    checklists: Annotated[list[ShortChecklist], Field(max_length=1)] = []  # type: ignore[assignment]
    prompts: Annotated[list[Prompt], Field(min_length=3, max_length=3)] = []
    plan: None = None
    recall: None = None
    recall_later: Annotated[list[Question], Field(max_length=0)] = []
    scenario: None = None
    behaviours: Annotated[list[Behaviour], Field(max_length=0)] = []
    templates: Annotated[list[Template], Field(max_length=0)] = []

    @model_validator(mode="after")
    def _one_of_two(self) -> "FieldNotePractice":
        if bool(self.checklists) == bool(self.prompts):
            held = "both a checklist and prompts" if self.checklists else "neither a checklist nor prompts"
            raise ValueError(f"has {held}|A field note has one checklist of five or six items, or three prompts.")
        return self
