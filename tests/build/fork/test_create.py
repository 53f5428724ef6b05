"""A fork that `make team` has made builds with either engine, and `make check` guards upstream's files."""

import json
import re
import shutil
import sys

import jsonschema
import pytest
import yaml

from handbook.content import json_schema
from tests.support import forks, sites
from tests.support.html_reader import Page, pages, words
from tests.support.repository import Repository
from tools.fork import ownership

NAME = 'O\'Brien & "Söhne": Größe <XL> $5 👩‍💻'
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10H0z" fill="#c8102e"/></svg>'
ASKED = [f"NAME={NAME}", "SHORT=A & B", "ID=acme", "PRIMARY=#c8102e", "LOGO=logo.svg", "REPO=git@github.com:acme/handbook.git", "CONTACT=ask@acme.example"]


def git(folder, *words):
    """Run git in a folder and return its output."""
    return Repository(folder).git(*words)


def make_team(project):
    """Run `make team` in a project; return the finished command."""
    (project / "logo.svg").write_text(LOGO, encoding="utf-8")
    done = sites.make(project, "team", *ASKED)
    assert "wrote team.yml" in done.stdout, done.stderr
    return done


def fixture_fork():
    """Return a new project folder with the fixture's pages, in which `make team` has run."""
    project = sites.fixture_project()
    make_team(project)
    notes = project / "docs/team/notes"
    (notes / "introduction.md").rename(notes / "first-steps.md")  # the fixture has no introduction
    [heading] = [line for line in (sites.ROOT / "docs/index.md").read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    forks.edit(project / "docs/index.md", ("# A handbook for tests", heading))
    sites.run([sys.executable, "-m", "handbook", "sync"], project)
    return project


def test_a_fork_shows_whose_it_is(engine):
    """A team's name, logo, colour, contact, credit and edit links are on its pages, whatever characters its name has."""
    site = sites.shared(f"team-{engine}", fixture_fork, engine)
    assert [error for page in pages(site) for error in page.errors] == []
    assert [words(element) for element in Page(site, "index.html").elements() if element.tag == "h1"] == [NAME]
    chapter, other, own = (Page(site, f"{path}/index.html") for path in ("chapters/first-steps", "chapters/second-steps", "team"))
    for page in (chapter, other, own):
        everything = page.elements()
        [header] = [element for element in everything if element.tag == "header"]
        assert NAME in words(header)
        [logo] = [element for element in page.elements(header) if element.tag == "img"]
        assert logo.get("alt") == "" and (site.folder / "team/logo.svg").read_text() == LOGO
        assert words(next(element for element in everything if element.tag == "title")).endswith(f" - {NAME}")
        assert "Based on The Product Leader Handbook, with changes by A & B. Text CC BY 4.0" in words(page.tree)
    edits = [[element.get("href") for element in page.elements() if "acme/handbook" in element.get("href", "")][-1] for page in (chapter, other, own)]
    base = "https://github.com/acme/handbook"
    assert edits == [
        f"{base}/edit/main/docs/team/notes/first-steps.md",
        f"{base}/new/main/docs/team/notes?filename=second-steps.md",
        f"{base}/edit/main/docs/team/index.md",
    ]
    assert "mailto:ask@acme.example" in [element.get("href") for element in chapter.elements()]
    assert "First steps" in words(own.article) and "a note at the end" in words(own.article)
    [icon] = [element.get("href") for element in own.elements() if element.get("rel") == "icon"]
    assert icon.endswith("mark.svg") and "A</text>" in (site.folder / "team/mark.svg").read_text()
    styles = "".join(path.read_text(encoding="utf-8") for path in site.folder.rglob("*.css"))
    assert "light-dark(#c8102e,#" in styles.replace(", ", ",")
    assert not list(site.folder.rglob("*.example")), "an example is no page"


def test_every_example_can_be_used_as_it_is():
    """With the comment marks removed, the examples pass the checks and the schema that editors use."""
    project = sites.upstream_copy()
    done = make_team(project)
    assert done.returncode == 0, done.stderr
    assert done.stdout.index("upstream.lock") < done.stdout.index("make serve")
    overlay = project / "docs/team/overlay.yml"
    blocks = re.findall(r"(?m)(?:^# (?: .*|[a-z]+:.*)\n)+", overlay.read_text(encoding="utf-8"))
    assert len(blocks) == 6
    live = "".join(re.sub(r"(?m)^# ", "", block) for block in blocks)
    read = yaml.load(live, yaml.BaseLoader)
    assert set(read) == {"add", "hide", "reword", "order", "terms", "retired"}
    assert list(jsonschema.Draft202012Validator(json.loads(json_schema.text("overlay"))).iter_errors(read)) == []
    overlay.write_text(live, encoding="utf-8")
    for path in (project / "docs/team").rglob("*.example"):
        path.rename(path.with_suffix(""))
    config = (project / "team.yml").read_text(encoding="utf-8")
    (project / "team.yml").write_text(re.sub(r"(?m)^(\s*)# (site_url|language|patched)", r"\1\2", config), encoding="utf-8")
    for command in ("sync", "check"):
        done = sites.run([sys.executable, "-m", "handbook", command], project)
        assert done.returncode == 0, done.stderr
    assert "team-bring-a-decision" in (project / "docs/team/ids.lock").read_text(encoding="utf-8")


@pytest.fixture
def fork(tmp_path):
    """A fork with history: upstream's first commit, then the team's."""
    for name in ("mkdocs.yml", "README.md", "docs/index.md", "docs/chapters/x.md", "docs/chapters/x.yml", "docs/assets/stylesheets/fonts.css", "macros/x.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Up\n")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Upstream")
    git(tmp_path, "branch", "upstream")
    (tmp_path / "team.yml").write_text("INHERIT: mkdocs.yml\n")
    (tmp_path / "docs/team").mkdir()
    (tmp_path / "docs/team/index.md").write_text("ours\n")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/README.md").write_text("ours\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Ours")
    return tmp_path


@pytest.fixture
def guard(capsys):
    """A function that checks who owns the edits in a folder; returns its exit code and what it printed."""

    def run(folder):
        code = ownership.main(folder)
        return code, "".join(capsys.readouterr())

    return run


def update(fork, *options):
    """Change two files upstream, and merge that into the fork."""
    git(fork, "switch", "-q", "upstream")
    (fork / "docs/chapters/x.md").write_text("two\n")
    (fork / "docs/chapters/y.md").write_text("two\n")
    git(fork, "add", ".")
    git(fork, "commit", "-qm", "More upstream")
    git(fork, "switch", "-q", "main")
    git(fork, "merge", "-q", *options, "upstream")


def test_a_fork_that_edits_only_its_own_files_passes(fork, guard):
    """The team's own files and a merged update do not count as edits of upstream."""
    assert guard(fork) == (0, "")
    update(fork, "-m", "Merge")
    assert guard(fork) == (0, "")


def test_each_edit_of_upstreams_files_is_named_with_its_place(fork, guard):
    """Whether changed, deleted or added, committed or not, before or after an update, each file is named with where its change belongs."""
    (fork / "docs/chapters/x.yml").write_text("mine\n")
    git(fork, "commit", "-qam", "Mine")
    update(fork, "-m", "Merge")
    (fork / "README.md").write_text("mine\n")
    (fork / "mkdocs.yml").write_text("site_name: Mine\n")
    (fork / "docs/chapters/y.md").write_text("mine\n")
    (fork / "docs/assets/stylesheets/fonts.css").unlink()
    (fork / "docs/new.md").write_text("mine\n")
    (fork / "macros/x.py").write_text("mine\n")
    git(fork, "add", "mkdocs.yml")
    code, printed = guard(fork)
    assert code == 1 and printed.startswith("7 upstream files differ")
    for name, place in {
        "docs/chapters/x.yml": "docs/team/overlay.yml, by the id",
        "docs/chapters/y.md": "docs/team/notes/y.md",
        "docs/assets/stylesheets/fonts.css": "docs/team/*.css",
        "docs/new.md": "to docs/team/",
        "macros/x.py": "Propose it upstream",
        "mkdocs.yml": "into team.yml",
        "README.md": "docs/team/index.md",
    }.items():
        assert re.search(rf"^{re.escape(name)}: was (changed|deleted|added) here.*\n    fix: .*{re.escape(place)}", printed, re.M), name
    commands = re.findall(r"git restore \S+ -- \S+", printed)
    for command in commands:
        git(fork, *command.split()[1:])
    (fork / "docs/new.md").unlink()
    (fork / "team.yml").write_text("INHERIT: mkdocs.yml\nextra: {handbook: {patched: [macros/x.py]}}\n")
    assert guard(fork) == (0, "Patched on purpose (team.yml): macros/x.py\n")


def test_a_patched_file_that_an_update_moved_is_named(fork, guard):
    """If upstream moves a file that a team has patched on purpose, the guard names its old place on the list and its new one."""
    upstreams = "".join(f"line {n}\n" for n in range(20))
    git(fork, "switch", "-q", "upstream")
    (fork / "macros/x.py").write_text(upstreams)
    git(fork, "commit", "-qam", "More lines")
    git(fork, "switch", "-q", "main")
    git(fork, "merge", "-q", "-m", "Merge", "upstream")
    (fork / "macros/x.py").write_text(upstreams.replace("line 7", "our line 7"))
    (fork / "team.yml").write_text("INHERIT: mkdocs.yml\nextra: {handbook: {patched: [macros/x.py]}}\n")
    git(fork, "commit", "-qam", "Patch it")
    assert guard(fork) == (0, "Patched on purpose (team.yml): macros/x.py\n")

    git(fork, "switch", "-q", "upstream")
    git(fork, "mv", "macros/x.py", "macros/y.py")
    git(fork, "commit", "-qm", "Move it")
    git(fork, "switch", "-q", "main")
    git(fork, "merge", "-q", "-m", "Merge again", "upstream")
    code, printed = guard(fork)
    assert code == 1
    assert "off the list in team.yml (an update may have moved them): macros/x.py\n" in printed
    assert "macros/y.py: was changed here" in printed and "under `extra: handbook: patched:`" in printed


def test_without_upstreams_history_the_guard_says_what_to_do(fork, guard, tmp_path_factory):
    """A shallow clone, an archive and a history without upstream get a sentence on what to do, and do not fail."""
    shallow = tmp_path_factory.mktemp("shallow")
    git(shallow, "clone", "-q", "--depth", "1", f"file://{fork}", ".")
    archive = tmp_path_factory.mktemp("archive")
    shutil.copy(fork / "mkdocs.yml", archive)
    shutil.copy(fork / "team.yml", archive)
    fresh = tmp_path_factory.mktemp("fresh")
    shutil.copytree(archive, fresh, dirs_exist_ok=True)
    git(fresh, "init", "-q")
    git(fresh, "commit", "-q", "--allow-empty", "-m", "As a host begins a repository")
    git(fresh, "add", ".")
    git(fresh, "commit", "-qm", "All at once")
    for folder, reason in ((shallow, "fetch-depth: 0"), (archive, "not a git repository"), (fresh, "no commit here is upstream's")):
        code, printed = guard(folder)
        assert code == 0 and "Did not check" in printed and reason in printed


def test_make_check_runs_the_guard_which_is_silent_upstream(root, guard, tmp_path):
    """`make check` names edited files in a fork; upstream, which has no team.yml, it says nothing."""
    assert "tools.fork.ownership" in sites.run(["make", "-n", "check"], root).stdout
    assert guard(tmp_path) == (0, "")
