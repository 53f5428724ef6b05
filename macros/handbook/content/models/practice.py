"""Models of a chapter's practice: the rules for its data, independent of files and HTML.

The limits follow Gawande, *The Checklist Manifesto* (2009), and the other
sources cited on the guide's page about the design of the practice.
"""

import hashlib
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator


def _joined(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def one_or_many(value: object) -> object:
    """Return one text as a list of one, so that authors can leave out the brackets."""
    return [value] if isinstance(value, str) else value


FORK_PREFIX = "team-"  # every id of a fork starts with it, and none of upstream's does, so the two never clash
FORK_FOLDER = "team"  # below the docs folder: everything there belongs to the fork
FIELD_NOTES = "field-notes"  # the folder of the field notes, below the docs folder and below the fork's
# The words with which the ids of what isn't an author's begin in a reader's document (store/entry-kinds.js), as far as they
# could be an author's id; the others have no hyphen.
RESERVED = frozenset({"put-off"})


def _unreserved(value: str) -> str:
    if value in RESERVED:
        raise ValueError(f"`{value}` is the handbook's own: what a reader puts off begins with it|Add a word, such as `{value}-a-meeting`.")
    return value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$", max_length=60), AfterValidator(_unreserved)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]*$")]
Text = Annotated[str, BeforeValidator(_joined), StringConstraints(min_length=1, max_length=900)]
Short = Annotated[str, BeforeValidator(_joined), StringConstraints(min_length=1, max_length=160)]
Ids = Annotated[list[Id], BeforeValidator(one_or_many)]
Paragraphs = Annotated[list[Text], BeforeValidator(one_or_many), Field(min_length=1)]
MOST_WORDS_ASKED = 12


def _asked(value: str) -> str:
    if value != value.lower() or value.endswith("?"):
        raise ValueError(f"is not how people type it|Write it as `{value.lower().rstrip('? ')}`: in lower case, without a question mark.")
    if len(value.split()) > MOST_WORDS_ASKED:
        raise ValueError(f"has {len(value.split())} words, the limit is {MOST_WORDS_ASKED}|Keep the words that people would search for.")
    return value


def _once(values: list[str]) -> list[str]:
    if twice := next((value for value in values if values.count(value) > 1), ""):
        raise ValueError(f'has "{twice}" twice|Keep one of the two.')
    return values


# Ways in which people ask for something: the search weighs them like a title, and nobody sees them.
Asked = Annotated[list[Annotated[Short, AfterValidator(_asked)]], Field(min_length=1, max_length=20), AfterValidator(_once)]


@lru_cache(maxsize=65_536)  # called for each part, on each page that shows it
def wording_hash(*texts: str) -> str:
    """Return the wording hash of ``texts``: eight hexadecimal digits.

    White space does not count, so reflowing a file changes no hash.
    """
    plain = "\n".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


class Part(BaseModel):
    """Base of all models: immutable, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Part):
    """A part with an id, to which readers' answers refer."""

    id: Id
    was: Ids = []

    @property
    def from_fork(self) -> bool:
        """Whether a fork wrote this part."""
        return self.id.startswith(FORK_PREFIX)


class Findable(Named):
    """A part with an address of its own; ``asked`` has ways in which people ask for it."""

    asked: Asked | None = None


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]


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
