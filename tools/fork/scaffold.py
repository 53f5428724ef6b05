"""The files that a fork starts with, filled in from what a team said."""

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
# How each host calls the page on which a file is edited; others say it in team.yml.
EDIT = {"github": "edit/main/docs/", "gitlab": "-/edit/main/docs/", "codeberg": "_edit/main/docs/", "bitbucket": "src/main/docs/"}
NAME = "The Product Leader Handbook"
# Other brackets than Jinja's own, since the files hold macro calls for the build.
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


def files(said: dict[str, str], root: Path) -> dict[str, bytes]:
    """Return what a fork starts with, by path below the project's root.

    Args:
        said: What the team said, checked, by the keys of ``WISHES``; "" where it said nothing.
        root: The project's root folder.
    """
    logo = read_logo(Path(said["LOGO"]).expanduser()) if said["LOGO"] else None
    picture = f"team/logo.{logo.ending}" if logo else ""
    letter = next((sign for sign in said["SHORT"] if sign.isalnum()), "")
    icon = picture if logo and logo.square else "team/mark.svg" if letter else ""
    brand, section = colours(said["PRIMARY"], said["PRIMARY_DARK"], root) if said["PRIMARY"] else ("", "")
    values = {key.lower(): value for key, value in said.items()} | {
        "logo": picture,
        "favicon": icon,
        "brand": brand,
        "section": section,
        "credit": credit(said["SHORT"], said["REPO"], root),
        "edit_uri": next((path for host, path in EDIT.items() if host in urlsplit(said["REPO"]).netloc), EDIT["github"]),
        "contact_link": f"[{escape_markdown(said['CONTACT'])}]({'' if '://' in said['CONTACT'] else 'mailto:'}{said['CONTACT']})",
        "letter": letter.upper(),
        "ink": said["PRIMARY"] or INK,
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
    } | ({"docs/team/mark.svg": "mark.svg"} if icon == "team/mark.svg" else {})
    made = {path: _JINJA.get_template(name).render(values).encode() for path, name in templates.items()}
    return made | ({f"docs/{picture}": logo.data} if logo else {})


def colours(primary: str, dark: str, root: Path) -> tuple[str, str]:
    """Return the values of the tokens ``--hb-brand`` and ``--hb-team`` for a team's colour, of the light scheme and of the dark one.

    The dark one is of the same hue where the team named none.
    """
    day, night = load_schemes(root).values()
    dark = dark or nearest(primary, lambda tried: night.readable(BRAND, tried), DARK_LIGHTNESS) or night.colours["ink"]
    return f"light-dark({primary}, {dark})", f"light-dark({_on_tint(primary, day)}, {_on_tint(dark, night)})"


def _on_tint(colour: str, scheme: Scheme) -> str:
    """Return the nearest colour that can be read on a tint of itself."""
    return nearest(colour, lambda tried: scheme.readable(SECTION, tried)) or scheme.colours[SECTION]


def credit(short: str, repo: str, root: Path) -> str:
    """Return the line of the footer that credits upstream, as HTML; with a link to it where git knows another remote than the team's."""
    found = [address for address in (remote(root, "upstream"), remote(root, "origin")) if address and address != repo]
    name = f'<a href="{html.escape(found[0])}">{NAME}</a>' if found else NAME
    return f"Based on {name}, with changes by {html.escape(short)}. Text CC BY 4.0, code MIT. Not by or endorsed by James Wang."


def remote(root: Path, name: str) -> str:
    """Return the address that git knows under a name, as one to open; "" where there is none."""
    done = subprocess.run(["git", "remote", "get-url", name], cwd=root, capture_output=True, text=True, check=False)
    try:
        return repository(done.stdout.strip(), root) if done.returncode == 0 else ""
    except ValueError:
        return ""
