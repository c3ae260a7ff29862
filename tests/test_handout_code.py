"""The code of a handout of version 1: short, easy to copy, and found out when copied wrongly."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from guide.edition.path import all_paths
from guide.handout.code import ALPHABET, BadCode, read_code, shown
from guide.handout.options import query_of, read_options
from guide.handout.v1.code import split_code
from guide.handout.v1.options import (
    COPIES,
    LANGUAGES,
    LINES,
    PAPERS,
    PARTS,
    PLACES,
    TEXTS,
    BadOption,
    Options,
    fitting,
)
from tools.benchmarks.handouts import starter_edition

from .builders import approve_all, make_entry, make_small_guide
from .paper import code_of

pytestmark = pytest.mark.django_db  # without it no test database would be made for this file alone
options = st.builds(
    Options,
    st.sampled_from(LANGUAGES),
    st.sampled_from(PAPERS),
    st.sampled_from(TEXTS),
    st.sampled_from(COPIES),
    st.frozensets(st.sampled_from(PARTS)),
    st.sampled_from(PLACES),
    st.sampled_from(["", "ward-a", "ward-b"]),
    st.sampled_from(LINES),
)


def goes_together(chosen):
    try:
        return fitting(chosen)
    except BadOption:
        return None


printable = options.filter(goes_together)


@pytest.fixture(scope="module")
def edition(django_db_setup, django_db_blocker):
    """A small guide with two wards, read once; nothing here writes."""
    from django.db import transaction

    from guide.edition.edition import LoadedEdition
    from guide.publishing.compile import compile_next

    with django_db_blocker.unblock(), transaction.atomic():
        make_small_guide()
        make_entry("ward", "ward-a")
        make_entry("ward", "ward-b")
        approve_all()
        content = compile_next()
        transaction.set_rollback(True)
    return LoadedEdition(7, "", datetime(2026, 1, 1, 17, tzinfo=UTC), {}, content, history=())


def path_of(edition, place=0):
    return all_paths(edition.guide("en"))[place]


@given(chosen=printable, place=st.integers(0, 8), number=st.integers(1, 5000))
def test_a_code_says_exactly_what_was_printed(edition, chosen, place, number):
    numbered = replace(edition, number=number)
    path = path_of(numbered, place)
    code = code_of(numbered, path, chosen)
    printed = read_code(code, {number: numbered}.__getitem__)
    assert (printed.edition, printed.choices, printed.options, printed.version) == (
        number,
        path.codes,
        chosen,
        1,
    )


@given(chosen=options.filter(lambda chosen: not goes_together(chosen)))
def test_a_code_of_options_that_do_not_go_together_is_one_that_no_sheet_bears(edition, chosen):
    with pytest.raises(BadCode, match="unknown"):
        read_code(code_of(edition, path_of(edition, 0), chosen), {7: edition}.__getitem__)


@given(chosen=printable)
def test_the_address_of_a_sheet_that_was_printed_asks_for_that_very_sheet(edition, chosen):
    there = edition.guide(chosen.languages[0])
    assert vars(read_options(QueryDict(query_of(chosen)), there)) == vars(chosen)


@given(chosen=options, data=st.data())
def test_one_wrong_character_or_two_that_changed_places_are_always_found(edition, chosen, data):
    code = code_of(edition, path_of(edition, 0), chosen)
    place = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != code[place]]))
    with pytest.raises(BadCode):
        split_code(code[:place] + letter + code[place + 1 :])
    first, second = sorted(
        data.draw(st.sets(st.integers(0, len(code) - 1), min_size=2, max_size=2))
    )
    if code[first] != code[second]:
        swapped = list(code)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        with pytest.raises(BadCode):
            split_code("".join(swapped))


@given(text=st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_says_what_is_wrong(edition, text):
    with suppress(BadCode):
        printed = read_code(text, {7: edition}.__getitem__)
        assert printed.edition == 7


@pytest.mark.parametrize("length", range(1, 18))
def test_an_edition_without_an_end_is_no_code(length):
    """Each letter of the second half says that another follows."""
    for letter in ALPHABET[9:]:
        for check in ALPHABET:
            with pytest.raises(BadCode):
                split_code(letter * length + check)


def test_one_sheet_has_one_code_so_none_can_be_written_with_more_letters(edition):
    code = code_of(edition, path_of(edition, 3), Options(("en",)))
    for check in ALPHABET:
        with pytest.raises(BadCode):
            split_code(code[0] + ALPHABET[0] + code[1:-1] + check)


def test_a_code_is_short_has_no_letters_that_look_alike_and_may_be_typed_as_one_likes(edition):
    code = code_of(edition, path_of(edition, 0), Options(("en",)))
    assert len(code) == 6
    assert not set("0O1IL5S8BAEIOUYUZG") & set(ALPHABET)
    assert split_code(f" {shown(code).lower()} ")[2] == code


def test_codes_on_paper_stay_readable_when_the_program_grows():
    """These tuples are counted by codes on paper: what is there keeps its place for ever."""
    assert LANGUAGES[:4] == (("en",), ("fr",), ("en", "fr"), ("fr", "en"))
    assert (PAPERS[:2], TEXTS[:2], COPIES[:2]) == (
        ("letter", "a4"),
        ("normal", "large"),
        ("family", "nurse"),
    )
    assert PARTS[:6] == ("treatments", "questions", "support", "words", "outlook", "full")
    assert LINES[:8] == (2, 0, 1, 3, 4, 6, 8, 10)
    assert PLACES[:5] == ("", "BC", "AB", "SK", "MB")


def test_a_code_that_was_printed_before_a_question_got_one_more_answer_still_reads_the_same():
    """The starter had four places where it has five now; a code counts those of its own edition."""
    now = starter_edition()
    choices = dict(now.content["entries"]["choice"])
    del choices["brain-and-elsewhere"]
    content = {**now.content, "entries": {**now.content["entries"], "choice": choices}}
    before = replace(now, number=1, content=content, _guides={})
    after = replace(now, number=2, _guides={})
    editions = {1: before, 2: after}
    paths = all_paths(before.guide("en"))
    assert (len(paths), len(all_paths(after.guide("en")))) == (16, 20)
    for path in paths:
        for edition in (before, after):
            code = code_of(edition, path, Options(("en",)))
            printed = read_code(code, editions.__getitem__)
            assert (printed.edition, printed.choices) == (edition.number, path.codes)
