"""What is typed to find something is read with whatever hyphens a copy of it has."""

import pytest

from guide.models import (
    Feedback,
)

from .builders import publish_small_guide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/en/guide/one\u2011place/high/",
        "/en/guide/one\u2010place/ｈｉｇｈ/",
        "/en/guide/one-place\u200b/hi\u00adgh/",
    ],
)
def test_the_code_of_an_answer_is_read_with_whatever_hyphen_a_copy_of_it_has(client, address):
    publish_small_guide()
    assert client.get(address)["Location"] == "/en/guide/one-place/high/"


def test_a_nurse_may_type_a_code_with_any_hyphen_and_with_characters_that_nobody_sees(client):
    publish_small_guide()
    sheet = client.get("/en/guide/one-place/high/summary.pdf")
    code = sheet["Content-Disposition"].rpartition("-")[2].partition(".")[0]
    for hyphen in "-\u2010\u2011\u2013\u2212\u00ad\u200b":
        written = f"\u200b{code[:4]}{hyphen}{code[4:]} ".lower()
        answer = client.get("/en/check/", {"code": written})
        assert (answer.status_code, answer["Location"]) == (302, f"/en/check/{code}/")
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    assert client.get("/en/check/", {"code": wide})["Location"] == f"/en/check/{code}/"


def test_a_print_form_takes_the_code_of_an_answer_with_any_hyphen(client):
    publish_small_guide()
    answer = client.get("/en/print/", {"place": "one\u2011place", "risk": "high"})
    assert answer.status_code == 200
    assert not answer.context["form"].errors


@pytest.mark.parametrize(
    "sentence",
    ["５１４\u2011７８７\u2011８８０１", "514\u2013787\u20138801", "me\u200b＠example.org"],
)
def test_feedback_takes_no_number_and_no_address_in_any_disguise(client, sentence):
    publish_small_guide()
    answer = client.post("/en/feedback/", {"page": "home", "helped": "yes", "sentence": sentence})
    assert answer.status_code == 422
    assert not Feedback.objects.exists()


def test_feedback_is_kept_without_what_nobody_sees(client):
    publish_small_guide()
    client.post(
        "/en/feedback/",
        {"page": "home", "helped": "yes", "sentence": "\u202etre\u0300s\u200b bi\u00aden"},
    )
    assert Feedback.objects.get().sentence == "très bien"
