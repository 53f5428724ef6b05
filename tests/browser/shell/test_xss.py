"""Cross-site scripting: payloads in the sources, the storage, an imported file and an address. None of them runs."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, Request

from tests.browser.workbook.test_assessment import hand_in, rating
from tests.browser.workbook.test_encryption import paste
from tests.support import page_actions, sites

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAYLOADS = (FIXTURES / "payloads.txt").read_text(encoding="utf-8").splitlines()
# What markup would have become, had it been taken for markup.
HARM = """() => [window.pwned, ...[...document.querySelectorAll(
  '[onerror], [onload], [onbegin], [ontoggle], [href^="javascript:"], [src="x"], iframe, object, base, form[action^="http"], meta[http-equiv=refresh], body script:not([src])',
)].map((found) => found.outerHTML)].filter(Boolean)"""


@pytest.fixture
def hostile(browser_name: str) -> str:
    """Address of a site whose sources hold the payloads: Chromium reads what MkDocs built, Firefox what Zensical built."""
    engine = {"chromium": "mkdocs", "firefox": "zensical"}[browser_name]
    return sites.shared(f"hostile-{engine}", _hostile_project, engine).url


def _hostile_project() -> Path:
    """Return a project with a payload in each field of the practice and in the text of a page."""
    project = sites.fixture_project()
    path = project / "docs" / "chapters" / "first-steps.yml"
    chapter = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # "on" is a key here
    fields = [(item, key) for item in chapter["checklists"][0]["items"] for key in ("why", "evidence")]
    fields += [(option, "consequence") for option in chapter["scenario"]["options"]] + [(chapter["scenario"], "debrief"), (chapter["scenario"], "setting")]
    for number, payload in enumerate(PAYLOADS):
        part, key = fields[number % len(fields)]
        part[key] += f" {payload}"
    path.write_text(yaml.safe_dump(chapter, sort_keys=False, allow_unicode=True, width=10_000), encoding="utf-8")
    page = project / "docs" / "chapters" / "second-steps.md"
    plain = "\n\n".join(payload for payload in PAYLOADS if "{{" not in payload and not payload.startswith(("-->", "]]>")))
    page.write_text(page.read_text(encoding="utf-8") + f"\n\n{plain}\n", encoding="utf-8")
    (project / "docs" / "team").mkdir()
    shutil.copy2(FIXTURES / "attacks.md", project / "docs" / "team")
    return project


def unharmed(page: Page, site: str) -> None:
    """Fail if anything ran, or has become part of the page."""
    assert page.evaluate(HARM) == [], page.url
    assert page.url.startswith(site)


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_in_the_practice_it_is_words(page: Page, hostile: str) -> None:
    """What an author types into the practice is read as it was typed."""
    page_actions.open_first(page, hostile)
    unharmed(page, hostile)
    text = page.locator("main").evaluate("(main) => main.textContent")
    assert [payload for payload in PAYLOADS if payload not in text] == []


@pytest.mark.may_log("Content.Security.Policy", "violates the following", "locked", "Refused", "404", "settings")
def test_in_the_text_of_a_page_it_does_not_run(page: Page, hostile: str) -> None:
    """Markup in Markdown becomes part of the page, since authors may write some; but nothing of it runs or leads away."""
    page_actions.prepare(page, hostile, page_actions.document({}))
    page.goto(hostile + page_actions.SECOND)
    page.wait_for_function("() => document.querySelector('hb-checklist [data-hb-part=count]')?.textContent")
    page.evaluate(
        "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; for (const link of document.querySelectorAll('[href^=\"javascript:\"]')) link.click(); }"
    )
    page.locator("hb-checklist input").first.check()
    assert page.evaluate("window.pwned") is None
    assert page.url.partition("#")[0] == hostile + page_actions.SECOND


@pytest.mark.may_log("Content.Security.Policy", "violates the following", "Refused", "Domains, protocols and ports", "Unsafe attempt")
def test_an_authors_html_takes_nothing_out_and_breaks_nothing(page: Page, hostile: str) -> None:
    """A page full of forms, refreshes, hints, names and open tags stays, sends nothing with or without a click, and its scripts and its frame are whole."""
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))
    page.goto(hostile + "team/attacks/")
    page_actions.ready(page)
    for field in page.locator(".typed").all():
        field.fill("secret")
        field.press("Enter")
    for button in page.locator("article .send").all():
        button.click()
    assert page.url.partition("#")[0] == hostile + "team/attacks/"
    sent = [request for request in asked if not request.url.startswith(hostile) or "secret" in request.url]
    assert [request.url for request in sent if request.failure not in ("csp", "NS_ERROR_CONTENT_BLOCKED")] == []
    assert page.evaluate("document.activeElement.className") != "first"
    assert (
        page.locator("article :is(form, meta, base, link, script, object, [name=body], .hb-search, [ping], [rel=opener], .send[data-hb-action])").count() == 0
    )
    assert page.locator("article hb-checklist").count() == 1 and page.locator("article hb-checklist input:checked").count() == 0
    assert page.locator("body > .md-container > footer, body > footer").count() == 1
    assert page.evaluate("[...document.querySelectorAll('footer :is(b, a[href$=\"/all\"])')].length") == 0
    page.get_by_role("button", name="Search").click()
    assert page.locator("#hb-search input").is_visible()


def _notes(ids: list[str], more: list[str] = PAYLOADS) -> str:
    """Return a reader's document: a payload as each answer and as its wording, and more ids, each with itself as its answer."""
    entries = {id: page_actions.entry(PAYLOADS[number % len(PAYLOADS)], said=PAYLOADS[-1 - number % len(PAYLOADS)]) for number, id in enumerate(ids)}
    entries |= {payload: page_actions.entry(payload, said=payload) for payload in more}
    return page_actions.document(entries)


def test_from_storage_and_from_a_copy_it_is_words(page: Page, site: str) -> None:
    """A document full of payloads is shown as text on every page, whether it was stored or imported."""
    page_actions.open_first(page, site)
    ids = page.evaluate("[...document.querySelectorAll('[data-hb-id]')].map((control) => control.dataset.hbId)")
    ids += [f"{ids[0]}.evidence{part}" for part in ("", ".who", ".link")]
    page.evaluate(
        "([key, notes, place]) => { localStorage.setItem(key, notes); localStorage.setItem(key.replace('notes', 'place'), place); localStorage.setItem(key.replace('notes', 'colours'), place); }",
        [
            page_actions.KEY,
            _notes(ids),
            json.dumps(
                {"url": "javascript:window.pwned=1", "block": PAYLOADS[0], "chapter": PAYLOADS[1], "title": PAYLOADS[2], "at": "2026-01-02T03:04:05.678Z"}
            ),
        ],
    )
    for address in ("", page_actions.FIRST, page_actions.SECOND, *page_actions.WORKBOOK):
        page.goto(site + address)
        page.wait_for_function("() => !document.querySelector(':not(:defined, hb-workbook)')")  # or nothing would have been shown
        unharmed(page, site)
    page.evaluate("document.dispatchEvent(new CustomEvent('hb-command', {detail: {name: 'erase'}}))")
    page_actions.await_value(page, ids[0], None)
    page.goto(site + "workbook/data/")
    page.locator("[data-hb-part=paste]").wait_for(state="attached")
    paste(page, _notes(ids))  # its ids are none that a handbook gives
    page.get_by_text("This can’t be restored").wait_for()
    unharmed(page, site)
    paste(page, _notes(ids, []))
    page_actions.action(page, "import-confirm").wait_for()
    unharmed(page, site)
    page_actions.action(page, "import-confirm").click()
    page.get_by_text("applied.").first.wait_for()
    assert "pwned" in json.dumps(page_actions.stored(page))
    unharmed(page, site)


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_from_a_rating_it_is_words(page: Page, site: str) -> None:
    """A rating by someone else whose every word is a payload is shown as words, or refused."""
    for payload in (PAYLOADS[0], PAYLOADS[2], PAYLOADS[6], "__proto__"):
        page.goto(site + "workbook/assessment/")
        page.locator("input[type=file]").first.wait_for(state="attached")
        hand_in(page, rating(by=payload, about=payload))
        unharmed(page, site)


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_from_an_address_it_is_nothing(page: Page, site: str) -> None:
    """A payload in the hash or the query of an address changes nothing on the page."""
    for payload in PAYLOADS[:6]:
        page.goto(f"{site}{page_actions.FIRST}?q={payload}#{payload}")
        page_actions.ready(page)
        unharmed(page, site)


@pytest.mark.chromium_only("what our own scripts do follows from them alone")
def test_from_the_search_box_it_is_words(page: Page, site: str) -> None:
    """Payloads that are typed into the search are looked for as words."""
    page_actions.open_first(page, site)
    page.get_by_role("button", name="Search").click()
    field = page.locator("#hb-search input")
    for payload in PAYLOADS:
        field.fill(payload + " decider")
        field.press("ArrowDown")
    page.locator(".hb-search__link").first.wait_for()
    unharmed(page, site)
