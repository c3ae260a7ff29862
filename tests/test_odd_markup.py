"""Markup that is broken, endless or very deep is refused in words, and no text keeps the server
busy.
"""

import pytest
from django.core.exceptions import ValidationError

from guide.edition.excerpt import excerpt_of
from guide.edition.plain import plain_text
from guide.exchange.markdown import blocks, from_cell, to_cell, unknown_tags
from guide.handout.v1.richtext import nodes
from guide.models import Section
from guide.models.rich_text_validator import DEEPEST, LONGEST, check_rich_text
from guide.readability.formulas import grade_html

from .bounds import within_bounds
from .builders import make_entry
from .desk import make_colleague

READERS = [check_rich_text, plain_text, blocks, from_cell, to_cell, unknown_tags]
TAGS = ["<a ", "<a/", "<a =", "<p a ", '<a href="', "<a '", "<a \"'", '<a href="https://a.org">']
NESTS = ["<p>", "<b>", "<p><b><i>", "<ul><li>", "<table><tr><td>", "<svg><style>", "<script>"]
SIGNS = ["<", "</", "<!--", "<![CDATA[", "<?", "&", "&amp", "&#1", "...", ".a"]
MARKS = ["**", "**a ", "*", "*a ", "[", "[a", "[a](", "- a\n", "### a\n", "1. "]
BEGINNINGS = TAGS + NESTS + SIGNS + MARKS


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_text_that_begins_the_same_thing_again_and_again_is_read_in_no_time(reader):
    for beginning in BEGINNINGS:
        text = (beginning * LONGEST)[: LONGEST - 7]
        for whole in (text, f"<p>{text}</p>"):
            found = within_bounds(lambda whole=whole: reader(whole))
            assert not isinstance(found, Exception) or isinstance(found, ValidationError)


@pytest.mark.parametrize(
    "reader",
    [
        plain_text,
        to_cell,
        nodes,
        lambda text: grade_html(text, "en"),
        lambda text: excerpt_of(plain_text(text), {"a"}),
    ],
    ids=["plain_text", "to_cell", "nodes", "grade", "excerpt"],
)
def test_so_is_what_is_kept_of_it(reader):
    for beginning in BEGINNINGS:
        text = (beginning * LONGEST)[:LONGEST]
        if complaints(text):
            continue
        kept = Section._meta.get_field("body_en").sanitize(text)
        assert not isinstance(within_bounds(lambda kept=kept: reader(kept)), Exception)


def complaints(text):
    try:
        check_rich_text(text)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


@pytest.mark.parametrize(
    "text",
    [
        "<p>one <b two</p>",
        "<p>one</p",
        "<p>one <a href='x two</p>",
        "<!-- one",
        "<p>a <b <i>c</i></p>",
        "<?one",
    ],
)
def test_a_tag_that_never_ends_is_named(text):
    assert "The tag that begins at “<" in complaints(text)
    assert "never ends" in complaints(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>under <5 years, 3 < 4, 5 > 4</p>",
        "<p title=\"a > b\">it’s 'so'</p>",
        "<!-- don't --><p>one</p>",
        "<!-- <b> --><p>one</p>",
        '<p><a href="https://example.org/?a=1&amp;b=2">one</a><br></p>',
        "<ul><li>one<li>two</ul>",
        "one <",
    ],
)
def test_what_people_write_is_taken_as_before(text):
    assert complaints(text) == ""


@pytest.mark.parametrize(
    ("opens", "closes"), [("<ul><li>", "</li></ul>"), ("<p><em>", "</em></p>"), ("<b>", "</b>")]
)
def test_what_stands_too_deep_in_each_other_is_said(opens, closes):
    assert complaints(opens * DEEPEST + "words" + closes * DEEPEST) == ""
    assert "in each other" in complaints(opens * (DEEPEST + 1) + "words" + closes * (DEEPEST + 1))


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["&#" + "1" * 5000, "&#x" + "1" * 5000 + ";", "&#99999999;"])
def test_a_number_of_a_sign_that_never_ends_breaks_no_page(client, number):
    make_entry("organisation", "organisation")
    make_entry("term", "odd", definition=number)
    client.force_login(make_colleague("Reviewers"))
    assert client.get("/admin/entry/term/odd/review/").status_code == 200
    assert blocks(f"<p>{number}</p>") == [("p", "\ufffd")]
