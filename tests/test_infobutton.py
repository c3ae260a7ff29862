"""A record system asks by a code and is led to the right page in the right language; nothing that
it says of a patient is read, kept or told to anybody.
"""

import json
import xml.etree.ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from guide.models import Choice, Question, Section, Treatment
from guide.publishing.actions import publish
from guide.publishing.write import write_entry
from guide.serving.access_log import AccessLog

from .builders import approve_all, make_entry, make_small_guide
from .desk import change_address, fields_of, make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
HERE = "https://guide.example.org"
ICD_CA, ICD_CM = "2.16.840.1.113883.6.94", "2.16.840.1.113883.6.90"
SNOMED = "2.16.840.1.113883.6.96"
ATOM = "{http://www.w3.org/2005/Atom}"
OF_A_PATIENT = {
    "patientPerson.administrativeGenderCode.c": "F",
    "patientPerson.name": "Zelda Quill",
    "patient.id": "MRN-5550199",
    "age.v.v": "4",
    "mainSearchCriteria.v.dn": "Quill tumour of Zelda",
    "assignedAuthorizedPerson.name": "Doctor Quillwright",
}


@pytest.fixture(autouse=True)
def _site_address(settings):
    settings.SITE_ADDRESS = HERE


@pytest.fixture
def published(db):
    """An edition in which a question, a treatment and two services have codes."""
    make_small_guide()
    write_entry("question", "risk", {"record_codes": "ICD-10-CA X10.1\nSNOMED CT 1000000"})
    make_entry("treatment", "care", name="Care", summary="Soon.", record_codes="ICD-10-CM Y20")
    make_entry("resource", "money", name="Money", record_codes="SNOMED CT 1000000")
    make_entry(
        "resource", "after", name="After", kind="bereavement", record_codes="SNOMED CT 3000000"
    )
    approve_all()
    return publish(None)


def query(code, system, **more):
    return {"mainSearchCriteria.v.c": code, "mainSearchCriteria.v.cs": system} | more


def ask(client, code="X10.1", system=ICD_CA, language="", form="", recipient="", **headers):
    asked = query(code, system)
    if language:
        asked["informationRecipient.languageCode.c"] = language
    if form:
        asked["knowledgeResponseType"] = form
    if recipient:
        asked["informationRecipient"] = recipient
    return client.get("/infobutton", asked, headers=headers)


@pytest.mark.parametrize(
    ("code", "system", "language", "page"),
    [
        ("X10.1", ICD_CA, "en", "/en/guide/"),
        ("x101", ICD_CA, "fr", "/fr/guide/"),
        ("1000000", SNOMED, "fr-CA", "/fr/guide/"),
        ("1000000", "http://snomed.info/sct", "fra", "/fr/guide/"),
        ("Y20", f"urn:oid:{ICD_CM}", "en", "/en/treatments/care/"),
        ("Y20", ICD_CM, "fr", "/fr/traitements/care/"),
    ],
)
def test_a_code_leads_to_its_page_in_the_language_that_is_asked_for(
    client, published, code, system, language, page
):
    response = ask(client, code, system, language)
    assert (response.status_code, response["Location"]) == (302, page)
    assert client.get(page).status_code == 200


def test_a_service_is_led_to_at_its_place_on_the_page(client, published):
    write_entry("question", "risk", {"record_codes": ""})
    approve_all()
    publish(None)
    place = ask(client, "1000000", SNOMED, "en")["Location"]
    assert place == "/en/support/#resource-money"
    assert read(client.get("/en/support/")).first(id="resource-money")


def test_without_a_language_the_browser_says_which(client, published):
    assert ask(client)["Location"] == "/en/guide/"
    assert ask(client, **{"accept-language": "fr-CA,fr;q=0.9"})["Location"] == "/fr/guide/"
    assert ask(client, language="es")["Location"] == "/en/guide/"


def test_no_code_leads_to_a_result(client, published):
    """Not even one that an answer bears as its own code: answers have no codes of this sort."""
    pages = {"/en/guide/", "/en/treatments/care/", "/en/support/#resource-money", "/en/print/"}
    found = set()
    for code, system in (("X10.1", ICD_CA), ("Y20", ICD_CM), ("1000000", SNOMED)):
        told = ask(client, code, system, form="application/json", recipient="PROV").json()
        for entry in told["feed"]["entry"]:
            found.add(entry["link"][0]["href"].removeprefix(HERE))
    assert found == pages
    assert "record_codes" not in (*Choice.PLAIN, *Section.PLAIN)


def test_nobody_is_led_by_a_code_to_what_is_shown_only_where_chosen(client, published):
    assert ask(client, "3000000", SNOMED).status_code == 404
    told = ask(client, "3000000", SNOMED, form="application/json").json()
    assert told["feed"]["entry"] == []


def test_json_tells_all_pages_of_a_code_the_question_first(client, published):
    response = ask(client, "1000000", SNOMED, "fr", "application/json")
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    feed = response.json()["feed"]
    assert feed["lang"] == "fr"
    assert feed["updated"]["_value"]
    assert feed["category"] == [
        {"scheme": "mainSearchCriteria.v.c", "term": "1000000"},
        {"scheme": "mainSearchCriteria.v.cs", "term": SNOMED},
        {"scheme": "informationRecipient", "term": "PAT"},
    ]
    assert [(entry["title"]["_value"], entry["link"][0]["href"]) for entry in feed["entry"]] == [
        ("Quand le neuroblastome revient", f"{HERE}/fr/guide/"),
        ("Money (fr)", f"{HERE}/fr/soutien/#resource-money"),
    ]
    assert feed["entry"][1]["summary"]["_value"] == "money offers (fr)"


def test_whoever_gives_care_is_offered_the_sheet_too(client, published):
    told = ask(client, form="application/json", recipient="PROV").json()["feed"]
    assert told["entry"][-1]["link"][0]["href"] == f"{HERE}/en/print/"
    assert {"scheme": "informationRecipient", "term": "PROV"} in told["category"]


@pytest.mark.parametrize("form", ["application/atom+xml", "text/xml", "application/xml"])
def test_atom_tells_the_same(client, published, form):
    response = ask(client, "1000000", SNOMED, "en", form)
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)
    assert [entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry")] == [
        f"{HERE}/en/guide/",
        f"{HERE}/en/support/#resource-money",
    ]
    asked = {one.get("scheme"): one.get("term") for one in feed.findall(f"{ATOM}category")}
    assert asked["mainSearchCriteria.v.c"] == "1000000"
    assert feed.find(f"{ATOM}id").text == f"{HERE}/infobutton"
    assert feed.find(f"{ATOM}updated").text


def test_a_code_that_no_entry_has_is_told_so_with_a_way_on(client, published):
    for code, system in (("X10.2", ICD_CA), ("X10.1", "1.2.3"), ("Zelda Quill", SNOMED)):
        response = ask(client, code, system, "fr")
        assert response.status_code == 404
        assert "Aucune fiche" in read(response).first("main").text
        assert "Zelda" not in response.content.decode()
        data = ask(client, code, system, "fr", "application/json").json()
        assert (data["feed"]["entry"], data["feed"]["category"]) == ([], [])
        atom = ask(client, code, system, "fr", "text/xml").content
        assert b"Zelda" not in atom
        assert ET.fromstring(atom).find(f"{ATOM}updated").text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "must hold a code and its system"),
        ({"mainSearchCriteria.v.c": "X10.1"}, "must hold a code and its system"),
        (query("X10.1", ICD_CA, knowledgeResponseType="application/javascript"), "Ask for text"),
        (query("\x00", "\x00"), "No entry of the guide"),
        (query("X" * 5000, ICD_CA), "No entry of the guide"),
    ],
)
def test_what_cannot_be_answered_gets_a_sentence(client, published, asked, sentence):
    response = client.get("/infobutton", asked)
    assert response.status_code in (400, 404)
    assert sentence in read(response).first("main").text


@pytest.mark.parametrize("form", ["", "application/json", "application/atom+xml", "nonsense"])
@pytest.mark.parametrize("code", ["X10.1", "X99"])
def test_nothing_of_a_patient_comes_back_or_is_logged(django, published, form, code, request_log):
    told = []
    asked = OF_A_PATIENT | query(code, ICD_CA, knowledgeResponseType=form)
    environ = RequestFactory(REMOTE_ADDR="192.0.2.7").get("/infobutton", asked).environ
    body = b"".join(AccessLog(django)(environ, lambda *args: told.extend(args[:2])))
    (line,) = request_log()
    everything = f"{body.decode()} {told} {line}"
    for secret in ("Zelda", "Quill", "5550199", "patientPerson", "192.0.2.7"):
        assert secret not in everything, secret
    assert json.loads(line)["view"] == "machine:infobutton"
    assert "X10" not in line
    for secret in ("Zelda", "5550199", "patientPerson"):
        assert secret not in environ["QUERY_STRING"], "dropped before anything could look at it"


def test_no_cache_keeps_it_and_no_search_engine_lists_it(client, published):
    for response in (ask(client), ask(client, form="text/xml"), ask(client, "X99")):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
    assert "Disallow: /infobutton" in client.get("/robots.txt").content.decode()


def test_nothing_is_sent_to_it_and_it_runs_no_sql(client, published, django_assert_num_queries):
    assert client.post("/infobutton", query("X10.1", ICD_CA) | OF_A_PATIENT).status_code == 405
    ask(client)
    with django_assert_num_queries(0):
        assert ask(client).status_code == 302


def test_before_the_first_edition_there_is_nothing_to_lead_to(client, db):
    assert ask(client).status_code == 503


def test_staff_write_codes_at_the_desk_and_each_gets_its_one_form(client, published):
    client.force_login(make_colleague("Editors"))
    address = change_address("treatment", "care")
    form = fields_of(client.get(address))
    codes = " snomed ct 2000000 \r\nicd-10-ca c749\r\nICD-10-CA C74.9"
    assert client.post(address, form | {"record_codes": codes}).status_code == 302
    written = Treatment.objects.with_links().get(code="care")
    assert written.record_codes == "SNOMED CT 2000000\nICD-10-CA C74.9"
    assert not written.is_approved()


@pytest.mark.parametrize("line", ["C74.9", "LOINC 1234-5", "SNOMED CT neuroblastoma", "ICD-10-CA"])
def test_what_is_no_code_is_refused_in_words(client, published, line):
    client.force_login(make_colleague("Editors"))
    address = change_address("treatment", "care")
    form = fields_of(client.get(address))
    page = read(client.post(address, form | {"record_codes": line}))
    assert f"“{line}” is not a code that is known here" in page.text
    with pytest.raises(ValidationError, match="is not a code"):
        write_entry("treatment", "care", {"record_codes": line}).full_clean()


def test_a_code_on_a_page_is_read_nowhere_by_families(client, published):
    for address in ("/en/guide/", "/en/treatments/care/", "/en/support/"):
        assert "1000000" not in read(client.get(address)).text
        assert "Y20" not in read(client.get(address)).text


def test_an_entry_without_codes_has_the_content_that_it_had(published):
    assert "record_codes" not in Question.objects.with_links().get(code="place").content()
