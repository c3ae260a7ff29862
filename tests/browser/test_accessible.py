"""No violation that axe-core can see, on any public page, in the light, in the dark and on paper."""

import pytest

from .axe import COLOURS, violations

pytestmark = pytest.mark.browser

# One of each kind, and the pages that the sitemap does not list.
KINDS = {
    "en": """ guide/ guide/high/ guide/?sent=1 guide/high/one-place/ guide/unsure-risk/unsure-place/ treatments/
        treatments/at-a-glance/ treatments/immunotherapy/ support/ support/?region=XX words/ questions/ about/ privacy/
        accessibility/ search/?q=migb search/?q=xyzzy feedback/?page=path&helped=no feedback/thanks/ keep/ offline/
        nowhere/ guide/low/high/ print/?risk=high&place=one-place print/?text=tiny check/ check/nothing/""",
    "fr": " guide/ guide/high/ recherche/?q=greffe avis/ garder/ soutien/?region=QC",
}
PAGES = [(language, page.strip()) for language, pages in KINDS.items() for page in ["", *pages.split()]]


@pytest.fixture(scope="module")
def visitor(browser, site):
    """One page for all looks; what it looks at changes."""
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("language", "page"), PAGES)
def test_a_page_of_each_kind_is_accessible_in_the_light_in_the_dark_and_on_paper(visitor, language, page):
    visitor.emulate_media(color_scheme="light", media="screen")
    visitor.goto(f"/{language}/{page}")
    found = violations(visitor)
    visitor.emulate_media(color_scheme="dark")
    found += violations(visitor, COLOURS)
    visitor.emulate_media(color_scheme="light", media="print")
    found += violations(visitor, COLOURS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_other_address_of_the_sitemap_is_accessible(visitor, addresses, language):
    visitor.emulate_media(color_scheme="light", media="screen")
    others = {address for address in addresses if address.startswith(f"/{language}/")}
    others -= {f"/{of}/{page}" for of, page in PAGES}
    found = []
    for address in sorted(others):
        visitor.goto(address)
        found += violations(visitor)
    assert len(others) > 20
    assert not found, "\n".join(found)
