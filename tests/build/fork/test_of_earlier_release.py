"""A fork made before the files moved to their present folders takes today's upstream by one `git merge`."""

import html
import re
import shutil
import sys

import pytest
import yaml

from tests.support import sites
from tests.support.html_reader import Page, words
from tests.support.repository import project_clone

# The last commit in which every file was at its old place.
EARLIER = "5e1fcd8b3d7dec4e3fec95efb4c69d4b8d8f4a56"
ASKED = ("NAME=Acme product handbook", "SHORT=Acme", "ID=acme", "PRIMARY=#c8102e", "CONTACT=ask@acme.example", "REPO=https://github.com/acme/handbook")
# A rule and a token of the team's own, in a file beside colours.css.
STYLES = "@media screen {\n  .hb-team {\n    border-color: #123abc;\n  }\n  :root {\n    --hb-opening: light-dark(#5a2d6b, #d9b3ea);\n  }\n}\n"
NOTE = "We read this chapter with a mentor, and the mentor asks first.\n"


@pytest.fixture(scope="module")
def fork():
    """The fork with today's upstream merged into it: it uses every example that `make team` wrote, and has styles and a workflow of its own."""
    fork = project_clone()
    history = fork.git("rev-list", "upstream").split()
    assert EARLIER in history, f"The history here does not go back to {EARLIER[:7]}. Run: git fetch --unshallow"
    fork.git("switch", "-q", "-c", "team", EARLIER)
    done = sites.make(fork.root, "team", *ASKED)
    assert "wrote team.yml" in done.stdout, done.stdout + done.stderr

    team = fork.root / "docs/team"
    overlay = re.findall(r"(?m)(?:^# (?: .*|[a-z]+:.*)\n)+", (team / "overlay.yml").read_text(encoding="utf-8"))
    schema = "# yaml-language-server: $schema=../../macros/handbook/schema/overlay.schema.json\n"
    (team / "overlay.yml").write_text(schema + "".join(re.sub(r"(?m)^# ", "", block) for block in overlay), encoding="utf-8")
    for example in (team / "chapters").glob("*.example"):
        example.rename(example.with_suffix(""))
    (team / "notes/growing-the-team.md").write_text(NOTE, encoding="utf-8")
    (team / "more.css").write_text(STYLES, encoding="utf-8")
    (fork.root / ".github/workflows").mkdir(parents=True)
    shutil.copy(fork.root / "deploy/github-pages.yml", fork.root / ".github/workflows/pages.yml")
    synced = fork.handbook("sync")
    assert synced.returncode == 0, synced.stderr
    fork.commit("Make it ours")

    fork.git("merge", "-q", "--no-edit", "upstream")
    shutil.rmtree(fork.root / ".venv")  # `make` in the fork would install what is new in the lists
    return fork


@pytest.mark.timeout(600)  # on a busy machine
def test_the_merge_leaves_the_teams_files_as_they_were(fork):
    """Nothing conflicts, the team's own files are byte for byte theirs, and no file is left at its old place."""
    assert fork.git("status", "--porcelain") == ""
    assert fork.git("diff", "--stat", "HEAD^1", "HEAD", "--", "team.yml", "docs/team", ".github") == ""
    assert fork.git("diff", "--stat", "upstream", "HEAD", "--", ".", ":!team.yml", ":!docs/team", ":!.github") == ""


def test_what_the_team_copied_still_names_what_exists(fork):
    """The schemas that editors read and the commands of the copied workflow are still there."""
    for path in (fork.root / "docs/team").rglob("*.yml"):
        for schema in re.findall(r"\$schema=(\S+)", path.read_text(encoding="utf-8")):
            assert (path.parent / schema).is_file(), f"{path.name} names {schema}"
    flow = yaml.safe_load((fork.root / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    commands = [step["run"] for job in flow["jobs"].values() for step in job["steps"] if "run" in step]
    targets = {word for command in commands for line in re.findall(r"^make (.*)$", command) for word in line.split()}
    assert targets == {"audit", "pdf", "build"} <= set(re.findall(r"^([a-z]+):", (fork.root / "Makefile").read_text(encoding="utf-8"), re.M))


def test_the_checks_pass_and_name_no_edited_file(fork):
    """The sources are sound, and of all files that moved none counts as the team's edit of upstream."""
    checked = fork.handbook("check")
    assert checked.returncode == 0, checked.stderr
    guarded = sites.run([sys.executable, "-m", "tools.fork.ownership"], fork.root)
    assert (guarded.returncode, guarded.stdout + guarded.stderr) == (0, "")


@pytest.mark.timeout(600)  # on a busy machine
@pytest.mark.parametrize("engine", ["mkdocs"])  # what an engine makes of a fork is in test_fork_content.py
def test_the_fork_builds_with_its_words_navigation_and_colours(fork, engine):
    """After the merge `make build` gives the team's handbook, and every id that readers could answer before is still there."""
    done = sites.make(fork.root, "build", ENGINE=engine, SITE_DIR=f".handbook-cache/{engine}", SITE_URL="https://handbook.acme.example/")
    assert done.returncode == 0, done.stdout + done.stderr
    folder = fork.root / f".handbook-cache/{engine}"  # Git ignores it
    site = sites.Site(fork.root, folder, "https://handbook.acme.example/", "")
    texts = {path.relative_to(folder).as_posix(): html.unescape(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    everything = "".join(texts.values())

    home, chapter = (Page(site, f"{path}index.html") for path in ("", "chapters/introduction/"))
    for page in (home, chapter):
        [header] = [element for element in page.elements() if element.tag == "header"]
        assert "Acme product handbook" in words(header)
        assert "with changes by Acme" in words(page.tree)
    links = {address.removeprefix(site.url) for element, address in home.addresses() if element.tag == "a"}
    assert {"team/", "team/chapters/our-first-chapter/"} <= links

    text = words(chapter.article)
    assert "Get your lead's rating on our ladder, made before seeing yours." in text.replace("’", "'")  # reworded
    assert "team-read-our-ladder" in texts["chapters/introduction/index.html"]  # added
    assert not re.search(r'data-hb-id="keep-a-habit-without-the-title"', everything)  # hidden
    order = re.findall(r'<input[^>]*data-hb-id="([\w-]+)"', texts["chapters/introduction/index.html"])
    assert order.index("mark-written-expectations") < order.index("fill-three-supports") < order.index("name-withheld-decisions")
    assert words(Page(site, "workbook/one-to-one/index.html").article).startswith("Check-in notes ")  # renamed
    assert NOTE.strip() in words(Page(site, "chapters/growing-the-team/index.html").article)
    assert "team-name-one-decider" in texts["workbook/print/index.html"]

    sheets = re.sub(r"\s", "", "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.css")))
    assert "--hb-brand:light-dark(#c8102e,#" in sheets and "#123abc" in sheets and "--hb-opening:light-dark(#5a2d6b,#d9b3ea)" in sheets

    published = {line.split("\t")[0] for line in fork.git("show", f"{EARLIER}:ids.lock").splitlines() if "\t" in line}
    assert len(published) > 300
    assert published - set(re.findall(r"[\w-]+", everything)) == set()
