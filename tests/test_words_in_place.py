"""Glossary words are explained where they first stand."""

import re
from itertools import count

from guide.edition.glossary import TAG, explain, terms_in
from guide.edition.guide import Term


def term(code, name, *forms):
    return Term(
        code=code, order=1, reviewed=None, name=name, forms=forms, definition=f"What {name} is <b>."
    )


CHEMO = term("chemotherapy", "chemotherapy", "chemo")
CELLS = term("stem-cell-transplant", "stem cell transplant")
RESCUE = term("cells", "stem cell")


def test_the_first_use_opens_its_meaning_and_the_second_is_plain_text():
    html, marked = explain("<p>Chemotherapy, then chemotherapy.</p>", (CHEMO,), count(1))
    assert html.count("<button") == 1
    assert ">Chemotherapy</button>" in html
    assert marked == {"chemotherapy"}


def test_the_button_names_the_meaning_it_opens():
    html, _ = explain("<p>chemo</p>", (CHEMO,), count(1))
    assert 'popovertarget="w1"' in html
    assert 'popover id="w1"' in html


def test_a_longer_word_wins_over_a_shorter_one_inside_it():
    _, marked = explain("<p>A stem&nbsp;cell transplant.</p>", (RESCUE, CELLS), count(1))
    assert marked == {"stem-cell-transplant"}


def test_links_and_headings_stay_as_they_are():
    html, marked = explain('<h3>Chemo</h3><a href="/chemo/">chemo</a>', (CHEMO,), count(1))
    assert html == '<h3>Chemo</h3><a href="/chemo/">chemo</a>'
    assert not marked


def test_parts_of_words_are_not_words():
    assert explain("<p>chemotherapist chemo-like</p>", (CHEMO,), count(1))[1] == set()


def test_a_meaning_can_never_become_markup():
    html, _ = explain("<p>chemo</p>", (CHEMO,), count(1))
    assert "is &lt;b&gt;." in html


def test_the_words_of_a_page_come_in_the_order_of_the_glossary():
    assert terms_in(["<p>stem cell transplant</p>", "<li>chemo</li>"], (CHEMO, CELLS)) == (
        CHEMO,
        CELLS,
    )


def test_an_empty_glossary_changes_nothing():
    assert explain("<p>chemo</p>", (), count(1)) == ("<p>chemo</p>", set())


def test_what_belongs_to_a_word_is_not_left_on_another_line():
    html, _ = explain(
        "<p>Dire «\u00a0chemo\u00a0», l’stem cell&nbsp;: (chemo).</p>", (CHEMO, RESCUE), count(1)
    )
    assert re.findall(
        r'<span class="kept">(.*?)<button .*?</button>(.*?)</span><span popover', html
    ) == [
        ("«\u00a0", "\u00a0»,"),
        ("l’", "&nbsp;:"),
    ]


def test_a_word_among_words_stands_alone_and_so_does_one_that_may_need_two_lines():
    long = term("long", "a very long name of an illness")
    html, _ = explain(
        "<p>The chemo is given for a very long name of an illness.</p>", (CHEMO, long), count(1)
    )
    assert html.count("<button") == 2
    assert "kept" not in html


def test_in_text_alone_the_meaning_stands_in_brackets_after_its_word():
    html, _ = explain("<p>Some chemo first.</p>", (CHEMO,), count(1))
    assert TAG.sub("", html) == "Some chemo (chemotherapy – What chemotherapy is &lt;b&gt;.) first."


def test_a_sign_written_as_an_entity_is_not_a_word():
    assert explain("<p>red &amp; white</p>", (term("amp", "amp"),), count(1)) == (
        "<p>red &amp; white</p>",
        set(),
    )
