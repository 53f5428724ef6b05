"""A backup locked with a passphrase: only the passphrase opens it, and every earlier format still opens."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.workbook.test_data import NOTES, OLD, entries, open_data, part, said, with_notes
from tests.support import page_actions
from tests.support.accessibility import findings

PASSPHRASE = "correct horse battery staple"
SEALED = (NOTES / "sealed-1.json").read_text(encoding="utf-8")
# An address without https; a browser keeps its means of locking from it.
INSECURE = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });"


def lock(page: Page, passphrase: str = PASSPHRASE) -> None:
    """Open the fold and type a passphrase twice."""
    page.get_by_text("Encrypt the backup with a passphrase").click()
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_label("Passphrase again").fill(passphrase)


def locked(page: Page) -> dict[str, Any]:
    """Press the button, wait until it is done, and return the locked file."""
    page.evaluate("() => { const make = URL.createObjectURL; URL.createObjectURL = (file) => { window.handedOver = file; return make.call(URL, file); }; }")
    page_actions.action(page, "export-sealed").click()
    expect(said(page, "copy")).to_contain_text("The encrypted backup is in your downloads")
    found: dict[str, Any] = json.loads(page.evaluate("window.handedOver.text()"))
    return found


def paste(page: Page, text: str) -> None:
    """Bring a text in by pasting it."""
    fold = page.get_by_text("Paste the text of a backup")
    if not part(page, "import", "paste").is_visible():
        fold.click()
    part(page, "import", "paste").fill(text)
    page_actions.action(page, "import").click()


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase of a locked file."""
    page.get_by_label("Passphrase for this file").fill(passphrase)
    page_actions.action(page, "import-unlock").click()


def test_a_locked_copy_opens_again(page: Page, site: str) -> None:
    """A locked backup has no word of mine in plain text, and restores everything in an empty browser."""
    with_notes(page, site)
    lock(page)
    file = locked(page)
    assert file["format"] == "handbook-sealed"
    assert file["kdf"]["iterations"] == 600_000
    assert "train" not in json.dumps(file)
    expect(part(page, "copy", "last")).to_contain_text("Your last backup is from")
    assert page.get_by_label("Passphrase", exact=True).input_value() == ""
    page.evaluate("document.dispatchEvent(new CustomEvent('hb-command', {detail: {name: 'erase'}}))")
    page_actions.await_value(page, "notice-what-changed", None)
    open_data(page, site)
    paste(page, json.dumps(file))
    unlock(page)
    page_actions.action(page, "import-confirm").click()
    page_actions.eventually(lambda: entries(page), json.loads(OLD["version-1"])["entries"])


@pytest.mark.both_browsers("Web Crypto")
def test_every_lock_opens_for_ever(page: Page, site: str) -> None:
    """A copy that was locked years ago still opens."""
    open_data(page, site)
    paste(page, SEALED)
    expect(said(page, "import")).to_contain_text("Type its passphrase")
    unlock(page)
    page_actions.action(page, "import-confirm").click()
    page_actions.eventually(lambda: entries(page), json.loads(OLD["version-1"])["entries"])


def test_a_wrong_passphrase_says_so(page: Page, site: str) -> None:
    """The page says that a passphrase is wrong, nothing changes, and I can try again."""
    open_data(page, site)
    paste(page, SEALED)
    unlock(page, "correct horse battery stable")
    expect(said(page, "import")).to_have_text("That isn’t the passphrase for this file, or the file was changed.")
    expect(page.get_by_label("Passphrase for this file")).to_be_focused()
    page_actions.eventually(lambda: entries(page), {})
    unlock(page)
    expect(page_actions.action(page, "import-confirm")).to_be_visible(timeout=30_000)


def test_a_hostile_lock_is_refused(page: Page, site: str) -> None:
    """A file that asks for endless work, or for another lock, is refused before any passphrase is asked."""
    open_data(page, site)
    paste(page, json.dumps(json.loads(SEALED) | {"data": 7}))
    expect(page.locator("hb-data-import")).to_contain_text("encrypted in a way that this version doesn’t know")
    expect(page.get_by_label("Passphrase for this file")).to_be_hidden()


@pytest.mark.parametrize(("fields", "words"), [({"handbook": "another"}, "another handbook, “another”"), ({"version": 2}, "newer version")])
def test_a_lock_of_another_handbook_is_named(page: Page, site: str, fields: dict[str, Any], words: str) -> None:
    """A locked copy of another handbook, or of a newer one, is refused by name."""
    open_data(page, site)
    paste(page, json.dumps(json.loads(SEALED) | fields))
    expect(page.locator("hb-data-import")).to_contain_text(words)


def test_a_slip_in_the_passphrase_is_caught(page: Page, site: str) -> None:
    """A passphrase that is too short, or typed differently the second time, locks nothing; one that I can see is typed once."""
    with_notes(page, site)
    lock(page, "short")
    page_actions.action(page, "export-sealed").click()
    expect(said(page, "copy")).to_contain_text("at least 8 characters")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page_actions.action(page, "export-sealed").click()
    expect(said(page, "copy")).to_contain_text("The passphrases don’t match")
    expect(page.get_by_label("Passphrase again")).to_be_focused()
    page.get_by_label("Show passphrase").check()
    expect(page.get_by_label("Passphrase again")).to_be_hidden()
    expect(page.get_by_label("Passphrase", exact=True)).to_have_attribute("type", "text")
    assert locked(page)["format"] == "handbook-sealed"


def test_an_address_without_https(page: Page, site: str) -> None:
    """Where the browser has no means to lock, the page says why, and the plain copy works."""
    page.add_init_script(INSECURE)
    with_notes(page, site)
    expect(part(page, "copy", "no-lock")).to_contain_text("needs a secure address")
    expect(part(page, "copy", "lock")).to_be_hidden()
    expect(page.locator("hb-data-copy [data-hb-action=export]")).to_be_visible()
    paste(page, SEALED)
    expect(page.locator("hb-data-import")).to_contain_text("Decrypting needs a secure address")


def test_asking_for_a_passphrase_keeps_nobody_out(page: Page, site: str) -> None:
    """The fields for a passphrase have names and are reached with the keyboard."""
    with_notes(page, site)
    lock(page)
    paste(page, SEALED)
    expect(page.get_by_label("Passphrase for this file")).to_be_focused()
    assert findings(page) == {}
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.locator("hb-data-import")).to_contain_text("Nothing new in this file")
