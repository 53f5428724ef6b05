"""A fresh clone, whatever the settings of the git that makes it."""

from tests.support.repository import project_clone


def test_a_clone_with_autocrlf_has_the_line_endings_that_the_tools_need():
    """Git for Windows rewrites line endings by default, and shells, make and our hashes still get LF."""
    clone = project_clone("core.autocrlf=true")

    texts = {line.split("\t")[1]: line.split()[1] for line in clone.git("ls-files", "--eol").splitlines()}
    assert texts["Makefile"] == texts["tools/venv"] == texts[".ci/run"] == "w/lf"
    assert set(texts.values()) == {"w/lf", "w/-text"}
    assert {path.rpartition(".")[2] for path, ending in texts.items() if ending == "w/-text"} == {"mp4", "png", "wav", "woff2"}
    assert (clone.root / "tools/venv").read_bytes().startswith(b"#!/bin/sh\n")
    checked = clone.handbook("check")
    assert checked.returncode == 0, checked.stderr
