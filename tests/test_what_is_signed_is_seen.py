"""Whoever signs a text sees all that is signed: words, numbers, where links lead, its build."""

import re

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.lib.facts import facts_that_differ
from guide.lib.text import normal_rich_text, says_the_same
from guide.models import EntryVersion, Section
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.changes import field_changes
from guide.publishing.facts import facts_in_another_order
from guide.publishing.invitation import invite
from guide.publishing.reading_form import reading_form

from .builders import make_entry, make_user, publish_small_guide
from .desk import make_colleague
from .pages import read

WAS = '<p>Call the <a href="tel:1-888-939-3333">helpline</a> today.</p>'
NOW = '<p>Call the <a href="tel:1-900-555-0000">helpline</a> now.</p>'


@pytest.fixture
def edited(db):
    """A text that families read, and an edit of one word of it, and of where its link leads."""
    publish_small_guide()
    make_entry("section", "for-everyone", body={"en": WAS, "fr": WAS})
    approve_as_starter(section())
    publish(None)
    return make_entry("section", "for-everyone", body={"en": NOW, "fr": WAS})


def section():
    return Section.objects.with_links().get(code="for-everyone")


def shown(client, address, role="Reviewers"):
    client.force_login(make_colleague(role))
    return read(client.get(address)).text


def test_the_review_page_shows_where_a_link_led_and_where_it_leads(client, edited):
    page = shown(client, "/admin/entry/section/for-everyone/review/")
    assert "tel:1-888-939-3333" in page
    assert "[helpline → tel:1-900-555-0000] now" in page
    changed = page[page.index("Numbers and links that change") :]
    assert changed.index("tel:1-888-939-3333") < changed.index("tel:1-900-555-0000")


def test_the_publish_page_shows_it(client, edited):
    approve_as_starter(section())
    page = shown(client, "/admin/publish/", "Publishers")
    assert "tel:1-888-939-3333" in page
    assert "tel:1-900-555-0000" in page


def test_the_history_shows_it(client, edited):
    old, new = EntryVersion.objects.of(edited).values_list("version", flat=True)[:2][::-1]
    page = shown(client, f"/admin/entry/section/for-everyone/history/?from={old}&to={new}")
    assert "tel:1-888-939-3333" in page
    assert "tel:1-900-555-0000" in page


def test_whoever_is_asked_by_a_link_sees_it_too(client, edited):
    token = invite(edited, make_user("inviter", superuser=True), "Dr. Anne Roy")
    page = read(client.get(reverse("review_link:read", args=[token]))).text
    assert "tel:1-888-939-3333" in page
    assert "[helpline → tel:1-900-555-0000] now" in page


def test_a_page_on_which_only_a_link_leads_elsewhere_counts_as_one_that_reads_differently(
    client, edited
):
    make_entry("section", "for-everyone", body={"en": WAS.replace("888", "900"), "fr": WAS})
    approve_as_starter(section())
    page = shown(client, "/admin/publish/", "Publishers")
    assert "This edition changes 9 of 9 results" in page


@pytest.mark.parametrize(
    ("before", "after", "sees"),
    [
        ("<ul><li>One</li></ul>", "<p>One</p>", ["• One"]),
        ("<p><strong>Call</strong> us</p>", "<p>Call us</p>", ["**Call**"]),
        ("<h3>Fever</h3><p>x</p>", "<p>Fever</p><p>x</p>", ["§ Fever"]),
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>", ["• a", "1. a"]),
        ("<p>a<br>b</p>", "<p>a</p><p>b</p>", ["↵ b"]),
        (
            "<ul><li><p>a</p><p>b</p></li></ul>",
            "<ul><li><p>a</p></li></ul><p>b</p>",
            ["• a\n\u00a0\u00a0\u00a0\u00a0b", "• a\nb"],
        ),
        (
            "<ul><li>a<ul><li>b</li></ul>c</li></ul>",
            "<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p>",
            ["\u00a0\u00a0\u00a0\u00a0• b\n\u00a0\u00a0\u00a0\u00a0c", "• b\nc"],
        ),
    ],
)
def test_how_a_text_is_built_is_seen(before, after, sees):
    [change] = field_changes("section", {"body": {"en": before}}, {"body": {"en": after}}, {})
    for words in sees:
        assert words in f"{change.before}\n{change.after}"
    assert change.before != change.after


@pytest.mark.parametrize(
    ("before", "after", "facts"),
    [
        ("Fever is 38.5 °C.", "Fever is 38 °C.", (["38.5 °C"], ["38 °C"])),
        ("Give 10 mg.", "Give 100 mg.", (["10 mg"], ["100 mg"])),
        ("Call 514-345-4931.", "Call us.", (["514-345-4931"], [])),
        ("We wait 2 to 3 days.", "We wait 2 to 3 days", ([], [])),
        ("Give 5 mg/kg.", "Give 5 mg/m².", (["5 mg/kg"], ["5 mg/m²"])),
        ("Give 5 mcg.", "Give 5 µg.", (["5 mcg"], ["5 µg"])),
        ("Give 90 mg/m²/day.", "Give 90 mg/m² a day.", (["90 mg/m²/day"], ["90 mg/m²"])),
        ("Drink 2 L.", "Drink 2 mL.", (["2 L"], ["2 mL"])),
        ("Give 5 / 6.", "Give 5/6.", (["5 / 6"], ["5/6"])),
        ("(613) 737-7600", "(613) 737-7601", (["613) 737-7600"], ["613) 737-7601"])),
    ],
)
def test_numbers_stand_out(before, after, facts):
    assert facts_that_differ(before, after) == facts


DAY_AND_NIGHT = (
    '<p>By day <a href="tel:1-514-555-0100">514-555-0100</a>, '
    'by night <a href="tel:1-613-555-0100">613-555-0100</a>. Ask for poste 12.</p>'
)


def swapped(html):
    return html.replace("514", "x").replace("613", "514").replace("x", "613")


def test_two_numbers_that_change_places_stand_out(client, edited):
    make_entry("section", "for-everyone", body={"en": DAY_AND_NIGHT, "fr": DAY_AND_NIGHT})
    approve_as_starter(section())
    publish(None)
    make_entry("section", "for-everyone", body={"en": swapped(DAY_AND_NIGHT), "fr": DAY_AND_NIGHT})
    page = shown(client, "/admin/entry/section/for-everyone/review/")
    told = page[page.index("Numbers and links that change places:") :]
    was, _arrow, now = told.partition("→")
    assert was.index("514-555-0100") < was.index("613-555-0100")
    assert now.index("613-555-0100") < now.index("514-555-0100")


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("Day 1, night 2.", "Day 2, night 1.", (["1", "2"], ["2", "1"])),
        ("a 1 b 2 c 3 d", "a 1 b 3 c 2 d", (["2", "3"], ["3", "2"])),
        ("a 1 b 2 c 3", "a 2 b 1 c 4", (["1", "2"], ["2", "1"])),
        ("a 1 b 2 c 1", "a 2 b 1", ([], [])),
        ("a 1 b 2", "a 1 c 3 b 2", ([], [])),
        (
            "[a → tel:1] [b → tel:2]",
            "[a → tel:2] [b → tel:1]",
            (["tel:1", "tel:2"], ["tel:2", "tel:1"]),
        ),
        ("no number", "none", ([], [])),
    ],
)
def test_what_changes_places_is_told_as_it_stood_and_as_it_stands(before, after, moved):
    assert facts_in_another_order(before, after) == moved


def test_words_typed_like_a_link_are_not_read_as_one(client, edited):
    typed = "<p>Call the [helpline → tel:1-888-939-3333] now.</p>"
    make_entry("section", "for-everyone", body={"en": typed, "fr": WAS})
    page = shown(client, "/admin/entry/section/for-everyone/review/")
    assert "[helpline \\→ tel:1-888-939-3333] now" in page
    assert "A sign behind \\ was typed" in page
    assert "Numbers and links that change: tel:1-888-939-3333 → 1-888-939-3333" in page


@pytest.mark.parametrize(
    ("built", "typed"),
    [
        ('<p><a href="tel:1">x</a></p>', "<p>[x → tel:1]</p>"),
        ("<ul><li>One</li></ul>", "<p>• One</p>"),
        ("<ol><li>One</li></ol>", "<p>1. One</p>"),
        ("<h3>Fever</h3>", "<p>§ Fever</p>"),
        ("<p><em>soon</em></p>", "<p>*soon*</p>"),
        ("<p>a<br>b</p>", "<p>a</p><p>↵ b</p>"),
        ("<ul><li>a<p>b</p></li></ul>", "<ul><li>a</li></ul><p>\u00a0\u00a0\u00a0\u00a0b</p>"),
        ('<p><a href="tel:1]">x</a></p>', '<p><a href="tel:1">x</a>]</p>'),
        ("<p>→</p>", "<p>\\→</p>"),
    ],
)
def test_what_is_built_and_what_is_typed_read_differently(built, typed):
    assert reading_form(built) != reading_form(typed)


def test_a_title_typed_like_a_link_is_not_read_as_one():
    [change] = field_changes("section", {}, {"title": {"en": "[x → tel:1]"}}, {})
    assert change.after == "[x \\→ tel:1]"


# Whatever two texts may be

WORDS = st.one_of(
    st.text("ab 1→•*§.[]\\", min_size=1, max_size=6),
    st.sampled_from(["[a → tel:1-888]", "→ tel:1-888]", "1. a", "• a"]),
)
LINKS = st.builds(
    '<a href="{}">{}</a>'.format, st.sampled_from(["tel:1-888", "https://a.example/"]), WORDS
)
INLINE = st.lists(
    st.one_of(WORDS, LINKS, st.builds("<strong>{}</strong>".format, WORDS)), max_size=3
).map("".join)
ITEMS = st.lists(INLINE.map("<li>{}</li>".format), min_size=1, max_size=3).map("".join)
BLOCKS = st.one_of(
    INLINE.map("<p>{}</p>".format),
    INLINE.map("<h3>{}</h3>".format),
    ITEMS.map("<ul>{}</ul>".format),
    ITEMS.map("<ol>{}</ol>".format),
)
TEXTS = st.lists(BLOCKS, max_size=3).map("".join).map(normal_rich_text)
TARGET = re.compile(r'href="([^"]*)"')


@settings(max_examples=300)
@given(TEXTS, TEXTS)
def test_of_any_two_texts_that_differ_the_comparison_is_not_empty_and_names_each_link(one, other):
    found = list(field_changes("section", {"body": {"en": one}}, {"body": {"en": other}}, {}))
    if says_the_same(one, other):
        assert found == []
        return
    [change] = found
    assert change.before != change.after
    assert "<del>" in change.diff or "<ins>" in change.diff
    gone, come = change.facts
    links_before, links_after = TARGET.findall(one), TARGET.findall(other)
    for link in set(links_before + links_after):
        fewer = links_before.count(link) - links_after.count(link)
        assert gone.count(link) - come.count(link) == fewer


@settings(max_examples=100)
@given(TEXTS)
def test_the_reading_form_has_each_word_and_each_target(html):
    form = reading_form(html)
    for target in TARGET.findall(html):
        assert f"→ {target}]" in form


@settings(max_examples=100)
@given(TEXTS)
def test_each_link_and_heading_of_the_reading_form_is_one_and_none_is_typed(html):
    form = re.sub(r"\\.", "", reading_form(html))
    assert form.count("→") == html.count("<a ")
    assert len(re.findall("^§ ", form, re.MULTILINE)) == html.count("<h3>")
