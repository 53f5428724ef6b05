"""The commands of the Makefile set up what they need, and say what to do when they cannot."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.support import browsers, sites

# Does what `python3 -m venv` and pip do as far as tools/venv can tell, and notes each install. A list that names "missing"
# cannot be installed; during one that names "interrupt", set-up is killed.
PYTHON = """
case "$*" in
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *tools/uv.txt*) exit 1 ;;
  "-m pip install "*)
    echo "$*" >>installs
    grep -qs missing requirements.txt && echo "ERROR: No matching distribution found" && exit 1
    grep -qs interrupt requirements.txt && kill -9 $PPID
    exit 0 ;;
esac
"""


@pytest.fixture
def bare(tmp_path, root):
    """A folder with the set-up tool, two empty lists of packages and a Python that installs nothing."""
    for name in ("tools/venv", "requirements.txt", "tests/requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# none\n")
    (tmp_path / "tools" / "venv").write_text((root / "tools" / "venv").read_text())
    stub(tmp_path, "python3", PYTHON)
    return tmp_path


def set_up(folder, *files):
    """Run the set-up tool in a folder."""
    return sites.run(["sh", "tools/venv", *(files or ["requirements.txt"])], folder, PATH=f"{folder}/bin:/usr/bin:/bin")


def installs(folder):
    """Return the lists of packages of each pip install, in order."""
    log = folder / "installs"
    return [re.findall(r"-r (\S+)", line) for line in log.read_text().splitlines()] if log.exists() else []


def stub(folder, name, script):
    """Put a program of that name into the folder's own ``bin``."""
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / name).write_text("#!/bin/sh\n" + script)
    (folder / "bin" / name).chmod(0o755)


def test_help_lists_every_command(root):
    """Both `make help` and `make` alone print every command with what it does."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for words in (["help"], []):
        printed = sites.run(["make", *words], root).stdout
        for target in re.findall(r"^([a-z]+):.*## ", makefile, re.M):
            assert re.search(rf"^  {target} +\w", printed, re.M), target


def test_a_wrong_type_in_a_script_is_found(root, tmp_path):
    """Passing a function the wrong type fails make check, with file and line, before it fails in a reader's browser."""
    printed = sites.run(["make", "-n", "check"], root).stdout
    [command] = [line for line in printed.splitlines() if "deno.json" in line]
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "tests").mkdir()
    shutil.copy2(root / "tests" / "deno.json", tmp_path / "tests")
    scripts = tmp_path / "docs" / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    (scripts / "double.js").write_text("/** @param {number} n */\nexport function double(n) {\n  return 2 * n;\n}\n")
    (scripts / "right.js").write_text('import { double } from "./double.js";\n\ndouble(2);\n')
    (scripts / "wrong.js").write_text('import { double } from "./double.js";\n\ndouble("two");\n')
    done = sites.run(["sh", "-c", command], tmp_path)
    assert done.returncode != 0
    assert "'string' is not assignable to parameter of type 'number'" in done.stderr
    assert re.findall(r"(\w+\.js):(\d+)", done.stderr) == [("wrong.js", "3")]


def test_a_wiki_is_imported_from_any_path(tmp_path):
    """Make passes the folder of a wiki on as it was typed, with spaces and quotation marks; what cannot be imported fails."""
    wiki = tmp_path / "our 'old' wiki"
    wiki.mkdir()
    (wiki / "a.md").write_text("# A\n", encoding="utf-8")
    project = sites.upstream_copy()
    done = sites.make(project, "import", f"FROM={wiki}", "INTO=old wiki")
    assert done.returncode == 0 and (project / "docs/team/old wiki/a.md").read_text(encoding="utf-8") == "# A\n", done.stdout + done.stderr
    assert "Copied 1 of 1 files" in done.stdout
    failed = sites.make(project, "import", f"FROM={wiki}/none")
    assert failed.returncode != 0 and "does not exist" in failed.stderr


def test_an_unknown_engine_is_refused(root):
    """A misspelt engine fails at once, and the message names the two that exist."""
    done = sites.run(["make", "build", "ENGINE=mkdoc"], root)
    assert done.returncode != 0
    assert "ENGINE=mkdocs or ENGINE=zensical" in done.stderr


def test_only_packages_that_the_team_pinned_here_are_installed(root, tmp_path):
    """The list of packages that a wiki brings along is nothing to install: no hash is in it, and pip would stop every command."""
    (tmp_path / "Makefile").write_text((root / "Makefile").read_text())
    (tmp_path / "docs" / "team").mkdir(parents=True)
    (tmp_path / "docs" / "team" / "requirements.txt").write_text("mkdocs-material\n")
    assert "docs/team" not in sites.run(["make", "-n", "packages"], tmp_path).stdout
    (tmp_path / "docs" / "team" / "requirements.in").write_text("mkdocs-x\n")
    assert "docs/team/requirements.txt" in sites.run(["make", "-n", "packages"], tmp_path).stdout


def test_packages_are_installed_once(bare):
    """The first run installs what it was asked for, by hash; a second one does nothing."""
    first, second = set_up(bare), set_up(bare)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "Setting up" in first.stderr and second.stderr == ""
    assert installs(bare) == [["requirements.txt"]]
    assert "--require-hashes" in (bare / "installs").read_text()


def test_only_a_list_that_changed_is_installed_again(bare):
    """A second list, and later an edited one, is installed without the lists that are in place."""
    lists = ("requirements.txt", "tests/requirements.txt")
    set_up(bare)
    set_up(bare, *lists)
    (bare / "requirements.txt").write_text("# edited\n")
    set_up(bare, *lists)
    set_up(bare, *lists)
    assert installs(bare) == [["requirements.txt"], ["tests/requirements.txt"], ["requirements.txt"]]


def test_a_failed_installation_is_tried_again(bare):
    """After a failure the next run tries again, and the message names the full log and the setting for a mirror."""
    (bare / "requirements.txt").write_text("missing\n")
    for _ in range(2):
        done = set_up(bare)
        assert done.returncode == 1
        assert "No matching distribution" in done.stderr
        assert ".venv/setup.log" in done.stderr and "PIP_INDEX_URL" in done.stderr
    (bare / "requirements.txt").write_text("# fixed\n")
    assert set_up(bare).returncode == 0
    assert len(installs(bare)) == 3


def test_an_interrupted_installation_is_tried_again(bare):
    """If set-up is killed halfway, also while it renews a list, the next run installs that list."""
    set_up(bare)
    (bare / "requirements.txt").write_text("interrupt\n")
    assert set_up(bare).returncode == -9
    (bare / "requirements.txt").write_text("# none\n")
    assert set_up(bare).returncode == 0
    assert len(installs(bare)) == 3


def test_uv_installs_where_it_can_and_pip_where_it_fails(bare):
    """uv gets pip's index and only adds speed: without an index, or where it fails, pip installs the same lists."""
    set_up(bare)
    stub(bare / ".venv", "uv", 'echo "$UV_DEFAULT_INDEX $*" >>uv; exit $(cat status)')
    for status, by_pip in ((0, 1), (1, 2)):
        (bare / "status").write_text(str(status))
        (bare / "requirements.txt").write_text(f"# {status}\n")
        done = sites.run(["sh", "tools/venv", "requirements.txt"], bare, PATH=f"{bare}/bin:/usr/bin:/bin", PIP_INDEX_URL="https://mirror.example")
        assert done.returncode == 0 and len(installs(bare)) == by_pip
    calls = (bare / "uv").read_text().splitlines()
    assert len(calls) == 2 and all(re.match(r"https://mirror\.example pip install .*--require-hashes -r requirements\.txt$", call) for call in calls)


def test_a_broken_environment_is_made_again(bare):
    """An environment that was interrupted while it was being made is replaced."""
    (bare / ".venv" / "leftover").mkdir(parents=True)
    stub(bare / ".venv", "python", "exit 1")
    assert set_up(bare).returncode == 0
    assert not (bare / ".venv" / "leftover").exists()
    assert subprocess.run([bare / ".venv" / "bin" / "python"]).returncode == 0


def test_an_old_python_is_refused_with_what_to_do(bare):
    """If Python is too old, the message says which version is needed and how to name another one."""
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"):
        stub(bare, name, '[ "$1" = --version ] && echo Python 3.9.2; exit 1')
    done = set_up(bare)
    assert done.returncode == 1
    assert "needs Python 3.11.5 or newer; found: Python 3.9.2" in done.stderr
    assert "PYTHON=" in done.stderr


def test_a_python_without_venv_is_told_the_package(bare):
    """On Debian, where venv is a package of its own, the message is the command that installs it."""
    stub(bare, "python3", 'case "$2" in *ensurepip*) exit 1;; *print*) echo python3.12;; esac')
    done = set_up(bare)
    assert done.returncode == 1
    assert "sudo apt-get install -y python3.12-venv" in done.stderr


@pytest.fixture
def no_browsers(monkeypatch):
    """A machine without browsers on which no command installs one; gives the list of the commands that are run."""
    ran = []

    def known():
        return {}

    known.cache_clear = lambda: None
    monkeypatch.setattr(browsers, "known", known)
    monkeypatch.setattr(browsers, "_run", lambda command, limit: ran.append(" ".join(command)))
    monkeypatch.setattr(browsers, "_sudo", list)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/" + name)
    return ran


def test_a_missing_browser_fails_with_the_command_that_installs_it(no_browsers):
    """A missing browser fails its tests instead of skipping them."""
    with pytest.raises(browsers.BrowserMissing, match="apt-get install -y chromium-headless-shell firefox-esr"):
        browsers.launch(None, "firefox")


def test_browsers_come_from_playwright_or_else_from_the_system(no_browsers):
    """Set-up tries Playwright, then the system's packages, and names one command when both fail."""
    with pytest.raises(SystemExit, match="apt-get install -y chromium-headless-shell firefox-esr"):
        browsers.install()
    assert [re.search(r"playwright install|apt-get -qq \w+", command)[0] for command in no_browsers] == [
        "playwright install",
        "apt-get -qq update",
        "apt-get -qq install",
        "apt-get -qq install",  # the whole Chromium, where a system has no other
    ]
