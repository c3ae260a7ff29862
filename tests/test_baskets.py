"""An edition is a basket: what goes out is chosen, a plan keeps what it chose, and what was taken
back stays away.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from guide.edition.current import live_edition
from guide.models import Edition, PlannedPublication, Section, Term
from guide.publishing.actions import approve_as_starter, go_back, publish
from guide.publishing.remarks import object_to
from guide.publishing.schedule import publish_due

from . import photograph
from .builders import approve_all, make_entry, make_small_guide, make_user
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
PHONE = "<p>Call 1-888-939-3333.</p>"


@photograph.kept
def stage():
    """Families read edition 1 with a wrong number; nothing waits."""
    make_small_guide()
    make_entry("section", "for-high", choices=["high"], body="<p>Call 1-888-939-0000.</p>")
    make_entry("term", "word", name="Word", definition="Old meaning.")
    approve_all()
    publish(None)


@pytest.fixture
def publisher(client):
    stage()
    user = make_colleague("Publishers", email="paul@example.org")
    client.force_login(user)
    return user


def right_number():
    approve_as_starter(make_entry("section", "for-high", body=PHONE))


def new_meaning(text="New meaning."):
    approve_as_starter(make_entry("term", "word", definition=text))


def post(client, take=(), correction=(), **more):
    page = read(client.get("/admin/publish/"))
    digest = page.first("input", name="digest")["value"]
    expected = page.first("input", name="expected")["value"]
    told = {"digest": digest, "expected": expected, "chosen": "1", "take": list(take)}
    return client.post("/admin/publish/", told | {"correction": list(correction)} | more)


def families_read():
    guide = live_edition().guide("en")
    return guide.sections["for-high"].body, guide.terms["word"].definition


def ticked(client):
    page = read(client.get("/admin/publish/"))
    boxes = page.all("input", name="take")
    return {box["value"]: "checked" in box.attrs for box in boxes}


# What is chosen goes out, and nothing else


def test_a_change_can_be_left_out(client, publisher):
    right_number()
    new_meaning()
    assert ticked(client) == {"section:for-high": True, "term:word": True}
    assert post(client, ["section:for-high"]).status_code == 302
    assert families_read() == (PHONE, "Old meaning.")
    assert ticked(client) == {"term:word": True}
    post(client, ["term:word"])
    assert families_read() == (PHONE, "New meaning.")


def test_changes_of_a_number_stand_first(client, publisher):
    new_meaning()
    make_entry("section", "for-everyone", body="<p>Other words.</p>")
    approve_as_starter(Section.objects.with_links().get(code="for-everyone"))
    right_number()
    assert next(iter(ticked(client))) == "section:for-high"


def test_an_entry_that_is_not_ready_does_not_keep_an_urgent_number_from_going_out(
    client, publisher
):
    make_entry("treatment", "new-drug")
    broken = make_entry(
        "section", "names-it", treatments=[{"treatment": "new-drug", "part": "main"}]
    )
    approve_as_starter(broken)
    right_number()
    assert ticked(client) == {"section:for-high": True, "section:names-it": False}
    page = read(client.get("/admin/publish/")).text
    assert "names the treatment “new-drug”, which is withdrawn or not approved" in page
    assert post(client, ["section:for-high"], ["section:for-high"]).status_code == 302
    assert families_read()[0] == PHONE


def test_where_an_approval_is_missing_the_way_leads_to_the_entry_that_needs_it(client, publisher):
    drug = make_entry("treatment", "new-drug")
    approve_as_starter(
        make_entry("section", "names-it", treatments=[{"treatment": "new-drug", "part": "main"}])
    )
    [(_problem, address)] = client.get("/admin/publish/").context["stopping"]
    assert client.get(address)["Location"] == f"/admin/guide/treatment/{drug.pk}/change/"


def test_what_cannot_go_without_another_says_what_it_needs(client, publisher):
    approve_as_starter(make_entry("treatment", "new-drug", name="New drug"))
    approve_as_starter(
        make_entry("section", "names-it", treatments=[{"treatment": "new-drug", "part": "main"}])
    )
    page = read(client.get("/admin/publish/")).text
    assert "It needs beside it: treatment “New drug”" in page
    refused = post(client, ["section:names-it"])
    assert refused.status_code == 409
    assert "names the treatment “new-drug”" in read(refused).text
    assert ticked_in(refused) == {"section:names-it": True, "treatment:new-drug": False}
    assert post(client, ["section:names-it", "treatment:new-drug"]).status_code == 302


def ticked_in(response):
    boxes = read(response).all("input", name="take")
    return {box["value"]: "checked" in box.attrs for box in boxes}


def test_nothing_chosen_is_said_and_nothing_goes_out(client, publisher):
    right_number()
    response = post(client, [])
    assert response.status_code == 409
    assert "Nothing has changed" in read(response).text
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("name", ["section:no-such", "nonsense", "no-kind:word", ":", "\x00:\x00"])
def test_a_tick_that_is_no_change_takes_nothing_along(client, publisher, name):
    right_number()
    assert post(client, [name]).status_code == 409
    assert Edition.objects.count() == 1


# Corrections


def test_a_correction_is_one_of_a_change_and_not_of_all_that_goes_out_beside_it(client, publisher):
    right_number()
    new_meaning()
    post(client, ["section:for-high", "term:word"], ["section:for-high"])
    edition = Edition.objects.get(number=2)
    assert edition.nature == "correction"
    assert edition.corrections == [["section", "for-high"]]
    assert live_edition().history[0].corrections == (("section", "for-high"),)


def test_going_back_keeps_corrections_unless_their_tick_is_taken_away(client, publisher):
    right_number()
    new_meaning()
    post(client, ["section:for-high", "term:word"], ["section:for-high"])
    page = read(client.get("/admin/editions/1/go-back/"))
    assert [box["value"] for box in page.all("input", name="keep")] == ["section:for-high"]
    assert "1-888-939-0000" in page.text
    told = {"expected": 2, "nature": "change", "chosen": "1", "keep": ["section:for-high"]}
    assert client.post("/admin/editions/1/go-back/", told).status_code == 302
    assert families_read() == (PHONE, "Old meaning.")
    client.post("/admin/editions/1/go-back/", {"expected": 3, "nature": "change", "chosen": "1"})
    assert families_read() == ("<p>Call 1-888-939-0000.</p>", "Old meaning.")


def test_a_correction_of_what_does_not_change_is_none(client, publisher):
    right_number()
    post(client, ["section:for-high", "term:word"], ["term:word"])
    edition = Edition.objects.get(number=2)
    assert (edition.nature, edition.corrections) == ("change", [])


# What was taken back


def test_what_going_back_took_away_stays_out_until_it_is_ticked(client, publisher):
    new_meaning()
    publish(None)
    go_back(Edition.objects.get(number=1), publisher)
    assert families_read()[1] == "Old meaning."
    right_number()
    assert ticked(client) == {"section:for-high": True, "term:word": False}
    assert "Going back took this text away" in read(client.get("/admin/publish/")).text
    publish(publisher)
    assert families_read() == (PHONE, "Old meaning.")
    post(client, ["term:word"])
    assert families_read() == (PHONE, "New meaning.")


def test_other_words_of_it_are_held_no_more(client, publisher):
    new_meaning()
    publish(None)
    go_back(Edition.objects.get(number=1), publisher)
    new_meaning("Better meaning.")
    assert ticked(client) == {"term:word": True}


def test_the_same_words_in_their_normal_form_are_held_still(client, publisher):
    """An older version let a soft hyphen through, and whoever saves the text anew takes it out."""
    Term.objects.filter(code="word").update(definition_en="New mean\u00ading.")
    approve_as_starter(Term.objects.with_links().get(code="word"))
    publish(None)
    go_back(Edition.objects.get(number=1), publisher)
    new_meaning()
    assert ticked(client) == {"term:word": False}


def test_going_back_and_forth_holds_what_was_taken_back_last(client, publisher):
    new_meaning()
    publish(None)
    go_back(Edition.objects.get(number=1), publisher)
    post(client, ["term:word"])
    assert families_read()[1] == "New meaning."
    assert ticked(client) == {}
    go_back(Edition.objects.get(number=1), publisher)
    assert ticked(client) == {"term:word": False}


# Plans


def planned(client, take, correction=()):
    at = timezone.localtime() + timedelta(hours=2)
    response = post(client, take, correction, at=at.strftime("%Y-%m-%dT%H:%M"))
    assert response.status_code == 302
    PlannedPublication.objects.filter(done_at=None).update(at=timezone.now())


def test_a_plan_goes_out_on_top_of_what_was_published_meanwhile(client, publisher):
    new_meaning()
    planned(client, ["term:word"])
    right_number()
    assert ticked(client) == {"term:word": False, "section:for-high": True}
    assert post(client, ["section:for-high"]).status_code == 302
    assert families_read() == (PHONE, "Old meaning.")
    [plan] = publish_due()
    assert plan.outcome_in_words() == "published as edition 3"
    assert families_read() == (PHONE, "New meaning.")


def test_no_plan_undoes_a_correction_that_went_out_before_it(client, publisher):
    approve_as_starter(make_entry("section", "for-high", body="<p>Call 1-900-555-0000.</p>"))
    new_meaning()
    planned(client, ["section:for-high", "term:word"])
    right_number()
    post(client, ["section:for-high"], ["section:for-high"])
    [plan] = publish_due()
    assert families_read() == (PHONE, "New meaning.")
    [(kind, code, why)] = plan.left_out_in_words()
    assert (kind, code) == ("section", "for-high")
    assert "families read" in why


@pytest.mark.parametrize("version", ["this one", "one that kept no basket"])
def test_no_plan_brings_back_what_going_back_took_away_since(client, publisher, version):
    new_meaning()
    planned(client, ["term:word"])
    if version != "this one":
        PlannedPublication.objects.update(basket=[])
    assert post(client, ["term:word"]).status_code == 302
    go_back(Edition.objects.get(number=1), publisher)
    [plan] = publish_due()
    assert plan.outcome_in_words().startswith("not published")
    assert families_read()[1] == "Old meaning."


def test_a_plan_brings_back_what_was_ticked_after_it_had_been_taken_away(client, publisher):
    new_meaning()
    publish(None)
    go_back(Edition.objects.get(number=1), publisher)
    planned(client, ["term:word"])
    publish_due()
    assert families_read()[1] == "New meaning."


@pytest.mark.parametrize("since", ["edited", "objected to", "approved in other words", "deleted"])
def test_what_changed_since_stays_out_is_named_on_the_desk_and_mailed(
    client, publisher, since, django_capture_on_commit_callbacks
):
    right_number()
    new_meaning()
    planned(client, ["section:for-high", "term:word"])
    word = Term.objects.with_links().get(code="word")
    if since == "edited":
        make_entry("term", "word", definition="Half written.")
    elif since == "objected to":
        object_to(word, make_user("rita"), "Wrong.", word.digest())
    elif since == "approved in other words":
        new_meaning("Quite other.")
    else:
        word.delete()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_due")
    assert families_read()[0] == PHONE
    assert live_edition().guide("en").terms["word"].definition == "Old meaning."
    plan = PlannedPublication.objects.get()
    assert [(kind, code) for kind, code, _why in plan.left_out] == [("term", "word")]
    desk = read(client.get("/admin/")).text
    assert "Some of what was planned" in desk
    assert "term word" in desk
    [letter] = mail.outbox
    assert letter.to == ["paul@example.org"]
    assert "term word" in letter.body


def test_a_plan_of_which_nothing_is_left_is_said_and_mailed(
    client, publisher, django_capture_on_commit_callbacks
):
    new_meaning()
    planned(client, ["term:word"])
    make_entry("term", "word", definition="Half written.")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_due")
    assert Edition.objects.count() == 1
    assert "did not go out" in read(client.get("/admin/")).text
    assert "did not go out" in mail.outbox[0].subject


def test_a_plan_in_which_nothing_is_chosen_is_refused(client, publisher):
    new_meaning()
    at = (timezone.localtime() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    response = post(client, [], at=at)
    assert response.status_code == 409
    assert "Nothing is chosen" in read(response).text


def test_a_plan_of_an_older_version_goes_out_if_nothing_changed_and_not_otherwise(
    client, publisher
):
    new_meaning()
    planned(client, ["term:word"])
    PlannedPublication.objects.update(basket=[])
    right_number()
    [plan] = publish_due()
    assert plan.outcome_in_words().startswith("not published")
    assert Edition.objects.count() == 1


def test_a_plan_that_nobody_carried_out_is_said_on_the_desk(client, publisher):
    new_meaning()
    planned(client, ["term:word"])
    PlannedPublication.objects.update(at=timezone.now() - timedelta(minutes=10))
    desk = read(client.get("/admin/")).text
    assert "has not gone out: nothing looks at the clock" in desk
    assert "The next edition goes out on" not in desk
