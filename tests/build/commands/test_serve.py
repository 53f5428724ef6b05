"""``make serve`` shows the whole handbook, follows its author's edits, and leaves nothing behind."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.support import browsers, sites
from tools.serve.server import free_port

CHAPTER = "chapters/first-steps/"
PATIENCE = 240  # seconds; a state is waited for, and a busy machine may take long
OVERLAY = "terms:\n  sceptic: {one: doubter}\n"
TEAM = """INHERIT: mkdocs.yml
site_name: Acme handbook
extra: {handbook: {id: acme, short: Acme}}
plugins: [redirects: {redirect_maps: {chapters/former-steps.md: chapters/first-steps.md}}]
"""
NAV = "nav:\n  - Home: index.md\n  - Opening: [chapters/first-steps.md, chapters/second-steps.md]\n  - Toolkit: [toolkit/cheat-sheet-first-steps.md]\n"


@dataclass
class Served:
    """A handbook that is being served: its project, its address, and the process."""

    project: Path
    url: str
    process: subprocess.Popen[str]

    def get(self, path: str) -> str:
        """Return what is at an address; "" while nothing is."""
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(self.url + path, timeout=60) as answer:
            return str(answer.read().decode())
        return ""

    def until(self, path: str, words: str) -> str:
        """Return what is at an address as soon as it holds some words."""
        pause = threading.Event()
        for _ in range(PATIENCE * 2):
            text = self.get(path)
            if words in text:
                return text
            assert self.process.poll() is None, "the server has ended"
            pause.wait(0.5)
        raise AssertionError(f'/{path} never says "{words}"')

    def until_not(self, path: str, words: str) -> None:
        """Wait until what is at an address no longer holds some words."""
        pause = threading.Event()
        for _ in range(PATIENCE * 2):
            if words not in self.get(path):
                return
            pause.wait(0.5)
        raise AssertionError(f'/{path} always says "{words}"')

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words in a file of the project once."""
        text = (self.project / path).read_text(encoding="utf-8")
        assert old in text
        (self.project / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def start(project: Path, engine: str) -> Served:
    """Serve a project as ``make serve`` does."""
    env = {key: value for key, value in os.environ.items() if key not in sites.OURS}
    env |= {"PYTHONPATH": str(project / "macros"), "NO_MKDOCS_2_WARNING": "1", "PORT": str(sites.own_port())}
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.serve", engine],
        cwd=project,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=sites.hear_ctrl_c,
    )
    assert process.stdout
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address
    threading.Thread(target=process.stdout.read, daemon=True).start()  # or it would stop at a full pipe
    return Served(project, address[0], process)


def stop(served: Served) -> None:
    """Press Ctrl+C, which reaches every process of the group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(served.process.pid, signal.SIGINT)
    try:
        served.process.wait(60)
    except subprocess.TimeoutExpired:
        os.killpg(served.process.pid, signal.SIGKILL)  # or it would slow down every test after this one
        raise


@pytest.fixture(scope="module")
def served(engine: str) -> Iterator[Served]:
    """The handbook of a team that has renamed a word and keeps its pages in another folder, served while a finished site is in ``site/``."""
    project, own = sites.fixture_project(), sites.temporary()
    (project / "team.yml").write_text(TEAM, encoding="utf-8")
    (project / "docs" / "team").symlink_to(own)
    (own / "overlay.yml").write_text(OVERLAY, encoding="utf-8")
    (own / "index.md").write_text("# Ours\n", encoding="utf-8")
    (own / "trouble.md").write_text('---\ntemplate: home.html\n---\n\n# Trouble\n\n--8<-- "gone.md"\n', encoding="utf-8")
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("finished", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(NAV)
    handbook = start(project, engine)
    yield handbook
    if handbook.process.poll() is None:
        stop(handbook)


def test_a_reader_finds_what_they_ask_for(served: Served) -> None:
    """The search of the served handbook answers in a browser, and a former address leads to the same place of the new one."""
    served.until("", "</html>")
    with sync_playwright() as playwright:
        page = browsers.launch(playwright, "chromium").new_page()
        page.goto(served.url + CHAPTER)
        page.locator("#hb-contents a").first.wait_for(state="attached")
        page.keyboard.press("Control+k")
        page.locator("#hb-search input").fill("delegate")
        expect(page.locator(".hb-search__link").first).to_be_visible()
        page.goto(served.url + "chapters/former-steps/#what-changes")
        expect(page).to_have_url(f"{served.url}{CHAPTER}#what-changes")


def test_the_served_handbook_is_the_teams(served: Served) -> None:
    """A team reads its own words, and the service worker of a site built earlier removes itself."""
    page = served.until(CHAPTER, "Ask one doubter")
    assert "Ask one sceptic" not in page
    assert "unregister()" in served.until("sw.js", "unregister")


def test_a_page_that_is_in_trouble_from_the_start_says_so(served: Served) -> None:
    """A wiki that was brought in is served with what is wrong in it on the pages concerned: a template and a snippet that aren't there."""
    page = served.until("team/trouble/", "docs/team/trouble.md:2")
    assert "docs/team/trouble.md:7" in page


def test_edits_show_without_a_restart(served: Served) -> None:
    """An edit of a page and of its practice shows in the served handbook, wherever what was edited is shown."""
    served.until(CHAPTER, "</html>")
    served.edit(f"docs/{CHAPTER.rstrip('/')}.md", "\n## ", "\nA zebra crossed the road.\n\n## ")
    served.edit(f"docs/{CHAPTER.rstrip('/')}.yml", "pause: ", "pause: At the zebra crossing, ")
    served.until(CHAPTER, "A zebra crossed")
    served.until(CHAPTER, "At the zebra crossing")
    served.until("toolkit/cheat-sheet-first-steps/", "At the zebra crossing")


def test_a_page_comes_and_goes_with_its_file(served: Served) -> None:
    """A new, an edited, a renamed and a removed page of the team, in a linked folder, show as such, and so in the contents of other pages."""
    page = served.project / "docs" / "team" / "zebra.md"
    served.until(CHAPTER, "</html>")
    page.write_text("---\ntitle: All zebras\ndescription: About zebras.\n---\n\nText.\n", encoding="utf-8")
    served.until("team/zebra/", "All zebras")
    served.until("", "All zebras")
    page.write_text("---\ntitle: All okapis\ndescription: About okapis.\n---\n\nThey hide.\n", encoding="utf-8")
    served.until("team/zebra/", "They hide")
    served.until("", "All okapis")
    page = page.rename(page.with_name("okapi.md"))
    served.until("team/okapi/", "They hide")
    served.until_not("team/zebra/", "They hide")
    served.until("", 'team/okapi/">All okapis')
    page.unlink()
    served.until_not("team/okapi/", "They hide")
    served.until_not("", "All okapis")


def test_sources_in_trouble_say_so_on_every_page(served: Served) -> None:
    """A file that nobody can read, which concerns many pages, is told on each of them until it can be read."""
    practice = f"docs/{CHAPTER.rstrip('/')}.yml"
    served.until(CHAPTER, "</html>")
    served.edit(practice, "checklists:\n", "checklists:\n\tx\n")
    assert "Before the first thing" in served.until(CHAPTER, f"{practice}:2")
    served.until("", f"{practice}:2")
    served.edit(practice, "checklists:\n\tx\n", "checklists:\n")
    served.until_not(CHAPTER, f"{practice}:2")
    served.until_not("", f"{practice}:2")


def test_a_page_in_trouble_says_so_and_stops_no_other(served: Served) -> None:
    """A misspelt macro, or front matter that nobody can read, is told on the page itself; other edits show, and so does the next of that page."""
    served.until(CHAPTER, "</html>")
    page = f"docs/{CHAPTER.rstrip('/')}.md"
    served.edit(page, "\n## ", '\n{{ chekclist("x") }}\n\n## ')
    served.until(CHAPTER, f"{page}:")
    assert "Did you mean &quot;checklist&quot;?" in served.get(CHAPTER) or 'Did you mean "checklist"?' in served.get(CHAPTER)
    own = served.project / "docs" / "team" / "own.md"
    own.write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    served.until("team/own/", "docs/team/own.md:2")
    served.edit("docs/guide/sources.md", "\n# ", "\n\nA tapir slept.\n\n# ")
    served.until("guide/sources/", "A tapir slept")
    served.edit(page, '\n{{ chekclist("x") }}\n', "\nAn okapi waited.\n")
    served.until(CHAPTER, "An okapi waited")
    own.write_text("Text of a gnu.\n", encoding="utf-8")
    served.until("team/own/", "Text of a gnu")


def test_ctrl_c_ends_every_process_and_a_finished_site_stays(served: Served) -> None:
    """Nothing goes on after Ctrl+C, nothing of it is left in the project, and what was built before is as it was. The last test of what is served."""
    served.until("", "</html>")
    stop(served)
    with pytest.raises(ProcessLookupError):
        os.killpg(served.process.pid, 0)
    assert (served.project / "site" / "index.html").read_text(encoding="utf-8") == "finished"
    assert [path.name for path in served.project.iterdir() if path.name.startswith((".handbook.serve", ".serve"))] == []


def test_serve_takes_another_port_when_the_first_is_taken() -> None:
    """Two handbooks can be served side by side."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = taken.getsockname()[1]
        assert free_port(first) > first
