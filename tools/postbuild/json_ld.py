"""What a page is, as JSON-LD for search engines (https://schema.org): a block of data, which no browser runs.

Small on purpose, since a first visit is counted in bytes: what the page says in words is not said again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content.library import Chapter, Library
from tools.postbuild.pages import Page

# The series that the handbook follows, by its key in docs/sources.yml, which has its author's name as papers cite it.
SERIES, AUTHOR = "WANG21", "James Wang"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Linked:
    """Writes JSON-LD for the pages of a site.

    Attributes:
        held: The sources.
        titles: The title of each page by its path.
    """

    held: Library
    titles: dict[str, str]

    def of(self, page: Page) -> str:
        """Return the block for a page; "" where there is nothing to say that is true."""
        chapter = self.held.by_source.get(f"{page.path.rstrip('/')}.md")
        said = [
            *([self._book(page)] if not page.path else []),
            *([self._chapter(page, chapter)] if chapter else []),
            *(self._ways(page) if page.path.startswith("toolkit/") else []),
            *([self._crumbs(page)] if page.path.count("/") > 1 and self._url else []),
        ]
        if not said:
            return ""
        whole: dict[str, object] = {"@context": "https://schema.org", **(said[0] if len(said) == 1 else {"@graph": said})}
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>'

    @property
    def _url(self) -> str:
        return self.held.config.url

    def _book(self, page: Page) -> dict[str, object]:
        own: dict[str, object] = {"description": page.description, "inLanguage": self.held.config.content_language, "license": LICENCE}
        return self._whole() | own | {"author": self._author()} | self._based()

    def _whole(self) -> dict[str, object]:
        return {"@type": "Book", **({"@id": self._url} if self._url else {}), "name": self.held.config.name}

    def _author(self) -> dict[str, object]:
        return {"@type": "Organization", "name": self.held.config.short_name or self.held.config.name}

    def _based(self) -> dict[str, object]:
        """Return the series with its author; nothing where a handbook does not cite it."""
        work = self.held.sources.get(SERIES)
        if not work:
            return {}
        series = {"@type": "CreativeWorkSeries", "name": work.title.partition(" (")[0], "author": {"@type": "Person", "name": AUTHOR}}
        return {"isBasedOn": series | ({"url": work.url} if work.url else {})}

    def _chapter(self, page: Page, chapter: Chapter) -> dict[str, object]:
        """Return a chapter; that it follows the series is said of upstream's chapters that have a place in it."""
        follows = not chapter.from_fork and bool(chapter.meta.part or chapter.meta.section == "opening")
        return (
            {"@type": "Chapter", "name": page.title}
            | ({"position": int(chapter.meta.part)} if chapter.meta.part else {})
            | ({"about": page.opening[-1]} if page.opening else {})
            | {"isPartOf": self._whole(), "author": self._author()}
            | (self._based() if follows else {})
        )

    def _ways(self, page: Page) -> Iterator[dict[str, object]]:
        """Yield each checklist of a sheet that says how to do a thing: one to read and do. One to confirm what was done is none."""
        blocks = {node.said["data-hb-block"]: node for node in page.article.all() if node.name == "hb-checklist" and "data-hb-block" in node.said}
        for checklist in (self.held.checklists[id][0] for id in blocks if id in self.held.checklists):
            if checklist.kind == "read-do":
                block = blocks[checklist.id]
                title = block.first("", "hb-block__title")
                steps = [{"@type": "HowToStep", "text": node.words} for node in block.all() if node.name == "label" and "hb-item__text" in node.classes]
                yield {"@type": "HowTo", "name": title.words if title else page.title, "step": steps}

    def _crumbs(self, page: Page) -> dict[str, object]:
        """Return the way to a page: the pages that stand at the folders above it."""
        parts = page.path.split("/")[:-1]
        above = [path for n in range(len(parts)) if (path := "".join(f"{part}/" for part in parts[:n])) in self.titles]
        rows = [(self.titles[path], self._url + path) for path in above] + [(page.title, "")]
        steps = [{"@type": "ListItem", "position": n, "name": name} | ({"item": address} if address else {}) for n, (name, address) in enumerate(rows, 1)]
        return {"@type": "BreadcrumbList", "itemListElement": steps}
