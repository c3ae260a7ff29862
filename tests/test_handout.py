"""The handout of a result: what stands on it, on how many pages, and in which bytes."""

import pytest

from guide.edition.current import live_edition
from guide.handout.v1.richtext import nodes
from guide.handout.v2.fonts import printable, unprintable

from .paper import Paper

pytestmark = pytest.mark.django_db
HIGH = "/en/guide/high/one-place/summary.pdf"


def paper(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[:500]
    assert response["Content-Type"] == "application/pdf"
    return Paper(response.content)


def test_the_sheet_says_what_the_family_needs_in_its_order(client, starter):
    found = paper(client, HIGH)
    assert "When to call right away" in found.pages[0]
    text = found.text
    order = [
        "Summary of treatment options",
        "High risk · One place",
        "When high-risk neuroblastoma comes back in one place",
        "Treatments named on this sheet",
        "Questions you may want to ask",
        "My questions",
        "People who can help",
        "1-888-939-3333",
        "Words on this sheet",
        "Sources",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Starter text: not yet reviewed by a health-care team" in text


def test_every_page_bears_edition_date_code_and_its_number(client, starter):
    pages = paper(client, HIGH).pages
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Edition 1" in text
        assert "Code " in text
        assert "/check/" in text


def test_the_outlook_is_printed_only_when_it_is_ticked(client, starter):
    title = live_edition().guide("en").sections["outlook"].title
    assert title not in paper(client, HIGH).text
    assert title in paper(client, f"{HIGH}?include=outlook").text


def test_what_is_not_ticked_is_not_printed(client, starter):
    text = paper(client, f"{HIGH}?include=&lines=0").text
    for title in (
        "Treatments named",
        "Questions you may",
        "People who can help",
        "Words on this",
        "My questions",
    ):
        assert title not in text
    assert "When to call right away" in text


def test_the_whole_text_of_the_sections_is_printed_when_it_is_asked_for(client, starter):
    words = "Your child then gives off radiation for some days"
    assert words not in paper(client, HIGH).text
    found = paper(client, f"{HIGH}?include=full")
    assert words in found.text


def test_side_by_side_both_languages_are_there_and_each_is_marked(client, starter):
    found = paper(client, f"{HIGH}?language=both")
    assert "When to call right away" in found.text
    assert "Quand appeler tout de suite" in found.text
    languages = {tag["Lang"] for _, tag in found.tags() if tag["Lang"]}
    assert languages >= {"fr"}
    assert found.root("Lang") == "en"


def test_services_of_the_chosen_region_come_first(client, starter):
    entry = next(
        r for r in live_edition().guide("en").resources.values() if r.regions == ("QC",) and r.phone
    )
    assert entry.phone not in paper(client, HIGH).text
    text = paper(client, f"{HIGH}?region=QC").text
    assert text.index(entry.phone) < text.index("1-888-939-3333")


def test_the_nurse_s_copy_is_one_page_for_the_chart(client, starter):
    assert "Said back" not in paper(client, HIGH).text
    found = paper(client, f"{HIGH}?copy=nurse")
    assert len(found.pages) == 1
    section = live_edition().guide("en").sections["high-one-place"]
    holds = "The treatment may be chemotherapy, radiation therapy, or both."
    for words in (section.title, holds, "Said back", "Who was taught", "Interpreter", "Initials"):
        assert words in found.text
    assert (
        "Fiche de l’équipe infirmière"
        in paper(client, "/fr/guide/high/one-place/resume.pdf?copy=nurse").text
    )


def test_the_file_says_what_a_screen_reader_needs(client, starter):
    found = paper(client, HIGH)
    roles = [role for role, _ in found.tags()]
    assert roles.index("H1") < roles.index("H2")
    assert {"L", "LI", "LBody", "Link", "Figure"} <= set(roles)
    assert [tag["Alt"] for role, tag in found.tags() if role == "Figure"] == [
        "A child’s body with one spot marked, here in the belly.",
        "QR code: opens the page that says whether this sheet is still current",
    ]
    assert found.root("ViewerPreferences", "DisplayDocTitle") == "True"


def test_a_name_in_an_alphabet_of_this_country_is_printed_as_it_is_and_no_question_mark_ever():
    names = "Nguyễn, Sq̓éwlets, ᕿᑭᖅᑖᓗᒃ"
    assert printable({"a": [names, "l’été « ici »\u202f"]}) == {"a": [names, "l’été « ici »\u00a0"]}
    assert unprintable(names) == ""
    assert unprintable("Ward 漢 😀") == "漢😀"
    assert "?" not in printable("漢 😀")


def test_levels_never_skip_and_what_says_nothing_is_left_out():
    made = nodes(
        "<p>One <b>two</b></p><h4>Deep</h4><ul><li>a</li><li></li></ul><h3></h3><script>no</script>"
    )
    assert [node["kind"] for node in made] == ["text", "heading", "list", "text"]
    assert made[1]["level"] == 1
    assert len(made[2]["items"]) == 1


def test_each_version_has_the_same_words_in_both_languages():
    import json

    from guide.handout.versions import LIVE, VERSIONS

    words = json.loads((VERSIONS[LIVE].FOLDER / "words.json").read_text(encoding="utf-8"))
    shapes = {
        language: {name: type(value) for name, value in found.items()}
        for language, found in words.items()
    }
    assert shapes["en"] == shapes["fr"]
    assert len(words["en"]["months"]) == len(words["fr"]["months"]) == 12


def test_a_draft_is_printed_as_a_preview_without_a_code(client, starter):
    from dataclasses import replace

    from guide.handout.build import make_sheet
    from guide.handout.options import Options
    from guide.handout.pdf import print_sheet

    draft = replace(live_edition(), is_draft=True)
    text = Paper(print_sheet(make_sheet(draft, ("high", "one-place"), Options(("en",)), "x"))).text
    assert "Preview: not published" in text
    assert "Code " not in text
