"""The starter's treatments say what a family needs, and each result begins with the right
questions.
"""

import re

import pytest

from guide.edition.current import live_edition
from guide.edition.glossary import TAG
from guide.edition.path import all_paths
from guide.edition.result import PROMPTS_SHOWN, result_for
from guide.models import Treatment

pytestmark = pytest.mark.django_db

# What no source had been read for when it was written: (treatment, words in English, words in
# French).
WAITING = [
    ("surgery", r"anaesthetic", r"anesthésie"),
    ("mibg-therapy", r"not a cure", r"ne guérit pas"),
    ("targeted-medicine", r"special access", r"accès spécial"),
]
# What waited, and was found in a source since.
FOUND_SINCE = [
    ("surgery", r"nearby", r"organe voisin"),
    ("chemotherapy", r"having children", r"avoir des enfants"),
    ("radiation-therapy", r"medicine to sleep|hormones", r"pour dormir|hormones"),
    (
        "stem-cell-transplant",
        r"sores in the mouth|harder to learn",
        r"plaies dans la bouche|mal à apprendre",
    ),
    ("clinical-trials", r"may or may not help", r"peut aider votre enfant, ou non"),
]


def text_of(treatment):
    return " ".join(
        TAG.sub(" ", getattr(treatment, name))
        for name in ("summary", "what", "expect", "side_effects", "call")
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_treatment_is_told_in_one_line_of_fifteen_words_at_most(starter, language):
    treatments = live_edition().guide(language).treatments.values()
    assert len(treatments) >= 11
    assert [t.summary for t in treatments if not 3 <= len(t.summary.split()) <= 15] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_treatment_says_what_it_is_what_to_expect_and_when_to_call_and_has_a_question(
    starter, language
):
    guide = live_edition().guide(language)
    asked = {code for prompt in guide.prompts.values() for code in prompt.treatments}
    parts = ("what", "expect", "side_effects", "call", "sources")
    assert [
        (t.code, name) for t in guide.treatments.values() for name in parts if not getattr(t, name)
    ] == []
    assert set(guide.treatments) - asked == set()


def test_no_treatment_promises_anything(starter):
    treatments = live_edition().guide("en").treatments.values()
    assert [
        t.code for t in treatments if re.search(r"\b(will|cures?|always|guarantee)\b", text_of(t))
    ] == []


@pytest.mark.parametrize(("code", "english", "french"), WAITING, ids=[row[0] for row in WAITING])
def test_general_knowledge_waits_as_a_draft_with_its_reason(starter, code, english, french):
    draft = Treatment.objects.get(code=code)
    assert not draft.is_approved()
    assert re.search("general knowledge|were read", draft.note, re.IGNORECASE)
    for language, words in (("en", english), ("fr", french)):
        published = text_of(live_edition().guide(language).treatments[code])
        written = " ".join(getattr(draft, f"{name}_{language}") for name in Treatment.PAIRS)
        assert not re.search(words, published)
        assert all(re.search(word, written) for word in words.split("|"))


@pytest.mark.parametrize(
    ("code", "english", "french"), FOUND_SINCE, ids=[row[0] for row in FOUND_SINCE]
)
def test_what_was_found_in_a_source_is_published_with_it(starter, code, english, french):
    for language, words in (("en", english), ("fr", french)):
        treatment = live_edition().guide(language).treatments[code]
        assert treatment.sources
        for word in words.split("|"):
            assert re.search(word, text_of(treatment)), word


def test_each_result_begins_with_its_own_questions_and_with_those_that_cannot_wait(starter):
    guide = live_edition().guide("en")
    for path in all_paths(guide):
        result = result_for(guide, path)
        here = {shown.section.code for shown in result.options}
        shown = {prompt.code for prompt in result.prompts}
        assert len(result.prompts) == PROMPTS_SHOWN, path.address
        assert {"goal-of-each-choice", "trials-open-now", "who-to-call"} <= shown, path.address
        assert any(prompt.sections & here for prompt in result.prompts), path.address
        assert ("which-risk-group" in shown) == ("unsure-risk" in path.codes), path.address
        assert ("which-place" in shown) == ("unsure-place" in path.codes), path.address


def test_no_question_is_asked_twice_in_a_result(starter):
    for language in ("en", "fr"):
        guide = live_edition().guide(language)
        for path in all_paths(guide):
            result = result_for(guide, path)
            texts = [prompt.text for prompt in result.prompts]
            assert len(texts) == len(set(texts)), path.address
