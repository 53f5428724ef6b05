"""Names what a page's Markdown holds that is not supported here, so that nothing is shown raw or lost without a word.

A problem is what readers would see raw: the syntax of another tool, or a misspelt name. A warning is what the page is shown
without, or what looks otherwise than its author meant. Code is never looked at.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from handbook import icons
from handbook.content.library import Library
from handbook.content.markdown.details import readable_details
from handbook.content.markdown.markdown_code import TAB, blank, without_code
from handbook.content.markdown.pages import Page
from handbook.content.source.files import cached_by_mtime
from handbook.errors import Problem

TYPES = frozenset(
    "note abstract summary tldr info todo tip hint important success check done question help faq warning caution attention "
    "failure fail missing danger error bug example quote cite".split()
)
_BLOCKS = TYPES | set("admonition details tab caption figure-caption table-caption define html".split())
_OTHERS_TYPES = {"caution": "warning", "important": "important", "note": "note", "tip": "tip", "warning": "warning", "danger": "danger", "info": "info"}
_ELEMENTS = frozenset(
    "a abbr address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup data datalist dd del details "
    "dfn dialog div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li link "
    "main map mark math menu meta meter nav noscript ol optgroup option output p param picture pre progress q rp rt ruby s samp search section select small "
    "source span strike strong sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr "
    "circle defs ellipse g line path polygon polyline rect text tspan use script style embed object applet frame frameset".split()
)
_NOT_MARKDOWN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->", re.S)
_BLOCK_STARTS = frozenset(":>/!?")
_ICON = re.compile(r":(?<![\w:]:)([a-z]+-[\w-]+):(?!\w)")  # a literal first: then the search is ten times as fast
_EMOJI = re.compile(r":(?<![\w:/\\]:)([a-z][a-z0-9_+-]*):(?![\w:/`])")
_ITEM = re.compile(r"([ \t]*)(?:[*+-]|\d+[.)])[ \t]+\S")
# A line that is not the plain text of a paragraph.
NOT_PROSE = re.compile(r"\s*(?:#|>|\||[*+-][ \t]|\d+[.)][ \t]|!!!|\?\?\?|===|///|:[ \t]|\[\^|\*\[|<|\{|$)")
# The options that a fence with a language may have, each with its value in quotes; any other makes text of the fence.
OPTION = re.compile(r"\b(?:hl_lines|linenums|title)=(?:\"[^\"]*\"|'[^']*')")
_INFO = re.compile(r"[> \t]*(?:`{3,}|~{3,})[ \t]*[^\s`{]+[ \t]+([^`{]+)$")
_MARKED = re.compile(r"[> \t]*(?:`{3,}|~{3,})[^`{]*\{([\d,\s-]+)\}")  # lines marked as Docusaurus does
TABLE = re.compile(r"\s*\|?\s*:?-+:?\s*\|[\s|:-]*$")  # the line below a table's head
_WITH_INDENT = "and indent the text below it by four spaces."


@dataclass
class _Found:
    """What is found on a page so far."""

    page: Page
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Rule:
    """Something that is not supported: how it looks in a page without its code, what is said of it, and what to do.

    ``{0}`` is what was found, ``{1}`` the first group of the pattern.
    """

    pattern: re.Pattern[str]
    message: str
    fix: str
    warning: bool = True


_IN_TAG = r"<[A-Za-z][^<>]*?\s"
_RAW_BLOCK = r"^<(details|div|section|article|aside|center|blockquote|figure)\b(?![^>]*\bmarkdown\b)[^>]*>"
# The first tag of HTML whose Markdown is shown as text.
RAW_MARKDOWN = re.compile(_RAW_BLOCK + r"(?=(?:(?!</\1|<\1\b).)*?(?:^(?:[*+-]|\d+\.|#{1,6}) +\S|\*\*\w|\]\())", re.M | re.S)
_TABLE = re.compile(r"<table\b.*?(?:</table|\Z)", re.S | re.I)
_TABLE_TAG = re.compile(r"<(table|thead|tbody|tfoot|tr|td|th)\b([^>]*)>([^<]*(?:<(?!/?t[dhr]\b|table)[^<]*)*)", re.I)
_LEVELS = {"table": 0, "thead": 1, "tbody": 1, "tfoot": 1, "tr": 2, "td": 3, "th": 3}
_CELL_MARKDOWN = re.compile(r"\*\*\w|\]\(|`[^`\n]+`|^[ \t]*(?:[*+-]|\d+\.) +\S", re.M)
_RULES = (
    _Rule(
        RAW_MARKDOWN,
        "has Markdown in <{1}>, which is shown as text",
        "Write <{1} markdown>.",
    ),
    _Rule(
        re.compile(r"(?<![\w%])%%(?!\s*%%)(?:(?!%%).)+%%", re.S),
        "`%%` begins a comment in Obsidian only, so readers would see it",
        "Write <!-- … -->, whose text stays in this file, or remove it.",
        warning=False,
    ),
    _Rule(
        re.compile(r"<!--(?<!\\<!--)"),  # what is left once the comments that end are taken out
        "`<!--` begins a comment that never ends, so readers would see what is below it",
        "Write --> where the comment ends, or `&lt;!--` if it isn't one.",
        warning=False,
    ),
    _Rule(re.compile(r"\^\[[^\[\]\n]+\](?!\()"), "`{0}` is a footnote in Obsidian only, so it is shown as text", "Write [^1] here, and [^1]: with the text below."),
    _Rule(
        re.compile(r"^\{(?:toc|info|note|tip|warning|panel|code|noformat|expand|quote|excerpt|children)\b[^{}\n]*\}", re.M),
        "`{0}` is a macro of Confluence, so it is shown as text",
        "Remove it, or write what it showed as Markdown.",
    ),
    _Rule(re.compile(r"^[ \t]*\d+\)(?=[ \t]+\S)", re.M), "`{0}` starts no list here, so it is shown as text", "Write a full stop after the number."),
    _Rule(re.compile(r"(?<=[ \t])\^[a-z0-9][a-z0-9-]*$", re.M | re.I), "`{0}` names a block in Obsidian only", "Remove it, and link to a heading."),
    _Rule(re.compile(r"^[ \t]*[*+-] \[[^\sxX\]]\](?= )", re.M), "`{0}` is not a box of a task list", "Write `- [ ]` or `- [x]`."),
    _Rule(
        re.compile(r"^import\s+(?:.+\sfrom\s+)?['\"].+['\"];?$|^export\s+(?:default|const|function)\s.*$", re.M),
        "`{0}` is a line of MDX",
        "Remove it, and write what its component shows as Markdown.",
        warning=False,
    ),
    _Rule(re.compile(r"\[\[(?<![\[!\\\w]\[\[)(?![\s\[])([^\[\]\n]+)\]\](?![(\[:])"), "`{0}` is a link of another wiki", "Write [text](page.md).", warning=False),
    _Rule(re.compile(r"<(script|style)\b[^>]*>", re.I), "<{1}> has no effect under the page's policy", "Name a file of docs/team/ in team.yml instead."),
    _Rule(re.compile(_IN_TAG + r"(style)\s*=|\{:?[^{}\n]*\b(style)=", re.I), "style= has no effect under the page's policy", "Give the element a class, and put the rule into a style sheet in docs/team/."),
    _Rule(re.compile(_IN_TAG + r"(on[a-z]+)\s*=", re.I), "{1}= has no effect under the page's policy", "Remove it."),
    _Rule(re.compile(r"<(embed|object|applet|frame)\b", re.I), "<{1}> has no effect under the page's policy", "Link to the file."),
    _Rule(
        re.compile(r"!\[[^\]]*\]\(\s*<?((?:https?:)?//[^\s)>]+)|<(?:img|video|audio|source)\b[^<>]*?\ssrc\s*=\s*[\"']?((?:https?:)?//[^\s\"'>]+)", re.I),
        "{1} is not shown: pages load nothing from other sites",
        "Copy the file beside the page, and name that.",
    ),
)  # fmt: skip


def markdown_problems(library: Library, page: Page) -> tuple[list[Problem], list[Problem]]:
    """Return the problems in a page's Markdown, and the warnings; cached until the page changes, or what a team has of its own."""
    team = library.cached("team's Markdown", lambda: (_team_styles(library.docs), _has_mkdocstrings(library.root)))
    return cached_by_mtime(library.root / page.file, "markdown problems", partial(_markdown_problems, page, *team), team)


def _markdown_problems(page: Page, styles: str, mkdocstrings: bool) -> tuple[list[Problem], list[Problem]]:
    found = _Found(page)
    text = _NOT_MARKDOWN.sub(lambda match: blank(match[0]), without_code(page.body, page.code))
    read = readable_details(text)
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            if rule.pattern is RAW_MARKDOWN and match.end() - 1 in read:
                continue
            named = next((group for group in match.groups() if group), match[0])
            problem = Problem(page.file, _line(page, match.start()), "", rule.message.format(match[0].strip(), named), rule.fix.format(match[0].strip(), named))
            (found.warnings if rule.warning else found.problems).append(problem)
    found.warnings += _cells(page, text)
    _unknown_tags(found, text)
    found.warnings += _draft(page)
    lines = text.split("\n")
    for number, line in enumerate(lines, page.first):
        if line.lstrip()[:1] in _BLOCK_STARTS:
            found.problems += _foreign_blocks(page, number, line, mkdocstrings)
            found.warnings += _admonitions(page, number, line, styles)
    found.problems += _icons(page, text)
    found.warnings += _emoji(page, text)
    found.warnings += _lists(page, lines)
    found.problems += _fences(page)
    return found.problems, found.warnings


def _line(page: Page, at: int) -> int:
    return page.first + page.body.count("\n", 0, at)


def _unknown_tags(found: _Found, text: str) -> None:
    """Warn of each tag that HTML does not have, such as a `<placeholder>` or a component of MDX, since readers do not see it."""
    seen: set[str] = set()
    for match in re.finditer(r"(?<!\]\()<([A-Za-z]\w*(?::[A-Za-z][\w-]*)?)(?=[\s/>])[^<>\n]*>", text):
        kind, mark, _ = match[1].partition(":")  # of Confluence's, such as ac:image, the first is enough
        if kind + mark not in _ELEMENTS | seen and (mark or kind.lower() not in _ELEMENTS):
            seen.add(kind + mark)
            fix = f"Put it in code, or write `&lt;{match[1]}>`; components do not work here."
            found.warnings.append(
                Problem(found.page.file, _line(found.page, match.start()), "", f"`<{match[1]}>` is read as HTML, so readers do not see it", fix)
            )


def _cells(page: Page, text: str) -> Iterator[Problem]:
    """Warn of the first cell of each HTML table whose Markdown is shown as text, since one of the tags around it does not ask for it to be read."""
    for table in _TABLE.finditer(text):
        asked: dict[int, bool] = {}  # by level, whether the innermost tag there has `markdown`
        for tag in _TABLE_TAG.finditer(table[0]):
            level = _LEVELS[tag[1].lower()]
            asked = {above: is_read for above, is_read in asked.items() if above < level} | {level: bool(re.search(r"\bmarkdown\b", tag[2]))}
            start, end = (table.start() + place for place in tag.span(3))
            if level == 3 and not all(asked.values()) and _CELL_MARKDOWN.search(page.body, start, end):
                fix = "Write the table in Markdown, or add `markdown` to each of its tags: <table markdown>, <tr markdown>, <td markdown>."
                yield Problem(page.file, _line(page, tag.start() + table.start()), "", "has Markdown in a cell of <table>, which is shown as text", fix)
                break


def _draft(page: Page) -> Iterator[Problem]:
    for key, value in (("draft", "true"), ("published", "false")):
        if str(page.front.data.get(key)).lower() == value:
            fix = "Write `status: draft` to say so on the page, or `hidden: true` to keep it out of the contents; or move the file out of docs/."
            yield Problem(page.file, page.front.line((key,)), key, "has no effect here: the page is published all the same", fix)


def _foreign_blocks(page: Page, number: int, line: str, mkdocstrings: bool) -> Iterator[Problem]:
    if match := re.match(r"\s*:{3,}\s*\{?([\w.-]+)", line):
        if not mkdocstrings or "." not in match[1]:
            kind = _OTHERS_TYPES.get(match[1].lower(), "note")
            yield Problem(page.file, number, "", f"`::: {match[1]}` starts a block in another tool only", f"Write `!!! {kind}` {_WITH_INDENT}")
    elif match := re.match(r"\s*>\s*\[!(\w+)\]", line):
        kind = _OTHERS_TYPES.get(match[1].lower(), "note")
        yield Problem(page.file, number, "", f"`[!{match[1]}]` is a mark of GitHub's", f"Write `!!! {kind}` {_WITH_INDENT}")
    elif (match := re.match(r"\s*/{3,}\s*([a-zA-Z][\w-]*)", line)) and match[1] not in _BLOCKS:
        yield Problem(page.file, number, "", f"`/// {match[1]}` is not a block", _nearest(match[1], _BLOCKS))
    elif re.match(r"\s*(?:!!!|\?\?\?\+?)\s*(?:\"|$)", line):
        yield Problem(page.file, number, "", "has an admonition without a type", 'Write its type first: `!!! note "Title"`.')


def _admonitions(page: Page, number: int, line: str, styles: str) -> Iterator[Problem]:
    match = re.match(r"\s*(?:!!!|\?\?\?\+?)\s*([\w-]+)", line)
    if match and match[1] not in TYPES and not re.search(rf"\.{re.escape(match[1])}\b", styles):
        fix = f"{_nearest(match[1], TYPES)} A style sheet in docs/team/ can give a type of your own its look."
        yield Problem(page.file, number, "", f"`{match[1]}` is not a type of admonition, so it looks like a note", fix)


def _icons(page: Page, text: str) -> Iterator[Problem]:
    for match in _ICON.finditer(text):
        if icons.is_missing_icon(match[1]):
            near = icons.similar(match[1], 1)
            yield Problem(
                page.file,
                _line(page, match.start()),
                "",
                f"`{match[0]}` is not an icon",
                f"Did you mean `{near[0]}`?" if near else "Choose one of the theme's icons.",
            )


def _emoji(page: Page, text: str) -> Iterator[Problem]:
    for match in _EMOJI.finditer(text):
        if not icons.icon(match[1]) and not icons.is_missing_icon(match[1]) and not icons.emoji(match[1]):
            near = icons.similar(match[1], 1)
            fix = f"Did you mean `{near[0]}`?" if near else "Write the character itself, or put it in code."
            yield Problem(page.file, _line(page, match.start()), "", f"`{match[0]}` is not an emoji, so it is shown as text", fix)


def _lists(page: Page, lines: list[str]) -> Iterator[Problem]:
    """Warn of each list or table that Markdown elsewhere would show: one directly below a paragraph, and one nested by fewer than four spaces."""
    prose = False  # whether the lines so far are a paragraph in which no item has started
    last: int | None = None  # the indent of the item above in the same list
    for number, line in enumerate(lines, page.first):
        item = _ITEM.match(line)
        if item:
            indent = len(item[1].expandtabs(TAB))
            if prose:
                yield Problem(page.file, number, "", "has a list directly below a paragraph, so it is shown as text", "Put a blank line before the list.")
            elif last is not None and indent > last and indent // TAB == last // TAB:
                yield Problem(page.file, number, "", f"is indented by {indent} spaces, so it is not nested", "Indent it by four spaces for each level.")
            last, prose = indent, False
        elif prose and "|" in line and TABLE.match("".join(lines[number - page.first + 1 : number - page.first + 2])):
            yield Problem(page.file, number, "", "has a table directly below a paragraph, so it is shown as text", "Put a blank line before the table.")
            prose = False
        elif not line.strip():
            prose = False
        elif NOT_PROSE.match(line):
            prose, last = False, None
        elif line[0] not in " \t":
            prose = last is None or prose or _blank_before(lines, number - page.first)
            last = None if prose else last
        else:
            prose = last is None and (prose or _blank_before(lines, number - page.first))


def _blank_before(lines: list[str], index: int) -> bool:
    return not index or not lines[index - 1].strip()


def _fences(page: Page) -> Iterator[Problem]:
    """Yield a problem for each fence with an option that makes text of the whole fence, and for each formula in code."""
    for code in page.code:
        if code.span:
            if page.body[code.start - 1 : code.start] == "$" == page.body[code.end : code.end + 1]:
                yield Problem(page.file, _line(page, code.start), "", "has a formula in code, as only GitHub reads it", "Remove the backticks: $x$.")
        else:
            first = page.body[code.start : code.end].partition("\n")[0]
            if match := re.match(r"[> \t]*(?:`{3,}|~{3,})[^`{]*?\s(\w+)=([^\"'\s{][^\s]*)", first):
                fix = f'Put its value in quotes: {match[1]}="{match[2]}".'
                yield Problem(page.file, _line(page, code.start), "", f"has code that is shown as text, since `{match[1]}` is not in quotes", fix)
            elif match := _MARKED.match(first):
                fix = f'Write hl_lines="{" ".join(match[1].replace(",", " ").split())}" instead.'
                yield Problem(page.file, _line(page, code.start), "", f"has code that is shown as text, since `{{{match[1]}}}` is a mark of Docusaurus", fix)
            elif (match := _INFO.match(first)) and (other := OPTION.sub("", match[1]).split()):
                fix = "Remove it: code may have title, linenums and hl_lines."
                yield Problem(page.file, _line(page, code.start), "", f"has code that is shown as text, since `{other[0]}` is no option here", fix)


def _team_styles(docs: Path) -> str:
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted((docs / "team").rglob("*.css")))


def _has_mkdocstrings(root: Path) -> bool:
    return any("mkdocstrings" in path.read_text(encoding="utf-8", errors="replace") for path in root.glob("team.yml"))


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word.lower(), known, 1)
    return f"Did you mean `{near[0]}`?" if near else "Use `note`, for example."
