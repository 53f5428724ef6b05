"""A build's target: the old site stays until the new one is whole, and only one process builds it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sites import ROOT
from tools.postbuild.target import BuildTarget

# Holds the lock until its input ends, or is killed in the middle of a build.
OTHER = """import sys
from pathlib import Path
from tools.postbuild.target import BuildTarget
target = BuildTarget(Path(sys.argv[1]), Path(sys.argv[2]))
target.folder.mkdir()
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path):
    """An empty project whose site has one page."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old")
    return tmp_path


@pytest.fixture
def other(project):
    """A process that builds the same target."""
    command = [sys.executable, "-c", OTHER, str(project / "site"), str(project)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "macros")])}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout.readline() == "locked\n"
        yield process
        process.kill()


def build(target: BuildTarget) -> None:
    """Write a site."""
    target.folder.mkdir()
    (target.folder / "new.html").write_text("new")


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_site_is_replaced_when_it_is_whole(project):
    """The old site stays while a build runs; then the new one is there, with hidden files that others put there, and nothing else."""
    (project / "site" / ".git").write_text("worktree")
    with BuildTarget(project / "site", project) as target:
        build(target)
        assert names(project / "site") == [".git", "index.html"]
        target.publish()
    assert names(project / "site") == [".git", "new.html"] and names(project) == ["site"]


def test_a_first_site_is_made(project):
    """A target that is not there, in a folder that is not there, is made."""
    with BuildTarget(project / "out" / "site", project) as target:
        build(target)
        target.publish()
    assert names(project / "out" / "site") == ["new.html"] and names(project / "out") == ["site"]


def test_a_build_that_is_stopped_leaves_the_old_site(project):
    """After an error or Ctrl-C the old site is as it was, and nothing half built is left."""

    def stop() -> None:
        with BuildTarget(project / "site", project) as target:
            build(target)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert names(project / "site") == ["index.html"] and names(project) == ["site"]


def test_a_second_build_is_refused(project, other):
    """Another build of the same site is told which process has it; once that one is gone, it can build."""
    with pytest.raises(ValueError, match=rf"Another build of .*site is running \(process {other.pid}\)\. Wait until"):
        BuildTarget(project / "site", project)
    other.communicate("")
    with BuildTarget(project / "site", project) as target:
        build(target)
        target.publish()
    assert names(project / "site") == ["new.html"]


def test_the_lock_of_a_killed_build_is_free(project, other):
    """What a killed process has left is removed, and its lock holds nobody up."""
    other.kill()
    other.wait()
    assert names(project) == [".site.build", "site"]
    with BuildTarget(project / "site", project) as target:
        build(target)
        target.publish()
    assert names(project / "site") == ["new.html"] and names(project) == ["site"]


def test_a_site_between_two_renames_is_found_again(project):
    """If a process was killed after it had moved the old site and before the new one took its place, the old one comes back."""
    (project / ".site.build").mkdir()
    (project / "site").rename(project / ".site.build" / "old")
    BuildTarget(project / "site", project).close()
    assert names(project / "site") == ["index.html"] and names(project) == ["site"]


def test_a_symbolic_link_keeps_pointing_to_the_site(project, tmp_path_factory):
    """A team whose site/ points to a server's folder finds the link as it was, and the new site behind it, with either engine."""
    served = tmp_path_factory.mktemp("served") / "handbook"
    (project / "site").rename(served)
    (project / "site").symlink_to(served)
    for in_project in (False, True):
        with BuildTarget(project / "site", project, in_project) as target:
            target.folder.mkdir(parents=True)
            (target.folder / "new.html").write_text("new")
            assert target.folder.is_relative_to(project) == in_project
            target.publish()
        assert (project / "site").is_symlink() and names(served) == ["new.html"]
        assert names(project) == ["site"] and names(served.parent) == ["handbook"]


@pytest.mark.parametrize("reason", ["mount point", "rename refused"])
def test_a_folder_that_cannot_be_renamed_gets_the_content(project, monkeypatch, reason):
    """In a container site/ may be a mount: there the content is replaced, at the very end."""
    if reason == "mount point":
        monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == project / "site")
    rename = Path.rename

    def refused(self, to):
        if self == project / "site":
            raise OSError("Device or resource busy")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", refused)
    with BuildTarget(project / "site", project) as target:
        build(target)
        assert "index.html" in names(project / "site")
        target.publish()
    assert names(project / "site") == ["new.html"] and names(project) == ["site"]


@pytest.mark.parametrize("folder", [".", ".."])
def test_the_project_itself_is_never_replaced(project, folder):
    """A SITE_DIR that holds the project is refused before anything is written."""
    with pytest.raises(ValueError, match="holds the project itself"):
        BuildTarget(project / folder, project)
    assert names(project) == ["site"]
