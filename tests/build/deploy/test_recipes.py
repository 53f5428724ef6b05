"""The recipes in ``deploy/`` that no server here can run name only what exists, and ask for no more rights than they need."""

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
    """Return the text of a recipe."""
    return (DEPLOY / name).read_text(encoding="utf-8")


def uncommented(name):
    """Return a recipe without the lines that are comments."""
    return "\n".join(line for line in text(name).splitlines() if not line.lstrip().startswith(("#", "//")))


@pytest.fixture(scope="module")
def github():
    """The workflow for GitHub, in which YAML reads the key "on" as true."""
    return yaml.safe_load(text("github-pages.yml"))


@pytest.fixture(scope="module")
def gitlab():
    """The jobs for GitLab."""
    return yaml.safe_load(text("gitlab-pages.yml"))


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_calls_only_what_exists(name):
    """Each make command in a recipe exists, and so does each of our files that it names."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for words in re.findall(r"\bmake ((?:[a-z]+ ?)+)$", text(name), re.M):
        assert set(words.split()) <= targets
    # Forks copy recipes to other places, where an update cannot change them: only the make commands never change.
    assert re.findall(r"python3? -m (?!http\.server)\S+|\b(?:tools|tests|macros)/\S+\.(?:py|sh)\b", uncommented(name)) == []
    recipe = re.sub(r"https?://\S+|access-…\.conf|\$\{ACCESS\}", lambda word: "open" if word[0].startswith("$") else "", text(name))
    named = set(re.findall(r"(?<![\w/.])((?:deploy|docs)/[\w/.-]+\w|[\w-]+\.(?:conf|cfg))\b", recipe)) - {"access.conf"}  # a copy of one of ours
    assert [path for path in named if not (ROOT / path).exists() and not (DEPLOY / path).exists()] == []


def test_each_recipe_is_in_the_guide():
    """The guide names every file of deploy/, and no file that does not exist."""
    pages = [(ROOT / page).read_text(encoding="utf-8") for page in GUIDES]
    assert [name for name in RECIPES if not any(f"deploy/{name}" in page for page in pages)] == []
    for page in pages:
        assert [path for path in re.findall(r"deploy/[\w.-]+\w", page) if not (ROOT / path).is_file()] == []


def test_what_the_pdfs_need_is_the_same_everywhere():
    """Every place that installs Pango installs the packages that `make pdf` asks for."""
    packages = re.search(r"apt-get install -y (libpango.*)", (ROOT / "tools" / "pdf" / "build.py").read_text("utf-8"))[1]
    for path in (DEPLOY / "Containerfile", DEPLOY / "github-pages.yml", DEPLOY / "gitlab-pages.yml", ROOT / ".ci" / "run"):
        recipe = path.read_text(encoding="utf-8")
        assert "install -y --no-install-recommends" in recipe and packages in recipe, path


def test_github_may_write_only_where_it_publishes(github):
    """A job that runs a pull request's code can only read, and the job that publishes runs none of it."""
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
    """The site is published at its address, and a pull request's site can only be downloaded."""
    steps = {step.get("uses", step.get("run")).partition("@")[0]: step for step in github["jobs"]["build"]["steps"]}
    assert steps["make pdf build"]["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url || 'http://127.0.0.1:8000' }}/"}
    assert {steps[f"actions/{name}"]["with"]["path"] for name in ("upload-artifact", "upload-pages-artifact")} == {"site"}
    assert steps["actions/upload-artifact"]["if"] == "github.event_name == 'pull_request'"
    assert steps["actions/checkout"]["with"] == {"persist-credentials": False, "fetch-depth": 0}  # or no page says when it last changed
    for name in ("configure-pages", "upload-pages-artifact"):
        assert steps[f"actions/{name}"]["if"] == "github.event_name != 'pull_request'"


def test_gitlab_publishes_the_main_branch_and_keeps_previews_apart(gitlab):
    """GitLab publishes the folder that was built, from the main branch only."""
    pages, preview = gitlab["pages"], gitlab["preview"]
    assert pages["artifacts"]["paths"] == [pages["variables"]["SITE_DIR"]] == ["public"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert preview["artifacts"]["paths"] == ["site"] and "SITE_DIR" not in preview["variables"]
    assert preview["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert preview["variables"]["SITE_URL"].startswith("http://127.0.0.1")  # so that a preview cannot read the notes of the site's readers
    assert {job["extends"] for job in (pages, preview)} == {".handbook"}
    assert gitlab[".handbook"]["variables"] == {"GIT_DEPTH": "0"}  # or no page says when it last changed


def test_read_the_docs_publishes_what_was_built(tmp_path):
    """Its one command builds the site at its address into the folder that Read the Docs publishes."""
    (tmp_path / "Makefile").write_text('build:\n\t@echo "$$SITE_URL $$SITE_DIR"\n')
    (command,) = yaml.safe_load(text("readthedocs.yaml"))["build"]["commands"]
    done = sites.run(["sh", "-c", command], tmp_path, READTHEDOCS_CANONICAL_URL="https://acme.example/en/", READTHEDOCS_OUTPUT="/out")
    assert done.stdout == "https://acme.example/en/ /out/html\n", done.stderr


def test_hosts_that_read_headers_from_a_file_send_those_of_nginx():
    """Each one but those of caching; of the policy, which each page has itself, only what a page cannot say."""
    nginx = dict(re.findall(r'^ +add_header (\S+) "?(.*?)"? always;$', text("nginx.conf"), re.M))
    path, *lines = uncommented("_headers").splitlines()
    headers = dict(line.strip().split(": ", 1) for line in lines)
    assert path == "/*" and headers.pop("Content-Security-Policy") in nginx.pop("Content-Security-Policy").split("; ")
    assert headers == {name: value for name, value in nginx.items() if name != "Cache-Control"}


def test_the_container_runs_the_tested_server_without_rights():
    """Each file that goes into the container exists, and its server does not run as root."""
    recipe = text("Containerfile")
    for words in re.findall(r"^COPY (?!--from)(.*) \S+$", recipe, re.M):
        for name in ("open", "password", "oauth2-proxy"):
            assert (ROOT / words.replace("${ACCESS}", name)).exists(), words
    assert re.search(r"^USER (?!0\b)\d+:(?!0\b)\d+$", recipe, re.M)
    assert re.findall(r"^FROM \S+:(?!latest)\S+", recipe, re.M) == re.findall(r"^FROM \S+", recipe, re.M)
    port, root = (re.search(rf"{name} (.*);", text("nginx.conf"))[1] for name in ("listen", "root"))
    assert f"EXPOSE {port}\n" in recipe and f"/site {root}\n" in recipe


def test_the_container_is_built_from_the_sources_alone():
    """Neither what git ignores nor the history goes into the container."""
    excluded = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    ignored = [line.strip("/\n") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line != "*.pyc"]
    assert [name for name in [".git", *ignored] if not any(fnmatch.fnmatch(name, rule.removeprefix("**/")) for rule in excluded)] == []


@pytest.fixture
def bucket(tmp_path):
    """A function that runs deploy/bucket.sh beside a site, and returns the finished command and each call of aws."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "aws").write_text(f'#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done >> "{tmp_path}/calls"\necho >> "{tmp_path}/calls"\n')
    (tmp_path / "bin" / "aws").chmod(0o755)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text('<meta http-equiv="Content-Security-Policy">')
    (tmp_path / "site" / "sw.js").touch()
    (tmp_path / "a.12345678.css").touch()  # a pattern that the shell expands would become this name

    def run(*words, path=f"{tmp_path}/bin:{os.environ['PATH']}", site="site"):
        done = sites.run(["sh", str(DEPLOY / "bucket.sh"), *words], tmp_path, PATH=path, SITE_DIR=str(site))
        calls = (tmp_path / "calls").read_text().strip("\n").split("\n\n") if (tmp_path / "calls").exists() else []
        return done, [call.splitlines() for call in calls]

    return run


def chosen(call, paths):
    """Return the paths that a call of aws uploads: the last pattern that matches decides."""
    rules = [(word, call[place + 1]) for place, word in enumerate(call) if word in ("--include", "--exclude")]
    verdicts = {path: [word for word, pattern in rules if fnmatch.fnmatch(path, pattern)] for path in paths}
    return {path for path, words in verdicts.items() if not words or words[-1] == "--include"}


def test_a_bucket_gets_each_file_once_with_its_time_to_live(bucket):
    """Files with a hash go first and stay, so that no page names one that is missing; then the rest replaces what was there."""
    done, (first, second) = bucket("s3://team/handbook", "--endpoint-url", "https://objects.example")
    assert done.returncode == 0, done.stderr
    for call in (first, second):
        assert call[:4] == ["s3", "sync", "site", "s3://team/handbook"] and call[-2:] == ["--endpoint-url", "https://objects.example"]
    paths = [path[1:] for path in files(sites.real_site("mkdocs").folder)]
    hashed = {path for path in paths if HASHED.search(path)}
    assert chosen(first, paths) == hashed and chosen(second, paths) == set(paths) - hashed
    assert "--delete" not in first and "--delete" in second
    lifetimes = [call[call.index("--cache-control") + 1] for call in (first, second)]
    assert lifetimes == ["public, max-age=31536000, immutable", "public, no-cache"]


def test_a_bucket_is_not_touched_by_mistake(bucket, tmp_path):
    """Without an address, a site or aws nothing is uploaded, and one sentence says what to do."""
    for words in ([], ["team"], ["s3://"]):
        done, calls = bucket(*words)
        assert done.returncode == 2 and "s3://BUCKET" in done.stderr and calls == []
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "find", "grep", "head"):
        (tools / name).symlink_to(shutil.which(name))
    done, calls = bucket("s3://team", path=str(tools))
    assert done.returncode == 1 and "Install it" in done.stderr and calls == []
    (tmp_path / "site" / "index.html").unlink()
    done, calls = bucket("s3://team")
    assert done.returncode == 1 and "make build" in done.stderr and calls == []


def test_a_half_built_site_is_not_uploaded(bucket, tmp_path):
    """A site whose build was interrupted lacks a policy or sw.js; nothing of it is uploaded, and the message names the file."""
    (tmp_path / "site" / "guide").mkdir()
    page = tmp_path / "site" / "guide" / "index.html"
    page.write_text("<title>Guide</title>")
    done, calls = bucket("s3://team")
    assert done.returncode == 1 and "site/guide/index.html" in done.stderr and "make build" in done.stderr and calls == []
    page.unlink()
    (tmp_path / "site" / "sw.js").unlink()
    done, calls = bucket("s3://team")
    assert done.returncode == 1 and "site/sw.js" in done.stderr and "make build" in done.stderr and calls == []


@pytest.mark.parametrize("engine", sites.ENGINES)
def test_a_finished_site_can_be_uploaded(bucket, tmp_path, engine):
    """The check for half-built sites accepts a complete site from either engine."""
    done, calls = bucket("s3://team", site=sites.real_site(engine).folder)
    assert done.returncode == 0, done.stderr
    assert len(calls) == 2


def test_a_folders_address_finds_its_page_behind_cloudfront():
    """A folder leads to its page, an address without its last slash is redirected within the site, and a file stays as it is."""
    asked = ["/", "/workbook/", "/workbook", "/assets/a.css", "//evil.example/x", "/v1.2/page/"]
    script = f"{text('cloudfront.js')}\nconsole.log(JSON.stringify({json.dumps(asked)}.map((uri) => handler({{ request: {{ uri }} }}))));"
    done = sites.run([str(DENO), "eval", script], ROOT, DENO_DIR=str(ROOT / ".handbook-cache" / "deno"), DENO_NO_UPDATE_CHECK="1")
    assert done.returncode == 0, done.stderr
    got = [answer.get("uri") or (answer["statusCode"], answer["headers"]["location"]["value"]) for answer in json.loads(done.stdout)]
    assert got == ["/index.html", "/workbook/index.html", (301, "/workbook/"), "/assets/a.css", (301, "/evil.example/x/"), "/v1.2/page/index.html"]
