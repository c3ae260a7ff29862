"""One normal form of texts: what looks the same is the same, and what is in this form stays as it
is.
"""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guide.lib.text import (
    laid_out_as,
    normal_line,
    normal_rich_text,
    normal_text,
    says_the_same,
    typed,
)
from guide.models import Section
from guide.publishing.compile import compile_working_copy

LINES = {
    "decomposed accents": ("E\u0301toposide", "Étoposide"),
    "a soft hyphen": ("chimio\u00adthérapie", "chimiothérapie"),
    "a zero width space in a word": ("neuro\u200bblastome", "neuroblastome"),
    "a zero width space around a word": ("\u200bMIBG\ufeff", "MIBG"),
    "a word joiner": ("8\u2060 mg", "8 mg"),
    "characters that turn the direction": ("\u202eMIBG\u202c \u200f\u2066x\u2069", "MIBG x"),
    "control characters": ("MI\x00B\x1fG\x7f", "MIBG"),
    "digits of full width": ("１０ mg", "10 mg"),
    "letters of full width": ("ＭＩＢＧ", "MIBG"),
    "the hyphen that is not the usual one": ("anti\u2010GD2", "anti-GD2"),
    "ligatures": ("con\ufb01ance, e\ufb03cace", "confiance, efficace"),
    "a line end and a tab": ("one\r\ntwo\tthree\u2028four", "one two three four"),
    "spaces": ("  one  two ", "one two"),
    "the sign of Kelvin": ("\u212a", "K"),
    "variants of letters": ("a\ufe0f", "a"),
}
STAYS = [
    "Le MIBG : 10\u00a0mg, « oui\u00a0» ; l’équipe…",
    "1\u2011888\u2011939\u20113333",
    "10⁹/L, 37,5 °C, 2\u20135 mg/m², ½",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: the joiner parts a word
    "\u0915\u094d\u200d\u0937",  # Devanagari: the joiner joins letters
    "\u2764\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "家庭，你好！",
]


@pytest.mark.parametrize(("text", "normal"), LINES.values(), ids=LINES)
def test_what_looks_the_same_is_the_same_in_a_line(text, normal):
    assert normal_line(text) == normal


@pytest.mark.parametrize("text", STAYS)
def test_what_a_text_needs_stays(text):
    assert normal_line(text) == normal_text(text) == text
    assert normal_rich_text(f"<p>{text}</p>") == f"<p>{text}</p>".replace("\u00a0", "&nbsp;")


def test_a_joiner_goes_where_no_script_needs_it():
    assert (
        normal_line("neuro\u200dblastome \u200c\u0645\u06cc\u200c") == "neuroblastome \u0645\u06cc"
    )


def test_several_lines_have_one_kind_of_end_and_no_space_before_it():
    assert normal_text("\n one \r\ntwo\t\rthree\u2029\x85four\n\n") == "one\ntwo\nthree\n\nfour"
    assert normal_text("One\x0b word") == "One word"


RICH = {
    "": "",
    " \n ": "",
    "<p></p>": "",
    "<p>&nbsp;</p>": "",
    "<p><br></p>": "",
    "<p><strong>\u200b</strong>&shy;</p>": "",
    "<h3></h3><ul><li><p> </p></li></ul>": "",
    "<h3> </h3><p>x</p>": "<p>x</p>",
    "<p>x</p><p></p>\n<p>y</p>": "<p>x</p><p>y</p>",
    "<ul>\n<li>x</li>\n<li></li>\n</ul>": "<ul>\n<li>x</li>\n</ul>",
    "<ul><li><p>x</p></li></ul>": "<ul><li>x</li></ul>",
    "<ul><li><p>x</p><ul><li><p>y</p></li></ul></li></ul>": (
        "<ul><li>x<ul><li>y</li></ul></li></ul>"
    ),
    "<ul><li><p>x</p><p>y</p></li></ul>": "<ul><li><p>x</p><p>y</p></li></ul>",
    '<p>a<a href="https://example.org"> </a>b</p>': "<p>a b</p>",
    "<p>a<strong> </strong><em></em>b</p>": "<p>a b</p>",
    '<ol data-type="decimal"><li><p>x</p></li></ol>': "<ol><li>x</li></ol>",
    '<ol data-type="lower-alpha"><li>x</li></ol>': '<ol data-type="lower-alpha"><li>x</li></ol>',
    ('<p><a title="t" href="https://example.org">x</a></p>'): (
        '<p><a href="https://example.org" title="t">x</a></p>'
    ),
    "<p> a \r\n b <em> c </em></p>": "<p>a b <em>c</em></p>",
    "<p>e\u0301&shy;tat&#8203;, &lt; 5 &amp; “x”</p>": "<p>état, &lt; 5 &amp; “x”</p>",
    "<p>x</p> (y)": "<p>x</p> (y)",
}


@pytest.mark.parametrize(("html", "normal"), RICH.items(), ids=RICH)
def test_rich_text_that_says_the_same_is_the_same(html, normal):
    assert normal_rich_text(html) == normal


@pytest.mark.django_db
def test_every_text_of_the_starter_is_in_normal_form_already(starter):
    for kind, entries in compile_working_copy()["entries"].items():
        for code, content in entries.items():
            for name, value in content.items():
                for text in value.values() if isinstance(value, dict) else [value]:
                    if isinstance(text, str):
                        normal = normal_rich_text if text.startswith("<") else normal_text
                        assert normal(text) == text, (kind, code, name)


UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u202e\u200f"
UNSEEN += "\ufe0f\ufe0e\u034f\u180b\u0000\u0085\u2028\ud800"
LETTERS = "aé\u0301E５－ﬁ \n\t\r-\u2010\u2011\u00a0\u0645\u0915\u094d\u1820\u2764\U0001f468<&>"
odd_text = st.text(
    alphabet=st.one_of(st.sampled_from(UNSEEN + LETTERS), st.characters()), max_size=30
)


@settings(max_examples=500)
@given(odd_text)
@example("a\ufe0f\u200d\U0001f525")
@example("\u2764\u200b\ufe0f")
@example("\u0645\u200c\u180b\u1820")
def test_plain_text_in_normal_form_stays_as_it_is(text):
    for normal in (normal_line, normal_text):
        once = normal(text)
        assert normal(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert not set(once) & set("\u00ad\u200b\u2060\ufeff\u202e\u0000\r\t\x85\u2028\ud800")
        assert once == once.strip()
    assert "\n" not in normal_line(text)


words = odd_text.map(
    lambda text: text.replace("<", "&lt;").translate(dict.fromkeys(range(0xD800, 0xE000)))
)
TAGS = ("p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a")
elements = st.recursive(
    st.one_of(words, st.sampled_from(["<br>", " ", "\n", "&nbsp;", "&shy;", ""])),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4).map("".join)).map(
        lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
    ),
    max_leaves=12,
)
rich_text = st.lists(elements, max_size=4).map("".join)
sanitize = Section._meta.get_field("body_en").sanitize


@settings(max_examples=600)
@given(rich_text)
def test_rich_text_in_normal_form_stays_as_it_is_also_for_the_sanitiser(html):
    once = normal_rich_text(sanitize(html))
    assert normal_rich_text(once) == once
    assert normal_rich_text(sanitize(once)) == once
    assert once == once.strip(" \n")


@settings(max_examples=400)
@given(rich_text, rich_text)
def test_line_ends_between_blocks_come_back_and_are_all_that_comes(model, html):
    model, html = normal_rich_text(sanitize(model)), normal_rich_text(sanitize(html))
    laid_out = laid_out_as(model, html)
    assert normal_rich_text(laid_out) == laid_out
    assert laid_out.replace("\n", "") == html.replace("\n", "")
    assert says_the_same(laid_out, html)
    assert laid_out_as(model, model.replace("\n", "")) == model


@given(words, st.sampled_from(["x", "1", ".", "-", "é"]))
def test_a_letter_more_is_another_text(text, more):
    rich = sanitize(f"<p>{text}</p>")
    assert not says_the_same({"body": {"fr": rich}}, {"body": {"fr": f"{rich}<p>{more}</p>"}})
    assert not says_the_same([text], [f"{text}{more}"])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ＶＷＸ２\u201134CD", "VWX2-34CD"),
        ("vwx2\u00ad\u2013\u200b34cd", "vwx2-34cd"),
        (" the\u0301rapie\u00a0 x ", "thérapie x"),
        ("anti\u2212GD2", "anti-GD2"),
    ],
)
def test_what_is_typed_to_find_something_is_read_loosely(text, read):
    assert typed(text) == read
