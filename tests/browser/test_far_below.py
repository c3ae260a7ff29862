"""What lies far below is laid out only when a reader comes near; nobody should notice, but for the speed."""

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser

LONG = "/fr/guide/unsure-risk/unsure-place/"
PHONE = {"viewport": {"width": 360, "height": 740}}
TOP = "name => document.querySelector(name).getBoundingClientRect().top"
# The space above a title that a link leads to: scroll-padding.
ABOVE = 16


def test_below_the_first_screens_nothing_is_laid_out_yet(new_page):
    page = new_page(**PHONE)
    page.goto(LONG)
    assert not page.locator("#sources li").first.evaluate("li => li.checkVisibility({contentVisibilityAuto: true})")
    page.locator("#sources").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('#sources li').checkVisibility({contentVisibilityAuto: true})")


def test_each_line_of_the_contents_leads_exactly_to_its_title(new_page):
    page = new_page(**PHONE)
    page.goto(LONG)
    lines = page.locator(".contents a")
    for number in range(lines.count()):
        line = lines.nth(number)
        line.click()
        page.wait_for_function(f"name => Math.abs(({TOP})(name) - {ABOVE}) < 2", arg=line.get_attribute("href"))
    assert lines.count() > 8


def test_an_address_that_names_a_part_opens_there(new_page):
    for part in ("#ask", "#outlook", "#help"):
        page = new_page(**PHONE)
        page.goto(LONG + part)
        page.wait_for_function(f"name => Math.abs(({TOP})(name) - {ABOVE}) < 2", arg=part)
        assert abs(page.evaluate(TOP, part) - ABOVE) < 2


def test_looking_for_a_word_in_the_page_finds_it_far_below(new_page):
    page = new_page(**PHONE)
    page.goto("/en/guide/high/one-place/")
    assert page.evaluate("window.find('Children’s Oncology Group')")
    page.wait_for_function("scrollY > 5000")


def test_all_of_it_is_printed(new_page, tmp_path):
    page = new_page(**PHONE)
    page.goto("/en/guide/high/one-place/", wait_until="networkidle")
    page.pdf(path=tmp_path / "page.pdf")
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages).split())
    for title in page.locator("section:not(.outlook) > h2").all_text_contents():
        assert " ".join(title.split()) in text
    assert "Children’s Oncology Group" in text
