"""No violation that axe-core can see on any kind of public page, in the light, in the dark and on
paper; `make matrices` asks at every public address.
"""

import json
import urllib.request

import pytest

from tests.matrix import part

from .axe import LOOKS, violations_in_every_look

pytestmark = pytest.mark.browser

# One of each kind, and the pages that no list names: what was found or not, what is missing, what
# does not exist.
KINDS = {
    "en": """ guide/ guide/high/ guide/?sent=1 guide/high/one-place/ guide/unsure-risk/unsure-place/ treatments/
        treatments/at-a-glance/ treatments/immunotherapy/ support/ support/?region=XX words/ questions/ about/ privacy/
        accessibility/ search/?q=migb search/?q=xyzzy feedback/?page=path&helped=no feedback/thanks/ keep/ offline/
        nowhere/ guide/low/high/ print/?risk=high&place=one-place print/?text=tiny check/ check/nothing/
        check/?codes=HELLO,AGAIN check/edition/ print/nothing/""",
    "fr": """ guide/ guide/high/ guide/?sent=1 recherche/?q=greffe recherche/?q=xyzzy avis/?page=path&helped=no
        avis/merci/ garder/ hors-ligne/ soutien/?region=QC soutien/?region=XX nulle-part/ guide/low/high/
        imprimer/?risk=high&place=one-place imprimer/?text=tiny verifier/ verifier/nothing/""",
}
PAGES = [
    (language, page.strip()) for language, pages in KINDS.items() for page in ["", *pages.split()]
]
SHARES = 4  # so that two processes have about as much to do
# A fault that shows only here: grey words on white.
PALE = {
    "in the light": "@media screen and (prefers-color-scheme: light) { p { color: #999 } }",
    "in the dark": "@media screen and (prefers-color-scheme: dark) { p { color: #999 } }",
    "on paper": "@media print { p { color: #999 } }",
}


@pytest.fixture(scope="module")
def visitor(browser, site):
    """One page for all addresses and looks."""
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def public(site, addresses):
    """Where a family can come to: one address of each kind, and of all others (of the sitemap, and
    of the half-answered questions) each eighth.
    """
    kinds = {f"/{language}/{page}" for language, page in PAGES}
    others = set(addresses) - kinds
    for language in KINDS:
        kept = json.load(urllib.request.urlopen(f"{site}/{language}/keep.json"))["pages"]
        others.update(address for address in kept if address not in kinds)
    return sorted(kinds | set(part(sorted(others), 0, of=8)))


@pytest.mark.parametrize("share", range(SHARES))
def test_public_pages_are_accessible_in_the_light_in_the_dark_and_on_paper(visitor, public, share):
    found = []
    for address in public[share::SHARES]:
        visitor.goto(address)
        found += violations_in_every_look(visitor)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", ["/en/feedback/", "/fr/avis/"])
def test_a_form_that_comes_back_with_what_is_missing_is_accessible(visitor, address):
    visitor.goto(address)
    with visitor.expect_response(lambda response: response.status == 422):
        visitor.locator("main form button").click()
    visitor.locator(".error-summary").wait_for()
    found = violations_in_every_look(visitor)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("sheet", "check"),
    [
        ("/en/guide/high/spread/summary.pdf", "/en/check"),
        ("/fr/guide/low/spread/resume.pdf", "/fr/verifier"),
    ],
)
def test_the_check_page_of_a_printed_sheet_is_accessible(visitor, site, sheet, check):
    name = urllib.request.urlopen(site + sheet).headers["Content-Disposition"]
    response = visitor.goto(f"{check}/{name.rpartition('-')[2].partition('.')[0]}/")
    assert response.status == 200
    found = violations_in_every_look(visitor)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", LOOKS)
def test_a_fault_in_one_look_alone_is_noticed(visitor, look):
    page = (
        "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1><p>Pale "
        "words.</p></main>"
    )
    visitor.goto("about:blank")
    visitor.set_content(f"<style>html {{ background: #fff }} {PALE[look]}</style>{page}")
    found = violations_in_every_look(visitor)
    assert len(found) == 1
    assert found[0].startswith(f"{look}: ")
    assert "color-contrast-enhanced" in found[0]


@pytest.mark.parametrize("look", LOOKS)
def test_every_rule_is_asked_in_every_look(visitor, look):
    """A picture without words, a link without a name, a button too small to press."""
    page = (
        "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1><img "
        'src="data:,"><a href="/"></a>'
    )
    visitor.goto("about:blank")
    visitor.set_content(page)
    found = " ".join(line for line in violations_in_every_look(visitor) if line.startswith(look))
    assert "image-alt" in found
    assert "link-name" in found
