"""A served handbook follows each edit with as little work as it takes, and goes on after one that cannot be built."""

import os
from threading import Condition
from types import SimpleNamespace

import pytest
import yaml
from mkdocs.exceptions import Abort, BuildError

from handbook import loader
from handbook.__main__ import main
from handbook.errors import SourceErrors
from handbook.loader import READ, load_library, save_library
from handbook.page_extension import REPORT
from handbook.render import registry
from handbook.render.registry import load_checked_library
from tools import mkdocs_hook
from tools.engine_config import write_engine_config
from tools.postbuild.pipeline import finish
from tools.serve.preview import Preview
from tools.serve.server import go_on_after_errors, make_when_asked
from tools.serve.sources import Mirror, Sources, Watcher, stamps
from tools.serve.zensical import Rebuild, Zensical

CHAPTER = "chapters/first-steps"


class Engine:
    """Stands for Zensical: notes how often it is configured; ``during`` is called while it is."""

    def __init__(self, built):
        self.built, self.failure, self.configured = built, "", 0
        self.during = lambda: None

    def configure(self, code):
        self.configured += 1
        self.during()

    def run(self):
        pass


class Served:
    """A project as ``make serve`` follows it, but for what Zensical builds of it."""

    def __init__(self, project):
        self.project, self.docs = project, project.docs
        self.copy = project.root / ".serve.build" / "docs"
        self.engine = Engine(project.root / ".serve.build" / "zensical")
        self.finished_anew, self.left_out = [], []
        preview = SimpleNamespace(update=lambda: None, restart=lambda: self.finished_anew.append(1), leave_out=self.left_out.append)
        sources = Sources(project.root)
        self.rebuild = Rebuild(sources, Mirror(sources, self.copy), self.engine, preview)

    def follow(self):
        """Follow the edits; return what was copied, and whether Zensical was configured."""
        before, configured = stamps([self.copy]), self.engine.configured
        self.rebuild()
        after = stamps([self.copy])
        copied = {os.path.relpath(name, self.copy) for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        return copied, self.engine.configured > configured


@pytest.fixture
def served(project, monkeypatch):
    """Give a project that is followed from its first build on."""
    monkeypatch.setenv("HANDBOOK_SERVES", "yes")
    (project.root / "mkdocs.yml").write_text("site_name: Upstream\n", encoding="utf-8")
    (project.docs / "team").mkdir()
    (project.docs / "team" / "plain.md").write_text("# Plain\n\nText.\n", encoding="utf-8")
    served = Served(project)
    served.follow()
    return served


def test_checking_lists_pages_in_trouble_and_serves_the_others(served, monkeypatch, capsys):
    """Before serving, a page with a problem is listed and stops nothing; before a build it does."""
    monkeypatch.setattr("handbook.content.json_schema.SCHEMAS", {})
    arguments = ["--root", str(served.project.root)]
    assert main(["sync", *arguments]) == 0
    (served.docs / "team" / "plain.md").write_text("# Plain\n\n[[Other]]\n", encoding="utf-8")
    assert main(["check", *arguments]) == 0
    assert "docs/team/plain.md:3: `[[Other]]`" in capsys.readouterr().err
    monkeypatch.delenv(registry.SERVING)
    assert main(["check", *arguments]) == 1


def test_pages_in_trouble_are_known_after_an_edit_during_the_check(served, monkeypatch):
    """MkDocs's hook checks again what was edited since the macros were set up, or since another server wrote its configuration."""
    monkeypatch.setattr(mkdocs_hook, "ROOT", served.project.root)
    (served.docs / "team" / "plain.md").write_text("# Plain\n\n[[Other]]\n", encoding="utf-8")
    load_checked_library(served.project.root, served.docs)
    (served.project.root / ".handbook.serve.yml").write_text("site_name: Ours\n", encoding="utf-8")
    mkdocs_hook.on_files(None)
    assert list(mkdocs_hook._page_problems) == ["docs/team/plain.md"]


def test_only_an_edited_page_is_built_again(served):
    """An edit of a page's text copies that page, configures nothing, and finishes no other page again."""
    served.project.edit(f"{CHAPTER}.md", "## Why it matters", "A zebra.\n\n## Why it matters")
    served.finished_anew.clear()
    assert served.follow() == ({f"{CHAPTER}.md"}, False)
    assert not served.finished_anew
    assert served.follow() == (set(), False)


def test_an_edit_of_practice_builds_the_pages_that_may_show_it(served):
    """Pages with macros are built again after an edit of YAML; a page of plain Markdown is not."""
    served.project.edit(f"{CHAPTER}.yml", "pause: ", "pause: Now and ")
    copied, _ = served.follow()
    assert {f"{CHAPTER}.md", "toolkit/cheat-sheet-first-steps.md"} <= copied
    assert "team/plain.md" not in copied


def test_pages_that_come_and_go_build_no_other(served):
    """A new, a renamed, a retitled and a removed page change the navigation and themselves."""
    page = served.docs / "team" / "zebra.md"
    page.write_text("# Zebra\n", encoding="utf-8")
    assert served.follow() == ({"team/zebra.md"}, True)
    page = page.rename(page.with_name("okapi.md"))
    assert served.follow() == ({"team/zebra.md", "team/okapi.md"}, True)
    assert served.left_out[-1] == {"team/zebra.md"}
    page.write_text("# Okapi\n", encoding="utf-8")
    assert served.follow() == ({"team/okapi.md"}, True)
    page.unlink()
    assert served.follow() == ({"team/okapi.md"}, True)
    page.write_text("# Okapi\n", encoding="utf-8")
    served.follow()
    assert served.left_out[-1] == {"team/zebra.md"}


def test_linked_folders_and_pages_are_followed(served, tmp_path_factory):
    """An edit behind a symbolic link copies the page as any other; a link to a folder above leads nowhere, and a repository in it is left alone."""
    other = tmp_path_factory.mktemp("elsewhere")
    (other / ".git").mkdir()
    (other / ".git" / "HEAD.md").write_text("x", encoding="utf-8")
    for name in ("page.md", "single.md"):
        (other / name).write_text("Text.\n", encoding="utf-8")
    (served.docs / "team" / "linked").symlink_to(other)
    (served.docs / "team" / "single.md").symlink_to(other / "single.md")
    (served.docs / "team" / "above").symlink_to(served.docs)
    assert served.follow()[0] == {"team/linked/page.md", "team/linked/single.md", "team/single.md"}
    (other / "page.md").write_text("An okapi.\n", encoding="utf-8")
    assert served.follow() == ({"team/linked/page.md"}, False)
    assert (served.copy / "team" / "linked" / "page.md").read_text(encoding="utf-8").startswith("An okapi.")
    (other / "single.md").write_text("A gnu.\n", encoding="utf-8")
    assert served.follow() == ({"team/linked/single.md", "team/single.md"}, False)


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n\nText.\n", "# Plain\n\nText.\n\n{{ chekclist() }}\n", "# Plain\n\nText.\n\n:::note\n"])
def test_zensical_reads_what_is_wrong_with_a_page_and_not_the_page(served, text):
    """It checks no page itself, and with front matter that cannot be read it would build none at all; a page that is right again comes back."""
    plain, copy = served.docs / "team" / "plain.md", served.copy / "team" / "plain.md"
    plain.write_text(text, encoding="utf-8")
    assert served.follow()[0] == {"team/plain.md"}
    report = copy.read_text(encoding="utf-8")
    assert "docs/team/plain.md:" in report and not report.startswith("---") and "Text." not in report
    assert report.endswith(REPORT)
    assert served.follow() == (set(), False)
    plain.write_text("# Plain\n\nAn okapi.\n", encoding="utf-8")
    assert served.follow()[0] == {"team/plain.md"}
    assert "An okapi" in copy.read_text(encoding="utf-8") and "This page has problems" not in copy.read_text(encoding="utf-8")


def test_zensicals_process_is_given_the_sources_and_checks_none(served, monkeypatch):
    """The library that this process has read and checked serves in the other, which reads only what has changed since and checks no page."""
    root, docs = served.project.root, served.docs
    library, read = load_library(root, docs), root / "library.pickle"
    save_library(library, read)
    monkeypatch.setenv(READ, str(read))
    monkeypatch.setattr(loader, "_cache", {})
    monkeypatch.setattr(registry, "check", lambda library: pytest.fail("checked again"))
    assert load_checked_library(root, docs).chapters.keys() == library.chapters.keys()
    served.project.edit(f"{CHAPTER}.yml", "checklists:\n", "checklists:\n\tx\n")
    with pytest.raises(SourceErrors, match=f"{CHAPTER}.yml:2"):
        load_checked_library(root, docs)


def test_zensical_is_told_nothing_of_sources_in_trouble(served):
    """A fault that concerns more than one page is told and nothing is copied; once it is solved, all edits are."""
    served.project.edit(f"{CHAPTER}.yml", "checklists:\n", "checklists:\n\tx\n")
    (served.docs / "team" / "plain.md").write_text("An okapi.\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(SourceErrors, match=f"{CHAPTER}.yml:2"):
            served.follow()
    assert "okapi" not in (served.copy / "team" / "plain.md").read_text(encoding="utf-8")
    served.project.edit(f"{CHAPTER}.yml", "checklists:\n\tx\n", "checklists:\n")
    assert "team/plain.md" in served.follow()[0]


def test_an_edit_during_a_rebuild_is_followed_after_it(served):
    """What is saved while Zensical is told of another edit is copied by the next look, and Zensical's own failure is told."""

    def edit_more():
        (served.docs / "team" / "plain.md").write_text("An okapi.\n", encoding="utf-8")

    served.engine.during = edit_more
    before = served.rebuild.look()
    (served.docs / "team" / "zebra.md").write_text("# Zebra\n", encoding="utf-8")
    served.rebuild()
    assert served.rebuild.look() != before
    served.engine.during = lambda: None
    served.rebuild()
    assert "okapi" in (served.copy / "team" / "plain.md").read_text(encoding="utf-8")
    served.engine.failure = "Error: out of paper"
    with pytest.raises(ValueError, match="out of paper"):
        served.rebuild()


def test_each_look_that_differs_counts_as_an_edit():
    """The first look starts the first build; one that is the same tells nobody."""
    looks, told = iter([1, 1, 2, 2, 3]), []
    watcher = Watcher(lambda: next(looks))
    watcher.schedule(SimpleNamespace(on_any_event=told.append), "")
    watcher._stopped = SimpleNamespace(wait=lambda _: watcher.last(), is_set=lambda: False)
    rounds = iter([False, False, False, False, True])
    watcher.last = lambda: next(rounds)
    watcher._run()
    assert len(told) == 3


def test_a_new_page_changes_no_configuration(fork):
    """Zensical builds every page again when its configuration changes; the navigation of a preview is a file apart."""
    (fork.root / "mkdocs.yml").write_text(
        "site_name: Upstream\nplugins: {macros: {module_name: macros}}\nnav: [index.md]\nexclude_docs: '*.yml'\n", encoding="utf-8"
    )
    (fork.root / "team.yml").write_text("INHERIT: mkdocs.yml\ntheme: {name: material}\n", encoding="utf-8")
    folder = fork.root / ".serve-8000.build"
    folder.mkdir()
    (_, name), configs = write_engine_config(fork.root, "zensical", folder, "1"), []
    for page in ("", "zebra"):
        if page:
            (fork.docs / "team" / f"{page}.md").write_text(f"# {page}\n", encoding="utf-8")
            write_engine_config(fork.root, "zensical", folder, "1")
        configs.append((fork.root / name).read_text(encoding="utf-8"))
        assert ("zebra.md" in (folder / ".handbook.nav.yml").read_text(encoding="utf-8")) is bool(page)
    assert configs[0] == configs[1]
    config = yaml.safe_load(configs[0])
    assert "nav" not in config and config["docs_dir"] == ".serve-8000.build/docs"


def test_a_page_is_finished_when_it_is_asked_for(project):
    """One that Zensical is about to build again stays as it was; one whose source has gone is not served, though it's still built."""
    (project.root / "mkdocs.yml").write_text("site_name: Upstream\n", encoding="utf-8")
    built, served = project.root / "built", project.root / "served"
    (built / "a").mkdir(parents=True)
    (built / "a" / "index.html").write_text("<p>One.</p>", encoding="utf-8")
    (built / "404.html").write_text('<hb-tree>{"entries": [], "pages_in": "", "more_pages": "", "base": "/"}</hb-tree>', encoding="utf-8")
    preview = Preview(project.root, built, served)
    preview.restart()
    preview.update()
    page = served / "a" / "index.html"
    assert not page.exists()
    preview.finish("a/index.html")
    assert "One" in page.read_text(encoding="utf-8")
    (built / "a" / "index.html").write_text("<p>Another.</p>", encoding="utf-8")
    preview.finish("a/index.html")
    assert "Another" in page.read_text(encoding="utf-8")
    (built / "a" / "index.html").unlink()
    preview.finish("a/index.html")
    assert page.exists()
    (built / "a" / "index.html").write_text("<p>Once more.</p>", encoding="utf-8")
    preview.leave_out({"a.md"})
    preview.finish("a/index.html")
    assert not page.exists()
    preview.leave_out(set())
    preview.finish("a/index.html")
    assert "Once more" in page.read_text(encoding="utf-8")


def test_some_things_are_made_when_a_browser_asks(project):
    """After an edit MkDocs's server writes no page's links out for paper, nor an index of the search; it does when a browser asks, until the next build."""
    (project.root / "mkdocs.yml").write_text("site_name: Upstream\n", encoding="utf-8")
    folder, apps = project.root / "served", []
    pages = [folder / name / "index.html" for name in ("one", "two", "three")]
    server = {"serve_request": lambda *_: [b"answer"], "set_app": apps.append, "mount_path": "/handbook/"}
    make_when_asked(SimpleNamespace(_epoch_cond=Condition(), _visible_epoch=1, _wanted_epoch=1, **server))

    def built():
        mkdocs_hook.on_pre_build()
        for page in pages:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(
                '<html><body><article><h1>A</h1><a href="https://a.test/">b</a></article><p class="hb-colophon"></p></body></html>', encoding="utf-8"
            )
        finish(folder, project.root, serving=True)

    def asked(path):
        assert apps[0]({"PATH_INFO": f"/handbook/{path}"}, None) == [b"answer"]
        return [page.parent.name for page in pages if "data-hb-note" in page.read_text(encoding="utf-8")], (folder / "search" / "index.js").exists()

    built()
    assert asked("assets/a.css") == ([], False)
    assert asked("two/") == asked("two/index.html") == (["two"], False)
    assert asked("search/index.js") == (["one", "two", "three"], True) and (folder / "sw.js").exists()
    built()
    mkdocs_hook.on_pre_build()
    assert asked("one/") == ([], True)


def test_zensical_that_has_ended_or_refused_a_page_has_failed(tmp_path):
    """Its last words say why; while it builds, what it prints is no failure."""
    engine = Zensical(tmp_path, tmp_path)
    assert engine.failure == ""
    engine._process, engine._errors = SimpleNamespace(poll=lambda: None), ["Warning: a link\n"]
    assert engine.failure == ""
    engine._errors.append("error reading page metadata 'a.md'\n")
    assert "a.md" in engine.failure
    engine._process, engine._errors = SimpleNamespace(poll=lambda: 1), []
    assert engine.failure == "Zensical has ended."


def test_a_failed_build_is_told_on_each_page_until_one_succeeds(capsys):
    """Pages are answered as they were, with what went wrong at their top, also when the macros plugin ends the process."""
    outcome = []

    def build():
        try:
            if outcome:
                raise outcome[0]
        except BuildError:
            raise Abort("Aborted with a BuildError!")  # noqa: B904 (as MkDocs does)

    server = SimpleNamespace(
        builder=build, _inject_js_into_html=lambda content, epoch: content + b"<script>", error_handler=lambda code: b"404", _visible_epoch=1
    )
    go_on_after_errors(server)
    page = b'<html><body class="a"><p>Text.</p></body></html>'
    stopped = ((SystemExit(1), b"The macros plugin has stopped the build"), (SystemExit("docs/c.md:4: z"), b"docs/c.md:4: z"))
    for error, said in ((ValueError("docs/a.yml:3: <x>"), b"docs/a.yml:3: &lt;x&gt;"), (BuildError("docs/b.yml:1: y"), b"docs/b.yml:1: y"), *stopped):
        outcome[:] = [error]
        server.builder()
        assert said in server._inject_js_into_html(page, 1).split(b"<p>Text.")[0]
        assert said in server.error_handler(404)
    assert "docs/a.yml:3: <x>" in capsys.readouterr().err
    outcome.clear()
    server.builder()
    assert server._inject_js_into_html(page, 1) == page + b"<script>" and server.error_handler(404) == b"404"
