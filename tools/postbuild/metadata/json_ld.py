"""What a page is, as JSON-LD for search engines (https://schema.org): a block of data, which no browser runs.

Small on purpose, since it adds to the first visit: nothing that the page's text says is repeated.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.content.library import Chapter, Library
from tools.postbuild.site import Page

# The series that the handbook follows, by its key in docs/sources.yml, which has its author's name as papers cite it.
SERIES, AUTHOR = "WANG21", "James Wang"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class JsonLd:
    """Writes JSON-LD for the pages of a site.

    Attributes:
        library: The sources.
        titles: The title of each page in a folder above, by its address.
    """

    library: Library
    titles: Mapping[str, str]

    def block(self, page: Page) -> str:
        """Return the block of a page; "" if there is nothing to say."""
        chapter = self.library.by_source.get(f"{page.address.rstrip('/')}.md")
        parts = [
            *([self._book(page)] if not page.address else []),
            *([self._chapter(page, chapter)] if chapter else []),
            *([self._breadcrumbs(page)] if page.address.count("/") > 1 and self._url else []),
        ]
        if not parts:
            return ""
        data: dict[str, object] = {"@context": "https://schema.org", **(parts[0] if len(parts) == 1 else {"@graph": parts})}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>'

    @property
    def _url(self) -> str:
        return self.library.config.url

    def _book(self, page: Page) -> dict[str, object]:
        own: dict[str, object] = {"description": page.description, "inLanguage": self.library.config.content_language, "license": LICENCE}
        return self._handbook() | own | {"author": self._author()} | self._series()

    def _handbook(self) -> dict[str, object]:
        return {"@type": "Book", **({"@id": self._url} if self._url else {}), "name": self.library.config.name}

    def _author(self) -> dict[str, object]:
        return {"@type": "Organization", "name": self.library.config.short_name or self.library.config.name}

    def _series(self) -> dict[str, object]:
        """Return the series with its author; nothing if the handbook does not cite it."""
        work = self.library.sources.get(SERIES)
        if not work:
            return {}
        series = {"@type": "CreativeWorkSeries", "name": work.title.partition(" (")[0], "author": {"@type": "Person", "name": AUTHOR}}
        return {"isBasedOn": series | ({"url": work.url} if work.url else {})}

    def _chapter(self, page: Page, chapter: Chapter) -> dict[str, object]:
        """Return a chapter or a field note; only upstream's chapters that have a place in the series are based on it."""
        in_series = not chapter.from_fork and not chapter.is_field_note and bool(chapter.meta.part or chapter.meta.section == "opening")
        return (
            {"@type": "Article" if chapter.is_field_note else "Chapter", "name": page.title}
            | ({"position": int(chapter.meta.part)} if chapter.meta.part else {})
            | ({"about": page.opening[-1]} if in_series else {})
            | {"isPartOf": self._handbook(), "author": self._author()}
            | (self._series() if in_series else {})
        )

    def _breadcrumbs(self, page: Page) -> dict[str, object]:
        """Return the pages of the folders above a page, and the page."""
        parts = page.address.split("/")[:-1]
        above = [address for n in range(len(parts)) if (address := "".join(f"{part}/" for part in parts[:n])) in self.titles]
        rows = [(self.titles[address], self._url + address) for address in above] + [(page.title, "")]
        items = [{"@type": "ListItem", "position": n, "name": name} | ({"item": address} if address else {}) for n, (name, address) in enumerate(rows, 1)]
        return {"@type": "BreadcrumbList", "itemListElement": items}
