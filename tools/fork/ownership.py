"""Names what a fork changed of upstream's: it will meet an update there. Says where the change belongs instead.

Upstream's commits hold no ``team.yml``. So the newest commit without one among
those that were merged is upstream's newest here, and what differs from it is
the fork's doing; no remote is asked.
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
# Where upstream may add files of any name; elsewhere a new file is the fork's own affair.
FOLDERS = ("docs/", "macros/", "overrides/", "tools/", "tests/")
UPSTREAM = "Propose it upstream; until it is there, list the file under `extra: handbook: patched:` in team.yml, and expect a conflict with each update."
CLONE = "Fork or clone upstream's repository with its history, and merge its commits as they are."
# The first that fits says where a change belongs.
PLACES = (
    (r"docs/chapters/.+\.yml", "Write it into docs/team/overlay.yml, by the id of the part."),
    (r"docs/chapters/(?P<slug>.+)\.md", "Write what is different into docs/team/notes/{slug}.md; it stands at the end of the chapter."),
    (r"docs/sources\.yml", "Write works that you cite into docs/team/sources.yml, with keys that begin with TEAM-."),
    (r"docs/strings/|docs/glossary\.yml|docs/vocabulary\.yml", "Rename words under `terms:` in docs/team/overlay.yml. A wrong word is an issue upstream."),
    (r"docs/assets/stylesheets/", "Write the rule into a file of yours, docs/team/*.css; it is loaded after this one."),
    (r"docs/assets/figures/mark\.svg", "Name your picture in team.yml: `theme: favicon:`, and `logo:`."),
    (r"docs/(toolkit|guide|workbook)/|docs/index\.md", "Write a page of your own in docs/team/."),
    (r"docs/", "Put it into docs/team/."),
    (r"mkdocs\.yml", "Write the key into team.yml; it goes over this file."),
    (r"README\.md", "Say it in docs/team/index.md; on GitHub a README in .github/ is shown before this one."),
    (r"(requirements|tools/pdf|tests/requirements)\.(in|txt)", "Ask for the package in an issue upstream: this list is checked as a whole."),
    (r"ids\.lock|macros/handbook/schema/", "Restore it, then run `make sync`: your own ids stand in docs/team/ids.lock."),
)


@dataclass(frozen=True)
class UpstreamEdit:
    """A file of upstream that is not as upstream's commit has it: ``changed``, ``deleted`` or ``added``."""

    path: str
    how: str
    base: str

    def __str__(self) -> str:
        return f"{self.path}: was {self.how} here, and belongs to upstream\n    fix: {self.fix}"

    @property
    def fix(self) -> str:
        """Where the change belongs, and how the file becomes what it was."""
        for pattern, place in PLACES:
            if found := re.match(pattern, self.path):
                back = "" if self.how == "added" else f" Then: git restore --source={self.base[:10]} -- {self.path}"
                return place.format(**found.groupdict()) + back
        return UPSTREAM


def main(root: Path) -> int:
    """Print what a fork changed of upstream's; return 1 where it did, and 0 in upstream itself or where git cannot tell."""
    if not (root / TEAM).exists():
        return 0
    try:
        base, why = base_of(root)
        found = list(edits(root, base)) if base else []
    except (OSError, subprocess.CalledProcessError) as error:
        base, why = "", f"git cannot tell ({(getattr(error, 'stderr', '') or str(error)).strip().splitlines()[0]}). {CLONE}"
    if not base:
        print(f"Whether files of upstream were edited was not checked: {why}", file=sys.stderr)
        return 0
    patched = load_config(root / TEAM).get("extra", {}).get("handbook", {}).get("patched") or []
    named = [edit for edit in found if edit.path not in patched]
    if known := [edit.path for edit in found if edit.path in patched]:
        print(f"Patched on purpose (team.yml): {', '.join(known)}")
    if named:
        count = "1 file" if len(named) == 1 else f"{len(named)} files"
        print(f"{count} of upstream, beside its commit {git(root, 'log', '-1', '--format=%h of %cs', base)}:", file=sys.stderr)
        print(*named, sep="\n", file=sys.stderr)
        print("If these came with an update of upstream, it was squashed: merge it once more as it is, with git merge.", file=sys.stderr)
    return 1 if named else 0


def base_of(root: Path) -> tuple[str, str]:
    """Return upstream's newest commit here, or "" and why nobody can tell."""
    if git(root, "rev-parse", "--show-prefix"):
        return "", f"this folder is a part of another repository. {CLONE}"
    if git(root, "rev-parse", "--is-shallow-repository") == "true":
        return "", "this clone holds the newest commits only. Run git fetch --unshallow; on GitHub's runners say fetch-depth: 0, on GitLab's GIT_DEPTH: 0."
    commits = git(root, "rev-list", "--topo-order", "HEAD").split()
    asked = "\n".join(f"{commit}:{name}" for commit in commits for name in (TEAM, "mkdocs.yml"))
    told = [line.endswith("missing") for line in git(root, "cat-file", "--batch-check=%(objecttype)", given=asked).splitlines()]
    base = next((commit for n, commit in enumerate(commits) if told[2 * n] and not told[2 * n + 1]), "")
    return base, f"no commit here is upstream's. {CLONE}"


def edits(root: Path, base: str) -> Iterator[UpstreamEdit]:
    """Yield what differs from upstream's commit in the files as they lie here, committed or not."""
    words = git(root, "diff", "--name-status", "-z", "--no-renames", base).split("\0")
    found = dict(zip(words[1::2], words[::2], strict=False))
    found |= dict.fromkeys(filter(None, git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")), "A")
    for path, letter in sorted(found.items()):
        how = {"A": "added", "D": "deleted"}.get(letter, "changed")
        if not OWN.match(path) and (how != "added" or path.startswith(FOLDERS)):
            yield UpstreamEdit(path, how, base)


def git(root: Path, *words: str, given: str = "") -> str:
    """Return what git says in a folder."""
    done = subprocess.run(["git", *words], cwd=root, input=given, capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    try:
        sys.exit(main(Path.cwd()))
    except SourceErrors as error:
        sys.exit(str(error))
