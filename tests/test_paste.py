"""What other programs put on the clipboard keeps its meaning: raised figures, rows of a table,
lists, headings; what was struck through or hidden stays out, and what was taken out is said.
"""

import pytest
from django.conf import settings

from guide.exchange.guide_file import export_guide, import_guide
from guide.lib.foreign_html import kept_meaning, meaning_of
from guide.lib.foreign_lines import html_of_lines

from .bounds import within_bounds
from .builders import make_entry, publish_small_guide
from .desk import make_colleague
from .saved_texts import entry_of, save

CLIPBOARDS = settings.BASE_DIR / "tests" / "data" / "clipboards"


def clipboard(name):
    return (CLIPBOARDS / name).read_text(encoding="utf-8")


@pytest.fixture
def paste(client, db):
    """paste(html=…) → what the editor gets: {"html": …, "said": …}."""
    client.force_login(make_colleague("Editors"))
    return lambda **what: client.post("/admin/pasted/", what).json()


def test_what_word_copies_keeps_its_meaning(paste):
    found = paste(html=clipboard("word.html"))
    assert found["html"] == (
        "<h3>Blood counts</h3>"
        "<p>Call when neutrophils are under 0.5 x 10⁹/L, or <strong>at any fever</strong>.</p>"
        "<p>The dose is 40 mg/m².</p>"
        "<ul><li>Fever<ul><li>also without chills</li></ul></li><li>Bleeding</li></ul>"
        "<ol><li>Take the temperature</li><li>Call</li></ol>"
        "<p><strong>Age</strong> | <strong>Dose</strong></p>"
        "<p>Age 1 | 5 mg</p><p>Age 10 | 10 mg</p>"
    )
    assert found["said"] == (
        "Taken out: 1 picture, words that were struck through, hidden words, comments in the "
        "margin, colours. A table became lines, its cells parted by “|”: read them against the "
        "original."
    )


def test_what_google_docs_copies_keeps_its_meaning(paste):
    found = paste(html=clipboard("google-docs.html"))
    assert found["html"] == (
        "<h3>Blood counts</h3>"
        "<p>Under 0.5 x 10⁹/L, <strong>call</strong> <em>today</em>.</p>"
        "<ul><li>Fever<ul><li>also without chills</li></ul></li><li>Bleeding</li></ul>"
        "<p>Age 1 | 5 mg</p><p>Age 10 | 10 mg</p>"
    )
    assert "struck through" in found["said"]


def test_what_outlook_copies_leads_where_the_mail_meant(paste):
    found = paste(html=clipboard("outlook.html"))
    assert found["html"] == (
        "<p>The clinic answers from 8 to 4.</p><p>At night call the ward.</p>"
        '<p>Read <a href="https://www.example.org/fever">the page about fever</a>.</p>'
        "<p>A. Nurse</p><p>Day clinic</p>"
    )
    assert found["said"] == "Taken out: 1 picture, colours."


def test_what_a_web_page_copies_keeps_its_meaning(paste):
    found = paste(html=clipboard("web-page.html"))
    assert found["html"] == (
        "<h3>Fever</h3>"
        "<p>A fever is 38.0&nbsp;°C or more[¹]. "
        '<a href="https://example.org/fever">More about it</a>.</p>'
        "<p>Read also: colds.</p>"
        "<p>Age | Doses</p><p>under 1 | one now; one at night</p><p>over 1</p>"
        "<p>A thermometer</p><p>Call at once.</p>"
    )
    assert "films, forms and other things" in found["said"]


def test_the_lines_of_a_pdf_are_joined_where_a_sentence_goes_on(paste):
    found = paste(text=clipboard("pdf.txt"))
    assert found["html"] == (
        "<p>Blood counts</p>"
        "<p>Call when the child has a fever, and do not wait for the next visit: a long-term line "
        "can carry germs.</p>"
        "<ul><li>Fever of 38.0 °C or more</li><li>Bleeding</li></ul>"
        "<p>Day clinic 555-0100</p><p>Night ward 555-0199</p>"
    )
    assert found["said"] == ""


def test_a_clipboard_that_is_too_large_is_refused_in_a_sentence(client, db):
    client.force_login(make_colleague("Editors"))
    response = client.post("/admin/pasted/", {"html": "x" * 700_000})
    assert response.status_code == 413
    assert response.json()["said"] == "This is too much at once. Paste it in parts."


def test_stress_that_is_never_ended_does_not_fill_the_memory(client, db):
    """A reader of HTML opens it anew in each paragraph: 20 kB would become gigabytes."""
    client.force_login(make_colleague("Editors"))
    colours = "".join(f"<font color={number}>" for number in range(500))
    response = client.post("/admin/pasted/", {"html": f"<p>{colours}" + "<p>x" * 3000})
    assert response.status_code == 413
    usual = "<b><p>words</p></b>" * 3000
    assert client.post("/admin/pasted/", {"html": usual}).status_code == 200


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>10<sup>9</sup>/L</p>", "<p>10⁹/L</p>"),
        ("<p>m<sup>2</sup>, 1<sup>er</sup>, CO<sub>2</sub></p>", "<p>m², 1er, CO2</p>"),
        ("<p>a <s>b</s><del>c</del> d</p>", "<p>a d</p>"),
        ('<p>a <span style="display:none">b</span>c</p>', "<p>a c</p>"),
        ("<h1>One</h1><h2>Two</h2><h5>Three</h5>", "<h3>One</h3><h3>Two</h3><h4>Three</h4>"),
        (
            "<table><tr><td>Age 1</td><td>5 mg</td></tr>"
            "<tr><td>Age 10</td><td>10 mg</td></tr></table>",
            "<p>Age 1 | 5 mg</p><p>Age 10 | 10 mg</p>",
        ),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
        ("<ul><li>a<li>b</li></ul><u>c</u>", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
    ],
)
@pytest.mark.django_db
def test_a_file_and_the_form_keep_it_as_the_clipboard_does(client, written, kept):
    publish_small_guide()
    client.force_login(make_colleague("Editors"))
    save(client, "section", "for-everyone", body_en=written)
    assert entry_of("section", "for-everyone").body_en == kept
    make_entry("treatment", "some", what={"en": "<p>PLACE</p>", "fr": "<p>Oui.</p>"})
    import_guide(export_guide().replace("<p>PLACE</p>", written.replace('"', "'"), 1))
    assert entry_of("treatment", "some").what_en == kept


def test_a_text_in_the_guides_own_tags_stays_as_it_is_to_the_letter():
    text = '<h3>a</h3>\n<ul><li>b &amp; <a href="tel:911">c</a><br>d</li></ul><p>3 < 5, e</p>'
    assert kept_meaning(text) is text


@pytest.mark.parametrize(
    "beginning", ["<td>", "<table><tr><td>", "<ul>", "<sup>", "<a hidden ", "<p style='"]
)
def test_no_clipboard_keeps_the_server_busy(beginning):
    text = (beginning * 20_000)[:20_000]
    for reader in (meaning_of, html_of_lines):
        assert not isinstance(within_bounds(lambda reader=reader: reader(text)), Exception)
