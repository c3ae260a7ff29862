"""The widest screens, where contents stand beside the text, and the largest letters, on a phone and
on an old tablet.
"""

import pytest

from .letters import in_both_letters
from .test_look import TOO_WIDE
from .test_old_browsers import HIDDEN_OR_COVERED

pytestmark = [pytest.mark.browser, in_both_letters]

WIDE = [
    "/en/guide/high/one-place/",
    "/fr/traitements/chemotherapy/",
    "/en/about/",
    "/fr/mots/",
    "/en/questions/",
]
BESIDE = """() => {
  const box = (name) => document.querySelector(`main ${name}`).getBoundingClientRect();
  const [side, flow] = [box(".side"), box(".flow")];
  return side.width > 150 && side.right < flow.left && side.top < innerHeight;
}"""


def test_on_a_wide_screen_what_is_on_a_page_stands_beside_its_text(new_page):
    page = new_page(viewport={"width": 1280, "height": 900})
    for address in WIDE:
        page.goto(address)
        assert page.evaluate(BESIDE), address


def test_with_letters_twice_as_large_the_page_begins_on_the_first_screen_of_a_phone(
    large_letters, site
):
    page = large_letters.new_page(base_url=site, viewport={"width": 360, "height": 740})
    for address in ("/en/", "/fr/guide/high/", "/fr/guide/high/brain-and-elsewhere/"):
        page.goto(address)
        header = page.locator("header.site").bounding_box()
        title = page.locator("h1").bounding_box()
        assert header["height"] < 740 / 3, address
        assert title["y"] + title["height"] < 740, address
    page.close()


def test_on_an_old_tablet_with_large_letters_every_word_of_a_result_is_shown(large_letters, site):
    """It knows no popover: what would open follows its word."""
    page = large_letters.new_page(base_url=site, viewport={"width": 768, "height": 1024})
    page.add_init_script(
        "delete HTMLElement.prototype.popover; delete HTMLElement.prototype.showPopover"
    )
    page.route("**/guide/**", _without_popover)
    page.goto("/fr/guide/high/brain-and-elsewhere/")
    assert page.evaluate(HIDDEN_OR_COVERED) == []
    assert not page.evaluate(TOO_WIDE)
    page.locator("header").get_by_role("link", name="Qui appeler").click()
    assert page.locator("#help").get_by_text("911").first.is_visible()
    page.unroute_all(behavior="ignoreErrors")
    page.close()


def _without_popover(route):
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if "policy" not in name}
    body = answer.text().replace("popover", "unheard-of")
    route.fulfill(status=answer.status, headers=headers, body=body)
