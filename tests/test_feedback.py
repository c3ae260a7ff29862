"""Feedback: did this help? One answer, one sentence if a family likes, and nothing about who gave
them.
"""

import pytest
from django.db import IntegrityError, connection, models
from django.test import Client

from guide.models import Feedback
from guide.models.feedback import LONGEST_SENTENCE

from .pages import read

pytestmark = pytest.mark.django_db

FORM = {"helped": "yes", "sentence": "", "page": "home", "code": "", "website": ""}


@pytest.fixture
def parent(starter):
    """A visitor whose browser checks forms as a real one does, on the feedback page."""
    return Client(enforce_csrf_checks=True)


def send(client, address="/en/feedback/", **answers):
    """Open the page and send its form, with its token and its hidden boxes, as a browser without
    scripts does.
    """
    page = read(client.get(address))
    form = page.first("main").first("form", method="post")
    hidden = {box["name"]: box.get("value", "") for box in form.all("input", type="hidden")}
    chosen = {
        box["name"]: box["value"]
        for box in form.all("input", type="radio")
        if "checked" in box.attrs
    }
    return client.post(address.split("?")[0], hidden | chosen | answers)


def test_an_answer_is_kept_with_its_kind_of_page_and_thanked(parent, starter):
    response = send(
        parent,
        "/en/feedback/?page=treatment&code=surgery",
        helped="yes",
        sentence=" Clear,\r\n thank you. ",
    )
    assert response["Location"] == "/en/feedback/thanks/"
    assert read(parent.get(response["Location"])).first("h1").text == "Thank you"
    kept = Feedback.objects.get()
    assert (kept.page, kept.code, kept.helped, kept.sentence) == (
        "treatment",
        "surgery",
        True,
        "Clear, thank you.",
    )
    assert (kept.edition, kept.language, kept.done) == (starter.number, "en", False)
    assert list(Feedback.objects.waiting()) == [kept]
    assert kept.is_waiting()


def test_there_is_no_place_for_an_address_a_name_or_a_moment():
    fields = {field.name for field in Feedback._meta.get_fields()}
    assert fields == {
        "id",
        "page",
        "code",
        "edition",
        "language",
        "helped",
        "sentence",
        "received",
        "done",
        "answered_by",  # an entry, chosen by staff from a list
    }
    assert not isinstance(Feedback._meta.get_field("received"), models.DateTimeField)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("/en/", "home"),
        ("/en/guide/high/one-place/", "result"),
        ("/fr/traitements/", "treatments"),
        ("/en/treatments/surgery/", "treatment"),
        ("/en/support/", "support"),
        ("/fr/mots/", "words"),
        ("/en/about/", "other"),
    ],
)
def test_each_page_ends_with_a_way_to_say_whether_it_helped(parent, page, kind):
    links = [
        link["href"]
        for link in read(parent.get(page)).first(class_="did-it-help").all("a", href=True)
    ]
    assert len(links) == 2
    for link, helped in zip(links, (True, False), strict=True):
        assert "high" not in link
        assert send(parent, link).status_code == 302
        assert Feedback.objects.latest("pk").helped is helped
        assert Feedback.objects.latest("pk").page == kind


def test_each_service_has_a_way_to_say_that_it_did_not_work(parent):
    service = read(parent.get("/en/support/")).first("li", class_="resource")
    link = service.first(class_="did-not-work").first("a")
    assert service.first("h3").text in link.text
    assert service.first("h3").text in read(parent.get(link["href"])).first("main").text
    send(parent, link["href"], sentence="The line was closed.")
    kept = Feedback.objects.get()
    assert (kept.page, f"resource-{kept.code}", kept.helped) == ("resource", service["id"], False)


def test_it_works_in_french(parent):
    response = send(parent, "/fr/avis/?page=path", helped="no", sentence="Trop long.")
    assert response["Location"] == "/fr/avis/merci/"
    assert (Feedback.objects.get().language, Feedback.objects.get().page) == ("fr", "result")


@pytest.mark.parametrize(
    "answers",
    [
        {"helped": ""},
        {"helped": "maybe"},
        {"sentence": "x" * (LONGEST_SENTENCE + 1)},
        {"sentence": "Call me at 416 555 0100"},
        {"sentence": "Write to someone@example.org"},
    ],
    ids=str,
)
def test_a_form_that_cannot_be_kept_says_why_and_loses_nothing(parent, answers):
    response = send(parent, **(FORM | answers))
    assert response.status_code == 422
    page = read(response)
    assert page.first(class_="error-summary").first("a", href=True)
    assert page.first("title").text.startswith("Error")
    assert page.first("textarea").text == answers.get("sentence", "")
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "answers", [{"page": "high"}, {"page": "treatment", "code": "high"}, {"code": "one-place"}]
)
def test_a_made_up_page_or_code_is_not_kept(parent, answers):
    send(parent, **(FORM | answers))
    kept = Feedback.objects.get()
    assert kept.code == ""
    assert kept.page in {"other", "treatment", "home"}


def test_a_program_that_fills_in_every_box_is_thanked_and_forgotten(parent):
    assert send(parent, **(FORM | {"website": "https://example.org"})).status_code == 302
    assert not Feedback.objects.exists()


def test_people_do_not_meet_the_box_for_programs(parent):
    box = read(parent.get("/en/feedback/")).first("input", name="website")
    assert "hidden" in box.parent.attrs


def test_a_form_without_its_cookie_is_shown_again_with_what_was_typed(parent):
    response = parent.post("/en/feedback/", FORM | {"sentence": "Typed with care."})
    assert response.status_code == 403
    assert read(response).first("textarea").text == "Typed with care."
    assert not Feedback.objects.exists()


def test_while_nothing_can_be_written_the_page_says_so_and_loses_nothing(parent):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE guide_feedback RENAME TO out_of_reach")
    response = send(parent, **(FORM | {"sentence": "Typed with care."}))
    assert response.status_code == 503
    assert read(response).first("textarea").text == "Typed with care."


def test_the_cookie_goes_when_the_browser_is_closed_and_no_script_can_read_it(parent):
    cookies = parent.get("/en/feedback/").cookies
    assert list(cookies) == ["csrftoken"]
    assert (cookies["csrftoken"]["max-age"], cookies["csrftoken"]["httponly"]) == ("", True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": "my-street"},
        {"page": "result", "code": "high-one-place"},
        {"sentence": "x" * (LONGEST_SENTENCE + 1)},
    ],
    ids=str,
)
def test_the_database_itself_refuses_what_must_not_be_kept(wrong):
    with pytest.raises(IntegrityError):
        Feedback.objects.create(
            **({"page": "home", "edition": 1, "language": "en", "helped": True} | wrong)
        )


def test_signs_that_nobody_sees_are_not_kept(parent):
    send(
        parent, **(FORM | {"sentence": "The\u200b numbers\u202e were\u2066 small\u2069.\ufeff\x07"})
    )
    assert Feedback.objects.get().sentence == "The numbers were small."


def test_a_number_is_not_hidden_by_signs_that_nobody_sees(parent):
    response = send(
        parent, **(FORM | {"sentence": "Call 4\u200b1\u200b6\u200b5\u200b5\u200b5\u200b0\u200b199"})
    )
    assert response.status_code == 422
    assert not Feedback.objects.exists()


def test_scripts_that_need_a_joiner_keep_it(parent):
    words = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    send(parent, **(FORM | {"sentence": words}))
    assert Feedback.objects.get().sentence == words


def test_there_is_a_cap_over_all_and_dealing_with_answers_makes_room(parent, monkeypatch):
    monkeypatch.setattr("guide.models.feedback.MOST_WAITING", 2)
    for _ in range(2):
        assert send(parent, **FORM).status_code == 302
    response = send(parent, **(FORM | {"sentence": "Typed with care."}))
    assert response.status_code == 503
    assert read(response).first("textarea").text == "Typed with care."
    assert Feedback.objects.count() == 2
    Feedback.objects.update(done=True)
    assert send(parent, **FORM).status_code == 302
