"""A smoke test in WebKit, the engine of Safari, as GNOME's browser has it: read, tick, write, turn the page, search."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.support import page_actions, webkit

pytestmark = pytest.mark.webkit

# Faults of the page that no driver tells of; kept over a change of page.
LISTEN = """
for (const type of ["error", "unhandledrejection", "securitypolicyviolation"])
  addEventListener(type, (event) => sessionStorage.setItem("faults", `${sessionStorage.getItem("faults") ?? ""}${type} ${event.message ?? event.reason ?? event.violatedDirective}\\n`));
"""


@pytest.fixture
def driver() -> Iterator[WebKitGTK]:
    """WebKit, with a fresh reader."""
    with webkit.browser() as running:
        yield running


def _until(driver: WebKitGTK, script: str) -> object:
    """Wait until a script returns something true; return it."""
    return WebDriverWait(driver, 20, poll_frequency=0.05).until(lambda one: one.execute_script(f"return {script}"))


def test_a_reader_with_safari_can_work(driver: WebKitGTK, site: str) -> None:
    """In WebKit a chapter shows its practice, keeps a tick and a text over a reload and a turned page, and logs no fault."""
    driver.get(site + page_actions.FIRST)
    driver.execute_script(LISTEN)
    _until(driver, "document.querySelector('hb-checklist [data-hb-part=count]')?.textContent")
    assert driver.execute_script("return document.fonts.ready.then(() => document.fonts.check('1em Literata'))")
    box = driver.find_element(By.CSS_SELECTOR, "hb-checklist input")
    box.send_keys(Keys.SPACE)
    driver.find_element(By.CSS_SELECTOR, "hb-prompt textarea").send_keys("written in WebKit")
    _until(driver, "document.querySelector('hb-prompt [data-hb-part=status]').textContent.startsWith('Saved')")
    _until(driver, "document.querySelector('[data-hb-busy]') === null")
    driver.execute_script("window.stayed = true; document.querySelector('a[href$=\"second-steps/\"]').click()")
    _until(driver, "document.title.startsWith('Second steps') && document.querySelector('hb-checklist [data-hb-part=count]')?.textContent")
    assert driver.execute_script("return window.stayed") is True
    driver.back()
    _until(driver, "document.title.startsWith('First steps') && document.querySelector('hb-checklist input')?.checked")
    driver.refresh()
    _until(driver, "document.querySelector('hb-prompt textarea')?.value === 'written in WebKit'")
    assert driver.execute_script("return document.querySelector('hb-checklist input').checked")
    driver.find_element(By.CSS_SELECTOR, "[data-hb-search]").click()
    driver.find_element(By.CSS_SELECTOR, "#hb-search input").send_keys("the second steps")
    _until(driver, "document.querySelector('.hb-search__link')?.textContent.includes('Second steps')")
    assert driver.execute_script("return sessionStorage.getItem('faults')") is None
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_the_workbook_opens_in_safari(driver: WebKitGTK, site: str) -> None:
    """In WebKit every page of the workbook draws what belongs to it."""
    for address in ("", "evidence/", "assessment/", "plan/", "one-to-one/", "case/", "print/", "data/"):
        driver.get(f"{site}workbook/{address}")
        driver.execute_script(LISTEN)
        _until(
            driver,
            "[...document.querySelectorAll('.hb-block--workbook, main [data-hb-part]')].some((part) => part.checkVisibility() && part.textContent.trim())",
        )
        assert driver.execute_script("return sessionStorage.getItem('faults')") is None, address
