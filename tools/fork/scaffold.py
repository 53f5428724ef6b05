"""Renders the files that a fork starts with from the answers to ``make team``."""

import html
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import yaml

from handbook.templating import escape_markdown
from handbook.theme.colour import nearest
from handbook.theme.palette import Scheme, load_schemes
from tools.fork.logo import read_logo
from tools.fork.questions import BRAND, DARK_LIGHTNESS, SECTION, repository

TEMPLATES = Path(__file__).parent / "scaffold"
INK = "#1f2530"
# Path of a host's page for editing a file. For another host, the team sets edit_uri in team.yml.
EDIT_PATHS = {"github": "edit/main/docs/", "gitlab": "-/edit/main/docs/", "codeberg": "_edit/main/docs/", "bitbucket": "src/main/docs/"}
NAME = "The Product Leader Handbook"
# The files hold macro calls for the build, so their own placeholders need other brackets.
_JINJA = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    undefined=jinja2.StrictUndefined,
    variable_start_string="[[",
    variable_end_string="]]",
    block_start_string="[%",
    block_end_string="%]",
    comment_start_string="[##",
    comment_end_string="##]",
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def _yaml(text: str) -> str:
    return yaml.safe_dump(text, default_style="'", allow_unicode=True, width=10**6).strip()


_JINJA.filters |= {"yaml": _yaml, "markdown": escape_markdown}


def render_files(answers: dict[str, str], root: Path) -> dict[str, bytes]:
    """Return the files that a fork starts with, by path below the project's root.

    Args:
        answers: A valid answer for each key of ``QUESTIONS``, or "".
        root: The project's root folder.
    """
    logo = read_logo(Path(answers["LOGO"]).expanduser()) if answers["LOGO"] else None
    picture = f"team/logo.{logo.ending}" if logo else ""
    letter = next((character for character in answers["SHORT"] if character.isalnum()), "")
    icon = picture if logo and logo.square else "team/mark.svg" if letter else ""
    brand, section = colours(answers["PRIMARY"], answers["PRIMARY_DARK"], root) if answers["PRIMARY"] else ("", "")
    values = {key.lower(): value for key, value in answers.items()} | {
        "logo": picture,
        "favicon": icon,
        "brand": brand,
        "section": section,
        "credit": credit(answers["SHORT"], answers["REPO"], root),
        "edit_uri": next((path for host, path in EDIT_PATHS.items() if host in urlsplit(answers["REPO"]).netloc), EDIT_PATHS["github"]),
        "contact_link": f"[{escape_markdown(answers['CONTACT'])}]({'' if '://' in answers['CONTACT'] else 'mailto:'}{answers['CONTACT']})",
        "letter": letter.upper(),
        "ink": answers["PRIMARY"] or INK,
        "paper": load_schemes(root)["light"].colours["paper"],
    }
    templates = {
        "team.yml": "team.yml",
        "docs/team/overlay.yml": "overlay.yml",
        "docs/team/index.md": "index.md",
        "docs/team/notes/introduction.md": "note.md",
        "docs/team/colours.css": "colours.css",
        "docs/team/chapters/our-first-chapter.md.example": "chapter.md",
        "docs/team/chapters/our-first-chapter.yml.example": "chapter.yml",
        "docs/team/field-notes/our-first-note.md.example": "field-note.md",
        "docs/team/field-notes/our-first-note.yml.example": "field-note.yml",
    } | ({"docs/team/mark.svg": "mark.svg"} if icon == "team/mark.svg" else {})
    rendered = {path: _JINJA.get_template(name).render(values).encode() for path, name in templates.items()}
    return rendered | ({f"docs/{picture}": logo.data} if logo else {})


def colours(primary: str, dark: str, root: Path) -> tuple[str, str]:
    """Return the values of the tokens ``--hb-brand`` and ``--hb-team``, each with a light and a dark colour.

    Args:
        primary: The team's colour, ``#rrggbb``.
        dark: Its colour in the dark scheme; if "", one of the same hue is found.
        root: The project's root folder.
    """
    light, night = load_schemes(root).values()
    dark = dark or nearest(primary, lambda candidate: night.readable(BRAND, candidate), DARK_LIGHTNESS) or night.colours["ink"]
    return f"light-dark({primary}, {dark})", f"light-dark({_on_tint(primary, light)}, {_on_tint(dark, night)})"


def _on_tint(colour: str, scheme: Scheme) -> str:
    """Return the nearest colour that can be read on a tint of itself."""
    return nearest(colour, lambda candidate: scheme.readable(SECTION, candidate)) or scheme.colours[SECTION]


def credit(short: str, repo: str, root: Path) -> str:
    """Return the footer's credit of upstream, as HTML.

    Args:
        short: The team's short name.
        repo: Address of the team's own repository, or "". Upstream is linked if git has a remote with another address.
        root: The project's root folder.
    """
    addresses = [address for address in (remote(root, "upstream"), remote(root, "origin")) if address and address != repo]
    name = f'<a href="{html.escape(addresses[0])}">{NAME}</a>' if addresses else NAME
    return f"Based on {name}, with changes by {html.escape(short)}. Text CC BY 4.0, code MIT. Not by or endorsed by James Wang."


def remote(root: Path, name: str) -> str:
    """Return the address of a git remote as one to open in a browser; "" if there is none."""
    done = subprocess.run(["git", "remote", "get-url", name], cwd=root, capture_output=True, text=True, check=False)
    try:
        return repository(done.stdout.strip(), root) if done.returncode == 0 else ""
    except ValueError:
        return ""
