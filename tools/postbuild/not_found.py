"""Keeps the 404 page in order where its style sheet cannot be found (overrides/404.html)."""

from tools.postbuild.site import Page, Site


def hide_toggles(site: Site, page: Page) -> None:
    """Hide the theme's link to the text and its two checkboxes on the 404 page of a site without a known address; scripts use them all the same."""
    if page.is_404 and not site.url:
        page.body = page.body.replace('<div data-md-component="skip">', '<div data-md-component="skip" hidden>')
        page.body = page.body.replace('<input class="md-toggle"', '<input hidden class="md-toggle"')
