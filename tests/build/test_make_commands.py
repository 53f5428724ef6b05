"""The commands of the Makefile: they set themselves up, and say what to do when they cannot."""

import re
import shutil
import socket
import subprocess
import sys

import pytest

from tests.support import browsers, sites
from tools.serve import free_port


@pytest.fixture
def bare(tmp_path, root):
    """A folder with the set-up tool and two empty lists of packages, and nothing set up."""
    for name in ("tools/venv", "requirements.txt", "tests/requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# none\n")
    (tmp_path / "tools" / "venv").write_text((root / "tools" / "venv").read_text())
    return tmp_path


def set_up(folder, *files, **more):
    """Run the set-up tool in a folder."""
    return sites.run(["sh", "tools/venv", *(files or ["requirements.txt"])], folder, **more)


def stand_in(folder, name, script):
    """Put a program of that name into a folder of its own."""
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / name).write_text("#!/bin/sh\n" + script)
    (folder / "bin" / name).chmod(0o755)


def test_help_lists_every_command(root):
    """make help, and make alone, say what there is to say."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for words in (["help"], []):
        printed = sites.run(["make", *words], root).stdout
        for target in re.findall(r"^([a-z]+):.*## ", makefile, re.M):
            assert re.search(rf"^  {target} +\w", printed, re.M), target


def test_a_wrong_type_in_a_script_is_found(root, tmp_path):
    """Whoever hands a script's function the wrong thing reads where, before a reader's browser does."""
    printed = sites.run(["make", "-n", "check"], root).stdout
    [command] = [line for line in printed.splitlines() if "deno.json" in line]
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "tests").mkdir()
    shutil.copy2(root / "tests" / "deno.json", tmp_path / "tests")
    scripts = tmp_path / "docs" / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    for name in ("words.js", "language.js"):
        shutil.copy2(root / "docs" / "assets" / "javascripts" / name, scripts)
    assert sites.run(["sh", "-c", command], tmp_path).returncode == 0
    (scripts / "wrong.js").write_text('import { sayCount } from "./words.js";\n\nsayCount({}, "store.saved", "two");\n')
    done = sites.run(["sh", "-c", command], tmp_path)
    assert done.returncode != 0
    assert "'string' is not assignable to parameter of type 'number'" in done.stderr and "wrong.js:3" in done.stderr


def test_an_unknown_engine_is_refused(root):
    """A misspelt engine is told at once, with the two that there are."""
    done = sites.run(["make", "build", "ENGINE=mkdoc"], root)
    assert done.returncode != 0
    assert "say ENGINE=mkdocs or ENGINE=zensical" in done.stderr


def test_a_second_run_sets_nothing_up(bare):
    """Packages are installed once; an edited list is installed anew."""
    first, second = set_up(bare), set_up(bare)
    (bare / "requirements.txt").write_text("# edited\n")
    third, fourth = set_up(bare), set_up(bare)
    assert [done.returncode for done in (first, second, third, fourth)] == [0, 0, 0, 0]
    assert ["Setting up" in done.stderr for done in (first, second, third, fourth)] == [True, False, True, False]


def test_an_install_that_failed_is_not_taken_as_done(bare):
    """After a failure the next run tries again, and says where the full report is."""
    (bare / "requirements.txt").write_text("./not-there.whl\n")
    for _ in range(2):
        done = set_up(bare)
        assert done.returncode == 1
        assert ".venv/setup.log" in done.stderr and "PIP_INDEX_URL" in done.stderr
    (bare / "requirements.txt").write_text("# mended\n")
    assert set_up(bare).returncode == 0


def test_a_broken_environment_is_made_anew(bare):
    """An environment that was interrupted while it was made does not stay broken."""
    (bare / ".venv" / "bin").mkdir(parents=True)
    stand_in(bare / ".venv", "python", "exit 1")
    assert set_up(bare).returncode == 0
    assert subprocess.run([bare / ".venv" / "bin" / "python", "-c", ""]).returncode == 0


def test_an_old_python_is_refused_with_what_to_do(bare):
    """Whoever has only an old Python reads which one is needed and how to name it."""
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"):
        stand_in(bare, name, '[ "$1" = --version ] && echo Python 3.9.2; exit 1')
    done = set_up(bare, PATH=f"{bare}/bin:/usr/bin:/bin")
    assert done.returncode == 1
    assert "needs Python 3.11.5 or newer; found: Python 3.9.2" in done.stderr
    assert "PYTHON=" in done.stderr


def test_a_python_without_venv_is_told_the_package(bare):
    """On Debian, where venv is a package of its own, the message is the command that installs it."""
    script = 'case "$2" in *ensurepip*) exit 1;; *print*) echo python3.12;; esac'
    stand_in(bare, "python3", script)
    done = set_up(bare, PATH=f"{bare}/bin:/usr/bin:/bin")
    assert done.returncode == 1
    assert "sudo apt-get install -y python3.12-venv" in done.stderr


def test_serve_takes_another_port_when_the_first_is_taken():
    """Two handbooks can be served side by side."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = taken.getsockname()[1]
        assert free_port(first) > first


@pytest.fixture
def no_browsers(monkeypatch):
    """A machine without browsers; returns the commands that are run on it, none of which helps."""
    ran = []

    def known():
        return {}

    known.cache_clear = lambda: None
    monkeypatch.setattr(browsers, "known", known)
    monkeypatch.setattr(browsers, "_run", lambda command, limit: ran.append(" ".join(command)))
    monkeypatch.setattr(browsers, "_sudo", list)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/" + name)
    return ran


def test_a_test_without_its_browser_fails_with_the_command_that_fixes_it(no_browsers):
    """A missing browser is no reason to leave its tests out."""
    with pytest.raises(browsers.BrowserMissing, match="apt-get install -y chromium firefox-esr"):
        browsers.launch(None, "firefox")


def test_browsers_come_from_playwright_and_else_from_the_system(no_browsers):
    """The set-up tries one source after the other, and names one command when both fail."""
    with pytest.raises(SystemExit, match="apt-get install -y chromium firefox-esr"):
        browsers.install()
    assert [re.search(r"playwright install|apt-get -qq \w+", command)[0] for command in no_browsers] == [
        "playwright install",
        "apt-get -qq update",
        "apt-get -qq install",
    ]
