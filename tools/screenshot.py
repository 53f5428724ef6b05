"""Takes the picture of the README: ``.venv/bin/python -m tools.screenshot``."""

from playwright.sync_api import sync_playwright

from tests import browsers, sites

PICTURE = sites.ROOT / "docs" / "assets" / "screenshots" / "chapter.png"


def main() -> None:
    """Write the picture of a chapter at its first checklist."""
    url = sites.real_site().serve()
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, "chromium")
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{url}chapters/thinking-like-a-leader/")
        page.wait_for_load_state("networkidle")
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
