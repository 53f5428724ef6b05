"""Who writes what is left out hears where it is."""

from handbook.author_html import LEFT_OUT, REFUSALS
from tools.postbuild.markdown.author_html import name_left_out


def test_what_was_left_out_is_named_with_its_line(site, add_files, run):
    """Each place is named with file, line and fix, but none in code; what a snippet brought is named with the page; readers see nothing of it."""
    docs = site.root / "docs"
    docs.mkdir()
    (docs / "a.md").write_text("---\ntitle: A\n---\n# A\n\n`<form>`\n\n<form>\n\nb\n\n<FORM>\n", encoding="utf-8")
    add_files({"a/index.html": f"<html><head></head><body><p>a</p>\n{LEFT_OUT} form name nonsense --></body></html>"})
    pages = run(name_left_out)
    form, name = (REFUSALS[key] for key in ("form", "name"))
    assert site.warnings == [
        f"docs/a.md:8: {form.message}\n    fix: {form.fix}",
        f"docs/a.md:12: {form.message}\n    fix: {form.fix}",
        f"docs/a.md: {name.message}\n    fix: {name.fix}",
    ]
    assert pages["a/index.html"] == "<html><head></head><body><p>a</p></body></html>"


def test_a_comment_like_ours_is_a_comment(site, add_files, run):
    """An author who writes such a comment gets a warning at the most."""
    add_files({"a/index.html": f"<html><head></head><body>{LEFT_OUT} ../x form<b> -->{LEFT_OUT} --></body></html>"})
    assert "<b>" in run(name_left_out)["a/index.html"]
    assert site.warnings == []
