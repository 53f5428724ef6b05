"""What `tools.build` leaves out of what Zensical prints."""

from tools.build import without_known

REPORT = """\x1b[33mWarning:\x1b[0m {what}
    \x1b[38;5;246m╭\x1b[0m\x1b[38;5;246m─\x1b[0m\x1b[38;5;246m[\x1b[0m {place} \x1b[38;5;246m]\x1b[0m
 \x1b[38;5;246m11 │\x1b[0m {text}
────╯
"""


def test_only_known_broken_links_are_left_out():
    """A link that leads elsewhere since an update is not reported; one that never led anywhere is, also in the same line."""
    reports = [
        REPORT.format(what="page does not exist", place="team/a.md:11:8", text="[gone](../guide/old.md)"),
        REPORT.format(what="anchor does not exist", place="team/a.md:11:69", text="[typo](../index.md#nowhere)"),
    ]
    text, count = without_known("".join(["Built.\n", *reports, "2 issues found\n"]), {"team/a.md:11:8"})
    assert count == 1
    assert text.startswith("Built.\nWarning: anchor does not exist\n    ╭─[ team/a.md:11:69 ]\n") and text.endswith("────╯\n")
    assert without_known("".join(reports[:1]), {"team/a.md:11:8"}) == ("", 0)
