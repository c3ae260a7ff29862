"""The words of the fever card: staff write them, reviewers sign them in both languages, and they
stand on paper alone.
"""

import pytest

from guide.edition.current import live_edition
from guide.handout.v2.folder import FOLDER
from guide.models import Section
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import write_entry

from .builders import make_entry, make_user
from .desk import change_address
from .pages import read
from .paper import Paper

pytestmark = pytest.mark.django_db
SHEET = "/en/guide/high/one-place/summary.pdf"
NEW = {
    "title": {"en": "Cancer treatment: do not wait", "fr": "Traitement du cancer : n’attendez pas"},
    "body": {"en": "<ul><li>a port</li><li>a tube</li></ul>", "fr": "<ul><li>un port</li></ul>"},
}


def printed(client, query, sheet=SHEET):
    response = client.get(f"{sheet}?{query}")
    assert response.status_code == 200
    return Paper(response.content)


def code_of(client, query):
    return client.get(f"{SHEET}?{query}")["Content-Disposition"].rpartition("-")[2].split(".")[0]


def told(client, code):
    return read(client.get(f"/en/check/{code}/")).first("main").text


def publish_new_words():
    approve_as_starter(write_entry("section", "fever-card", NEW))
    publish(None)


def test_the_card_says_what_staff_wrote_and_what_was_signed_in_each_language(client, starter):
    publish_new_words()
    text = printed(client, "copy=card&language=both").text
    for words in (NEW["title"]["en"], "a port", "a tube", "n’attendez pas", "un port"):
        assert words in text
    assert "see at once" not in text
    assert NEW["title"]["en"] in printed(client, "include=card").text


@pytest.mark.parametrize(
    ("language", "first", "line", "then"),
    [
        ("en", "see at once", "For the family:", "Call 911"),
        ("fr", "cathéter", "Pour la famille", "Appelez le 911"),
    ],
)
def test_a_line_parts_what_is_for_an_emergency_nurse_from_what_is_for_the_family(
    client, starter, language, first, line, then
):
    address = {"en": SHEET, "fr": "/fr/guide/high/one-place/resume.pdf"}[language]
    text = printed(client, "copy=card", address).text
    assert text.index(first) < text.index(line) < text.index(then)


def test_words_that_nobody_signed_are_on_no_card(client, starter):
    write_entry("section", "fever-card", NEW)
    approve_as_starter(write_entry("section", "high-mibg", {"title": NEW["title"]}))
    publish(None)
    assert "see at once" in printed(client, "copy=card").text


def test_no_words_of_the_card_stand_in_the_program(starter):
    words = (FOLDER / "words.json").read_text(encoding="utf-8").casefold()
    for said in ("see at once", "central line", "cathéter central", "traité pour un cancer"):
        assert said not in words


def test_they_stand_on_no_page_of_families(client, starter):
    assert "fever-card" not in live_edition().guide("en").sections
    for address in ("/en/guide/high/one-place/", "/en/search/?q=child+being+treated"):
        assert "see at once" not in client.get(address).content.decode()


def test_a_card_whose_words_changed_is_to_be_replaced_and_a_sheet_without_one_still_stands(
    client, starter
):
    card = code_of(client, "copy=card")
    with_card = code_of(client, "include=card&include=questions")
    sheet = code_of(client, "")
    nurse = code_of(client, "copy=nurse")
    publish_new_words()
    for code in (card, with_card):
        assert "has changed" in told(client, code)
        assert NEW["title"]["en"] in told(client, code)
    for code in (sheet, nurse):
        assert "still current" in told(client, code)


def test_a_card_still_stands_when_only_the_options_changed(client, starter):
    card = code_of(client, "copy=card")
    points = {"en": "<p>Other words.</p>", "fr": "<p>D’autres mots.</p>"}
    approve_as_starter(write_entry("section", "high-one-place", {"key_points": points}))
    publish(None)
    assert "still current" in told(client, card)


def test_an_edition_without_such_words_still_prints_the_tiers(client, starter):
    Section.objects.filter(code="fever-card").update(withdrawn=True)
    approve_as_starter(Section.objects.with_links().get(code="fever-card"))
    publish(None)
    text = printed(client, "copy=card").text
    assert "Fever card" in text
    assert "Call 911" in text


def test_the_desk_says_that_they_are_on_paper_and_leads_to_the_print_page(client, starter):
    client.force_login(make_user(superuser=True))
    page = read(client.get(change_address("section", "fever-card")))
    assert "/en/print/" in [
        link["href"].partition("working")[2] for link in page.all("a", href=True)
    ]


def test_both_languages_are_asked_for(client, starter):
    from guide.publishing.checks import problems
    from guide.publishing.compile import compile_working_copy

    make_entry("section", "fever-card", kind="card", title={"en": "Only English", "fr": ""})
    found = [problem.message for problem in problems(compile_working_copy())]
    assert any("fever-card" in text and "French" in text for text in found)
