"""What differs between two texts is told word by word, and no text, however odd, keeps the server
busy.
"""

import pytest

from guide.publishing.alignment import MOST_PAIRS, align
from guide.publishing.diff import brief_diff_html, diff_html, word_diff
from guide.publishing.source_diff import MOST_REPLACED, compare

from .bounds import within_bounds


def told(before, after):
    marks = {"same": "{}", "gone": "[{}]", "new": "<{}>"}
    return "".join(marks[mark].format(text) for mark, text in word_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("5 mg a day", "10 mg a day", "[5]<10> mg a day"),
        ("Call the team.", "Call the nurse at once.", "Call the [team]<nurse at once>."),
        ("by mouth", "twice by mouth", "<twice >by mouth"),
        ("by mouth", "by mouth twice", "by mouth< twice>"),
        ("a b c", "x y z", "[a b c]<x y z>"),
        ("one  two", "one two", "one[  ]< >two"),
        ("one\ntwo", "one\nthree\ntwo", "one\n<three\n>two"),
        ("it’s follow-up", "it follow up", "[it’s follow-up]<it follow up>"),
        ("", "new", "<new>"),
        ("gone", "", "[gone]"),
        ("same", "same", "same"),
        ("", "", ""),
    ],
)
def test_words_that_go_stand_before_those_that_come(before, after, expected):
    assert told(before, after) == expected


def test_what_is_shown_cannot_become_markup():
    assert diff_html("<b>", "<i>") == "&lt;<del>b</del><ins>i</ins>&gt;"


def test_of_a_long_text_only_the_lines_beside_a_change_are_shown():
    lines = [f"Line {number}." for number in range(9)]
    told = brief_diff_html("\n".join([*lines, "old"]), "\n".join([*lines, "new"]))
    assert told == "Line 0.\nLine 1.\n…\nLine 8.\n<del>old</del><ins>new</ins>"


def test_few_changes_in_a_very_long_text_are_told_one_by_one():
    lines = [f"This is line {number} of a long text, with some words." for number in range(3000)]
    changed = [
        line.replace("some", "other") if number % 100 == 0 else line
        for number, line in enumerate(lines)
    ]
    pieces = within_bounds(lambda: word_diff("\n".join(lines), "\n".join(changed)))
    assert [text for mark, text in pieces if mark == "new"] == ["other"] * 30


ODD = {
    "a repeated word": ("a " * 1000, "a b " * 500),
    "a repeated word, as long as a text may be": ("a " * 10_000, "a b " * 5000),
    "signs": ("!" * 20_000, "?!" * 10_000),
    "few words": ("a b c " * 2300, "c b a d " * 1700),
    "lines of one word": ("a\n" * 10_000, "a\nb\n" * 5000),
    "nothing in common": (
        " ".join(f"a{n}" for n in range(7000)),
        " ".join(f"b{n}" for n in range(7000)),
    ),
    "only space": (" \n" * 10_000, "\n " * 10_000),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_text_keeps_nobody_waiting_and_is_still_told_whole(name):
    before, after = ODD[name]
    pieces = within_bounds(lambda: word_diff(before, after))
    assert "".join(text for mark, text in pieces if mark != "new") == before
    assert "".join(text for mark, text in pieces if mark != "gone") == after


def test_beyond_the_bound_all_between_the_common_ends_is_replaced():
    many = int(MOST_PAIRS**0.5) + 1
    old, new = ["first", *["a"] * many, "last"], ["first", *["a", "b"] * many, "last"]
    assert [
        (block.same, block.i2 - block.i1, block.j2 - block.j1) for block in align(old, new)
    ] == [
        (True, 2, 2),
        (False, many - 1, 2 * many - 1),
        (True, 1, 1),
    ]


ODD_SOURCES = {
    "lines of one word": ("a\nb\n" * 50_000, "a\nc\n" * 50_000),
    "all lines differ": (
        "\n".join(f"one {n} two" for n in range(14_000)),
        "\n".join(f"three {n} four" for n in range(13_000)),
    ),
    "one long paragraph": ("a " * 99_000, "a b " * 49_000),
    "many blocks, each as large as may be": (
        "\n".join("same" if n % MOST_REPLACED == 0 else f"x{n}" for n in range(7000)),
        "\n".join("same" if n % MOST_REPLACED == 0 else f"y{n}" for n in range(7000)),
    ),
    "many paragraphs changed a little": (
        "\n".join(f"a b c {n} " + "w " * 90 for n in range(450)),
        "\n".join(f"a b x {n} " + "w " * 90 for n in range(450)),
    ),
}


@pytest.mark.parametrize("name", ODD_SOURCES)
def test_an_odd_text_of_a_source_keeps_nobody_waiting_either(name):
    before, after = ODD_SOURCES[name]
    found = within_bounds(lambda: compare(before, after))
    assert "\n".join(p.before for p in found if p.before) == before.strip().replace(" \n", "\n")
    assert "\n".join(p.after for p in found if p.after) == after.strip().replace(" \n", "\n")
    assert within_bounds(lambda: [paragraph.diff for paragraph in found])
