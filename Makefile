# All commands of the handbook. Each one installs what it needs the first time.
.DEFAULT_GOAL := help
.PHONY: help serve build pdf answers test bench check audit pictures sync drift team import packages pdf-packages test-packages

ENGINE ?= mkdocs
ifeq ($(filter mkdocs zensical,$(ENGINE)),)
$(error ENGINE=$(ENGINE) is not known: use ENGINE=mkdocs or ENGINE=zensical)
endif
SITE_DIR ?= site
PORT ?= 8000
TESTS ?= tests/javascript tests/unit tests/build tests/browser
JOBS ?= auto

PY := .venv/bin/python
RUN := PYTHONPATH=macros $(PY) -m
HANDBOOK := $(RUN) handbook
# Checks the types of the scripts and runs their tests, without network access; it writes only to .handbook-cache.
DENO := NO_COLOR=1 RUST_BACKTRACE=0 DENO_NO_UPDATE_CHECK=1 DENO_DIR=.handbook-cache/deno .venv/bin/deno
BUILD := $(RUN) tools.build $(ENGINE) build --clean --strict

export SITE_DIR PORT
export NO_MKDOCS_2_WARNING := 1
# Each module is compiled once, whatever the environment says, and kept outside the folders that Zensical watches. What we
# cache is not in .cache: that folder is Zensical's, and each build empties it.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/.handbook-cache/python
# Dates in the site come from the last commit, so that two builds of one commit are byte-identical.
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 1767225600)
endif
export SOURCE_DATE_EPOCH

help: ## List the commands
	@echo 'make COMMAND [SETTING=value …]'
	@sed -n 's/^\([a-z][a-z]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-10s %s\n", $$1, $$2 }'
	@echo
	@echo 'Settings: ENGINE=mkdocs or zensical; SITE_URL, the address the site will have; SITE_DIR, where'
	@echo 'to build it (site); OFFLINE=true, to build a folder that opens without a server; PORT, the first'
	@echo 'port to try (8000); TESTS, which tests to run; PYTHON, which Python to use. If there is a file team.yml, it is the configuration.'

serve: packages ## Serve the handbook on this machine; it follows your edits
	@HANDBOOK_SERVES=yes $(HANDBOOK) check
	@$(RUN) tools.serve $(ENGINE)

build: packages ## Build the site into site/, or list the problems in its sources
	@$(HANDBOOK) check
	@$(BUILD)
	@echo "Built $(SITE_DIR)/ with $(ENGINE)."

pdf: pdf-packages ## Make fillable PDFs of the workbook in pdf/; the next build adds them to the site
	@$(HANDBOOK) check
	@$(RUN) tools.pdf.build

answers: pdf-packages ## Turn filled-in PDFs into files to import on "Backup & privacy" (PDF=path of one, or of a folder)
	@PDF='$(subst ','\'',$(PDF))' $(RUN) tools.pdf.import_answers

# The tests of the scripts run first, so that pytest's counts are the last line.
SCRIPT_TESTS := $(filter tests/javascript%,$(TESTS))
PYTHON_TESTS := $(filter-out tests/javascript%,$(TESTS))
test: test-packages ## Run all tests: scripts, unit, build and browser (TESTS=path runs some)
ifneq ($(SCRIPT_TESTS),)
	@$(DENO) test --quiet --no-check --no-remote --no-npm --no-lock --allow-read=docs,tests --reporter=dot $(SCRIPT_TESTS)
endif
ifneq ($(PYTHON_TESTS),)
	@$(PY) -m tests.support.browsers
	@$(PY) -m tests.support.nginx
	@$(PY) -m tests.support.webkit
	@$(PY) -m tests.support.readability
	@$(PY) -m pytest -q --numprocesses $(JOBS) $(PYTHON_TESTS)
endif

bench: test-packages ## Measure builds, visits, search and keystrokes beside stock Material (PARTS="build search": some)
	@$(PY) -m tests.support.browsers
	@$(PY) -m tests.support.nginx
	@$(RUN) tests.bench $(PARTS)

check: test-packages ## Check lint, formatting, types, imports, the sources and their prose; in a fork, also who owns the edited files
	@$(RUN) tools.fork.ownership
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check . || { echo 'Fix it with: $(PY) -m ruff format .'; exit 1; }
	@$(PY) -m mypy
	@PYTHONPATH=macros .venv/bin/lint-imports --no-logo --cache-dir .handbook-cache/import-linter
	@$(DENO) check --quiet --no-remote --no-npm --no-lock --config tests/deno.json docs/assets/javascripts
	@$(DENO) check --quiet --no-remote --no-npm --no-lock --config tests/deno-worker.json tools/postbuild/offline/worker
	@$(HANDBOOK) check --strict
	@$(RUN) tools.lint.prose
	@$(PY) -m cyclonedx_py requirements requirements.txt --output-reproducible --output-file handbook.cdx.json
	@echo 'Wrote the list of packages that the site is built with to handbook.cdx.json (CycloneDX).'

audit: test-packages ## Ask PyPI which pinned packages have known vulnerabilities (needs the network)
	@$(PY) -m pip_audit --requirement requirements.txt --requirement tools/pdf.txt --require-hashes --disable-pip

pictures: test-packages ## Take the screenshots for the README and the guide from the built site
	@$(PY) -m tests.support.browsers
	@$(RUN) tests.bench.screenshots

sync: packages ## Bring ids.lock, the YAML schemas, the words of the templates and a team's own packages up to date
ifneq ($(wildcard docs/team/requirements.in),)
	@tools/venv requirements.txt tools/uv.txt
	@$(RUN) tools.fork.packages
	@tools/venv requirements.txt docs/team/requirements.txt
endif
	@$(HANDBOOK) sync

drift: packages ## In a fork: list upstream's changes to what your team changed (SEEN=yes: mark them as seen)
	@$(HANDBOOK) drift $(if $(filter yes,$(SEEN)),--seen)

# Only variables from the command line count, since the environment may have a NAME or a LANGUAGE.
TEAM_SETTINGS := NAME SHORT ID PRIMARY PRIMARY_DARK LOGO URL REPO CONTACT LANGUAGE
team: packages ## Make team.yml and docs/team/, your own files (NAME="…" ID=…; without them it asks)
	@$(RUN) tools.fork.create $(foreach key,$(TEAM_SETTINGS),$(if $(filter command,$(origin $(key))),$(key)='$(subst ','\'',$(value $(key)))'))

import: packages ## Copy the wiki that you have into docs/team/ (FROM=path; INTO=folder: into a folder of it)
	@$(RUN) tools.importing $(foreach key,FROM INTO,$(if $(filter command,$(origin $(key))),$(key)='$(subst ','\'',$(value $(key)))'))

# A team's own packages, if `make sync` has pinned some; a wiki that was copied whole may bring a list of another kind.
TEAM_PACKAGES := $(if $(wildcard docs/team/requirements.in),$(wildcard docs/team/requirements.txt))

packages:
	@tools/venv requirements.txt $(TEAM_PACKAGES)

pdf-packages:
	@tools/venv requirements.txt tools/pdf.txt $(TEAM_PACKAGES)

test-packages:
	@tools/venv requirements.txt tests/requirements.txt $(TEAM_PACKAGES)
