"""Editors change entries in the admin; what is wrong is said at the field, in a sentence."""

import pytest
from django.utils import timezone

from guide.exchange.guide_file import export_guide, import_guide
from guide.models import BY_KIND, Choice, EntryVersion, Section

from .builders import make_entry
from .desk import add_address, change_address, errors_of, fields_of
from .pages import read

pytestmark = pytest.mark.django_db


def save(client, address, **changes):
    return client.post(address, fields_of(client.get(address)) | changes)


@pytest.mark.parametrize("kind", BY_KIND)
def test_every_kind_of_entry_has_a_list_with_search_and_state_and_a_form(client, editor, kind):
    if kind != "organisation":
        make_entry(kind, "extra")
    listed = client.get(f"/admin/guide/{kind}/?q=extra")
    assert listed.status_code == 200
    if kind != "organisation":
        assert "not approved" in read(listed).first(id="result_list").text
    code = "organisation" if kind == "organisation" else "extra"
    assert client.get(change_address(kind, code)).status_code == 200


@pytest.mark.parametrize("state", ["new", "edited", "approved", "starter", "withdrawn"])
def test_the_list_can_be_narrowed_to_a_state(client, editor, state):
    make_entry("section", "brand-new")
    rows = read(client.get(f"/admin/guide/section/?state={state}")).first(id="result_list")
    shown = rows.text if rows else ""
    assert ("brand-new" in shown) == (state == "new")
    assert ("for-everyone" in shown) == (state == "starter")


@pytest.mark.parametrize(
    ("review", "shown"),
    [("overdue", {"late"}), ("month", {"today", "soon"}), ("none", {"never", "for-everyone"})],
)
def test_the_list_can_be_narrowed_by_the_next_review(client, editor, review, shown):
    today = timezone.localdate()
    for code, days in (("late", -1), ("today", 0), ("soon", 30), ("later", 31)):
        make_entry("section", code)
        Section.objects.filter(code=code).update(review_due=today + timezone.timedelta(days=days))
    make_entry("section", "never")
    listed = client.get(f"/admin/guide/section/?review={review}").context["cl"].result_list
    assert {section.code for section in listed} == shown


def test_a_save_is_signed_counted_and_kept(client, editor):
    response = save(
        client,
        change_address("section", "for-everyone"),
        body_en="<p>New words.</p>",
        note="Checked.",
    )
    assert response.status_code == 302
    section = Section.objects.get(code="for-everyone")
    assert (section.body_en, section.edited_by, section.version) == ("<p>New words.</p>", editor, 2)
    kept = EntryVersion.objects.of(section).first()
    assert (kept.version, kept.by, kept.note) == (2, editor, "Checked.")
    assert kept.content == Section.objects.with_links().get(pk=section.pk).content()


def test_saving_without_a_change_signs_nothing(client, editor):
    save(client, change_address("section", "for-everyone"))
    section = Section.objects.get(code="for-everyone")
    assert (section.edited_by, section.version) == (None, 1)


def test_signs_that_came_with_a_paste_are_left_out_so_that_the_guide_can_come_back_from_its_file(
    client, editor
):
    make_entry("term", "word")
    save(
        client,
        change_address("term", "word"),
        definition_en="One\x0b word.\x7f",
        note="Two\x1f words.",
    )
    term = BY_KIND["term"].objects.get(code="word")
    assert (term.definition_en, term.note) == ("One word.", "Two words.")
    assert import_guide(export_guide(), dry_run=True).changed == []


def test_line_ends_as_browsers_send_them_change_nothing(client, editor):
    make_entry("term", "word", forms={"en": "words\nwordy", "fr": "mots\nmot à mot"})
    make_entry(
        "section",
        "for-everyone",
        body={"en": "<p>One.</p>\n<ul>\n<li>Two</li>\n</ul>", "fr": "<p>Un.</p>\n<p>Deux.</p>"},
    )
    for kind, code in (("term", "word"), ("section", "for-everyone")):
        before = BY_KIND[kind].objects.with_links().get(code=code)
        address = change_address(kind, code)
        data = {name: _as_sent(value) for name, value in fields_of(client.get(address)).items()}
        assert client.post(address, data).status_code == 302
        after = BY_KIND[kind].objects.with_links().get(code=code)
        assert (after.version, after.digest()) == (before.version, before.digest())


def _as_sent(value):
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


BAD_TEXTS = [
    ('<p><a href="https://nowhere">x</a></p>', "does not lead anywhere"),
    ('<p><a href="https://localhost/">x</a></p>', "does not lead anywhere"),
    ('<p><a href="http://exa mple.org/">x</a></p>', "does not lead anywhere"),
    ('<p><a href="/en/words/">x</a></p>', "does not lead anywhere"),
    ('<p><a href="ftp://example.org/">x</a></p>', "begins with ftp://"),
    ('<p><a href=" FTP://example.org/">x</a></p>', "begins with ftp://"),
    (
        '<p><a href="https://name:secret@example.org/">x</a></p>',
        "a name or a password before the @",
    ),
    ('<p><a href="https://name@example.org/">x</a></p>', "a name or a password before the @"),
    (
        '<p><a href="https://eu.safelinks.protection.outlook.com/?url=x&data=a%40b.org">x</a></p>',
        "a mail program’s copy",
    ),
    ('<p><a href="mailto:nobody">x</a></p>', "does not lead anywhere"),
    ('<p><a href="tel:call-us">x</a></p>', "does not lead anywhere"),
    ('<p><a href="javascript:alert(1)">x</a></p>', "does not lead anywhere"),
    ("<p>x</p><script>alert(1)</script>", "not allowed"),
    ('<p onclick="alert(1)">x</p>', "not allowed"),
    ("<p>" + "x" * 200_000 + "</p>", "is the most"),
]


@pytest.mark.parametrize(("text", "sentence"), BAD_TEXTS, ids=[text[:40] for text, _ in BAD_TEXTS])
@pytest.mark.once
def test_a_bad_link_or_a_script_is_refused_at_the_field(client, editor, text, sentence):
    response = save(client, change_address("section", "for-everyone"), body_fr=text)
    assert response.status_code == 200
    assert sentence in errors_of(response)["body_fr"]
    assert Section.objects.get(code="for-everyone").body_fr == "<p>For everyone.</p> (fr)"


BAD_ADDRESSES = [
    ("ftp://example.org/", "begins with ftp://"),
    ("https://name:secret@example.org/", "a name or a password before the @"),
    ("mailto:a@example.org", "does not lead anywhere"),
    ("https://nowhere", "does not lead anywhere"),
]


@pytest.mark.parametrize(("address", "sentence"), BAD_ADDRESSES)
@pytest.mark.parametrize(("kind", "field"), [("source", "address"), ("resource", "address_fr")])
@pytest.mark.once
def test_a_web_address_that_is_no_good_link_is_refused_at_the_field(
    client, editor, kind, field, address, sentence
):
    make_entry(kind, "book")
    page = change_address(kind, "book")
    response = client.post(page, fields_of(client.get(page)) | {field: address})
    assert response.status_code == 200
    assert sentence in errors_of(response)[field]
    assert "secret" not in errors_of(response)[field]


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a?b=c#d",
        "https://example.org/@name",
        "mailto:a@example.org?subject=x",
        "tel:+18889393333",
    ],
)
@pytest.mark.once
def test_whole_links_are_kept(client, editor, link):
    save(
        client, change_address("section", "for-everyone"), body_en=f'<p><a href="{link}">x</a></p>'
    )
    assert link in Section.objects.get(code="for-everyone").body_en


def test_what_a_word_processor_adds_is_taken_out(client, editor):
    pasted = (
        '<p class="MsoNormal" style="margin:0"><o:p></o:p><span lang="EN-CA">Plain '
        "<b>words</b></span></p>"
    )
    save(client, change_address("section", "for-everyone"), body_en=pasted)
    assert Section.objects.get(code="for-everyone").body_en in (
        "<p>Plain words</p>",
        "<p>Plain <strong>words</strong></p>",
    )


def test_a_choice_code_used_twice_is_refused_at_the_field(client, editor):
    data = fields_of(client.get(add_address("question")))
    data |= {"code": "third", "title_en": "Q", "choices-0-code": "low", "choices-0-unsure": "on"}
    response = client.post(add_address("question"), data)
    assert "already" in errors_of(response)["choices-0-code"]
    data |= {"choices-0-code": "same", "choices-1-code": "same", "choices-1-label_en": "Same"}
    response = client.post(add_address("question"), data)
    assert "already" in errors_of(response)["choices-1-code"]
    assert not Choice.objects.filter(code="same").exists()


def test_a_question_needs_exactly_one_not_sure(client, editor):
    address = change_address("question", "risk")
    data = fields_of(client.get(address))
    [unsure] = [name for name in data if name.endswith("-unsure")]
    none = client.post(address, {name: value for name, value in data.items() if name != unsure})
    assert "exactly one" in errors_of(none)["inline"]
    two = client.post(address, data | {"choices-0-unsure": "on"})
    assert any("exactly one" in sentence for sentence in errors_of(two).values())
    assert Choice.objects.filter(question__code="risk", unsure=True).count() == 1


def test_a_lone_answer_cannot_untick_or_double_the_not_sure(client, editor):
    address = change_address("choice", "unsure-risk")
    data = fields_of(client.get(address))
    del data["unsure"]
    assert "exactly one" in errors_of(client.post(address, data))["unsure"]
    assert (
        "exactly one"
        in errors_of(save(client, change_address("choice", "low"), unsure="on"))["unsure"]
    )


def test_an_answer_edited_inside_its_question_is_signed_and_kept_too(client, editor):
    address = change_address("question", "risk")
    data = fields_of(client.get(address))
    assert client.post(address, data | {"choices-0-label_en": "Another label"}).status_code == 302
    choice = Choice.objects.get(label_en="Another label")
    assert (choice.edited_by, choice.version) == (editor, 2)
    assert Choice.objects.exclude(pk=choice.pk).filter(edited_by__isnull=False).count() == 0


def test_a_code_stays_as_it_is_once_saved(client, editor):
    save(client, change_address("section", "for-everyone"), code="renamed")
    assert not Section.objects.filter(code="renamed").exists()


def test_treatments_are_named_inside_their_section(client, editor):
    surgery = make_entry("treatment", "surgery")
    address = change_address("section", "for-everyone")
    data = {
        "uses-TOTAL_FORMS": "1",
        "uses-0-treatment": str(surgery.pk),
        "uses-0-part": "may",
        "uses-0-order": "0",
    }
    assert save(client, address, **data).status_code == 302
    assert Section.objects.get(code="for-everyone").uses.get().part == "may"
    assert (
        EntryVersion.objects.of(Section.objects.get(code="for-everyone"))
        .first()
        .content["treatments"]
    )
