"""Twelve visits, as docs/visits.md describes them: what each needs is where it looks for it.

What only a browser shows (what opens in place, reading aloud, an old tablet) is in tests/browser.
"""

import pytest

from tests.pages import read

pytestmark = pytest.mark.django_db


def see(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return read(response)


def first_found(client, address):
    found = see(client, address).first("ol", class_="found")
    return [link.text for link in found.all("a", href=True)]


def links(page):
    return [link["href"] for link in page.all("a", href=True)]


def test_a_family_that_reads_french_only_meets_french_only(client, starter):
    for address in ("/fr/", "/fr/guide/", "/fr/guide/high/one-place/", "/fr/notre-liste/"):
        page = see(client, address)
        here = [link for link in links(page) if link.startswith("/")]
        assert [link for link in here if not link.startswith("/fr/")] == [
            page.first("header").first("a", hreflang="en")["href"]
        ], address
    assert first_found(client, "/fr/recherche/?q=fievre")[0] == "Quand appeler tout de suite"


def test_bone_and_brain_have_an_answer_of_their_own(client, starter):
    assert 'value="brain-and-elsewhere"' in client.get("/en/guide/high/").text
    assert see(client, "/en/guide/high/brain-and-elsewhere/").first("h1")


def test_neither_answer_known_still_leads_to_a_page_with_how_to_find_out(client, starter):
    page = see(client, "/en/guide/unsure-risk/unsure-place/").first("main")
    assert "How to find out the risk group" in page.text
    assert page.first("section", id="ask")


def test_a_changed_group_is_told_where_to_look(client, starter):
    assert "later treated as high-risk" in see(client, "/en/guide/").first("main").text.replace(
        "high risk", "high-risk"
    )


def test_at_three_in_the_morning_in_nunavut_somebody_can_be_called(client, starter):
    page = see(client, "/en/guide/high/spread/")
    assert page.first("header").first("a", href="#help")
    help_ = page.first("aside", id="help")
    assert {"tel:988", "sms:988"} <= set(links(help_))
    assert "Nunavut" in help_.text
    assert first_found(client, "/en/search/?q=nunavut")[0] == "Support: Nunavut"
    assert "Nunavut" in see(client, "/en/support/?region=NU").first("main").text


def test_a_page_is_sent_to_the_other_parent_and_its_preview_tells_nothing(client, starter):
    page = see(client, "/en/guide/high/one-place/")
    assert page.first("meta", property="og:title")["content"] == "A guide for families"
    assert page.first("section", id="send").first("button", data_act="share")


def test_a_week_later_the_list_is_found_again_by_its_address(client, starter):
    form = see(client, "/en/guide/high/one-place/").first("form", class_="ticking")
    codes = [box["value"] for box in form.all("input", name="q")][:2]
    address = f"{form['action']}?q={codes[0]}&q={codes[1]}&region=NU&team="
    for _visit in range(2):
        boxes = see(client, address).first("form", class_="ticking").all("input", name="q")
        assert {box["value"] for box in boxes if "checked" in box.attrs} == set(codes)


def test_a_heavy_search_leads_gently(client, starter):
    page = see(client, "/en/search/?q=is+my+child+going+to+die")
    found = [link.text for link in page.first("ol", class_="found").all("a", href=True)]
    assert found[:2] == [
        "What doctors know about the outlook",
        "Comfort care, along with treatment",
    ]
    assert "You do not have to carry it alone" in page.first("main").text
    assert "funeral" not in page.first("main").text


def test_money_is_found_by_that_word(client, starter):
    assert first_found(client, "/en/search/?q=money")[0] == "Help with costs"
    assert see(client, "/en/support/?kind=money").first("ul", class_="resources")


def test_a_teenager_who_reads_alone_finds_words_and_a_line_to_text(client, starter):
    assert first_found(client, "/en/search/?q=I+am+a+teenager")[0] == "You and your family"
    help_ = see(client, "/en/").first("aside", id="help")
    assert "sms:686868?&body=CONNECT" in links(help_)


def test_without_a_network_the_copy_holds_results_teams_and_the_list(client, starter):
    kept = set(client.get("/en/keep.json").json()["pages"])
    assert {"/en/guide/high/one-place/", "/en/team/", "/en/our-list/", "/en/questions/"} <= kept
