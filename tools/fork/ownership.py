"""Names each upstream file that a fork has edited, and where the change belongs instead, since updates conflict there.

Upstream's commits have no ``team.yml``. So the newest commit without one in the
fork's history is upstream's, and what differs from it is the fork's edit. No remote is needed.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.config import load_config
from handbook.errors import SourceErrors

TEAM = "team.yml"
OWN = re.compile(r"team\.yml|docs/team/")
# Upstream may add files of any name in these folders. A new file elsewhere is no concern of ours.
FOLDERS = ("docs/", "macros/", "overrides/", "tools/", "tests/")
UPSTREAM = "Propose it upstream. Until it is merged there, list the file under `extra: handbook: patched:` in team.yml, and expect conflicts with updates."
CLONE = "Fork or clone upstream's repository with its history, and merge its commits without squashing them."
# Where a change belongs: the first pattern that matches the path decides.
PLACES = (
    (r"docs/(chapters|field-notes)/.+\.yml", "Write it into docs/team/overlay.yml, by the id of the part."),
    (r"docs/(chapters|field-notes)/(?P<slug>.+)\.md", "Write what is different into docs/team/notes/{slug}.md; it appears at the end of the page."),
    (r"docs/sources\.yml", "Add the works that you cite to docs/team/sources.yml, with keys that begin with TEAM-."),
    (r"docs/search\.yml", "Write what is yours into docs/team/search.yml; both are used."),
    (r"docs/strings/|docs/glossary\.yml|docs/vocabulary\.yml", "Rename words under `terms:` in docs/team/overlay.yml. A wrong word is an issue upstream."),
    (r"docs/assets/stylesheets/", "Write the rule into a file of your own, docs/team/*.css; it is loaded after this one."),
    (r"docs/assets/figures/mark\.svg", "Name your own picture in team.yml, under `theme: favicon:` and `logo:`."),
    (r"docs/(toolkit|guide|workbook)/|docs/index\.md", "Write a page of your own in docs/team/."),
    (r"docs/names\.lock", "Restore it: only upstream writes it."),
    (r"docs/", "Move it to docs/team/."),
    (r"mkdocs\.yml", "Write the key into team.yml; it overrides this file."),
    (r"README\.md", "Write it into docs/team/index.md; GitHub shows a README in .github/ instead of this one."),
    (r"(requirements|tools/pdf|tools/pip|tools/uv|tests/requirements)\.(in|txt)", "Ask for the package in an issue upstream: this list is tested as a whole."),
    (r"ids\.lock|macros/handbook/schema/", "Restore it, then run `make sync`: your own ids are kept in docs/team/ids.lock."),
)


@dataclass(frozen=True)
class UpstreamEdit:
    """An upstream file that differs from upstream's commit.

    Attributes:
        path: The file, below the project's root.
        change: ``changed``, ``deleted`` or ``added``.
        base: Hash of upstream's commit.
    """

    path: str
    change: str
    base: str

    def __str__(self) -> str:
        return f"{self.path}: was {self.change} here, and belongs to upstream\n    fix: {self.fix}"

    @property
    def fix(self) -> str:
        """Where the change belongs, and how to restore the file."""
        for pattern, place in PLACES:
            if match := re.match(pattern, self.path):
                restore = "" if self.change == "added" else f" Then: git restore --source={self.base[:10]} -- {self.path}"
                return place.format(**match.groupdict()) + restore
        return UPSTREAM


def main(root: Path) -> int:
    """Print each upstream file that a fork has edited.

    Returns:
        1 if there is one that ``team.yml`` does not list as patched, else 0; also 0 in upstream itself, and where git
        cannot tell.
    """
    if not (root / TEAM).exists():
        return 0
    try:
        base, reason = upstream_commit(root)
        edits = list(edits_since(root, base)) if base else []
    except (OSError, subprocess.CalledProcessError) as error:
        base, reason = "", f"git failed ({(getattr(error, 'stderr', '') or str(error)).strip().splitlines()[0]}). {CLONE}"
    if not base:
        print(f"Did not check whether upstream's files were edited: {reason}", file=sys.stderr)
        return 0
    patched = load_config(root / TEAM).get("extra", {}).get("handbook", {}).get("patched") or []
    unlisted = [edit for edit in edits if edit.path not in patched]
    listed = [edit.path for edit in edits if edit.path in patched]
    if listed:
        print(f"Patched on purpose (team.yml): {', '.join(listed)}")
    if outdated := [path for path in patched if path not in listed]:
        print(f"No longer patched, so take them off the list in team.yml (an update may have moved them): {', '.join(outdated)}", file=sys.stderr)
    if unlisted:
        count = "1 upstream file differs" if len(unlisted) == 1 else f"{len(unlisted)} upstream files differ"
        print(f"{count} from upstream's commit {git(root, 'log', '-1', '--format=%h of %cs', base)}:", file=sys.stderr)
        print(*unlisted, sep="\n", file=sys.stderr)
        print("If these came with an update of upstream, it was squashed. Merge it again with git merge.", file=sys.stderr)
    return 1 if unlisted else 0


def upstream_commit(root: Path) -> tuple[str, str]:
    """Return the hash of upstream's newest commit in this history; or "" and why it is unknown."""
    if git(root, "rev-parse", "--show-prefix"):
        return "", f"this folder is part of another repository. {CLONE}"
    if git(root, "rev-parse", "--is-shallow-repository") == "true":
        return "", "this clone has only the newest commits. Run git fetch --unshallow; in a job on GitHub set fetch-depth: 0, on GitLab GIT_DEPTH: 0."
    commits = git(root, "rev-list", "--topo-order", "HEAD").split()
    names = "\n".join(f"{commit}:{name}" for commit in commits for name in (TEAM, "mkdocs.yml"))
    missing = [line.endswith("missing") for line in git(root, "cat-file", "--batch-check=%(objecttype)", stdin=names).splitlines()]
    base = next((commit for n, commit in enumerate(commits) if missing[2 * n] and not missing[2 * n + 1]), "")
    return base, f"no commit here is upstream's. {CLONE}"


def edits_since(root: Path, base: str) -> Iterator[UpstreamEdit]:
    """Yield each upstream file that differs from a commit in the working tree, committed or not."""
    words = git(root, "diff", "--name-status", "-z", "--no-renames", base).split("\0")
    letters = dict(zip(words[1::2], words[::2], strict=False))
    letters |= dict.fromkeys(filter(None, git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")), "A")
    for path, letter in sorted(letters.items()):
        change = {"A": "added", "D": "deleted"}.get(letter, "changed")
        if not OWN.match(path) and (change != "added" or path.startswith(FOLDERS)):
            yield UpstreamEdit(path, change, base)


def git(root: Path, *words: str, stdin: str = "") -> str:
    """Run git in a folder and return its output.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    done = subprocess.run(["git", *words], cwd=root, input=stdin, capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    try:
        sys.exit(main(Path.cwd()))
    except SourceErrors as error:
        sys.exit(str(error))
