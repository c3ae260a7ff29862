"""Rule 1: a section is hidden only when an answer rules it out.

Held for any questions, choices and ticks.
"""

from hypothesis import given
from hypothesis import strategies as st

from guide.edition.result import applies


@st.composite
def questionnaires(draw):
    """question_of (choice → question), the "not sure" choices, ticks of a section, and one answer a
    question.
    """
    sizes = draw(st.lists(st.integers(2, 5), min_size=1, max_size=4))
    question_of, unsure, answers = {}, set(), []
    for number, size in enumerate(sizes):
        codes = [f"q{number}c{choice}" for choice in range(size)]
        question_of |= dict.fromkeys(codes, f"q{number}")
        unsure.add(codes[-1])
        answer = draw(st.sampled_from([None, *codes]))
        answers += [answer] if answer else []
    ticked = draw(st.sets(st.sampled_from(sorted(question_of))))
    return question_of, unsure, ticked, answers


def ruled_out(question_of, unsure, ticked, answer):
    """The rule in its own words: this one answer rules the section out."""
    of_this_question = [code for code in ticked if question_of[code] == question_of[answer]]
    return bool(of_this_question) and answer not in of_this_question and answer not in unsure


@given(questionnaires())
def test_a_section_is_hidden_only_when_an_answer_rules_it_out(drawn):
    question_of, unsure, ticked, answers = drawn
    shown = applies(ticked, answers, question_of, unsure)
    assert shown == (not any(ruled_out(question_of, unsure, ticked, answer) for answer in answers))


@given(questionnaires())
def test_the_order_of_answers_does_not_matter(drawn):
    question_of, unsure, ticked, answers = drawn
    assert applies(ticked, answers, question_of, unsure) == applies(
        ticked, answers[::-1], question_of, unsure
    )


@given(questionnaires())
def test_not_sure_hides_nothing_that_any_definite_answer_would_show(drawn):
    question_of, unsure, ticked, answers = drawn
    for answer in answers:
        not_sure = next(code for code in unsure if question_of[code] == question_of[answer])
        instead = [not_sure if code == answer else code for code in answers]
        only_for_the_unsure = not_sure in ticked
        if applies(ticked, answers, question_of, unsure) and not only_for_the_unsure:
            assert applies(ticked, instead, question_of, unsure)


@given(questionnaires())
def test_a_section_with_nothing_ticked_is_always_shown(drawn):
    question_of, unsure, _, answers = drawn
    assert applies(set(), answers, question_of, unsure)


def test_ticks_of_one_question_are_alternatives_and_of_two_questions_both_hold():
    question_of = {
        "low": "risk",
        "high": "risk",
        "unsure-risk": "risk",
        "one": "place",
        "many": "place",
    }
    ticked = {"low", "high", "one"}
    assert applies(ticked, ["low", "one"], question_of, {"unsure-risk"})
    assert applies(ticked, ["high", "one"], question_of, {"unsure-risk"})
    assert applies(ticked, ["unsure-risk", "one"], question_of, {"unsure-risk"})
    assert not applies(ticked, ["high", "many"], question_of, {"unsure-risk"})
    assert not applies({"unsure-risk"}, ["low"], question_of, {"unsure-risk"})
