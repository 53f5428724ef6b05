"""Pages in a browser's reader view, as Mozilla's Readability makes it."""

from playwright.sync_api import Page

from tests.support import readability, sites

# What an author has written to be ticked, asked, chosen, filled in or rated; titles of sections are left to the reader view.
LOST = """html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const said = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const items = ".hb-item__text, .hb-more__body dd, .hb-cheat__why, .hb-prompt__question, .hb-recall__question, .hb-option__text, .hb-field__label, .hb-behaviour > summary";
  const wanted = [...page.querySelectorAll(items)].filter((item) => !item.closest("hb-workbook, [hidden]")).map((item) => said(item.textContent));
  if (!wanted.length) return { wanted: 0, lost: [] };
  const text = said(new Readability(page).parse()?.textContent);
  return { wanted: wanted.length, lost: wanted.filter((item) => !text.includes(item)) };
}"""


def test_the_reader_view_keeps_every_item_of_every_page(page: Page, real: str) -> None:
    """Firefox's reader view loses none of what an author has written to be ticked, answered, chosen or filled in."""
    page.goto("about:blank")
    page.evaluate(f"() => {{ {readability.script()}; window.Readability = Readability; }}")
    lost, pages = {}, 0
    folder = sites.real_site("mkdocs").folder
    for file in sorted(folder.rglob("*.html")):
        found = page.evaluate(LOST, file.read_text(encoding="utf-8"))
        pages += bool(found["wanted"])
        if found["lost"]:
            lost[file.parent.relative_to(folder).as_posix()] = found["lost"]
    assert not lost
    assert pages > 20
