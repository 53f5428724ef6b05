"""Makes a team's own colours readable that an update has made hard to read; the build warns of them, and the team's files stay."""

import re

from handbook.theme.palette import readable_values
from tools.postbuild.site import Site


def adjust_colours(site: Site) -> None:
    """Write the nearest readable colours into the built style sheets of the team."""
    for name, (token, value) in readable_values(site.root).items():
        path = site.folder / token.file.removeprefix("docs/")
        if path.is_file():
            css = path.read_text(encoding="utf-8")
            path.write_text(re.sub(rf"(--hb-{name}\s*:\s*){re.escape(token.value)}", rf"\g<1>{value}", css), encoding="utf-8")
