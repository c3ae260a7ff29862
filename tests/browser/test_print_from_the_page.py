"""The browser's own print: a result is few pages, with when to call on the first; of the print page
there is the sheet.
"""

import io

import pypdf
import pytest

pytestmark = pytest.mark.browser
MOST = 5
HEAVY = [
    (
        "/en/guide/high/one-place/",
        "When to call right away",
        "the sheet for this page has it all: X2",
    ),
    (
        "/fr/guide/high/brain-and-elsewhere/",
        "Quand appeler",
        "la feuille de cette page a tout : X2",
    ),
    ("/en/guide/unsure-risk/unsure-place/", "When to call right away", "/check"),
    ("/fr/guide/unsure-risk/unsure-place/", "Quand appeler", "Édition 1"),
]


@pytest.fixture
def printed(new_page):
    """Prints a page to pages of words."""
    page = new_page()

    def words(address, first=lambda page: None):
        page.goto(address)
        first(page)
        return _pages(page.pdf(format="Letter", prefer_css_page_size=True))

    return words


def _pages(file):
    return [_words(one) for one in pypdf.PdfReader(io.BytesIO(file)).pages]


def _words(page):
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize(("address", "call", "told"), HEAVY)
def test_a_result_is_few_pages_and_its_first_says_when_to_call(printed, address, call, told):
    pages = printed(address)
    assert len(pages) <= MOST
    assert call in pages[0]
    assert "911" in pages[0]
    assert told in pages[0]


def test_on_paper_whom_to_call_says_where_to_write_too(printed):
    words = " ".join(printed("/en/guide/high/one-place/"))
    assert "Text CONNECT to 686868" in words
    assert "Text 988" in words


def test_what_is_closed_is_named_and_what_a_family_opened_is_printed(printed):
    address = "/en/guide/high/one-place/"
    closed = " ".join(printed(address))
    assert "What is closed is not printed" in closed
    assert "What treatment plan do you suggest" in closed
    assert "Why plans differ: benefits and risks" in closed
    opened = printed(
        address,
        lambda page: page.evaluate(
            "for (const fold of document.querySelectorAll('.fold')) fold.open = true"
        ),
    )
    assert len(" ".join(opened)) > 2 * len(closed)


@pytest.mark.parametrize(
    ("address", "folds", "call"),
    [
        ("/en/guide/high/one-place/", ".help details", "When to call right away"),
        ("/fr/guide/unsure-risk/unsure-place/", ".top details", "Quand appeler tout de suite"),
        ("/fr/guide/unsure-risk/unsure-place/", "details", "Quand appeler tout de suite"),
    ],
)
def test_whatever_a_family_opened_whom_to_call_begins_on_the_first_page(
    printed, address, folds, call
):
    pages = printed(
        address,
        lambda page: page.locator(folds).evaluate_all(
            "folds => folds.forEach(fold => (fold.open = true))"
        ),
    )
    assert call in pages[0]
    assert "X2" in pages[0]
    assert folds == "details" or len(pages) <= MOST


def test_a_dark_screen_and_a_phone_print_what_others_print(new_page):
    files = []
    for visitor in ({}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 700}}):
        page = new_page(**visitor)
        page.goto("/fr/guide/high/one-place/")
        files.append(_pages(page.pdf(format="Letter", prefer_css_page_size=True)))
        page.emulate_media(media="print")
        ground, ink = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor,"
            " getComputedStyle(document.querySelector('.key-points')).color]"
        )
        assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    assert files[0] == files[1] == files[2]


def test_of_the_print_page_there_is_the_sheet_alone(printed):
    pages = printed("/en/print/?risk=high&place=one-place")
    assert len(pages) == 1
    assert pages[0].startswith("This is the first of")
    assert "What to print" not in pages[0]
