"""The starter content: whole, sourced, in our own words, and loaded without a problem."""

import hashlib
import re

import pytest
from django.conf import settings

from guide.edition.current import live_edition
from guide.edition.glossary import TAG, terms_in
from guide.edition.path import all_paths
from guide.edition.result import result_for
from guide.exchange.starter import FOLDER, read_folder
from guide.lib.regions import REGIONS
from guide.models import BY_KIND, ENTRY_MODELS, Edition, Section, Term, Treatment
from guide.publishing.checks import problems

SHELVES = {"published": FOLDER, "drafts": FOLDER / "drafts"}
DATA = settings.BASE_DIR / "tests" / "data"
# SHA-256 (first 16 digits) of every run of eight words of the page that the guide starts from, and
# of passages of other sources, in English and French, that were read while the words were written.
RUNS = {
    *(DATA / "source-page-runs.txt").read_text().split(),
    *(DATA / "read-pages-runs.txt").read_text().split(),
}


def texts(value):
    """Every string in nested content."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def copied_runs(text):
    words = re.findall(r"[a-zà-ÿ0-9]+", TAG.sub(" ", text).lower())
    runs = (" ".join(words[i : i + 8]) for i in range(len(words) - 7))
    return [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:16] in RUNS]


@pytest.mark.parametrize("shelf", SHELVES)
def test_no_eight_words_in_a_row_equal_the_source_page_or_a_page_that_was_read(shelf):
    copied = [run for text in texts(read_folder(SHELVES[shelf])) for run in copied_runs(text)]
    assert copied == []


def test_a_copied_sentence_would_be_noticed(monkeypatch):
    assert len(RUNS) > 1500
    run = "eight words in a row that someone took"
    monkeypatch.setitem(globals(), "RUNS", {hashlib.sha256(run.encode()).hexdigest()[:16]})
    assert copied_runs(f"<p>Before: <b>{run.capitalize()}</b>, and after.</p>") == [run]
    assert copied_runs("nothing of ours stands on that page word for word at all") == []


def test_edition_one_has_no_problem_at_all(starter):
    assert (starter.number, starter.published_by) == (1, None)
    assert problems(starter.content) == []


def test_edition_one_is_marked_as_reviewed_by_nobody(starter):
    reviews = {
        entry["reviewed"] for kind in starter.content["entries"].values() for entry in kind.values()
    }
    assert reviews == {None}


@pytest.mark.parametrize("kind", ["section", "treatment", "resource"])
def test_every_section_treatment_and_resource_names_its_sources(starter, kind):
    assert [
        code for code, entry in starter.content["entries"][kind].items() if not entry["sources"]
    ] == []


def test_every_source_has_a_title_a_publisher_and_a_way_to_know_when_it_was_read(starter):
    for code, source in starter.content["entries"]["source"].items():
        assert source["title"], code
        assert source["publisher"], code
        assert source["taken"] or source["seen"]["en"], code


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_of_the_glossary_is_used_somewhere(starter, language):
    guide = live_edition().guide(language)
    pages = [s.title + s.key_points + s.body for s in guide.sections.values()]
    pages += [
        t.name + t.what + t.expect + t.side_effects + t.call + t.summary
        for t in guide.treatments.values()
    ]
    pages += [q.title + q.why for q in guide.questions.values()]
    pages += [c.label + " " + c.hint for c in guide.choices.values()]
    pages += [p.text for p in guide.prompts.values()]
    drafts = read_folder(SHELVES["drafts"])
    pages += [
        " ".join(text[language] for text in entry.values() if isinstance(text, dict))
        for kind in ("section", "treatment")
        for entry in drafts.get(kind, {}).values()
    ]
    used = {term.code for page in pages for term in terms_in([page], tuple(guide.terms.values()))}
    assert set(guide.terms) - used == set()


def test_every_province_and_territory_has_support_of_its_own_on_one_of_the_shelves():
    rows = [
        row for shelf in SHELVES.values() for row in read_folder(shelf).get("resource", {}).values()
    ]
    served = {region for row in rows for region in row.get("regions", [])}
    assert set(REGIONS) - served == set()


@pytest.mark.django_db
def test_every_province_and_territory_finds_support_in_edition_one(starter):
    resources = live_edition().guide("en").resources.values()
    assert all(any(resource.serves(region) for resource in resources) for region in REGIONS)


# Lines that families need day and night, and the only services of their kind in a few regions: many
# pages name them, the copies that were read are not their own, and the page says so.
SEEN_ELSEWHERE = {
    *("kids-help-phone", "kamatsiaqtut-helpline", "hope-for-wellness"),
    *("nl-medical-transportation", "nunavut-medical-travel", "nt-medical-travel"),
    *("health-line-811-on-ns-nl", "nihb-medical-travel"),
}


def test_a_contact_is_published_that_was_seen_on_the_organisations_own_page_or_is_said_not_to_be(
    starter,
):
    resources = starter.content["entries"]["resource"]
    elsewhere = {code for code, entry in resources.items() if entry["confidence"] != "seen"}
    assert elsewhere == SEEN_ELSEWHERE
    assert {resources[code]["confidence"] for code in elsewhere} == {"elsewhere"}
    assert {code for code in elsewhere if not resources[code].get("seen_on")} == set()
    assert {resource["checked_on"] for resource in resources.values()} == {None}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_key_points_of_a_definite_result_stay_under_120_words(starter, language):
    guide = live_edition().guide(language)
    for path in all_paths(guide):
        if path.is_unsure:
            continue
        result = result_for(guide, path)
        words = " ".join(TAG.sub(" ", shown.section.key_points) for shown in result.options).split()
        assert len(words) <= 120, (path.address, len(words))


def test_drafts_lie_on_the_working_copy_with_their_reason(starter):
    drafts = [
        e for model in ENTRY_MODELS for e in model.objects.with_links() if not e.is_approved()
    ]
    assert drafts
    assert [str(entry) for entry in drafts if not entry.note] == []


def test_a_draft_on_a_published_entry_leaves_families_with_the_published_text(starter):
    surgery = Treatment.objects.get(code="surgery")
    assert not surgery.is_approved()
    assert surgery.side_effects_en
    assert live_edition().guide("en").treatments["surgery"].side_effects != surgery.side_effects_en


def test_loading_twice_changes_nothing(starter):
    from guide.exchange.starter import load_starter

    before = [
        (e.pk, e.digest(), e.updated) for model in ENTRY_MODELS for e in model.objects.with_links()
    ]
    assert load_starter() is None
    assert Edition.objects.count() == 1
    assert before == [
        (e.pk, e.digest(), e.updated) for model in ENTRY_MODELS for e in model.objects.with_links()
    ]


def test_on_a_database_that_staff_have_edited_loading_is_refused(starter):
    from guide.exchange.starter import load_starter
    from guide.publishing.refused import Refused

    from .builders import make_user

    section = Section.objects.first()
    section.edited_by = make_user()
    section.save()
    with pytest.raises(Refused, match="Staff have edited"):
        load_starter()


def test_missing_entries_are_added_as_drafts(starter):
    from guide.exchange.starter import load_missing

    Term.objects.filter(code="remission").delete()
    assert load_missing() == [("term", "remission")]
    assert not Term.objects.get(code="remission").is_approved()
    assert load_missing() == []


def test_every_kind_of_entry_can_be_read_back_as_it_was_written(starter):
    from guide.publishing.write import write_entry

    for kind, model in BY_KIND.items():
        for entry in model.objects.with_links():
            digest = entry.digest()
            content = entry.content()
            assert write_entry(kind, entry.code, content).digest() == digest
