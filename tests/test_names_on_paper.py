"""A name that no font can print is refused at each door by which it could come, in a sentence."""

import pytest

from guide.exchange.guide_file import import_guide
from guide.exchange.spreadsheet import read_sheet, write_sheet
from guide.exchange.translation_import import apply_translations
from guide.exchange.translations import Text, texts
from guide.handout.v2.fonts import unprintable
from guide.models import Ward
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry

from .builders import make_entry, make_user
from .desk import errors_of
from .test_handout_version_2 import edition_with_ward, printed

pytestmark = pytest.mark.django_db
SET = ("Nguyễn", "Sq̓éwlets", "ᕿᑭᖅᑖᓗᒃ", "Łódź", "Søren d’Été")
NOT_SET = ("漢字", "محمد", "👩‍⚕️", "עברית")
SAID = "The sheets cannot print"


@pytest.fixture
def ward():
    return make_entry("ward", "east", name="East")


def pair(words):
    return {"en": words, "fr": words}


@pytest.mark.parametrize("name", SET)
def test_names_in_the_alphabets_of_this_country_are_printed(name):
    text = printed(edition_with_ward(name=pair(name)), ward="east", copy="card").text
    assert set(name) <= set(text)
    assert "_" not in text
    assert unprintable(name) == ""


@pytest.mark.parametrize("name", NOT_SET)
def test_a_file_of_the_guide_brings_none_that_cannot_be(ward, name):
    with pytest.raises(Refused) as refused:
        import_guide(
            f"format: 1\nentries: {{ward: {{east: {{name: {{en: {name}, fr: {name}}}}}}}}}"
        )
    assert SAID in refused.value.problems[0].message
    assert Ward.objects.get().name_en == "East"


def test_nor_does_a_spreadsheet(ward):
    changed = []
    for text in texts():
        is_name = text.key == ("ward", "east", "name")
        changed.append(Text(*text.key, text.original, "漢字" if is_name else text.translation))
    _rows, marks, to = read_sheet(write_sheet(texts()))
    with pytest.raises(Refused) as refused:
        apply_translations(list(enumerate(changed, 2)), marks, to)
    assert f"{SAID} “漢” “字”" in refused.value.problems[0].message


def test_what_stood_there_before_keeps_no_other_field_from_coming(ward):
    write_entry("ward", "east", {"name": pair("漢字")})
    assert import_guide("format: 1\nentries: {ward: {east: {day_phone: 555-0199}}}").changed


def test_an_old_version_or_a_deleted_draft_does_not_bring_one_back(client, ward):
    client.force_login(make_user(superuser=True))
    write_entry("ward", "east", {"name": pair("漢字")})
    newest = write_entry("ward", "east", {"name": pair("West")})
    seen = {"version": newest.version - 1, "seen": newest.version}
    told = client.post("/admin/entry/ward/east/restore/", seen, follow=True)
    assert SAID in told.content.decode()
    assert Ward.objects.get().name_en == "West"
    write_entry("ward", "east", {"name": pair("漢字")})
    client.post(f"/admin/guide/ward/{ward.pk}/delete/", {"post": "yes"})
    told = client.post("/admin/deleted/ward/east/", follow=True)
    assert SAID in told.content.decode()
    assert not Ward.objects.exists()


@pytest.mark.parametrize("field", ["username", "first_name", "last_name"])
def test_nobody_who_may_sign_has_one(client, field):
    client.force_login(make_user(superuser=True))
    fields = {"username": "new", "usable_password": "false", field: "漢字"}
    response = client.post("/admin/auth/user/add/", fields)
    assert SAID in errors_of(response)[field]
