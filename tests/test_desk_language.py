"""The desk in French: by choice, by browser, and in mails. English where French is not spoken."""

import re

import pytest
from django.contrib.auth.models import Group
from django.utils import translation

from guide.desk.mail import mail_colleague
from guide.models import DeskLanguage, Section, language
from guide.publishing.actions import publish

from .builders import PASSWORD, approve_all, make_small_guide, make_user
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
CHOOSE = "/admin/account/language/"


@pytest.fixture
def french(monkeypatch):
    """The desk speaks French too."""
    monkeypatch.setattr(language, "SPOKEN", ("en", "fr"))


@pytest.fixture
def editor(client):
    user = make_colleague("Editors")
    client.force_login(user)
    return user


def test_the_desk_follows_the_browser_where_nobody_has_chosen(client, french, editor):
    page = read(client.get("/admin/", headers={"accept-language": "fr-CA,fr;q=0.9"}))
    assert page.first("html")["lang"] == "fr"
    assert "Guide\u00a0: le bureau" in page.text
    page = read(client.get("/admin/", headers={"accept-language": "de"}))
    assert page.first("html")["lang"] == "en"


def test_who_has_not_signed_in_reads_what_the_browser_asks_for(client, french):
    page = read(client.get("/admin/login/", headers={"accept-language": "fr"}))
    assert page.first("html")["lang"] == "fr"


def test_the_choice_in_the_header_is_kept_on_the_account_and_goes_before_the_browser(
    client, french, editor
):
    form = read(client.get("/admin/account/")).first("form", class_="languages")
    assert form["action"] == CHOOSE
    assert form.first("button")["value"] == "fr"
    answer = client.post(CHOOSE, {"language": "fr", "next": "/admin/account/"})
    assert answer["Location"] == "/admin/account/"
    assert DeskLanguage.objects.get(user=editor).language == "fr"
    page = read(client.get("/admin/account/", headers={"accept-language": "en"}))
    assert page.first("html")["lang"] == "fr"
    assert page.first("h1").text == "Votre compte"


def test_a_language_that_the_desk_does_not_speak_changes_nothing(client, french, editor):
    for wrong in ("de", "", "x" * 300):
        page = read(client.post(CHOOSE, {"language": wrong}, follow=True))
        assert "does not speak this language" in page.text
    assert not DeskLanguage.objects.exists()


def test_until_all_of_it_is_french_the_desk_speaks_english_and_offers_no_choice(
    client, editor, monkeypatch
):
    monkeypatch.setattr(language, "SPOKEN", ("en",))
    DeskLanguage.objects.create(user=editor, language="fr")
    page = read(client.get("/admin/", headers={"accept-language": "fr"}))
    assert page.first("html")["lang"] == "en"
    assert list(page.all("form", class_="languages")) == []


def test_a_mail_comes_in_the_language_that_its_reader_has_chosen(
    french, editor, mailoutbox, django_capture_on_commit_callbacks
):
    editor.email = "editor@example.org"
    editor.save()
    DeskLanguage.objects.create(user=editor, language="fr")
    make_small_guide()
    told = {"name": "Dr. Roy", "entry": Section.objects.get()}
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        mail_colleague(editor, "approved-by-link", told, "/admin/")
    [mail] = mailoutbox
    assert mail.subject.startswith("Le guide\u00a0: Dr. Roy a approuvé «\u00a0")


def test_who_has_chosen_nothing_gets_mails_in_the_language_of_the_browser_at_the_last_sign_in(
    client, french, mailoutbox, django_capture_on_commit_callbacks
):
    nadia = make_colleague("Reviewers", username="nadia", email="nadia@example.org")
    sign_in = {"username": "nadia", "password": PASSWORD}
    client.post("/admin/login/", sign_in, headers={"accept-language": "fr-CA,fr;q=0.9,en;q=0.8"})
    make_small_guide()
    told = {"name": "Dr. Roy", "entry": Section.objects.get()}
    with django_capture_on_commit_callbacks(execute=True):
        mail_colleague(nadia, "approved-by-link", told, "/admin/")
    [mail] = mailoutbox
    assert mail.subject.startswith("Le guide\u00a0: Dr. Roy a approuvé")
    assert "The guide" not in mail.subject + mail.body


def test_who_has_never_signed_in_gets_mails_in_both_languages(
    french, mailoutbox, django_capture_on_commit_callbacks
):
    new = make_user("new", email="new@example.org")
    make_small_guide()
    told = {"name": "Dr. Roy", "entry": Section.objects.get()}
    with django_capture_on_commit_callbacks(execute=True):
        mail_colleague(new, "approved-by-link", told, "/admin/")
    [mail] = mailoutbox
    english, french_half = mail.body.split("----")
    assert mail.subject.startswith("The guide: Dr. Roy approved")
    assert " / Le guide\u00a0: Dr. Roy a approuvé" in mail.subject
    assert "Hello new," in english
    assert "Bonjour new" in french_half


def test_names_of_entries_kinds_and_fields_are_french_in_french(client, french, editor):
    make_small_guide()
    section = Section.objects.get()
    section.title_fr = "Pour tout le monde"
    section.save()
    approve_all()
    publish(None)
    address = f"/admin/guide/section/{section.pk}/change/"
    page = read(client.get(address, headers={"accept-language": "fr"}))
    labels = [label.text for label in page.all("label")]
    assert "Titre (français)\u00a0:" in labels or "Titre (français) :" in labels
    changes = read(client.get("/admin/guide/section/", headers={"accept-language": "fr"}))
    assert "Pour tout le monde" in changes.text


def test_our_three_groups_have_their_names_in_the_language_of_the_desk(client, french):
    boss = make_colleague("Editors", username="boss", superuser=True)
    client.force_login(boss)
    page = read(
        client.get(f"/admin/auth/user/{boss.pk}/change/", headers={"accept-language": "fr"})
    )
    assert re.search(r"Rédaction", page.text)
    assert Group.objects.filter(name="Editors").exists()
