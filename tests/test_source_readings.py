"""The source ledger: what was read, what is new in it, and which entries rest on it.

For staff alone.
"""

import json

import pytest

from guide.exchange.guide_file import export_guide
from guide.exchange.translations import texts
from guide.models import ENTRY_MODELS, Source, SourceReading
from guide.publishing.compile import compile_next, compile_working_copy
from guide.publishing.source_diff import citing, compare, paragraphs

from .builders import approve_all, make_entry, make_small_guide, make_user
from .desk import change_address, make_colleague
from .pages import read

OLD = (
    "Treatment depends on the risk group.\n\nSurgery may be used.\n\nSome families ask about "
    "trials."
)
NEW = (
    "Treatment depends on the risk group.\n\nSurgery is often used.\n\nA new medicine was "
    "approved this year."
)
SECRET = "the words of a publisher that must not get out"


def seen(found):
    return [(p.what, p.before, p.after) for p in found]


def test_paragraphs_are_added_changed_and_gone():
    assert seen(compare(OLD, NEW)) == [
        ("same", "Treatment depends on the risk group.", "Treatment depends on the risk group."),
        ("changed", "Surgery may be used.", "Surgery is often used."),
        ("added", "", "A new medicine was approved this year."),
        ("gone", "Some families ask about trials.", ""),
    ]


def test_line_ends_and_spaces_are_no_difference():
    assert {p.what for p in compare(OLD, OLD.replace("\n", "\r\n").replace(" ", "  "))} == {"same"}


def test_a_text_without_empty_lines_is_taken_line_by_line():
    assert paragraphs("one\ntwo\nthree") == ["one", "two", "three"]


def test_a_moved_order_loses_no_paragraph():
    before, after = "a a a\n\nb b b\n\nc c c", "c c c\n\na a a\n\nb b x"
    found = compare(before, after)
    assert sorted(p.before for p in found if p.before) == ["a a a", "b b b", "c c c"]
    assert sorted(p.after for p in found if p.after) == ["a a a", "b b x", "c c c"]


@pytest.fixture
def source(db):
    make_small_guide()
    source = make_entry("source", "book", title="A book", address="https://example.org/book")
    treatment = make_entry("treatment", "surgery", sources=["book"])
    uses = [{"treatment": treatment.code, "part": "may", "source": "book"}]
    make_entry("section", "options", title="Options", treatments=uses)
    return source


def test_every_entry_that_cites_it_is_named(source):
    assert [(e.kind_name(), e.code) for e in citing(source)] == [
        ("treatment", "surgery"),
        ("section", "options"),
    ]


@pytest.fixture
def editor(client, source):
    user = make_colleague("Editors")
    client.force_login(user)
    return user


ADDRESS = "/admin/sources/book/readings/"


def paste(client, text, button, read_on="2024-05-01"):
    return client.post(ADDRESS, {"text": text, "read_on": read_on, button: "x"})


def test_a_newer_text_is_compared_first_and_kept_only_when_asked(client, editor, source):
    source.readings.create(text=OLD, read_on="2023-01-01", read_by=editor)
    page = read(paste(client, NEW, "compare")).first(class_="desk")
    said = list(page.all("div", class_="paragraph"))
    assert [p.first("strong").text for p in said] == ["Changed", "Added", "Gone"]
    assert [p.text for p in said[0].all("ins")] == ["is often"]
    assert said[1].first("ins").text == "A new medicine was approved this year."
    assert said[2].first("del").text == "Some families ask about trials."
    assert "1 paragraph reads as before." in page.text
    assert "Treatment: surgery name" in page.text
    assert SourceReading.objects.count() == 1
    assert paste(client, NEW, "keep").status_code == 302
    newest = source.readings.first()
    assert (newest.text, newest.read_by) == (NEW, editor)
    assert "Changed" in read(client.get(f"{ADDRESS}{newest.pk}/")).text


def test_a_text_that_is_missing_or_from_the_future_is_refused_at_its_field(client, editor):
    for text, day, said in (
        (" ", "2024-05-01", "This field is required."),
        ("x" * 200_001, "2024-05-01", "Ensure this value has at most 200000 characters"),
        ("words", "2999-01-01", "This day has not come yet."),
        ("words", "yesterday", "Enter a valid date."),
    ):
        response = paste(client, text, "keep", day)
        assert response.status_code == 422
        assert said in read(response).text
    assert not SourceReading.objects.exists()


def test_the_way_there_is_on_the_source_itself(client, editor):
    assert read(client.get(change_address("source", "book"))).first("a", href=ADDRESS)


def test_reviewers_read_the_ledger_and_only_editors_add_to_it(client, source):
    client.force_login(make_colleague("Reviewers"))
    assert read(client.get(ADDRESS)).first("textarea") is None
    paste(client, NEW, "keep")
    assert not SourceReading.objects.exists()


def test_nobody_else_reads_it(client, source):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(make_user("visitor", staff=False))
    assert client.get(ADDRESS).status_code == 302
    client.force_login(make_colleague(""))
    assert client.get(ADDRESS).status_code == 403


def test_the_text_of_a_source_is_in_no_edition_preview_or_exchange_file(source):
    source.readings.create(text=SECRET)
    approve_all()
    told = [
        export_guide(),
        json.dumps(compile_next()),
        json.dumps(compile_working_copy()),
        str(texts()),
    ]
    assert not any(SECRET in text for text in told)
    assert not any(
        "readings" in model.content(entry)
        for model in ENTRY_MODELS
        for entry in model.objects.all()
    )
    assert Source.objects.get().readings.get().text == SECRET
