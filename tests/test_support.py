"""Support near a family: who serves where, how to reach it, and how sure we are."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from guide.publishing.actions import approve_as_starter, publish

from .builders import make_entry, publish_small_guide
from .pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def services():
    """publish(code → content): a small guide with these services, as its second edition."""

    def publish_with(**contents):
        first = publish_small_guide()
        for code, content in contents.items():
            made = make_entry(
                "resource",
                code.replace("_", "-"),
                **content(first) if callable(content) else content,
            )
            approve_as_starter(made)
        publish(None)

    return publish_with


def found(client, query=""):
    return [card["id"].removeprefix("resource-") for card in cards(client, query)]


def cards(client, query=""):
    return list(read(client.get(f"/en/support/{query}")).all("li", class_="resource"))


def checked(days_ago):
    return lambda edition: {
        "checked_on": (localdate(edition.published_at) - timedelta(days=days_ago)).isoformat(),
        "checked_by": "A colleague",
    }


def test_a_province_keeps_its_own_services_and_those_for_all_of_canada(client, services):
    services(east={"regions": ["NS"]}, west={"regions": ["BC"]}, everywhere={})
    assert found(client, "?region=NS") == ["east", "everywhere"]


def test_kind_and_language_narrow_the_list_together(client, services):
    services(
        one={"kind": "money", "languages": ["fr"]},
        two={"kind": "money", "languages": ["en"]},
        three={"kind": "travel", "languages": ["fr"]},
    )
    assert found(client, "?kind=money&language=fr") == ["one"]


def test_a_phone_number_is_a_link_that_dials(client, services):
    services(line={"phone": "1-888-555-0100"})
    assert cards(client)[0].first("a", class_="number")["href"] == "tel:+18885550100"


def line_of_checks(client):
    return read(client.get("/en/support/")).first("p", class_="checked").text


def test_recent_checks_are_said_once_for_the_page(client, services):
    services(fresh=checked(30), fresher=checked(20))
    assert line_of_checks(client).startswith("Our staff checked these services between")
    for card in cards(client):
        assert "hecked" not in card.text
        assert "checked-long-ago" not in card["class"]


def test_a_check_of_more_than_a_year_ago_dims_the_service_and_says_so(client, services):
    services(old=checked(400))
    card = cards(client)[0]
    assert "checked-long-ago" in card["class"]
    assert "by A colleague" in card.text
    assert "may have changed" in card.text


def test_where_nobody_checked_anything_the_page_says_so_once(client, services):
    services(unseen={}, other={})
    assert line_of_checks(client).startswith("Nobody on our staff has checked")
    assert not any("hecked" in card.text for card in cards(client))


def test_beside_checked_ones_a_service_that_nobody_checked_says_that(client, services):
    services(fresh=checked(30), unseen={})
    assert "1 of these 2 services" in line_of_checks(client)
    told = {card["id"]: "Not yet checked by our staff" in card.text for card in cards(client)}
    assert told == {"resource-fresh": False, "resource-unseen": True}


def test_a_province_comes_before_the_whole_country_each_by_kind_with_a_way_to_each(
    client, services
):
    services(
        east={"regions": ["NS"], "kind": "travel"},
        here={"regions": ["NS"], "kind": "money"},
        everywhere={"kind": "helpline"},
    )
    page = read(client.get("/en/support/?region=NS"))
    assert found(client, "?region=NS") == ["here", "east", "everywhere"]
    headings = [heading.text for heading in page.first("main").all("h2")]
    assert headings == ["Nova Scotia", "All of Canada"]
    ways = [link["href"] for link in page.first("nav", class_="jump").all("a")]
    assert ways == ["#here", "#here-money", "#here-travel", "#everywhere", "#everywhere-helpline"]
    assert all(page.first(id=way.lstrip("#")) for way in ways)


def test_no_language_hides_a_helpline_that_has_interpreters(client, services):
    services(
        line={"kind": "helpline", "languages": ["en", "other"]},
        money={"kind": "money", "languages": ["en", "other"]},
    )
    assert found(client, "?language=fr") == ["line"]


def test_a_result_shows_the_services_of_a_province_before_those_of_the_whole_country(
    client, services
):
    services(east={"regions": ["NS"]}, west={"regions": ["BC"]}, everywhere={})
    section = read(client.get("/en/guide/spread/high/?region=NS")).first("section", id="near-you")
    names = [card["id"].removeprefix("resource-") for card in section.all("li", class_="resource")]
    assert names == ["east", "everywhere"]
    assert "selected" in section.first("option", value="NS").attrs
    assert section.first("form")["action"] == "/en/guide/spread/high/#near-you"


@pytest.mark.parametrize("region", ["XX", "", "%00"])
def test_a_result_leads_to_all_services_until_a_province_is_chosen(client, services, region):
    services(east={"regions": ["NS"]}, everywhere={})
    response = client.get(f"/en/guide/spread/high/?region={region}")
    assert response.status_code == 200
    section = read(response).first("section", id="near-you")
    assert list(section.all("li", class_="resource")) == []
    assert section.first("a", href="/en/support/")


@pytest.mark.parametrize("address", ["/en/support/?region=XX", "/fr/soutien/?kind=nonsense"])
def test_an_answer_that_is_not_in_the_list_is_not_counted_as_no_service(client, services, address):
    services(one={"kind": "money"})
    page = read(client.get(address)).first("main")
    assert page.first("div", class_="error-summary")
    assert page.first("p", role="status") is None
    assert page.first("a", href=address.split("?")[0])


def test_help_for_the_end_of_life_is_shown_only_to_whoever_chooses_it(client, services):
    services(
        anyone={},
        last_days={"kind": "end-of-life"},
        grief={"kind": "bereavement"},
    )
    assert found(client) == ["anyone"]
    assert found(client, "?kind=end-of-life") == ["last-days"]
    assert found(client, "?kind=bereavement") == ["grief"]
    result = client.get("/en/guide/spread/high/?region=ON", follow=True).content.decode()
    assert "anyone name" in result
    assert "last-days name" not in result
    assert "grief name" not in result


def test_the_hours_of_a_service_stand_by_its_number(client, services):
    services(
        line={
            "phone": {"en": "555-0199", "fr": "555-0199"},
            "hours": {"en": "Day and night", "fr": "Jour et nuit"},
        }
    )
    assert "555-0199" in cards(client)[0].first("ul", class_="reach").text
    assert "Day and night" in cards(client)[0].first("ul", class_="reach").text
