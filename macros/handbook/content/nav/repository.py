"""What a wiki's folder holds that readers are not meant to get, as a repository that was copied whole does: the one list of it.

The engines would publish each of these files as it is. What begins with a dot they leave out themselves.
"""

import re
from fnmatch import translate
from pathlib import Path

INSTALLED = frozenset({"node_modules", "bower_components", "__pycache__", "venv"})
BUILT = frozenset({"site", "build", "_site", "_build", "public", "dist"})  # where they hold a built page
PARTS = frozenset({"includes", "_includes", "_layouts", "_partials", "_snippets"})  # of pages
TOOLS = frozenset({"overrides", "hooks", "theme", "custom_theme"})  # where they hold programs or templates, and no page
_PROGRAMS = frozenset({".html", ".j2", ".jinja", ".py", ".js", ".scss"})
SECRETS = """*.pem *.key *.p12 *.pfx *.jks *.keystore *.kdbx *.ppk *.ovpn *.tfstate *.tfvars *.env id_rsa* id_dsa* id_ecdsa* id_ed25519* credentials.json"""
SETUP = """*.py *.pyc requirements*.txt requirements*.in constraints*.txt dockerfile dockerfile.* containerfile docker-compose*.y*ml compose.yaml makefile *.mk
    justfile rakefile procfile jenkinsfile vagrantfile gemfile *.lock package.json package-lock.json pnpm-lock.yaml tsconfig*.json *.config.js *.config.cjs
    *.config.mjs *.config.ts sidebars.js sidebars.ts _config.yml mkdocs.y*ml book.toml pyproject.toml netlify.toml wrangler.toml vercel.json setup.cfg tox.ini"""
LEFTOVERS = "*~ *.bak *.orig *.swp *.swo *.tmp #*# thumbs.db desktop.ini"
_FILE = re.compile("|".join(map(translate, f"{SECRETS} {SETUP} {LEFTOVERS}".split())))


def is_installed(folder: Path) -> bool:
    """Tell whether a folder holds what a program has put there."""
    return folder.name in INSTALLED


def is_no_source(folder: Path) -> bool:
    """Tell whether a folder holds what was installed or built, parts of pages, or the programs and templates of a tool."""
    name = folder.name
    return is_installed(folder) or name in PARTS or (name in BUILT and (folder / "index.html").exists()) or (name in TOOLS and _is_of_a_tool(folder))


def _is_of_a_tool(folder: Path) -> bool:
    endings = {path.suffix for path in folder.rglob("*") if path.name != "README.md"}
    return ".md" not in endings and not _PROGRAMS.isdisjoint(endings)


def is_for_nobody(name: str) -> bool:
    """Tell whether a file of this name is a secret, is for a tool, or was left by an editor or a system. A page is none of these."""
    lower = name.lower()
    return not lower.endswith(".md") and bool(_FILE.match(lower))
