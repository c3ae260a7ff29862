"""A newer starter on a site in use: changed words wait for review, and nothing that staff wrote is
touched.
"""

import pytest
from django.core.management import CommandError, call_command

from guide.edition.current import live_edition
from guide.exchange import starter_edits
from guide.exchange.starter import FOLDER, read_folder
from guide.exchange.starter_edits import DIGITS, load_as_edits, shipped
from guide.models import (
    ENTRY_MODELS,
    Edition,
    EntryVersion,
    Remark,
    Resource,
    Section,
    Source,
    Term,
    Treatment,
)
from guide.publishing.actions import approve, approve_as_starter, publish
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry

from .builders import make_user

pytestmark = pytest.mark.django_db

SECTION = ("section", "outlook")  # the starter has no draft of it
NEW_WORDS = {"en": "<p>Newer words.</p>", "fr": "<p>Mots plus nouveaux.</p>"}
# What an earlier starter shipped: the service was suspended, and the entry is gone from today's.
SUSPENDED_SOURCE = {
    "title": "Talk to someone who has been there, Canadian Cancer Society",
    "publisher": "Canadian Cancer Society",
    "language": "en",
    "address": "https://cancer.ca/en",
    "seen": {
        "en": "Seen in a stored copy of a test site of the organisation; not checked live",
        "fr": "Vu dans une copie d’un site d’essai de l’organisme; pas encore vérifié en direct",
    },
}
SUSPENDED = {
    "order": 30,
    "kind": "community",
    "name": {
        "en": "Talk to someone who has been there, Canadian Cancer Society",
        "fr": "Parler à quelqu’un qui est passé par là, Société canadienne du cancer",
    },
    "offers": {
        "en": (
            "Matches people who care for someone with cancer. For those 18 or older. A "
            "volunteer calls them."
        ),
        "fr": "Met en contact les proches de 18 ans et plus avec une personne bénévole, qui les "
        "appelle. "
        "Service en anglais.",
    },
    "languages": ["en"],
    "phone": {"en": "1-888-939-3333", "fr": "1-888-939-3333"},
    "address": {"en": "https://cancer.ca/en", "fr": "https://cancer.ca/fr"},
    "how_to": {
        "en": "Ask for it when you call the Cancer Information Helpline.",
        "fr": "Demandez ce service en appelant le Service d’information sur le cancer.",
    },
    "confidence": "seen",
    "sources": ["org-talk-to-someone"],
}


def one(code, model=Section):
    return model.objects.with_links().get(code=code)


def newer(monkeypatch, kind, code, content):
    """From here on the program comes with a starter in which this entry has other fields; None: it
    is gone.
    """
    shelf = read_folder(FOLDER)
    if content is None:
        del shelf[kind][code]
    else:
        shelf[kind][code] = shelf[kind].get(code, {}) | content
    monkeypatch.setattr(
        starter_edits,
        "read_folder",
        lambda folder: shelf if folder == FOLDER else read_folder(folder),
    )


def everything():
    entries = [
        (e.pk, e.digest(), e.updated, e.note)
        for model in ENTRY_MODELS
        for e in model.objects.with_links()
    ]
    return entries, EntryVersion.objects.count(), Edition.objects.count()


@pytest.fixture
def suspended(starter):
    """A site whose starter still had the suspended service, published."""
    approve_as_starter(write_entry("source", "org-talk-to-someone", SUSPENDED_SOURCE))
    approve_as_starter(write_entry("resource", "talk-to-someone", SUSPENDED))
    publish(None)


def test_every_form_in_which_the_starter_ships_now_is_noted(starter):
    """After a change of the YAML: tools/note_starter.py adds what is missing."""
    forms = EntryVersion.objects.values_list("kind", "code", "digest")
    assert [row for row in forms if row[2][:DIGITS] not in shipped().get(row[:2], ())] == []


@pytest.mark.once
def test_a_site_that_has_this_starter_is_left_as_it_is(starter):
    before = everything()
    laid = load_as_edits()
    assert (laid.new, laid.changed, laid.withdrawn, laid.left) == ([], [], [], [])
    assert everything() == before


def test_a_changed_text_comes_as_an_edit_that_nobody_has_signed(starter, monkeypatch):
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    assert load_as_edits().changed == [SECTION]
    section = one("outlook")
    assert section.body_fr == NEW_WORDS["fr"]
    assert not section.is_approved()
    assert section.edited_by is None
    assert "Nobody has read it yet" in section.note
    assert Edition.objects.count() == 1
    assert "Newer words" not in live_edition().guide("en").sections["outlook"].body


def test_until_it_is_approved_an_edition_goes_out_with_the_words_as_they_were(starter, monkeypatch):
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    load_as_edits()
    approve_as_starter(
        write_entry(
            "term", "word", {n: {"en": "Word", "fr": "Mot"} for n in ("name", "definition")}
        )
    )
    publish(None)
    assert "Newer words" not in live_edition().guide("en").sections["outlook"].body
    approve(one("outlook"), make_user())
    publish(None)
    assert "Newer words" in live_edition().guide("en").sections["outlook"].body


@pytest.mark.once
def test_the_second_time_nothing_happens(starter, monkeypatch):
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    noted = starter_edits.SHIPPED.read_text(encoding="utf-8")
    load_as_edits()
    before = everything()
    assert load_as_edits().changed == []
    assert everything() == before
    assert starter_edits.SHIPPED.read_text(encoding="utf-8") == noted


@pytest.mark.once
def test_a_text_that_staff_changed_is_left_alone_and_named(starter, monkeypatch):
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    write_entry(*SECTION, {"title": {"en": "Our own title", "fr": "Notre titre"}}, by=make_user())
    before = everything()
    laid = load_as_edits()
    assert laid.changed == []
    assert laid.left == [(*SECTION, "staff changed it")]
    assert everything() == before


@pytest.mark.once
def test_a_text_that_came_in_by_a_command_is_left_alone_too(starter, monkeypatch):
    """An import without a name leaves no trace of a person, and still it is no text of the
    starter.
    """
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    write_entry(*SECTION, {"body": {"en": "<p>Imported.</p>", "fr": "<p>Importé.</p>"}})
    assert load_as_edits().left == [(*SECTION, "staff changed it")]
    assert one("outlook").body_en == "<p>Imported.</p>"


@pytest.mark.once
def test_a_text_that_staff_put_back_word_for_word_is_the_starters_again(starter, monkeypatch):
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    had, user = one("outlook").content(), make_user()
    write_entry(*SECTION, {"title": {"en": "Our own title", "fr": "Notre titre"}}, by=user)
    write_entry(*SECTION, {"title": had["title"]}, by=user)
    assert load_as_edits().changed == [SECTION]


@pytest.mark.once
def test_what_a_reviewer_approved_is_left_alone_until_it_is_published(starter, monkeypatch):
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    approve(one("outlook"), make_user())
    assert load_as_edits().left == [(*SECTION, "it is approved and waits to be published")]
    assert one("outlook").is_approved()
    publish(None)
    assert load_as_edits().changed == [SECTION]
    assert live_edition().guide("en").sections["outlook"].reviewed


@pytest.mark.parametrize("nature", [Remark.Nature.READY, Remark.Nature.NEEDS_CHANGES])
@pytest.mark.once
def test_a_draft_that_is_being_reviewed_is_left_alone(starter, monkeypatch, nature):
    newer(
        monkeypatch, "treatment", "surgery", {"name": {"en": "An operation", "fr": "Une opération"}}
    )
    draft = one("surgery", Treatment)
    Remark.objects.create(
        kind="treatment",
        code="surgery",
        digest=draft.digest(),
        nature=nature,
        text="Why.",
        by=make_user(),
    )
    laid = load_as_edits()
    assert laid.left == [("treatment", "surgery", "a review is asked for, or was sent back")]
    assert laid.changed == []


@pytest.mark.once
def test_what_is_new_comes_as_a_draft(starter, monkeypatch):
    words = {"en": "Word", "fr": "Mot"}
    newer(monkeypatch, "term", "brand-new", {"name": words, "definition": words})
    assert load_as_edits().new == [("term", "brand-new")]
    assert not one("brand-new", Term).is_approved()
    assert "brand-new" not in live_edition().guide("en").terms


def test_what_the_starter_no_longer_has_is_proposed_as_withdrawn(suspended):
    assert "talk-to-someone" in live_edition().guide("en").resources
    laid = load_as_edits()
    assert set(laid.withdrawn) == {
        ("resource", "talk-to-someone"),
        ("source", "org-talk-to-someone"),
    }
    resource = one("talk-to-someone", Resource)
    assert resource.withdrawn
    assert not resource.is_approved()
    assert "no longer has this" in resource.note
    assert load_as_edits().withdrawn == []
    user = make_user()
    approve(resource, user)
    approve(one("org-talk-to-someone", Source), user)
    publish(None)
    assert "talk-to-someone" not in live_edition().guide("fr").resources


@pytest.mark.once
def test_what_the_starter_no_longer_has_stays_where_staff_changed_it(suspended):
    how = {"en": "We asked: it runs again.", "fr": "Nous avons demandé : il existe encore."}
    write_entry("resource", "talk-to-someone", {"how_to": how}, by=make_user())
    laid = load_as_edits()
    assert laid.left == [
        ("resource", "talk-to-someone", "the starter no longer has it, but staff changed it")
    ]
    assert not one("talk-to-someone", Resource).withdrawn


@pytest.mark.once
def test_what_staff_made_themselves_is_none_of_the_starters_business(starter):
    write_entry(
        "resource",
        "our-own",
        {n: {"en": "Ours", "fr": "À nous"} for n in ("name", "offers")},
        by=make_user(),
    )
    before = everything()
    laid = load_as_edits()
    assert (laid.withdrawn, laid.left) == ([], [])
    assert everything() == before


@pytest.mark.once
def test_a_note_that_staff_wrote_stays_and_one_of_an_earlier_starter_goes(starter, monkeypatch):
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    section = one("outlook")
    section.note = "Ask Anne about this."
    section.save()
    load_as_edits()
    assert one("outlook").note.startswith("Ask Anne about this.\n")
    newer(
        monkeypatch, "treatment", "surgery", {"name": {"en": "An operation", "fr": "Une opération"}}
    )
    monkeypatch.setattr(
        starter_edits, "read_folder", _with_note(starter_edits.read_folder, "A newer reason.")
    )
    load_as_edits()
    note = one("surgery", Treatment).note
    assert note.splitlines()[0] == "A newer reason."
    assert "General knowledge" not in note


def _with_note(read, note):
    def shelf(folder):
        found = read(folder)
        if folder != FOLDER:
            found["treatment"]["surgery"]["note"] = note
        return found

    return shelf


@pytest.mark.once
def test_the_command_says_what_it_did_what_it_left_and_why(starter, monkeypatch, capsys):
    newer(monkeypatch, *SECTION, {"body": NEW_WORDS})
    call_command("load_starter", "--as-edits", "--dry-run")
    told = capsys.readouterr().out
    assert "Changed, as an edit that waits for review: section outlook" in told
    assert "Nothing was changed." in told
    assert one("outlook").is_approved()
    call_command("load_starter", "--as-edits")
    assert "Families read what they read before" in capsys.readouterr().out
    write_entry(*SECTION, {"title": {"en": "Our own title", "fr": "Notre titre"}}, by=make_user())
    call_command("load_starter", "--as-edits")
    told = capsys.readouterr().out
    assert "Left as it is, because staff changed it: section outlook" in told
    assert "Nothing to do" in told


def test_an_empty_database_is_told_to_load_the_starter_whole(db):
    with pytest.raises(Refused, match="empty"):
        load_as_edits()
    with pytest.raises(CommandError, match="empty"):
        call_command("load_starter", "--as-edits")


def test_two_ways_at_once_are_refused(starter):
    with pytest.raises(CommandError, match="Choose one"):
        call_command("load_starter", "--as-edits", "--missing-only")
    with pytest.raises(CommandError, match="goes with --as-edits"):
        call_command("load_starter", "--dry-run")
