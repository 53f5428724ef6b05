"""MkDocs' own commands and make build give the same whole site, or leave the old one."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.support import forks, search_client, sites
from tests.support.html_reader import files

SITE_OLD = "<p>The site of before.</p>"


def environment(**more):
    """Return the environment of somebody who knows MkDocs and never ran make."""
    env = {key: value for key, value in os.environ.items() if key not in sites.OURS and key != "PYTHONPATH"}
    return env | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1767225600", **more}


def mkdocs(project, *arguments, **more):
    """Run MkDocs in a project."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


def content(folder):
    """Return the bytes of each file of a site."""
    return {name: (folder / name[1:]).read_bytes() for name in files(folder)}


@pytest.fixture
def project():
    """The fixture's project, with a site from before."""
    project = sites.fixture_project()
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text(SITE_OLD)
    return project


def assert_untouched(project):
    """Check that the old site is as it was and nothing half built lies beside it."""
    assert content(project / "site") == {"/index.html": SITE_OLD.encode()}
    assert [path.name for path in project.glob(".*.build")] == []


def test_plain_mkdocs_gives_the_bytes_of_make_build():
    """In an environment with requirements.txt, without PYTHONPATH, mkdocs build gives search, policy and offline copy, byte for byte."""
    site = sites.fixture_site("mkdocs")
    done = mkdocs(site.project, "build", "--strict", "-d", str(site.project / "plain"), SITE_URL=site.url)
    assert done.returncode == 0, done.stderr
    assert content(site.project / "plain") == content(site.folder)
    assert {"/search/index.js", "/offline.json", "/sw.js"} <= content(site.folder).keys()


@pytest.mark.parametrize("arguments", [[], ["-f", "team.yml"]], ids=["mkdocs.yml", "team.yml"])
def test_plain_mkdocs_builds_the_fork(arguments):
    """A team's navigation, styles and words are there, whichever of the two files MkDocs is called with."""
    site = forks.fork_site("mkdocs")
    target = site.project / f"plain{len(arguments)}"
    done = mkdocs(site.project, "build", "--strict", "-d", str(target), *arguments, SITE_URL=site.url)
    assert done.returncode == 0, done.stderr
    assert content(target) == content(site.folder)


def test_the_sources_of_a_fork_are_checked_once():
    """A fork's configuration takes the place of the one that MkDocs read, and both have the macros plugin, which checks all pages."""
    script = """if True:
        from handbook.render import registry
        from mkdocs.config import load_config
        check, found = registry.check, []
        registry.check = lambda library: found.append(check(library)) or found[-1]
        config = load_config("mkdocs.yml")
        config.plugins.on_startup(command="serve", dirty=False)
        print(config.plugins.on_config(config).site_name, found)
    """
    project = forks.fork_project()
    env = environment(PYTHONPATH=str(project / "macros"))
    assert subprocess.run([sys.executable, "-c", script], cwd=project, env=env, capture_output=True, text=True).stdout.endswith("Acme product handbook [[]]\n")


def test_a_missing_package_is_named_with_the_command_that_installs_it(project):
    """Somebody who has updated the project but not its packages is told what to run, before any page is built."""
    hidden = sites.temporary()
    (hidden / "selectolax.py").write_text("raise ModuleNotFoundError(name=__name__)")
    done = mkdocs(project, "build", PYTHONPATH=str(hidden))
    printed = done.stdout + done.stderr
    assert done.returncode != 0 and "selectolax is missing" in printed and "pip install -r requirements.txt" in printed
    assert "Traceback" not in printed and "Building documentation" not in printed
    assert_untouched(project)


def test_an_error_in_a_step_leaves_the_old_site(project, engine):
    """A misspelt import of a script is named without a traceback, and readers keep the site that they have."""
    script = project / "docs" / "assets" / "javascripts" / "handbook.js"
    script.write_text('import "./gone.js";\n' + script.read_text(encoding="utf-8"), encoding="utf-8")
    done = sites.build(project, engine)
    printed = done.stdout + done.stderr
    assert done.returncode != 0 and "gone.js" in printed and "Traceback" not in printed
    assert_untouched(project)


def test_a_warning_leaves_the_old_site_where_it_counts(project):
    """With --strict a page that no navigation names fails the build, and the old site stays."""
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + forks.NAV, encoding="utf-8")
    (project / "docs" / "lost.md").write_text("---\ntitle: Lost\ndescription: A page in no contents.\n---\n\n# Lost\n", encoding="utf-8")
    done = mkdocs(project, "build", "--strict")
    printed = done.stdout + done.stderr
    assert done.returncode != 0 and "lost.md" in printed and "Aborted with 1 warnings in strict mode" in printed, printed
    assert_untouched(project)


def test_ctrl_c_leaves_the_old_site(project, engine):
    """A build that is interrupted while it writes pages leaves the site of before, and nothing beside it."""
    command = [sys.executable, "-m", "tools.build", engine, "build", "--clean", "--strict"]
    with subprocess.Popen(
        command,
        cwd=project,
        env=environment(PYTHONPATH=str(project / "macros")),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=sites.hear_ctrl_c,
    ) as process:
        while process.poll() is None and not list(project.glob(".site.build/site/*/**/index.html")):
            pass  # until it writes pages
        process.send_signal(signal.SIGINT)
        printed = process.communicate(timeout=300)[0].decode()
    assert process.returncode != 0, printed
    assert_untouched(project)


def test_a_second_build_at_the_same_time_is_refused(project, engine):
    """Two builds of one site do not write into each other: the second is told which process is at work."""
    held = "from pathlib import Path; from tools.postbuild.target import *; t = BuildTarget(Path('site'), Path.cwd()); print('locked', flush=True); input()"
    env = environment(PYTHONPATH=f"{project}{os.pathsep}{project / 'macros'}")
    with subprocess.Popen([sys.executable, "-c", held], cwd=project, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "locked\n"
        done = sites.build(project, engine)
        printed = done.stdout + done.stderr
        assert done.returncode != 0 and f"(process {other.pid})" in printed and "Traceback" not in printed
        other.communicate("\n")
    assert content(project / "site") == {"/index.html": SITE_OLD.encode()}


def test_mkdocs_serve_has_search_words_and_no_worker():
    """Under mkdocs serve the search answers, a team's words show, and sw.js removes an earlier site's worker; no policy stops the reload.

    For that a team needs only its pages, and no ``team.yml``. Neither the first build nor one after an edit speaks of MkDocs' own deprecations.
    """
    project = forks.fork_project()
    (project / "team.yml").unlink()
    port = sites.own_port()
    command = [Path(sys.executable).with_name("mkdocs"), "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=project, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=sites.hear_ctrl_c
    ) as process:
        try:
            printed, url = [], ""
            for line in process.stdout:
                printed.append(line)
                if found := re.search(r"Serving on (http://\S+)", line):
                    url = found[1]
                    break
            assert url, "".join(printed)
            folder = Path(sites.temporary())
            for name in ("search/index.js", "sw.js", "index.html", "chapters/first-steps/index.html"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(urllib.request.urlopen(url + name).read())
            (project / "docs" / "team" / "new.md").write_text("# A page that came while serving\n", encoding="utf-8")
            for line in process.stdout:
                printed.append(line)
                if "Documentation built" in line:
                    break
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=300)
    assert search_client.piece(folder, "index.js")["count"] > 10
    assert "unregister" in (folder / "sw.js").read_text()
    chapter = (folder / "chapters/first-steps/index.html").read_text()
    assert "doubter" in chapter and "sceptic<" not in chapter and "Content-Security-Policy" not in chapter
    assert "How we work at Acme" in (folder / "index.html").read_text()
    assert len(re.findall("Documentation built", "".join(printed))) == 2 and "Deprecation" not in "".join(printed)
    assert not (project / "site").exists()
