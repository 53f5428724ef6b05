"""The files of ``deploy/`` that no server here can run: what they name is there, and they ask for no more than they need."""

import fnmatch
import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from tests.support import sites
from tests.support.html_reader import HASHED, files
from tests.support.nginx import DEPLOY
from tests.support.sites import ROOT

DENO = Path(sys.prefix) / "bin" / "deno"
RECIPES = sorted(path.name for path in DEPLOY.iterdir())
GUIDES = ("docs/guide/host.md", "docs/guide/host-privately.md")


def text(name):
    """Return a recipe."""
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def github():
    """The workflow for GitHub; YAML reads its key "on" as true."""
    return yaml.safe_load(text("github-pages.yml"))


@pytest.fixture(scope="module")
def gitlab():
    """The jobs for GitLab."""
    return yaml.safe_load(text("gitlab-pages.yml"))


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_calls_only_commands_that_there_are(name):
    """Each command of make in a recipe is one of the Makefile, and each of our files that it names is there."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for words in re.findall(r"\bmake ((?:[a-z]+ ?)+)$", text(name), re.M):
        assert set(words.split()) <= targets
    said = re.sub(r"https?://\S+|access-…\.conf|\$\{ACCESS\}", lambda word: "open" if word[0].startswith("$") else "", text(name))
    named = set(re.findall(r"(?<![\w/.])((?:deploy|docs)/[\w/.-]+\w|[\w-]+\.(?:conf|cfg))\b", said)) - {"access.conf"}  # a copy of one of ours
    assert [path for path in named if not (ROOT / path).exists() and not (DEPLOY / path).exists()] == []


def test_each_recipe_is_in_the_guide_in_at_most_eight_steps():
    """Whoever reads the guide finds each file of deploy/, and no recipe is long."""
    pages = [(ROOT / page).read_text(encoding="utf-8") for page in GUIDES]
    assert [name for name in RECIPES if not any(f"deploy/{name}" in page for page in pages)] == []
    for page in pages:
        assert [path for path in re.findall(r"deploy/[\w.-]+\w", page) if not (ROOT / path).is_file()] == []
        for part in re.split(r"^## ", page, flags=re.M)[1:]:
            assert len(re.findall(r"^\d+\. ", part, re.M)) <= 8, part.splitlines()[0]


def test_what_the_pdfs_need_is_the_same_everywhere():
    """Each place that installs Pango's libraries installs those that `make pdf` asks for."""
    asked = re.search(r"apt-get install -y (libpango.*)", (ROOT / "tools" / "pdf" / "build.py").read_text("utf-8"))[1]
    for path in (DEPLOY / "Containerfile", DEPLOY / "github-pages.yml", DEPLOY / "gitlab-pages.yml", ROOT / ".ci" / "run"):
        assert re.search(rf"install -y --no-install-recommends .*{asked}$", path.read_text("utf-8"), re.M), path


def test_github_may_write_only_where_it_publishes(github):
    """A job that runs a pull request's code can read; only the one that runs none of it can publish."""
    assert github["permissions"] == {}
    build, deploy = github["jobs"]["build"], github["jobs"]["deploy"]
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["if"] == "github.event_name != 'pull_request'" and deploy["needs"] == "build"
    assert [step for step in deploy["steps"] if "run" in step or "checkout" in step["uses"]] == []
    assert set(github[True]) == {"push", "pull_request", "workflow_dispatch"}  # never pull_request_target, which has secrets
    assert "secrets." not in text("github-pages.yml")
    steps = [step["uses"] for job in github["jobs"].values() for step in job["steps"] if "uses" in step]
    assert [name for name in steps if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", name)] == []


def test_github_publishes_what_was_built(github):
    """The site goes to Pages with its own address; a pull request's only to those who download it, for their own machine."""
    steps = {step.get("uses", step.get("run")).partition("@")[0]: step for step in github["jobs"]["build"]["steps"]}
    assert steps["make pdf build"]["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url || 'http://127.0.0.1:8000' }}/"}
    assert {steps[f"actions/{name}"]["with"]["path"] for name in ("upload-artifact", "upload-pages-artifact")} == {"site"}
    assert steps["actions/upload-artifact"]["if"] == "github.event_name == 'pull_request'"
    for name in ("configure-pages", "upload-pages-artifact"):
        assert steps[f"actions/{name}"]["if"] == "github.event_name != 'pull_request'"


def test_gitlab_publishes_the_main_branch_and_keeps_previews_apart(gitlab):
    """The folder that GitLab publishes is the one that is built, from the main branch only."""
    pages, preview = gitlab["pages"], gitlab["preview"]
    assert pages["artifacts"]["paths"] == [pages["variables"]["SITE_DIR"]] == ["public"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert preview["artifacts"]["paths"] == ["site"] and "SITE_DIR" not in preview["variables"]
    assert preview["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert preview["variables"]["SITE_URL"].startswith("http://127.0.0.1")  # a preview shares no reader's notes with the site
    assert {job["extends"] for job in (pages, preview)} == {".handbook"}


def test_the_container_runs_the_tested_server_as_nobody_in_particular():
    """Each file that goes into the container is there, and its program has no rights."""
    said = text("Containerfile")
    for words in re.findall(r"^COPY (?!--from)(.*) \S+$", said, re.M):
        for name in ("open", "password", "oauth2-proxy"):
            assert (ROOT / words.replace("${ACCESS}", name)).exists(), words
    assert re.search(r"^USER (?!0\b)\d+:(?!0\b)\d+$", said, re.M)
    assert re.findall(r"^FROM \S+:(?!latest)\S+", said, re.M) == re.findall(r"^FROM \S+", said, re.M)
    port, root = (re.search(rf"{name} (.*);", text("nginx.conf"))[1] for name in ("listen", "root"))
    assert f"EXPOSE {port}\n" in said and f"/site {root}\n" in said


def test_the_container_is_built_from_the_sources_alone():
    """Nothing that git leaves out, and no history, goes into the container."""
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    ignored = [line.strip("/\n") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line != "*.pyc"]
    assert [name for name in [".git", *ignored] if not any(fnmatch.fnmatch(name, rule.removeprefix("**/")) for rule in left_out)] == []


@pytest.fixture
def bucket(tmp_path):
    """A function that runs deploy/bucket.sh beside a site, and returns how it ended and what it said to aws."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "aws").write_text(f'#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done >> "{tmp_path}/said"\necho >> "{tmp_path}/said"\n')
    (tmp_path / "bin" / "aws").chmod(0o755)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").touch()
    (tmp_path / "a.12345678.css").touch()  # a pattern that the shell filled in would become this name

    def run(*words, path=f"{tmp_path}/bin:{os.environ['PATH']}"):
        done = sites.run(["sh", str(DEPLOY / "bucket.sh"), *words], tmp_path, PATH=path)
        said = (tmp_path / "said").read_text().strip("\n").split("\n\n") if (tmp_path / "said").exists() else []
        return done, [call.splitlines() for call in said]

    return run


def chosen(call, paths):
    """Return the paths that a call of aws sends, by its rule: the last pattern that fits decides."""
    rules = [(word, call[place + 1]) for place, word in enumerate(call) if word in ("--include", "--exclude")]
    verdicts = {path: [word for word, pattern in rules if fnmatch.fnmatch(path, pattern)] for path in paths}
    return {path for path, words in verdicts.items() if not words or words[-1] == "--include"}


def test_a_bucket_gets_each_file_once_with_its_time_to_live(bucket):
    """Files with a hash go first and stay, so that no page ever names one that is gone; the rest follows and replaces what was."""
    done, (first, second) = bucket("s3://team/handbook", "--endpoint-url", "https://objects.example")
    assert done.returncode == 0, done.stderr
    for call in (first, second):
        assert call[:4] == ["s3", "sync", "site", "s3://team/handbook"] and call[-2:] == ["--endpoint-url", "https://objects.example"]
    paths = [path[1:] for path in files(sites.real_site("mkdocs").folder)]
    hashed = {path for path in paths if HASHED.search(path)}
    assert chosen(first, paths) == hashed and chosen(second, paths) == set(paths) - hashed
    assert "--delete" not in first and "--delete" in second
    kept = [call[call.index("--cache-control") + 1] for call in (first, second)]
    assert kept == ["public, max-age=31536000, immutable", "public, no-cache"]


def test_a_bucket_is_not_touched_by_mistake(bucket, tmp_path):
    """Without an address, a built site or aws, nothing is sent, and one sentence says what to do."""
    for words in ([], ["team"], ["s3://"]):
        done, calls = bucket(*words)
        assert done.returncode == 2 and "s3://BUCKET" in done.stderr and calls == []
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "sh").symlink_to(shutil.which("sh"))
    done, calls = bucket("s3://team", path=str(tools))
    assert done.returncode == 1 and "Install it" in done.stderr and calls == []
    (tmp_path / "site" / "index.html").unlink()
    done, calls = bucket("s3://team")
    assert done.returncode == 1 and "make build" in done.stderr and calls == []


def test_a_folders_address_finds_its_page_behind_cloudfront():
    """A folder becomes its page, an address without its last slash leads on within the site, and a file stays what it is."""
    asked = ["/", "/workbook/", "/workbook", "/assets/a.css", "//evil.example/x", "/v1.2/page/"]
    script = f"{text('cloudfront.js')}\nconsole.log(JSON.stringify({json.dumps(asked)}.map((uri) => handler({{ request: {{ uri }} }}))));"
    done = sites.run([str(DENO), "eval", script], ROOT, DENO_DIR=str(ROOT / ".cache" / "deno"), DENO_NO_UPDATE_CHECK="1")
    assert done.returncode == 0, done.stderr
    got = [answer.get("uri") or (answer["statusCode"], answer["headers"]["location"]["value"]) for answer in json.loads(done.stdout)]
    assert got == ["/index.html", "/workbook/index.html", (301, "/workbook/"), "/assets/a.css", (301, "/evil.example/x/"), "/v1.2/page/index.html"]
