"""The whole guide as a file and back: without loss, all or nothing, and never approved by it."""

import datetime
import io

import pytest
import yaml
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.exchange.guide_file import export_guide, import_guide
from guide.exchange.strict_yaml import Unreadable, dump, load
from guide.models import BY_KIND, ENTRY_MODELS, Edition, Section, Source, Ward
from guide.publishing.audit import in_words
from guide.publishing.refused import Refused

from . import photograph
from .builders import approve_all, make_entry, make_small_guide, make_user

pytestmark = pytest.mark.django_db


def digests():
    return {
        (m.kind_name(), e.code): e.digest() for m in ENTRY_MODELS for e in m.objects.with_links()
    }


def empty_the_guide():
    for model in reversed(ENTRY_MODELS):
        model.objects.all().delete()


@photograph.kept
def make_full_guide():
    """An entry of every kind, with every link."""
    make_small_guide()
    source = make_entry(
        "source", "book", address="https://example.org/a?b=1#c", taken="2024-02-29"
    ).code
    treatment = make_entry("treatment", "surgery", sources=[source]).code
    uses = [{"treatment": treatment, "part": "may", "source": source}]
    make_entry(
        "section", "high-spread", choices=["high", "spread"], sources=[source], treatments=uses
    )
    make_entry("prompt", "ask", sections=["high-spread"], treatments=[treatment])
    make_entry(
        "resource",
        "helpline",
        languages=["fr", "en"],
        checked_on="2024-01-02",
        checked_by="A nurse",
    )
    make_entry("ward", "seven", fever_line="555-0199")
    make_entry("term", "word", forms="words\nwordy", withdrawn=True)
    Section.objects.filter(code="high-spread").update(
        note="Look: again", review_due=datetime.date(2030, 1, 31)
    )


@pytest.mark.once
def test_the_starter_comes_back_without_loss(starter):
    before = digests()
    text = export_guide()
    empty_the_guide()
    report = import_guide(text)
    assert digests() == before
    assert len(report.new) == len(before)
    assert export_guide() == text


def test_every_kind_of_entry_and_every_link_comes_back(db):
    make_full_guide()
    before, text = digests(), export_guide()
    assert {kind for kind, _code in before} == set(BY_KIND)
    empty_the_guide()
    import_guide(text)
    assert digests() == before
    section = Section.objects.get(code="high-spread")
    assert (section.note, section.review_due) == ("Look: again", datetime.date(2030, 1, 31))


@settings(max_examples=100)
@given(
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t\r\x85"
        )
    )
)
def test_no_text_changes_on_its_way_through_a_file(text):
    assert load(dump({"code": text})) == {"code": text}


def test_importing_the_same_file_again_changes_nothing_and_keeps_approvals():
    make_full_guide()
    approve_all()
    report = import_guide(export_guide())
    assert (report.new, report.changed) == ([], [])
    assert all(
        entry.is_approved() for model in ENTRY_MODELS for entry in model.objects.with_links()
    )


def test_an_import_never_approves_even_words_that_were_approved_once():
    make_small_guide()
    approve_all()
    approved = export_guide()
    Section.objects.update(body_en="<p>An edit.</p>")
    report = import_guide(approved)
    section = Section.objects.get()
    assert report.changed == [("section", "for-everyone")]
    assert section.body_en == "<p>For everyone.</p>"
    assert not section.is_approved()
    assert not Edition.objects.exists()


def test_a_new_note_is_told_and_leaves_the_approval_alone():
    make_small_guide()
    Section.objects.update(note="Look again.")
    approve_all()
    report = import_guide(export_guide().replace("Look again.", "Looked at."))
    assert report.changed == [("section", "for-everyone")]
    assert Section.objects.get().note == "Looked at."
    assert Section.objects.get().is_approved()


def test_a_guide_imported_into_an_empty_database_is_approved_by_nobody():
    make_small_guide()
    approve_all()
    text = export_guide()
    empty_the_guide()
    import_guide(text)
    assert not any(
        entry.is_approved() for model in ENTRY_MODELS for entry in model.objects.with_links()
    )


def test_who_imports_is_who_edited():
    make_small_guide()
    alice = make_user("alice")
    text = (
        export_guide()
        .replace("For everyone.", "For all.")
        .replace("    for-everyone:", "    for-all:")
    )
    import_guide(text, by=alice)
    import_guide(text.replace("For all.", "For everybody."), by=alice)
    assert Section.objects.get(code="for-all").edited_by == alice
    said = [in_words(entry) for entry in LogEntry.objects.filter(user=alice).order_by("pk")]
    assert said == ["added by import", "changed by import"]


def test_what_the_file_does_not_have_is_left_alone_and_named():
    text = export_guide()
    make_entry("ward", "seven")
    assert import_guide(text).not_in_file == [("ward", "seven")]
    assert Ward.objects.exists()


WRONG = {
    "an unknown field": ("title: book", "colour: red", "source book: no field is called colour"),
    "a text too long": ("title: book", "title: " + "x" * 301, "source book: title:"),
    "a date that is none": ("taken: '2024-02-29'", "taken: 2024-02-30", "source book: taken:"),
    "a list for a date": ("taken: '2024-02-29'", "taken: [1]", "source book: taken cannot be read"),
    "a number for a next review": (
        "review_due: '2030-01-31'",
        "review_due: 5",
        "review_due is not a date",
    ),
    "languages that are a number": (
        "languages:\n      - en\n      - fr",
        "languages: 5",
        "resource helpline: languages:",
    ),
    "regions in regions": ("regions: []", "regions: [[QC]]", "resource helpline: regions:"),
    "an address that is none": ("https://example.org", "javascript:alert", "source book: address:"),
    "an address that no phone opens": (
        "https://example.org",
        "ftp://example.org",
        "begins with ftp://",
    ),
    "an address with a password": (
        "https://example.org",
        "https://a:b@example.org",
        "a password before the @",
    ),
    "an unknown link": ("- high\n", "- nowhere\n", "section high-spread: choices names nowhere"),
    "one language only": ("fr: seven name (fr)", "de: x", "ward seven: name needs exactly en, fr"),
    "a number for a text": ("en: seven name", "en: 7", "ward seven: name in en is not a text"),
    "an unknown part": ("part: may", "part: perhaps", "section high-spread: part:"),
    "an unknown region": (
        "regions: []",
        "regions: [XX]",
        "resource helpline: regions: Not known here: XX.",
    ),
    "regions that are no list": ("regions: []", "regions: {a: 1}", "resource helpline: regions:"),
    "an unknown kind": ("  ward:", "  wards:", "“wards” is not a kind of entry"),
    "a code in capitals": ("    seven:", "    Seven:", "ward Seven: this code cannot be used"),
    "an entry that stands twice": ("    spread:", "    high:", "“high” stands twice"),
    "an entry without anything": (
        "    book:\n      order: 100",
        "    other: 1\n    book:\n      order: 1",
        "source other:",
    ),
    "a note that is no text": (
        "note: 'Look: again'",
        "note: [a]",
        "section high-spread: note is not a text",
    ),
    "another format": ("format: 1", "format: 99", "This is not a guide file of format 1."),
}


@pytest.mark.once
def test_what_is_wrong_is_named_and_nothing_is_imported(subtests):
    make_full_guide()
    text = export_guide()
    empty_the_guide()
    for name, (old, new, said) in WRONG.items():
        with subtests.test(name):
            assert old in text
            with pytest.raises(Refused) as refused:
                import_guide(text.replace(old, new, 1))
            assert said in "\n".join(
                [str(refused.value), *(problem.message for problem in refused.value.problems)]
            )
            assert not digests()


def test_every_wrong_entry_is_named_not_only_the_first():
    make_full_guide()
    text = (
        export_guide().replace("title: book", "titel: book").replace("part: may", "part: perhaps")
    )
    with pytest.raises(Refused) as refused:
        import_guide(text)
    assert {(p.kind, p.code) for p in refused.value.problems} == {
        ("source", "book"),
        ("section", "high-spread"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1, 2]",
        "format: 1",
        "{format: 1, entries: []}",
        "{format: 1, entries: {ward: [a]}}",
        "a: &x [1]\nb: *x",
        "[" * 100_000,
        "a: !!python/object/apply:os.getcwd []",
        'a: "\\0"',
        "a: {b",
        "\x00",
        "? [a]\n: b",
    ],
)
def test_a_file_of_another_kind_is_refused_with_a_sentence(text):
    with pytest.raises(Refused, match=r"\."):
        import_guide(text)


def test_nothing_in_a_file_can_stand_for_something_else():
    with pytest.raises(Unreadable, match="Line 2"):
        load("a: &x [1]\nb: *x")


def test_a_trial_run_writes_nothing():
    make_full_guide()
    text = export_guide()
    empty_the_guide()
    assert len(import_guide(text, dry_run=True).new) > 10
    assert not digests()


def test_the_commands_write_a_file_and_bring_it_back(tmp_path):
    make_full_guide()
    before = digests()
    call_command("export_guide", tmp_path / "guide.yaml", stdout=io.StringIO())
    empty_the_guide()
    out = io.StringIO()
    call_command("import_guide", tmp_path / "guide.yaml", stdout=out)
    assert digests() == before
    assert "new: ward seven" in out.getvalue()
    assert out.getvalue().endswith("0 not in the file and left alone.\n")


def test_the_commands_say_what_is_wrong(tmp_path):
    (tmp_path / "guide.yaml").write_text("{format: 1, entries: {ward: {seven: {name: 1}}}}")
    with pytest.raises(CommandError, match="ward seven: name needs"):
        call_command("import_guide", tmp_path / "guide.yaml")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_guide", tmp_path / "nothing.yaml")
    with pytest.raises(CommandError, match="no account called bob"):
        call_command("import_guide", tmp_path / "guide.yaml", by="bob")
    (tmp_path / "guide.yaml").write_bytes("À".encode("latin-1"))
    with pytest.raises(CommandError, match="not a text in UTF-8"):
        call_command("import_guide", tmp_path / "guide.yaml")


def test_wards_and_sources_are_in_the_file():
    make_full_guide()
    entries = yaml.safe_load(export_guide())["entries"]
    assert entries["ward"]["seven"]["fever_line"] == "555-0199"
    assert entries["source"]["book"]["taken"] == "2024-02-29"
    assert Source.objects.count() == len(entries["source"])
