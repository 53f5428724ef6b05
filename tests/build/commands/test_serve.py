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
from tools.serve import changed, free_port, stamps

CHAPTER = "chapters/growing-the-team/"
PATIENCE = 240  # seconds; a state is waited for, and a busy machine may take long
OVERLAY = "terms:\n  stakeholder: {one: involved party, a: an involved party}\n"
TEAM = "INHERIT: mkdocs.yml\nsite_name: Acme handbook\nextra: {handbook: {id: acme, short: Acme}}\n"


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

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words in a file of the project once."""
        text = (self.project / path).read_text(encoding="utf-8")
        assert old in text
        (self.project / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def start(project: Path, engine: str) -> Served:
    """Serve a project as ``make serve`` does."""
    env = {key: value for key, value in os.environ.items() if key not in sites.OURS}
    with socket.socket() as probe:  # a port of its own, since other workers look for one at the same moment
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env |= {"PYTHONPATH": str(project / "macros"), "NO_MKDOCS_2_WARNING": "1", "PORT": str(port)}
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
    """The handbook of a team that has renamed a word, served while a finished site is in ``site/``."""
    project = sites.upstream_copy()
    (project / "team.yml").write_text(TEAM, encoding="utf-8")
    (project / "docs" / "team").mkdir()
    (project / "docs" / "team" / "overlay.yml").write_text(OVERLAY, encoding="utf-8")
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("finished", encoding="utf-8")
    handbook = start(project, engine)
    yield handbook
    stop(handbook)


def test_a_reader_finds_what_they_ask_for(served: Served) -> None:
    """The search of the served handbook answers in a browser."""
    served.until("", "</html>")
    with sync_playwright() as playwright:
        page = browsers.launch(playwright, "chromium").new_page()
        page.goto(served.url + CHAPTER)
        page.locator("#hb-contents a").first.wait_for(state="attached")
        page.keyboard.press("Control+k")
        page.locator("#hb-search input").fill("delegate")
        expect(page.locator(".hb-search__link").first).to_be_visible()


def test_the_served_handbook_is_the_teams(served: Served) -> None:
    """A team reads its own words, and the service worker of a site built earlier removes itself."""
    page = served.until("toolkit/stakeholder-map/", "nvolved party")
    assert "Stakeholder map</h1>" not in page
    assert "unregister()" in served.until("sw.js", "unregister")


def test_edits_show_without_a_restart(served: Served) -> None:
    """An edit of a page, of its practice, and a new page of the team show in the served handbook."""
    served.until(CHAPTER, "</html>")
    served.edit(f"docs/{CHAPTER.rstrip('/')}.md", "\n## ", "\nA zebra crossed the road.\n\n## ")
    served.edit(f"docs/{CHAPTER.rstrip('/')}.yml", "pause: ", "pause: At the zebra crossing, ")
    served.until(CHAPTER, "A zebra crossed")
    served.until(CHAPTER, "At the zebra crossing")
    served.until("toolkit/cheat-sheet-growing-the-team/", "At the zebra crossing")
    (served.project / "docs" / "team" / "zebra.md").write_text("---\ntitle: All zebras\ndescription: About zebras.\n---\n\nText.\n", encoding="utf-8")
    served.until("team/zebra/", "All zebras")
    served.until("", "All zebras")  # in the contents of another page


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
    served.edit("docs/guide/about.md", "\n## ", "\nA tapir slept.\n\n## ")
    served.until("guide/about/", "A tapir slept")
    served.edit(page, '\n{{ chekclist("x") }}\n', "\nAn okapi waited.\n")
    served.until(CHAPTER, "An okapi waited")
    own.write_text("Text of a gnu.\n", encoding="utf-8")
    served.until("team/own/", "Text of a gnu")


def test_ctrl_c_ends_every_process_and_a_finished_site_stays(engine: str) -> None:
    """Nothing goes on after Ctrl+C, nothing of it is left in the project, and what was built before is as it was."""
    project = sites.fixture_project()
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("finished", encoding="utf-8")
    handbook = start(project, engine)
    handbook.until("", "</html>")
    stop(handbook)
    with pytest.raises(ProcessLookupError):
        os.killpg(handbook.process.pid, 0)
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "finished"
    assert [path.name for path in project.glob(".handbook*")] == []


def test_serve_takes_another_port_when_the_first_is_taken() -> None:
    """Two handbooks can be served side by side."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = taken.getsockname()[1]
        assert free_port(first) > first


def test_a_new_an_edited_and_a_deleted_file_are_seen(tmp_path: Path) -> None:
    """Each kind of edit counts as one, in any folder below."""
    for name in ("kept", "edited", "deleted"):
        (tmp_path / name).write_text("a")
    before = stamps([tmp_path])
    (tmp_path / "edited").write_text("ab")
    (tmp_path / "deleted").unlink()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "new").write_text("a")
    assert changed(before, stamps([tmp_path])) == {tmp_path / "edited", tmp_path / "deleted", tmp_path / "folder" / "new"}
