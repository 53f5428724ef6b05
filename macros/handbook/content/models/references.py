"""Models of front matter, cited sources and the glossary."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints, model_validator

from handbook.content.models.base import Asked, Key, Part, Short, Text, Word, one_or_many

Section = Literal["opening", "shifting-perspective", "driving-impact", "collaborative-leadership", "after-the-series", "team"]
SECTIONS: tuple[str, ...] = get_args(Section)  # in reading order; "team" is for a fork's own chapters

Seen = Literal["abstract", "document", "second-hand"]

Address = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+/)+$")]


def _nothing(value: str) -> str:
    if value:
        raise ValueError("is for field notes|Move the page to docs/field-notes/, or remove the line.")
    return value


class ChapterMeta(Part):
    """Front matter of a chapter; keys of the theme are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: Short
    description: Text
    deepens: Annotated[str, AfterValidator(_nothing)] = ""
    part: Annotated[str, StringConstraints(pattern=r"^\d*$")] = ""
    section: Section
    summary: Short | None = None
    outcomes: Annotated[list[Short], Field(min_length=2, max_length=4)]
    next_reason: Text | None = None
    place: Annotated[int, Field(ge=1, le=9999)] | None = None
    was: Annotated[list[Address], BeforeValidator(one_or_many)] = []
    lang: Annotated[str, StringConstraints(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")] = ""

    @property
    def order(self) -> tuple[int, int]:
        """Sort key for reading order: the section, then the part; chapters without a part come last in their section."""
        return SECTIONS.index(self.section), int(self.part) if self.part else 0 if self.section == "opening" else 99

    @property
    def short_title(self) -> str:
        """The title up to its first colon, such as "Introduction"."""
        return self.title.partition(": ")[0]

    @property
    def old_slugs(self) -> list[str]:
        """The former slugs of this chapter."""
        return [old.strip("/").rpartition("/")[2] for old in self.was if "chapters/" in old or "field-notes/" in old]


class FieldNoteMeta(ChapterMeta):
    """Front matter of a field note, with the slug of the chapter that it deepens; its section is that chapter's, and the loader fills it in."""

    deepens: Short
    section: Section = "team"
    outcomes: list[Short] = []

    @model_validator(mode="before")
    @classmethod
    def _not_a_chapter(cls, data: dict[str, object]) -> dict[str, object]:
        if found := [f"`{key}`" for key in ("part", "section", "outcomes", "next_reason", "summary") if key in data]:
            raise ValueError(f"has {' and '.join(found)}, as only a chapter has|Remove what is named. A field note has `title`, `description` and `deepens`.")
        return data


class Source(Part):
    """A cited work.

    ``seen`` says what of it was read: its abstract, the work or the passage
    itself, or only what others say of it; a fork's own works may leave it out.
    ``shows`` says what was measured on whom, or what the work argues;
    ``figures`` lists every number that the handbook quotes from it.
    ``grade`` is what forks wrote before there was ``seen``; it says nothing now.
    """

    authors: Short
    short: Short
    year: Annotated[int, Field(ge=1900, le=2100)]
    title: Text
    in_: Annotated[Text | None, Field(alias="in")] = None
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    seen: Seen | None = None
    grade: Literal["A", "B"] | None = None
    shows: Text
    figures: list[Text] = []

    @property
    def inline(self) -> str:
        """The citation for use inside brackets: ``Doe, 2020`` for ``Doe (2020)``."""
        return self.short.replace(f" ({self.year})", f", {self.year}")


class SeenSource(Source):
    """A work that the handbook itself cites: what was seen of it is said."""

    seen: Seen


class Sources(RootModel[dict[Key, SeenSource]]):
    """The file ``docs/sources.yml``: every cited work, once, by its key."""


class TeamSources(RootModel[dict[Key, Source]]):
    """The file ``docs/team/sources.yml``: works that a fork adds."""


def _few_words(value: object) -> object:
    """Return a text of at most 40 words, unchanged, or what is no text; else raise."""
    if isinstance(value, str) and len(value.split()) > 40:
        raise ValueError(f"has {len(value.split())} words, the limit is 40|Say it in one sentence.")
    return value


class Term(Part):
    """A word of the trade and its meaning in one sentence."""

    term: Short
    means: Annotated[Text, BeforeValidator(_few_words)]
    asked: Asked | None = None


class Glossary(RootModel[dict[Word, Term]]):
    """The file ``docs/glossary.yml``: the words of the trade, by their keys."""
