"""What staff write has a greatest length: the same by form, by file and by spreadsheet, on every
database.
"""

import pytest

from guide.exchange.guide_file import import_guide
from guide.exchange.spreadsheet import read_sheet, write_sheet
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import Text, texts
from guide.models import Term
from guide.models.entry import LONGEST_NOTE
from guide.publishing.actions import approve
from guide.publishing.refused import Refused

from .builders import make_entry, make_user, publish_small_guide
from .desk import change_address, errors_of, fields_of, make_colleague

pytestmark = pytest.mark.django_db
LONGEST = {"note": LONGEST_NOTE, "definition": 2000, "forms": 2000}


@pytest.fixture
def term():
    publish_small_guide()
    return make_entry("term", "word", definition="A meaning.")


@pytest.mark.parametrize("name", LONGEST)
def test_a_form_takes_the_longest_text_and_says_when_it_is_longer(client, term, name):
    client.force_login(make_colleague("Editors"))
    address, field = change_address("term", "word"), name if name == "note" else f"{name}_en"
    longer = fields_of(client.get(address)) | {field: "a" * (LONGEST[name] + 1)}
    assert f"at most {LONGEST[name]} characters" in errors_of(client.post(address, longer))[field]
    assert client.post(address, longer | {field: "a" * LONGEST[name]}).status_code == 302
    assert len(getattr(Term.objects.get(), field)) == LONGEST[name]


@pytest.mark.parametrize("name", LONGEST)
def test_so_does_a_guide_file(term, name):
    def file(length):
        words = "a" * length
        return (
            "format: 1\nentries: "
            f"{{term: {{word: {{{name}: {words if name == 'note' else pair(words)}}}}}}}"
        )

    with pytest.raises(Refused) as refused:
        import_guide(file(LONGEST[name] + 1))
    assert f"at most {LONGEST[name]} characters" in refused.value.problems[0].message
    assert len(import_guide(file(LONGEST[name])).changed) == 1


def pair(words):
    return f"{{en: {words}, fr: {words}}}"


def test_so_does_a_spreadsheet_and_several_lines_are_welcome_there(term):
    def come_back(words):
        changed = [
            Text(*text.key, text.original, words)
            if text.key == ("term", "word", "definition")
            else text
            for text in texts()
        ]
        _rows, marks, to = read_sheet(write_sheet(texts()))
        return apply_translations(list(enumerate(changed, 2)), marks, to)

    with pytest.raises(Refused) as refused:
        come_back("a" * 2001)
    assert "longer than 2,000 characters" in refused.value.problems[0].message
    assert len(come_back("a\n" * 900 + "a")) == 1


def test_a_note_for_readers_has_a_greatest_length_too(client, term):
    client.force_login(make_colleague("Publishers"))
    long = {"expected": "1", "nature": "change", "note_en": "a" * 2001, "note_fr": "a"}
    answer = client.post("/admin/publish/", long)
    assert answer.status_code == 422
    assert "at most 2000 characters" in str(answer.context["form"].errors)


def test_a_name_that_is_too_long_to_be_printed_is_refused_on_every_database(term):
    colleague = make_user("bob", first_name="B" * 90, last_name="O" * 90)
    with pytest.raises(Refused, match="more than 120 letters"):
        approve(term, colleague)
    assert not Term.objects.get().is_approved()
