"""Rules that look at more than one file: ids, citations, and calls on pages."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from handbook.faults import Fault, HandbookFaults, nearest
from handbook.library import Chapter, Library
from handbook.load import Document, Where, dotted
from handbook.pages import Call, Page, read_page

# What the macros plugin and Jinja itself offer on a page, beside our macros.
PLUGIN_NAMES = set("config page environment navigation files git plugin macros filters context macros_info now fix_url extra".split())
JINJA_NAMES = set("range dict lipsum cycler joiner namespace loop self super caller varargs kwargs true false none True False None".split())
_INDENTED = re.compile(r"^[\s>*+\-\d.]+\{\{\s*(checklist|prompts|plan|recall|scenario|figure|opening|sources)\(")
FOR_CHAPTERS = {"opening", "prompts", "plan", "recall", "scenario", "sources"}


def cross_faults(library: Library) -> list[Fault]:
    """Return the faults between files: ids, citations, and what recall is about.

    It looks at the data as typed, so that a fault elsewhere in a file does
    not hide these: an author wants to hear everything at once.
    """
    found = list(_id_faults(library.documents))
    for document in library.documents:
        found += _reference_faults(library, document)
    return found


def _walk(data: object, where: Where = ()) -> Iterator[tuple[Where, dict[str, object]]]:
    """Yield every mapping in ``data`` with its path."""
    if isinstance(data, dict):
        yield where, data
        for key, value in data.items():
            yield from _walk(value, (*where, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _walk(value, (*where, number))


def _id_faults(documents: list[Document]) -> Iterator[Fault]:
    parts = [(document, where, data) for document in documents for where, data in _walk(document.data) if isinstance(data.get("id"), str)]
    retired = {data["id"] for _, where, data in parts if where[0] == "retired"}
    seen: dict[object, str] = {}
    heirs: dict[object, object] = {}
    for document, where, data in parts:
        id, line = data["id"], document.line((*where, "id"))
        if id in seen:
            yield Fault(
                document.file,
                line,
                dotted((*where, "id")),
                f'"{id}" stands at {seen[id]} already',
                "Give one of the two another id; an id is unique in the whole handbook.",
            )
        elif id in retired and where[0] != "retired":
            yield Fault(
                document.file, line, dotted((*where, "id")), f'"{id}" is retired and may not come back', "Choose a new id: old answers hang on the old one."
            )
        seen.setdefault(id, f"{document.file}:{line}")
    for document, where, data in parts:
        was = data.get("was", [])
        for old in was if isinstance(was, list) else [was]:
            line, key = document.line((*where, "was")), dotted((*where, "was"))
            if old in seen:
                yield Fault(document.file, line, key, f'"{old}" is still in use at {seen[old]}', "Only an id that is gone can be named in `was:`.")
            elif heirs.setdefault(old, data["id"]) != data["id"]:
                yield Fault(document.file, line, key, f'"{old}" is named by "{heirs[old]}" too', "One old id can have one heir only.")


def _reference_faults(library: Library, document: Document) -> Iterator[Fault]:
    known = library.sources
    for where, data in _walk(document.data):
        cited = data.get("cite", [])
        for key in cited if known and isinstance(cited, list) else []:
            if key not in known:
                yield Fault(
                    document.file, document.line((*where, "cite")), dotted((*where, "cite")), f'"{key}" is not in docs/sources.yml', nearest(str(key), known)
                )
    recall = document.data.get("recall")
    about = recall.get("about") if isinstance(recall, dict) else None
    slugs = {path.stem for path in (library.docs / "chapters").glob("*.md")}
    if isinstance(about, str) and about not in slugs:
        yield Fault(document.file, document.line(("recall", "about")), "recall.about", f'"{about}" is no chapter', nearest(about, slugs))


def page_faults(library: Library, macros: Mapping[str, Callable[..., str]], extra: Iterable[str] = ()) -> list[Fault]:
    """Return the faults in the macro calls of every page under the docs folder.

    Args:
        library: Everything that could be read.
        macros: Our macros by name, as methods.
        extra: Further names that the project's configuration defines.
    """
    faults: list[Fault] = []
    known = {*macros, *extra, *PLUGIN_NAMES, *JINJA_NAMES}
    by_file = {chapter.page.file: chapter for chapter in library.chapters.values()}
    for path in sorted(library.docs.rglob("*.md")):
        try:
            page = read_page(path, library.root)
        except HandbookFaults as error:
            faults.extend(error.faults)
            continue
        for name, line in page.names.items():
            if name not in known:
                faults.append(Fault(page.file, line, name, "is no macro or variable", nearest(name, set(macros))))
        for call in page.calls:
            if call.name in macros:
                faults += _argument_faults(page, call, inspect.signature(macros[call.name]))
        if not library.faults:  # a name that is missing may stand in a file that could not be read
            for call in page.calls:
                faults += _call_faults(library, page, by_file.get(page.file), call)
        faults += [*_layout_faults(page), *_term_faults(page)]
    return faults


def _argument_faults(page: Page, call: Call, wanted: inspect.Signature) -> Iterator[Fault]:
    try:
        wanted.bind(None, *call.args, **dict.fromkeys(call.named))
    except TypeError as error:
        pattern = str(wanted).replace("self, ", "").partition(" ->")[0]
        yield Fault(page.file, call.line, call.name, f"is called wrongly: {error}", f"Write it as {call.name}{pattern}.")


def _call_faults(library: Library, page: Page, chapter: Chapter | None, call: Call) -> Iterable[Fault]:
    args = [arg for arg in call.args if arg is not None]

    def fault(name: object, what: str, known: Iterable[str]) -> Fault:
        return Fault(page.file, call.line, call.name, f'"{name}" {what}', nearest(str(name), known))

    if call.name in FOR_CHAPTERS and chapter is None:
        yield Fault(page.file, call.line, call.name, "stands on a page that is no chapter", "Move it to a page under docs/chapters/.")
    elif call.name == "checklist":
        ids = [entry.id for other in library.chapters.values() for entry in other.practice.checklists]
        yield from (fault(arg, "is no checklist", ids) for arg in args[:1] if arg not in ids)
    elif call.name == "prompts" and chapter:
        ids = [prompt.id for prompt in chapter.practice.prompts]
        yield from (fault(arg, "is no prompt of this chapter", ids) for arg in args or [""] if arg not in ids and (args or not ids))
    elif call.name in ("plan", "recall", "scenario") and chapter and getattr(chapter.practice, call.name) is None:
        yield Fault(page.file, call.line, call.name, "is not in the chapter's YAML file", f"Add `{call.name}:` to {chapter.slug}.yml, or remove the call.")
    elif call.name == "cite":
        yield from (fault(arg, "is not in docs/sources.yml", library.sources) for arg in args if arg not in library.sources)
    elif call.name == "term":
        yield from (fault(arg, "is not in docs/glossary.yml", library.terms) for arg in args[:1] if arg not in library.terms)
    elif call.name == "figure":
        figures = {path.stem for path in (library.docs / "assets" / "figures").glob("*.svg")}
        yield from (fault(arg, "is no figure under docs/assets/figures/", figures) for arg in args[:1] if arg not in figures)


def _layout_faults(page: Page) -> Iterable[Fault]:
    """A block inside a list item or quote is torn apart by Python-Markdown."""
    for number, line in enumerate(page.body.splitlines(), page.first):
        if _INDENTED.match(line):
            yield Fault(page.file, number, "", "has a block that is indented or inside a list", "Put the macro call at the start of a line of its own.")


def _term_faults(page: Page) -> Iterable[Fault]:
    """A term is explained where it first stands; a second time would repeat an id on the page."""
    seen: dict[object, int] = {}
    for call in page.calls:
        if call.name == "term" and call.args and seen.setdefault(call.args[0], call.line) != call.line:
            yield Fault(page.file, call.line, "term", f'"{call.args[0]}" is explained on line {seen[call.args[0]]} already', "Write the plain word here.")
