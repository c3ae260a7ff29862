"""Support services checked by phone, and links opened by hand: no second signature, no word."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from guide.models import Edition, LinkCheck, Resource, ServiceCheck
from guide.publishing.actions import approve_as_starter, go_back, publish
from guide.publishing.refused import Refused
from guide.publishing.schedule import plan, publish_due
from guide.publishing.write import write_entry

from . import photograph
from .builders import make_entry, publish_small_guide
from .desk import make_colleague
from .pages import filled, read

pytestmark = pytest.mark.django_db

PAGE = "/admin/services/"
OLD, NEW = "1-888-555-0100", "1-888-555-0199"


@photograph.kept
def stage():
    publish_small_guide()
    approve_as_starter(make_entry("resource", "line", name="A line", phone=OLD))
    publish(None)


@pytest.fixture
def line(client):
    """A service that families read, and an editor at the desk."""
    stage()
    client.force_login(make_colleague("Editors"))
    return Resource.objects.get(code="line")


def ticks(client, address=PAGE):
    return [box["value"] for box in read(client.get(address)).all("input", name="check")]


def check(client, *names):
    return client.post(f"{PAGE}checked/", {"check": names, "back": PAGE}, follow=True)


def families(client):
    return read(client.get("/en/support/")).first("li", id="resource-line").text


def change_phone(number):
    return write_entry("resource", "line", {"phone": {"en": number, "fr": number}})


def test_a_check_is_one_click_and_families_read_it_with_the_next_edition(client, line):
    digest = Resource.objects.get().approved_digest
    page = read(check(client, *ticks(client)))
    assert "1 service is noted as checked today by you" in page.text
    assert Resource.objects.get().approved_digest == digest
    assert not Edition.objects.first().content["entries"]["resource"]["line"].get("checked")
    publish(None)
    told = read(client.get("/en/support/")).first("p", class_="checked").text
    assert told.startswith("Our staff checked")
    beside = Edition.objects.first().content["entries"]["resource"]["line"]["checked"]
    assert beside == {"by": "Editor Roy", "on": localdate().isoformat()}
    with pytest.raises(Refused, match="Nothing has changed"):
        publish(None)


def test_a_check_lets_no_unsigned_word_out(client, line):
    change_phone(NEW)
    as_read, as_written = ticks(client)
    check(client, as_written)
    with pytest.raises(Refused, match="Nothing has changed"):
        publish(None)
    check(client, as_read)
    publish(None)
    service = Edition.objects.first().content["entries"]["resource"]["line"]
    assert service["phone"]["en"] == OLD
    assert service["checked"]["by"] == "Editor Roy"
    assert NEW not in families(client)


def test_a_check_vouches_for_no_number_that_came_later(client, line):
    check(client, *ticks(client))
    approve_as_starter(change_phone(NEW))
    publish(None)
    service = Edition.objects.first().content["entries"]["resource"]["line"]
    assert service["phone"]["en"] == NEW
    assert "checked" not in service


def test_a_number_that_changed_while_one_called_is_named_and_not_noted(client, line):
    seen = ticks(client)
    approve_as_starter(change_phone(NEW))
    publish(None)
    page = read(check(client, *seen))
    assert "“line” was changed while you were calling" in page.text
    assert not ServiceCheck.objects.exists()


def test_what_is_signed_stays_where_it_is_newer(client, line):
    day = localdate().isoformat()
    signed = {"checked_on": day, "checked_by": "Who signed"}
    ServiceCheck.objects.create(
        resource=line, reach="0" * 64, checked_by="X", checked_on="2020-01-01", by=_user()
    )
    approve_as_starter(write_entry("resource", "line", signed))
    publish(None)
    assert "checked" not in Edition.objects.first().content["entries"]["resource"]["line"]


def _user():
    from django.contrib.auth.models import User

    return User.objects.get(username="editor")


def test_an_older_signed_check_gives_way_to_a_newer_one_by_phone(client, line):
    signed = {"checked_on": "2020-01-01", "checked_by": "Who signed"}
    approve_as_starter(write_entry("resource", "line", signed))
    publish(None)
    assert "by Who signed" in families(client)
    check(client, *ticks(client))
    publish(None)
    assert "Who signed" not in families(client)


def test_ten_services_are_confirmed_in_one_act_of_eleven_clicks(client, line):
    for number in range(9):
        make_entry("resource", f"line-{number}", phone=f"1-888-555-02{number:02}")
    boxes = ticks(client)
    assert len(boxes) == 10
    page = read(check(client, *boxes))
    assert "10 services are noted" in page.text
    assert ServiceCheck.objects.count() == 10
    check(client, *boxes)
    assert ServiceCheck.objects.count() == 10, "twice on one day is once"


def test_the_oldest_check_comes_first_and_the_number_is_called_by_a_tap(client, line):
    make_entry("resource", "recent", name="Recent", checked_on="2026-01-02", checked_by="N")
    make_entry("resource", "older", name="Older", checked_on="2024-01-02", checked_by="N")
    page = read(client.get(PAGE))
    names = [box["value"].partition(":")[0] for box in page.all("input", name="check")]
    assert names == ["line", "older", "recent"]
    assert page.first("a", class_="number")["href"] == "tel:+18885550100"


def test_region_and_kind_narrow_the_list_and_odd_ones_do_not(client, line):
    make_entry("resource", "east", regions=["NS"], kind="money")
    for query, codes in {
        "?region=NS": ["east"],
        "?kind=money": ["east"],
        "?region=all": ["line"],
        "?region=XX&kind=zebra": ["line", "east"],
    }.items():
        found = [name.partition(":")[0] for name in ticks(client, PAGE + query)]
        assert sorted(found) == sorted(codes), query


def test_a_slip_is_taken_back_by_whoever_made_it_alone(client, line):
    check(client, *ticks(client))
    client.force_login(make_colleague("Reviewers"))
    client.post(f"{PAGE}take-back/", {"code": "line"})
    assert ServiceCheck.objects.exists()
    client.force_login(_user())
    page = read(client.get(PAGE))
    assert page.first("button", name="code").text.startswith("Take it back")
    client.post(f"{PAGE}take-back/", {"code": "line"})
    assert not ServiceCheck.objects.exists()


def test_the_way_back_leads_nowhere_else(client, line):
    for there in ("https://example.org/", "//example.org/admin/services/", "/admin/"):
        answer = client.post(f"{PAGE}checked/", {"back": there})
        assert answer["Location"] == PAGE


def test_a_check_keeps_no_planned_change_from_going_out(client, line):
    approve_as_starter(write_entry("resource", "line", {"name": {"en": "New", "fr": "Nouveau"}}))
    publisher = make_colleague("Publishers")
    at = timezone.now() + timedelta(hours=1)
    plan(publisher, at, {}, nature="change", expected=Edition.objects.first().number)
    check(client, *ticks(client))
    (planned,) = publish_due(at + timedelta(minutes=1))
    assert planned.outcome_in_words().startswith("published as edition")
    service = Edition.objects.first().content["entries"]["resource"]["line"]
    assert service["name"]["en"] == "New"
    assert service["checked"]


def test_going_back_takes_no_check_back(client, line):
    first = Edition.objects.first()
    approve_as_starter(write_entry("resource", "line", {"name": {"en": "New", "fr": "Nouveau"}}))
    check(client, *ticks(client))
    publish(None)
    go_back(first, None)
    service = Edition.objects.first().content["entries"]["resource"]["line"]
    assert service["name"]["en"] == "A line"
    assert service["checked"]


def test_checks_alone_can_be_published_and_the_page_says_so(client, line):
    check(client, *ticks(client))
    client.force_login(make_colleague("Publishers"))
    page = read(client.get("/admin/publish/"))
    assert "A newer check of 1 service goes out" in page.text
    sent = next(form for form in page.all("form") if form.get("action") == "/admin/publish/")
    before = Edition.objects.count()
    client.post("/admin/publish/", filled(sent))
    assert Edition.objects.count() == before + 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"checked_on": date(2206, 1, 1)},
        {"checked_on": date(1899, 12, 31)},
        {"checked_by": ""},
    ],
)
def test_no_check_is_of_a_day_to_come_or_long_ago_or_of_nobody(line, wrong):
    usual = {"resource": line, "reach": "0" * 64, "checked_by": "N", "by": _user()}
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceCheck.objects.create(**(usual | wrong))


@pytest.mark.parametrize("year", ["2206", "1899"])
def test_the_form_refuses_a_signed_check_of_such_a_day(client, line, year):
    from .desk import change_address, errors_of, fields_of

    address = change_address("resource", "line")
    sent = fields_of(client.get(address)) | {"checked_on": f"{year}-01-01", "checked_by": "N"}
    assert "checked_on" in errors_of(client.post(address, sent))


def broken_link(address="https://example.org/book"):
    now = timezone.now()
    make_entry("source", "book", address=address)
    return LinkCheck.objects.create(
        address=address, outcome="failing", problem="Gone.", checked_at=now, since=now
    )


def test_a_link_that_a_colleague_opened_is_not_reminded_of_for_90_days(client):
    link = broken_link()
    client.force_login(make_colleague("Editors"))
    assert "Gone. https://example.org/book" in read(client.get("/admin/")).text
    page = read(client.get("/admin/guide/linkcheck/"))
    button = page.first("button", formaction=f"/admin/links/{link.pk}/opened/")
    said = read(client.post(button["formaction"], follow=True)).text
    assert "https://example.org/book works" in said
    assert "opened by Editor Roy" in said
    assert "Gone. https://example.org/book" not in read(client.get("/admin/")).text
    LinkCheck.objects.update(opened_on=localdate() - timedelta(days=90))
    assert "Gone. https://example.org/book" in read(client.get("/admin/")).text


def test_a_link_that_is_gone_meanwhile_is_said_in_a_sentence(client):
    client.force_login(make_colleague("Editors"))
    page = read(client.post("/admin/links/77/opened/", follow=True))
    assert "Nothing names this address any more." in page.text


def test_at_500_services_the_page_takes_few_questions(client, django_assert_max_num_queries):
    many = [Resource(code=f"line-{n}", name_en="A line", phone_en=OLD) for n in range(500)]
    Resource.objects.bulk_create(many)
    client.force_login(make_colleague("Editors"))
    with django_assert_max_num_queries(20):
        assert len(ticks(client)) == 500
