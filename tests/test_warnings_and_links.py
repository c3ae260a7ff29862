"""What a text can say besides words: a warning, a page of the guide, a telephone number as people
write it.
"""

import json

import pytest
from django.utils.translation import override

from guide.exchange.guide_file import export_guide, import_guide
from guide.exchange.markdown import to_cell, unknown_tags
from guide.handout.v2.richtext import nodes
from guide.lib.guide_links import is_guide_link
from guide.lib.text import normal_rich_text
from guide.lib.whole_links import with_whole_links
from guide.models import Section, Treatment
from guide.models.link_validator import why_no_link
from guide.ops.static_site import Mirror
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.reading_form import reading_form
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry

from .builders import approve_all, make_entry, publish_small_guide
from .desk import change_address, errors_of, fields_of, make_colleague
from .pages import read
from .paper import Paper
from .saved_texts import entry_of, save

WARNING = "<p>Before.</p><aside><p>Never mix the two.</p></aside><p>After.</p>"
RESULT = "/en/guide/high/one-place/"


@pytest.fixture
def editor(client, db):
    publish_small_guide()
    user = make_colleague("Editors")
    client.force_login(user)
    return user


def put_live(**content):
    make_entry("treatment", "surgery", **content)
    approve_all()
    publish(None)


def test_a_warning_is_drawn_and_said_on_the_page_in_each_language(client, db):
    publish_small_guide()
    put_live(what={"en": WARNING, "fr": "<aside><p>Ne mêlez pas les deux.</p></aside>"})
    warning = read(client.get("/en/treatments/surgery/")).first("div", class_="warning")
    assert warning["role"] == "note"
    assert [part.text.strip() for part in warning.all("p")] == ["Warning", "Never mix the two."]
    warning = read(client.get("/fr/traitements/surgery/")).first("div", class_="warning")
    assert warning.first("p").text.strip() == "Attention"


def test_a_warning_on_paper_begins_with_its_name():
    before, warning, after = nodes(WARNING, "fr")
    assert warning["warning"]
    assert warning["inline"][0]["inline"][0]["text"] == "Attention\u00a0:"
    assert "warning" not in before | after


def test_a_sheet_prints_the_warning_and_no_address_of_our_own_making(client, starter):
    words = WARNING + '<p>See <a href="guide:support">who helps</a>.</p>'
    texts = {"key_points": {"en": words, "fr": words}}
    approve_as_starter(write_entry("section", "high-one-place", texts))
    publish(None)
    sheet = client.get("/en/guide/high/one-place/summary.pdf").getvalue()
    text = Paper(sheet).text
    assert "Warning: Never mix the two." in text
    assert "See who helps." in text
    assert "guide:" not in text


def test_a_warning_keeps_its_form_and_is_seen_by_whoever_signs():
    assert normal_rich_text(WARNING) == WARNING
    assert normal_rich_text("<aside>\n<p>a</p> </aside><aside><p> </p></aside>") == (
        "<aside><p>a</p></aside>"
    )
    assert reading_form(WARNING).split("\n") == ["Before.", "!! Never mix the two.", "After."]
    assert reading_form("<p>!! typed</p>") == "\\!! typed"
    assert to_cell(WARNING) == WARNING
    assert unknown_tags(WARNING) == []


def test_a_warning_in_a_file_holds_paragraphs(db):
    field = Section._meta.get_field("body_en")
    assert field.normal("<aside>Bare words</aside>") == "<aside><p>Bare words</p></aside>"


def test_when_to_call_has_steps_and_no_warning(client, editor):
    make_entry("section", "call", kind="urgent")
    address = change_address("section", "call")
    data = fields_of(client.get(address)) | {"body_en": WARNING}
    assert "has its own steps" in errors_of(client.post(address, data))["body_en"]
    save(client, "section", "for-everyone", body_en=WARNING)
    assert entry_of("section", "for-everyone").body_en == WARNING


def test_a_link_to_a_page_of_the_guide_follows_the_readers_language(client, db):
    publish_small_guide()
    link = '<p><a href="guide:treatment/surgery">x</a> <a href="guide:at-a-glance">y</a></p>'
    make_entry("term", "mibg")
    put_live(what={"en": link, "fr": link + '<p><a href="guide:term/mibg">z</a></p>'})
    page = read(client.get("/en/treatments/surgery/"))
    assert "y" in [link.text for link in page.all("a", href="/en/treatments/at-a-glance/")]
    page = read(client.get("/fr/traitements/surgery/"))
    assert "x" in [link.text for link in page.all("a", href="/fr/traitements/surgery/")]
    assert page.first("a", href="/fr/mots/#word-mibg").text == "z"


LINKS = {
    "guide:result/high/one-place": "/fr/guide/high/one-place/",
    "guide:result/one-place/high": "/fr/guide/one-place/high/",
    "guide:resource/line": "/fr/soutien/#resource-line",
    "guide:support/QC": "/fr/soutien/?region=QC",
}


def test_a_text_leads_to_a_result_a_service_and_the_support_of_a_province(client, db, tmp_path):
    publish_small_guide()
    make_entry("resource", "line")
    text = "<p>" + " ".join(f'<a href="{link}">x</a>' for link in LINKS) + "</p>"
    put_live(what={"en": text, "fr": text})
    found = read(client.get("/fr/traitements/surgery/")).all("a")
    assert set(LINKS.values()) <= {link.get("href") for link in found}
    for address in LINKS.values():
        assert client.get(address.partition("#")[0], follow=True).status_code == 200
    assert Mirror(tmp_path, "https://guide.example.org").write()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("guide:treatment/gone", "names the treatment “gone”"),
        ("guide:resource/gone", "names the resource “gone”"),
        ("guide:result/gone/one-place", "names the choice “gone”"),
        ("guide:result/high/low", "has two answers to one question"),
    ],
)
def test_a_link_to_a_page_that_is_not_there_stops_publishing(db, link, said):
    publish_small_guide()
    make_entry("treatment", "surgery", what=f'<p><a href="{link}">x</a></p>')
    approve_all()
    with pytest.raises(Refused) as refused:
        publish(None)
    assert said in " ".join(problem.message for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Treatment: Surgery", "Result: ", "Support in: Ontario"]),
        ("fr", ["Traitement\u00a0: La chirurgie", "Résultat\u00a0: ", "Service\u00a0: Help"]),
    ],
)
def test_the_editor_has_a_list_of_the_pages_in_the_language_of_the_desk(
    client, editor, language, names
):
    make_entry("treatment", "surgery", name={"en": "Surgery", "fr": "La chirurgie"})
    make_entry("resource", "line", name="Help")
    address = change_address("section", "for-everyone")
    page = read(client.get(address, headers={"accept-language": language}))
    pages = json.loads(page.first(id="guide-pages").text)
    for name in names:
        assert any(shown.startswith(name) for shown, _address in pages), pages
    assert all(is_guide_link(address) for _name, address in pages)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("tel: 1 888 939-3333", "tel:+18889393333"),
        ("(514) 345-4931 poste 6274", "tel:+15143454931;ext=6274"),
        ("tel:1-888-939-3333", "tel:1-888-939-3333"),
        ("tel:911", "tel:911"),
        ("nurse@example.org", "mailto:nurse@example.org"),
        ("www.example.org/fever?a=1&amp;b=2", "https://www.example.org/fever?a=1&amp;b=2"),
        ("https://example.org", "https://example.org"),
        ("guide:support", "guide:support"),
    ],
)
def test_a_link_is_written_as_people_write_it(client, editor, written, kept):
    save(client, "section", "for-everyone", body_en=f'<p><a href="{written}">x</a></p>')
    assert entry_of("section", "for-everyone").body_en == f'<p><a href="{kept}">x</a></p>'
    assert with_whole_links(f'<a href="{kept}">x</a>') == f'<a href="{kept}">x</a>'


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("/en/words/", "choose it from the list"),
        ("mailto:name", "mailto:name@example.org"),
        ("tel:call us", "tel:1-888-939-3333"),
        ("example.org/page", "Is https://example.org/page meant?"),
        ("guide:nowhere", "guide:treatment/surgery or guide:support"),
    ],
)
def test_a_refused_link_says_what_would_be_right(address, right):
    with override("en"):
        assert right in why_no_link(address)


def test_an_import_that_drops_a_picture_says_so(client, editor):
    make_entry("treatment", "some", what={"en": "<p>PLACE</p>", "fr": "<p>Oui.</p>"})
    file = export_guide().replace("<p>PLACE</p>", "<p>Look <img src='a.png'></p>", 1)
    report = import_guide(file, dry_run=True)
    assert report.taken_out == [("treatment", "some", "Taken out: 1 picture.")]
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("guide.yaml", file.encode())
    page = client.post("/admin/exchange/guide/", {"file": upload})
    assert "Taken out: 1 picture." in read(page).first(id="content").text
    assert Treatment.objects.get(code="some").what_en == "<p>Look</p>"
