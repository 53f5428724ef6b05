"""A scenario: one choice, its consequence, and the freedom to change it."""

from playwright.sync_api import Locator, Page, expect

from tests.support import page_actions

ID = "choose-a-door"
LEFT, MIDDLE, RIGHT = "take-the-left-door", "take-the-middle-door", "take-the-right-door"


def _follows(page: Page, option: str) -> Locator:
    return page.locator(f"#{option} details")


def test_a_choice_shows_what_follows_and_is_kept(page: Page, site: str) -> None:
    """Choosing an option opens its consequence, and both are still there when I come back."""
    page_actions.open_first(page, site)
    page.get_by_label("Take the middle door.", exact=True).check()
    expect(_follows(page, MIDDLE)).to_have_attribute("open", "")
    expect(_follows(page, LEFT)).not_to_have_attribute("open", "")
    page.reload()
    expect(page.locator(f"#{MIDDLE}-choose")).to_be_checked()
    expect(_follows(page, MIDDLE)).to_have_attribute("open", "")
    page_actions.eventually(
        lambda: page_actions.stored(page)["entries"][ID] | {"at": ""},
        {
            "value": MIDDLE,
            "at": "",
            "rev": page.locator(f"#{MIDDLE}-choose").get_attribute("data-hb-rev"),
            "said": "Take the middle door.",
        },
    )


def test_a_choice_can_be_changed_and_closes_nothing(page: Page, site: str) -> None:
    """I may choose again, and what I had opened stays open."""
    page_actions.open_first(page, site)
    _follows(page, RIGHT).locator("summary").click()
    page.locator(f"#{LEFT}-choose").check()
    page.locator(f"#{MIDDLE}-choose").check()
    for option in (LEFT, MIDDLE, RIGHT):
        expect(_follows(page, option)).to_have_attribute("open", "")
    page_actions.eventually(lambda: page_actions.stored_value(page, ID), MIDDLE)


def test_what_the_reader_closed_stays_closed(page: Page, site: str) -> None:
    """If I fold away what follows, my next answer elsewhere does not open it again."""
    page_actions.open_first(page, site)
    page.locator(f"#{LEFT}-choose").check()
    _follows(page, LEFT).locator("summary").click()
    page_actions.control(page, "name-the-decider").check()
    expect(_follows(page, LEFT)).not_to_have_attribute("open", "")


def test_a_choice_shows_in_the_other_tab(page: Page, site: str) -> None:
    """With two tabs open, my choice in one is my choice in the other."""
    page_actions.open_first(page, site)
    other = page.context.new_page()
    page_actions.open_first(other, site)
    other.locator(f"#{RIGHT}-choose").check()
    expect(page.locator(f"#{RIGHT}-choose")).to_be_checked()
    expect(_follows(page, RIGHT)).to_have_attribute("open", "")


def test_a_reworded_option_shows_what_it_said(page: Page, site: str) -> None:
    """An option that was reworded after I chose it shows its earlier wording."""
    page_actions.prepare(page, site, page_actions.document({ID: page_actions.entry(LEFT, said="Take the first door.")}))
    page_actions.open_first(page, site)
    expect(page.locator(f"#{LEFT} [data-hb-part=reworded]")).to_have_text("Reworded since you chose it. It used to say: “Take the first door.”")
    expect(page.locator(f"#{MIDDLE} [data-hb-part=reworded]")).to_be_hidden()


def test_a_renamed_option_is_still_chosen(page: Page, site: str) -> None:
    """A choice made under an option's old id is still my choice."""
    page_actions.prepare(page, site, page_actions.document({ID: page_actions.entry("take-the-old-door")}))
    page.route(
        f"**/{page_actions.FIRST}",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace(f'id="{RIGHT}-choose"', f'id="{RIGHT}-choose" data-hb-value-was="x take-the-old-door"'),
        ),
    )
    page_actions.open_first(page, site)
    expect(page.locator(f"#{RIGHT}-choose")).to_be_checked()
