"""The print page: choices only, kept in the address, with the sheet's own first page beside
them.
"""

import re

import pytest

from guide.publishing.actions import publish

from .builders import approve_all, make_entry
from .pages import read

pytestmark = pytest.mark.django_db
PATH = "risk=high&place=one-place"


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return read(response).first("main")


def test_a_first_visit_offers_every_choice_with_the_usual_ones_made(client, starter):
    main = page(client, "/en/print/")
    names = {select["name"] for select in main.all("select")}
    assert names == {"risk", "place", "language", "text", "paper", "copy", "region", "lines"}
    ticked = [box["value"] for box in main.all("input", type="checkbox") if "checked" in box.attrs]
    assert ticked == ["treatments", "questions", "support", "words"]
    assert not main.first("img")


def test_nothing_about_a_patient_can_be_typed(client, starter):
    typed = [
        field
        for field in page(client, "/en/print/").all("input")
        if field["type"] not in ("checkbox", "hidden")
    ]
    assert typed == []
    assert not page(client, "/en/print/").first("textarea")


def test_the_preview_is_the_first_page_of_the_very_sheet(client, starter):
    main = page(client, f"/en/print/?{PATH}&text=large&include=words")
    picture = client.get(main.first("img")["src"])
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(main.first("a", class_="button")["href"])["Content-Type"] == "application/pdf"
    usual = client.get(page(client, f"/en/print/?{PATH}").first("img")["src"])
    assert usual.content != picture.content


def test_the_page_says_how_many_pages_the_sheet_has_how_large_its_text_is_and_what_is_not_on_it(
    client, starter
):
    usual = page(client, f"/en/print/?{PATH}").first(class_="sheet")
    assert "pages, text in 14 point" in usual.text
    assert "Not on this sheet" in usual.text
    assert "What doctors know about the outlook" in usual.first(class_="not-here").text
    crowded = page(client, f"/fr/imprimer/?{PATH}&lines=10&region=ON").first(class_="sheet")
    assert "14 points" in crowded.first(class_="size").text
    ticked = page(client, f"/en/print/?{PATH}&include=outlook").first(class_="not-here")
    assert "outlook" not in ticked.text
    assert "Treatments, one line each" in ticked.text


def test_the_form_can_be_sent_as_the_browser_sends_it_with_boxes_or_without(client, starter):
    fields = "language=en&text=normal&paper=letter&copy=family&region=&lines=2&include="
    main = page(client, f"/en/print/?{PATH}&{fields}&include=words")
    assert main.first("a", class_="button")["href"].endswith("summary.pdf?include=words")
    nothing = page(client, f"/en/print/?{PATH}&{fields}")
    assert nothing.first("a", class_="button")["href"].endswith("summary.pdf?include=")


def test_the_sheet_of_the_form_has_an_address_of_its_own(client, starter):
    response = client.get(
        f"/en/print/summary.pdf?{PATH}&paper=a4&language=fr&include=treatments&include=words&lines=0"
    )
    assert response["Location"] == (
        "/fr/guide/high/one-place/resume.pdf?paper=a4&lines=0&include=treatments&include=words"
    )
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("risk=high", "id_place"),
        ("risk=nonsense&place=one-place", "id_risk"),
        (f"{PATH}&paper=a5", "id_paper"),
        (f"{PATH}&lines=99", "id_lines"),
        (f"{PATH}&include=everything", "id_include"),
        (f"{PATH}&region=ON&include=words", "id_region"),
        (f"{PATH}&include=full&language=both", "id_include"),
        (f"{PATH}&ward=gone", "id_ward"),
    ],
)
def test_choices_that_do_not_fit_give_the_form_again_with_the_reason_at_the_field(
    client, starter, query, field
):
    for address in ("/en/print/", "/en/print/first-page.png", "/en/print/summary.pdf"):
        main = page(client, f"{address}?{query}", 422)
        assert main.first(id=f"{field}_error").text
        assert main.first(class_="error-summary").first("a")["href"] == f"#{field}"


def test_a_ward_can_be_chosen_and_its_fever_line_is_printed(client, starter):
    make_entry("ward", "east", fever_line="555-0199")
    approve_all()
    publish(None)
    main = page(client, f"/en/print/?{PATH}&ward=east")
    chosen = [
        option["value"]
        for option in main.first("select", name="ward").all("option")
        if "selected" in option.attrs
    ]
    assert chosen == ["east"]
    assert "ward=east" in main.first("a", class_="button")["href"]


def test_a_result_leads_to_the_print_page_a_phone_and_e_mail(client, starter):
    main = page(client, "/en/guide/high/one-place/")
    links = {link.text: link["href"] for link in main.all("a", href=True)}
    assert links["Choose what to print"] == f"/en/print/?{PATH}"
    assert links["E-mail the address of this page"] == (
        "mailto:?body=http%3A%2F%2F127.0.0.1%3A8000%2Fen%2Fguide%2Fhigh%2Fone-place%2F"
    )
    square = client.get(main.first(class_="phone").first("img")["src"])
    assert square["Content-Type"] == "image/svg+xml"
    assert square.content.startswith(b"<svg ")


def test_a_line_for_the_chart_says_which_sheet_was_given_and_nothing_of_a_patient(client, starter):
    sheet = page(client, f"/en/print/?{PATH}&language=both").first(class_="sheet")
    line = sheet.first(class_="chart").first("button")["data-text"]
    assert line.startswith("Summary of treatment options: High risk, one place. Edition 1, code X2")
    assert line.endswith("in English and French.")
    assert line in sheet.text


def test_an_address_that_names_a_ward_that_is_gone_hears_of_the_ward_alone(client, starter):
    make_entry("ward", "east")
    approve_all()
    publish(None)
    main = page(client, "/en/print/?ward=gone&language=both", 422)
    assert "This ward is not in the guide, or not any more. Choose another." in main.text
    assert "Choose one answer" not in main.text
    assert main.first("select", name="language").first("option", value="both").attrs.keys() >= {
        "selected"
    }
    asked = page(client, "/en/print/?ward=gone&risk=high&place=", 422)
    assert "Choose one answer" in asked.text


@pytest.mark.parametrize(
    ("address", "query", "line"),
    [
        (
            "/en/print/",
            "",
            "Summary of treatment options: High risk, one place. Edition 1, "
            r"code X2\S+, in English.",
        ),
        (
            "/fr/imprimer/",
            "&language=both",
            "Résumé des options de traitement : Risque élevé, un seul endroit. Édition 1, "
            r"code X2\S+, en français et en anglais.",
        ),
        (
            "/en/print/",
            "&copy=nurse",
            r"Nurse’s record: High risk, one place. Edition 1, code X2\S+, in English.",
        ),
        ("/en/print/", "&copy=card", r"Fever card. Edition 1, code X2\S+, in English."),
    ],
)
def test_a_line_for_the_chart_says_which_sheet_it_was_and_nothing_of_a_child(
    client, starter, address, query, line
):
    told = page(client, f"{address}?{PATH}{query}").first(class_="chart").text
    assert re.search(line, told.replace("\u00a0", " "))


def test_the_card_and_the_nurse_s_page_do_not_claim_the_size_of_a_sheet(client, starter):
    for copy in ("card", "nurse"):
        told = page(client, f"/en/print/?{PATH}&copy={copy}&text=large").first(class_="size").text
        assert told.strip() == "1 page."
