"""A ward's own print page: its sheets as it prints them, each one press; nothing remembers it."""

import base64
import io
import struct
import zlib

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from guide.edition.current import live_edition
from guide.exchange.guide_file import export_guide, import_guide
from guide.handout.build import make_sheet
from guide.handout.pdf import print_sheet
from guide.handout.ward_place import usual_of
from guide.lib.logo import BEGINS, NotALogo, logo_of, png_of
from guide.models import Ward
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import UnreadableContent, write_entry

from . import photograph
from .builders import approve_all, make_entry, make_small_guide
from .desk import change_address, fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db


def png(width=300, height=80, mode="RGB", **saved):
    file = io.BytesIO()
    Image.new(mode, (width, height), 1).save(file, "PNG", **saved)
    return file.getvalue()


def published(**fields):
    make_entry("ward", "east", name="East", hospital="The Hospital", **fields)
    approve_all()
    publish(None)


@pytest.fixture
def small():
    """A guide of a few entries, for what is done at the desk."""
    stage()


@photograph.kept
def stage():
    make_small_guide()
    published()


def links_of(client, address="/en/print/east/"):
    response = client.get(address)
    assert response.status_code == 200
    return [link["href"] for link in read(response).first("main").all("a", href=True)]


@pytest.mark.once
def test_each_of_the_20_situations_is_one_press_from_its_finished_pdf(client, starter):
    published()
    sheets = [link for link in links_of(client) if "summary.pdf" in link and "copy=" not in link]
    assert len(sheets) == 20
    assert all(link.endswith("summary.pdf?ward=east") for link in sheets)
    pdf = client.get(sheets[0])
    assert pdf["Content-Type"] == "application/pdf"
    french = [link for link in links_of(client, "/fr/imprimer/east/") if "resume.pdf" in link]
    assert len([link for link in french if "copy=" not in link]) == 20


def test_a_ward_prints_as_it_chose_at_the_desk(client, starter):
    published(print_language="both", large_print=True, nurse_copy=True, region="ON")
    links = links_of(client)
    asked = "text=large&region=ON&ward=east&language=both"
    assert f"/en/guide/high/one-place/summary.pdf?{asked}" in links
    nurse = "text=large&copy=nurse&region=ON&ward=east&language=both"
    assert f"/en/guide/high/one-place/summary.pdf?{nurse}" in links
    for link in (asked, nurse):
        found = client.get(f"/en/guide/high/one-place/summary.pdf?{link}")
        assert found["Content-Type"] == "application/pdf"
    assert f"/en/print/?{asked}" in links
    assert client.get(f"/en/print/?{asked}").status_code == 200
    told = read(client.get("/fr/imprimer/east/")).first(class_="facts").text
    assert "Ontario" in told
    assert "gros caractères" in told


@pytest.mark.once
def test_a_ward_that_prints_in_french_does_so_from_the_english_page_too(client, starter):
    published(print_language="fr")
    assert "/fr/guide/high/one-place/resume.pdf?ward=east" in links_of(client)


@pytest.mark.once
def test_pages_opened_from_there_carry_the_ward_and_no_other_page_does(client, starter):
    published(region="ON")
    page = "/en/guide/high/one-place/?ward=east"
    assert page in links_of(client)
    opened = links_of(client, page)
    assert "/en/guide/high/one-place/summary.pdf?region=ON&ward=east" in opened
    assert "/en/print/?risk=high&place=one-place&region=ON&ward=east" in opened
    assert "/en/print/east/" in opened
    elsewhere = links_of(client, "/en/guide/high/one-place/")
    assert not [link for link in elsewhere if "east" in link and "/team/" not in link]


@pytest.mark.once
def test_the_ward_is_kept_from_result_to_result_and_through_the_other_language(client, starter):
    published(region="ON")
    main = "/en/guide/high/unsure-place/?ward=east"
    opened = links_of(client, main)
    assert "/en/guide/high/one-place/?ward=east" in opened
    assert "/en/guide/unsure-place/?was=high&ward=east" in opened
    whole = read(client.get(main))
    assert whole.first("a", href="/fr/guide/high/unsure-place/?ward=east")
    assert whole.first("input", type="hidden", name="ward")["value"] == "east"
    question = read(client.get("/en/guide/unsure-place/?was=high&ward=east")).first("main")
    assert question.first("a", class_="back")["href"] == main
    form = question.first("form")
    assert form.first("input", name="ward")["value"] == "east"
    sent = "/en/guide/unsure-place/?choice=low&sent=1&ward=east"
    answer = client.get(sent, follow=True)
    assert answer.redirect_chain[-1][0] == "/en/guide/low/unsure-place/?ward=east"
    assert client.get("/en/guide/one-place/high/?ward=east")["Location"].endswith("?ward=east")
    treatment = "/en/treatments/chemotherapy/?from=high/unsure-place&ward=east"
    assert treatment in opened
    back = read(client.get(treatment)).first("main").first("a", class_="back")
    assert back["href"] == main
    first = links_of(client, "/en/guide/unsure-place/?was=high")
    assert not [link for link in first if "ward=" in link]
    assert "ward" not in read(client.get("/en/guide/?ward=gone")).first("form").text


@pytest.mark.once
def test_a_result_whose_ward_is_gone_says_that_no_numbers_are_printed(client, starter):
    published()
    page = client.get("/en/guide/high/one-place/?ward=gone")
    assert page.status_code == 200
    told = read(page).first(class_="share")
    assert "no ward’s numbers are printed" in told.text
    assert told.first("a", href="/en/print/?risk=high&place=one-place")
    assert "no ward’s numbers" not in read(client.get("/en/guide/high/one-place/")).text
    french = read(client.get("/fr/guide/high/one-place/?ward=gone")).first(class_="share")
    assert "aucun numéro d’unité" in french.text.replace("\u00a0", " ")


@pytest.mark.once
def test_the_line_for_the_chart_stands_beside_the_ward_s_sheet_and_on_no_page_of_families(
    client, starter
):
    published(print_language="both")
    line = read(client.get("/en/guide/high/one-place/?ward=east")).first(class_="chart")
    assert "High risk, one place. Edition 2, code X2" in line.text
    assert "in English and French." in line.text
    assert line.first("button")["data-text"] in line.text
    assert not read(client.get("/en/guide/high/one-place/")).first(class_="chart")


@pytest.mark.once
def test_nothing_is_remembered_and_search_engines_leave_it_out(client, small):
    response = client.get("/en/print/east/")
    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex"
    assert b"localStorage" not in response.content


@pytest.mark.once
def test_a_bookmark_with_the_ward_and_the_language_opens_the_form(client, small):
    response = client.get("/en/print/?ward=east&language=both")
    assert response.status_code == 200
    assert "Error" not in read(response).first("title").text


def test_a_ward_that_is_not_there_says_what_to_do(client, small):
    for code in ("gone", "East", "x" * 300, "é", "a b"):
        response = client.get(f"/en/print/{code}/")
        assert response.status_code == 404
        main = read(response).first("main")
        assert "This ward is not in the guide" in main.text
        assert main.first("a", href="/en/print/east/")
        assert main.first("a", href="/en/print/")


def test_a_ward_that_was_taken_out_says_what_to_do(client, small):
    approve_as_starter(write_entry("ward", "east", {"withdrawn": True}))
    publish(None)
    response = client.get("/fr/imprimer/east/")
    assert response.status_code == 404
    assert "retirée ou renommée" in read(response).first("main").text


def test_a_name_of_300_letters_is_refused_at_the_desk_and_stays_in_the_form(client, small):
    client.force_login(make_colleague("Editors"))
    sent = {"code": "west", "order": "1", "day_phone": "555-0101", "hospital_en": "H"}
    response = client.post("/admin/guide/ward/add/", sent | {"name_en": "N" * 300})
    assert response.status_code == 200
    page = read(response)
    assert "at most 120 characters" in page.text
    assert page.first("input", name="name_en")["value"] == "N" * 300


def test_the_logo_of_a_ward_stands_on_its_sheets_and_its_words_are_signed_with_it(starter):
    published(logo=logo_of(png()))
    edition = live_edition()
    ward = edition.guide("en").wards["east"]
    sheet = make_sheet(edition, ("high", "one-place"), usual_of(ward, "en"), "https://g.example")
    first = pypdf.PdfReader(io.BytesIO(print_sheet(sheet))).pages[0]
    assert (300, 80) in [picture.image.size for picture in first.images]
    entry = Ward.objects.with_links().get(code="east")
    assert entry.is_approved()
    entry = write_entry("ward", "east", {"logo": logo_of(png(200, 50))})
    assert not entry.is_approved()


def test_a_logo_that_comes_in_a_file_of_the_guide_is_kept_without_it_either():
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Somebody at home")
    make_entry("ward", "east")
    with_more = BEGINS + base64.b64encode(png(pnginfo=said)).decode()
    file = export_guide().replace("logo: ''", f"logo: {with_more}")
    assert with_more in file
    import_guide(file)
    logo = Ward.objects.get(code="east").logo
    assert logo == logo_of(png())
    assert logo_of(png_of(logo)) == logo, "saved again it is the same"


@pytest.mark.once
def test_a_logo_is_kept_without_what_its_file_says_beside_the_picture():
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Somebody at home")
    kept = png_of(logo_of(png(pnginfo=said)))
    assert b"Somebody" not in kept
    assert Image.open(io.BytesIO(kept)).size == (300, 80)


def with_part(name, data):
    """A good picture with one part more behind its head."""
    part = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return png()[:33] + part + png()[33:]


@pytest.mark.once
@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "has to be a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "has to be a PNG picture"),
        (with_part(b"pHYs", b"a"), "has to be a PNG picture"),
        (with_part(b"zTXt", b"a\0\0" + zlib.compress(bytes(5_000_000))), "has to be a PNG picture"),
        (png(1601, 10), "too many pixels"),
        (png(10, 801), "too many pixels"),
        (png()[:120], "damaged"),
        (bytes(61 * 1024), "larger than 60 kB"),
        (b"", "has to be a PNG picture"),
    ],
)
def test_what_cannot_be_a_logo_gets_a_sentence(file, reason):
    with pytest.raises(NotALogo, match=reason):
        logo_of(file)


@pytest.fixture
def editing(client, small):
    """The form of a ward at the desk, as it opens."""
    client.force_login(make_colleague("Editors"))
    return fields_of(client.get(change_address("ward", "east")))


def save(client, fields, file):
    logo = SimpleUploadedFile("logo.png", file, "image/png")
    return client.post(change_address("ward", "east"), fields | {"logo": logo})


def east():
    return Ward.objects.get(code="east")


def test_a_logo_is_chosen_seen_and_taken_away_at_the_desk(client, editing):
    assert save(client, editing, png()).status_code == 302
    assert Image.open(io.BytesIO(png_of(east().logo))).size == (300, 80)
    page = client.get(change_address("ward", "east"))
    assert read(page).first("img", src=east().logo)
    untouched = {name: value for name, value in fields_of(page).items() if name != "logo"}
    assert client.post(change_address("ward", "east"), untouched).status_code == 302
    assert east().logo
    review = read(client.get("/admin/entry/ward/east/review/"))
    assert "PNG picture, 300 × 80 pixels" in review.text
    page = client.get(change_address("ward", "east"))
    gone = {name: value for name, value in fields_of(page).items() if name != "logo"}
    assert client.post(change_address("ward", "east"), gone | {"logo-clear": "on"})
    assert east().logo == ""


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "has to be a PNG picture"),
        (bytes(10 * 1024 * 1024), "larger than 5 MB"),
    ],
)
def test_a_logo_that_cannot_be_used_is_refused_and_nothing_typed_is_lost(
    client, editing, file, reason
):
    response = save(client, editing | {"hours_en": "9 to 5"}, file)
    assert response.status_code == 200
    page = read(response)
    assert reason in page.text
    assert page.first("input", name="hours_en")["value"] == "9 to 5"
    assert east().logo == ""


def test_a_logo_comes_by_a_file_of_the_guide_only_as_a_picture(small):
    for logo in ("https://example.org/logo.png", "data:image/png;base64,é"):
        with pytest.raises(UnreadableContent, match="has to be a PNG picture"):
            write_entry("ward", "east", {"logo": logo}, check=True)
