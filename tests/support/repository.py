"""Git repositories for the tests, among them one of this project with its own history."""

import subprocess
import sys
from pathlib import Path

from tests.support import sites

AUTHOR = ("-c", "user.name=Ada", "-c", "user.email=ada@example.invalid", "-c", "commit.gpgsign=false")


class Repository:
    """A git repository in a folder.

    Args:
        root: The folder; it needs no repository yet.
        options: Settings for each git command, such as ``core.autocrlf=true``.
    """

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.options = [word for option in options for word in ("-c", option)]

    def git(self, *words: str) -> str:
        """Run git and return its output.

        Raises:
            AssertionError: Git failed.
        """
        done = subprocess.run(["git", *AUTHOR, *self.options, *words], cwd=self.root, capture_output=True, text=True)
        assert done.returncode == 0, f"git {' '.join(words)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def edit(self, file: str, *pairs: tuple[str, str]) -> None:
        """Replace, in a file, the first occurrence of the first of each pair by the second."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text, f"{old!r} is not in {file}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        """Add text at the end of a file."""
        with (self.root / file).open("a", encoding="utf-8") as stream:
            stream.write(text)

    def commit(self, message: str) -> None:
        """Commit everything."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def handbook(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the handbook, such as ``check``."""
        return sites.run([sys.executable, "-m", "handbook", *words], self.root)


def project_clone(*options: str) -> Repository:
    """Return a new clone of this project whose newest commit holds the files as they are here, committed or not.

    Args:
        options: Settings for each git command in the clone, such as ``core.autocrlf=true``.

    Raises:
        AssertionError: This project is no git repository, but an archive, say.
    """
    assert (sites.ROOT / ".git").exists(), "This test needs the project's history. Run it in a git clone, not in an unpacked archive."
    clone = Repository(sites.temporary() / "clone", *options)
    clone.root.mkdir()
    clone.git("clone", "-q", "--no-checkout", str(sites.ROOT), ".")
    clone.git("checkout", "-q", "-B", "upstream")
    clone.git("--work-tree", str(sites.ROOT), "add", "-A")
    clone.git("commit", "-q", "--allow-empty", "-m", "The files as they are here")
    clone.git("reset", "-q", "--hard")
    clone.git("clean", "-q", "-d", "--force")  # what is deleted here and not yet committed
    return clone
