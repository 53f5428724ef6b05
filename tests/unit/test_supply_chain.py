"""The build is guarded: its packages are pinned, its workflow has few rights, and its parts are listed."""

import json
import re
import sys

import pytest
import yaml

from tests.support.sites import ROOT, run

LOCKS = ("requirements.txt", "tools/pdf.txt", "tools/uv.txt", "tests/requirements.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_its_hashes(lock):
    """Each package is pinned to a version with hashes, so nobody can swap it, wherever it is downloaded from."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^[A-Za-z0-9](?:[^\n]*\\\n)*[^\n]*", text)
    assert entries
    assert [entry.split()[0] for entry in entries if not re.match(r"[\w.\[\],-]+==\S+", entry) or "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)


def test_the_workflow_has_only_the_rights_it_needs():
    """Each job has only the rights it uses, runs actions pinned by commit, and leaves no credentials in the clone."""
    text = (ROOT / "deploy" / "github-pages.yml").read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {}
    assert {name: job["permissions"] for name, job in flow["jobs"].items()} == {
        "audit": {"contents": "read"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    used = re.findall(r"uses: (\S+)( # v[\d.]+)?", text)
    assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name) and version for name, version in used)
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    assert [step["with"]["persist-credentials"] for step in steps if "checkout" in step.get("uses", "")] == [False, False]
    assert any(step.get("run") == "make audit" for step in steps)
    assert "pull_request_target" not in text and "${{ github.event" not in text


def test_every_image_is_pinned_by_its_digest():
    """Nobody can swap the images that the recipes run in, and two recipes with the same image run in the same one."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "deploy").iterdir())]
    used = [image for text in texts for image in re.findall(r"(?m)^(?:FROM|\s*(?:- )?image:) (\S+)", text)]
    assert len(used) == 3
    assert [image for image in used if not re.fullmatch(r"[\w.:/-]+@sha256:[0-9a-f]{64}", image)] == []
    assert len(set(used)) == len({image.partition("@")[0] for image in used})


def test_the_bill_of_materials_names_every_package(tmp_path):
    """The CycloneDX file that `make check` writes has each pinned package with its version and hashes."""
    (command,) = re.findall(r"(?m)^\t@\$\(PY\) (-m cyclonedx_py .*)$", (ROOT / "Makefile").read_text(encoding="utf-8"))
    out = tmp_path / "bom.json"
    # Whether it keeps to CycloneDX's schema is what `make check` asks, for ten times the work.
    done = run([sys.executable, *command.replace("handbook.cdx.json", str(out)).split(), "--no-validate"], ROOT)
    assert done.returncode == 0, done.stderr
    bom = json.loads(out.read_text(encoding="utf-8"))
    assert bom["bomFormat"] == "CycloneDX"
    pinned = set(re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", (ROOT / "requirements.txt").read_text(encoding="utf-8")))
    assert {(part["name"], part["version"]) for part in bom["components"]} == pinned
    assert all(part["externalReferences"][0]["hashes"] for part in bom["components"])
