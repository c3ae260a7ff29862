"""Rich text as plain words and back: never another text than the one that went out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.exchange.markdown import blocks, from_cell, to_cell, unknown_tags, wrong_marks

PLAIN = {
    "<p>Hello</p>": "Hello",
    "<p>One</p><p>Two<br>lines</p>": "One\n\nTwo\nlines",
    "<h3>Title</h3><ul><li>a</li><li><p>b</p></li></ul>": "### Title\n\n- a\n- b",
    "<ol><li>a</li><li>b</li></ol>": "1. a\n2. b",
    '<p><b>Call</b> <a href="tel:555-0100">555-0100</a> &amp; <i>ask</i></p>': (
        "**Call** [555-0100](tel:555-0100) & *ask*"
    ),
    "": "",
}


@pytest.mark.parametrize(("rich", "cell"), PLAIN.items(), ids=PLAIN.values())
def test_a_text_is_seen_in_plain_words_and_comes_back(rich, cell):
    assert to_cell(rich) == cell
    assert blocks(from_cell(cell)) == blocks(rich)


@pytest.mark.parametrize(
    "rich",
    [
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<p>5 *3* 2</p>",
        "<p>**</p><p>a ** b ** c</p><p>[a](b)</p>",
        "<p>- a dash</p>",
        "<p>1. a number</p>",
        "<p>&lt;p&gt;</p>",
        "<blockquote>a</blockquote>",
        "<p>_a_</p>",
        "<p># a</p>",
        "<p>* a</p>",
        "<ul><li>a</li></ul><ul><li>b</li></ul>",
        "<ul><li><p>a</p><p>b</p></li></ul>",
    ],
)
def test_what_plain_words_cannot_say_stays_as_it_is(rich):
    assert to_cell(rich) == rich


pieces = st.sampled_from(
    [
        "a",
        "b c",
        " ",
        "*",
        "**",
        "- ",
        "1. ",
        "### ",
        "<br>",
        "&amp;",
        "&lt;",
        "[a](b)",
        "\n",
        "<strong>",
        "</strong>",
    ]
)
inline = st.lists(pieces, max_size=6).map("".join)
block = st.sampled_from(["p", "h3", "h4", "ul", "ol"]).flatmap(
    lambda tag: inline.map(
        lambda text: (
            f"<{tag}><li>{text}</li></{tag}>" if tag in "ulol" else f"<{tag}>{text}</{tag}>"
        )
    )
)


@settings(max_examples=300)
@given(st.lists(block, max_size=4).map("".join))
def test_whatever_the_text_the_way_back_says_the_same(rich):
    cell = to_cell(rich)
    assert cell == rich.strip() or blocks(from_cell(cell)) == blocks(rich)


def test_a_script_in_plain_words_is_only_words():
    assert from_cell("a <script>b</script>") == "<p>a &lt;script&gt;b&lt;/script&gt;</p>"


TYPED = {
    "# Title": "<h3>Title</h3>",
    "2. a\n3. b": "<ol><li>a</li><li>b</li></ol>",
    "One\n- a\n\nTwo": "<p>One</p>\n<ul><li>a</li></ul>\n<p>Two</p>",
    "[a](https://a.org/b_(c)?d=1&e)": '<p><a href="https://a.org/b_(c)?d=1&amp;e">a</a></p>',
    "[é](https://a.org/é)": '<p><a href="https://a.org/é">é</a></p>',
    "[a](javascript:b)": '<p><a href="javascript:b">a</a></p>',
    "** mot ** ici": "<p><strong>mot</strong> ici</p>",
    "un **mot ** ici": "<p>un <strong>mot</strong> ici</p>",
    "• un\n• deux": "<ul><li>un</li><li>deux</li></ul>",
    "-un\n-deux": "<ul><li>un</li><li>deux</li></ul>",
    "-5 °C ou moins": "<p>-5 °C ou moins</p>",
    "[appelez](tel:1 800 555-0199)": '<p><a href="tel:1-800-555-0199">appelez</a></p>',
    "[appelez](tel:(800) 555-0199)": '<p><a href="tel:800-555-0199">appelez</a></p>',
    "du <b>gras</b> et <i>plus</i>": "<p>du <strong>gras</strong> et <em>plus</em></p>",
    "< 18 mois\n\nDeux": "<p>&lt; 18 mois</p>\n<p>Deux</p>",
}


@pytest.mark.parametrize(("cell", "rich"), TYPED.items(), ids=TYPED)
def test_what_a_translator_types_becomes_what_the_guide_has(cell, rich):
    """What may not stand in the guide is refused by the field, in a sentence, not lost here."""
    assert from_cell(cell) == rich


def test_marks_that_nobody_can_read_as_meant_are_named():
    assert wrong_marks("un **mot ouvert") == ["**"]
    assert wrong_marks("un <u>mot</u>") == ["<u>", "</u>"]
    assert wrong_marks("2 < 3, **juste** et *bien*") == []


def test_tags_that_are_unknown_or_open_are_named():
    assert unknown_tags("<p>a<div>b</div>") == ["div", "p"]
    assert unknown_tags("<p>a<br>b</p>") == []
    assert unknown_tags("a < b") == []
