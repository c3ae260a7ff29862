"""What stops an edition from being published: each said in a sentence that names the entry to
mend.
"""

import pytest

from guide.publishing.actions import publish
from guide.publishing.checks import problems
from guide.publishing.compile import compile_next
from guide.publishing.refused import Refused

from .builders import approve_all, make_entry, make_small_guide

pytestmark = pytest.mark.django_db


def gap():
    return {"en": "Words.", "fr": ""}


def treated(**use):
    make_entry("treatment", "surgery")
    make_entry("source", "book")
    make_entry(
        "section",
        "uses",
        treatments=[{"treatment": "surgery", "part": "main", "source": "book"} | use],
    )


# name: (what is done to a guide that can be published, kind and code of the entry named, words of
# the sentence)
STOPS = {
    "a required text without French": (
        lambda: make_entry("section", "for-everyone", title=gap()),
        ("section", "for-everyone"),
        "Title is missing in French",
    ),
    "a text in one language only, though nobody requires it": (
        lambda: make_entry("section", "for-everyone", key_points=gap()),
        ("section", "for-everyone"),
        "Key points is missing in French",
    ),
    "a treatment that is withdrawn and still named": (
        lambda: (treated(), make_entry("treatment", "surgery", withdrawn=True)),
        ("section", "uses"),
        "names the treatment “surgery”",
    ),
    "a source that is withdrawn and still named for a treatment": (
        lambda: (treated(), make_entry("source", "book", withdrawn=True)),
        ("section", "uses"),
        "names the source “book”",
    ),
    "a choice that is withdrawn and still ticked": (
        lambda: (
            make_entry("section", "for-low", choices=["low", "high"]),
            make_entry("choice", "low", withdrawn=True),
        ),
        ("section", "for-low"),
        "names the choice “low”",
    ),
    "more results than families can use": (
        lambda: [
            make_entry("choice", f"answer-{number}", question=question)
            for question in ("risk", "place")
            for number in range(30 * (question == "place"), 30 * (question == "place") + 25)
        ],
        ("question", ""),
        "past what families can use",
    ),
    "no organisation": (
        lambda: make_entry("organisation", "organisation", withdrawn=True),
        ("organisation", ""),
        "no approved entry about the organisation",
    ),
    "a question without “not sure”": (
        lambda: make_entry("choice", "unsure-risk", withdrawn=True),
        ("question", "risk"),
        "exactly one “not sure” answer",
    ),
    "a question with one answer": (
        lambda: [make_entry("choice", code, withdrawn=True) for code in ("low", "high")],
        ("question", "risk"),
        "at least two answers",
    ),
    "a path about which no section says anything": (
        lambda: make_entry("section", "for-everyone", choices=["high"]),
        ("section", ""),
        "No section about options applies to the path one-place/low",
    ),
    "a path with nothing but what is urgent": (
        lambda: make_entry("section", "for-everyone", kind="urgent"),
        ("section", ""),
        "No section about options applies to the path",
    ),
}


@pytest.mark.parametrize("name", STOPS)
def test_what_stops_is_named_and_nothing_is_published(name):
    make_small_guide()
    spoil, at, words = STOPS[name]
    spoil()
    approve_all()
    found = problems(compile_next())
    assert [p.message for p in found if (p.kind, p.code) == at and words in p.message]
    with pytest.raises(Refused) as refused:
        publish(None)
    assert refused.value.problems == found


def test_an_empty_text_that_nobody_requires_stops_nothing():
    make_small_guide()
    make_entry("section", "for-everyone", key_points={"en": "", "fr": ""})
    approve_all()
    assert problems(compile_next()) == []


def test_a_section_that_says_that_the_sources_do_not_say_is_enough_for_a_path():
    make_small_guide()
    make_entry("section", "for-everyone", kind="gap")
    approve_all()
    assert publish(None).number == 1
