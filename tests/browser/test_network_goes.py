"""An open page says when the network goes, whether or not this phone keeps the guide."""

import pytest

pytestmark = pytest.mark.browser
ALONE = {
    "en": (
        "No network. You can go on reading this page. Links may not open until the network is back."
    ),
    "fr": "Pas de réseau. Vous pouvez continuer à lire cette page. Les liens pourraient ne pas "
    "s’ouvrir avant le retour"
    " du réseau.",
}
KEPT = {
    "en": "No network. Other pages open from the copy that this phone keeps."
    " Search, the PDF summary and feedback need a network.",
    "fr": "Pas de réseau. Les autres pages s’ouvrent à partir de la copie que ce téléphone garde."
    " La recherche, le résumé PDF et les avis demandent du réseau.",
}
OPEN_PAGES = [
    ("en", "/en/guide/high/"),
    ("fr", "/fr/guide/high/one-place/"),
    ("fr", "/fr/soutien/"),
]


def open_page(page, address):
    """Open a page and wait until the script that follows the words has run."""
    page.goto(address)
    page.locator("body > div[role=status]").wait_for(state="attached")
    return page.locator("body > div[role=status]")


@pytest.mark.parametrize(("language", "address"), OPEN_PAGES)
def test_an_open_page_says_when_the_network_goes_and_stops_when_it_is_back(
    new_page, language, address
):
    page = new_page(viewport={"width": 360, "height": 740})
    said = open_page(page, address)
    assert said.inner_text() == ""
    page.evaluate("scrollTo(0, 300)")
    before = page.locator("h1").bounding_box()
    page.context.set_offline(True)
    page.get_by_text(ALONE[language]).wait_for()
    assert said.inner_text() == ALONE[language]
    assert page.locator("h1").bounding_box() == before
    box = said.bounding_box()
    assert box["y"] + box["height"] == pytest.approx(740, abs=1)
    page.emulate_media(media="print")
    assert not page.get_by_text(ALONE[language]).is_visible()
    page.emulate_media(media="screen")
    page.context.set_offline(False)
    page.get_by_text(ALONE[language]).wait_for(state="detached")


COVERED = """() => {
  const at = document.activeElement.getBoundingClientRect(), words = document.querySelector("div > .offline");
  return at.height > 0 && at.top > words.getBoundingClientRect().top - 1 && !words.contains(document.activeElement);
}"""


def test_the_notice_hides_no_stop_of_the_tab_key(new_page):
    page = new_page(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    open_page(page, "/en/guide/high/one-place/")
    page.context.set_offline(True)
    page.get_by_text(ALONE["en"]).wait_for()
    stops = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.add(page.evaluate("document.activeElement.textContent"))
        assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")
    assert len(stops) > 20


def test_on_the_lowest_screens_the_notice_stands_below_the_page(new_page):
    page = new_page(viewport={"width": 320, "height": 256})
    said = open_page(page, "/fr/soutien/")
    page.context.set_offline(True)
    page.get_by_text(ALONE["fr"]).wait_for()
    assert said.bounding_box()["y"] > 1000
    assert said.inner_text() == ALONE["fr"]


@pytest.mark.parametrize(("language", "address"), OPEN_PAGES)
def test_where_the_guide_is_kept_an_open_page_says_that_the_others_open(phone, language, address):
    said = open_page(phone, address)
    phone.context.set_offline(True)
    phone.get_by_text(KEPT[language]).wait_for()
    assert said.inner_text() == KEPT[language]
    phone.context.set_offline(False)
    phone.get_by_text(KEPT[language]).wait_for(state="detached")


def test_a_page_from_the_copy_says_when_the_network_is_back_and_leads_to_the_newest(far_away):
    page = far_away
    open_page(page, "/en/words/")
    strip = page.locator("body > .offline")
    words, place = strip.inner_text(), page.locator("h1").bounding_box()
    page.context.set_offline(False)
    page.get_by_text("The network is back").wait_for()
    assert strip.count() == 1
    assert page.locator("h1").bounding_box() == place
    page.context.set_offline(True)
    page.get_by_text(words).wait_for()
    page.context.set_offline(False)
    page.get_by_role("link", name="Open the newest page").click()
    strip.wait_for(state="detached")
    assert page.url.endswith("/en/words/")


def test_what_the_notice_says_of_other_pages_is_true(phone):
    open_page(phone, "/en/guide/high/")
    phone.context.set_offline(True)
    phone.get_by_text(KEPT["en"]).wait_for()
    phone.get_by_role("link", name="Back", exact=True).click()
    phone.wait_for_url("**/en/guide/")
    assert phone.locator(".offline").first.inner_text().startswith("No network: this is the copy")
