"""The questions for a hospital's record system, as FHIR R4 has them.

The models of fhir.resources are made from HL7's own definitions. R4B, which it ships, has the same
Questionnaire as R4.
"""

import json

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from guide.models import ENTRY_MODELS
from guide.publishing.actions import approve, publish
from guide.publishing.write import write_entry

from .builders import approve_all, make_small_guide, make_user, publish_small_guide

pytestmark = pytest.mark.django_db
ADDRESS = "/fhir/Questionnaire"
CANONICAL = "https://guide.example.org/fhir/Questionnaire"


@pytest.fixture(autouse=True)
def _site_address(settings):
    settings.SITE_ADDRESS = "https://guide.example.org"


def asked(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.json()


def in_french(element):
    [translation] = element["extension"]
    assert translation["url"] == "http://hl7.org/fhir/StructureDefinition/translation"
    told = {part["url"]: part for part in translation["extension"]}
    assert told["lang"]["valueCode"] == "fr"
    return told["content"]["valueString"]


def test_it_is_valid_and_nothing_of_it_is_lost_on_the_way_through_the_official_models(
    client, starter
):
    told = asked(client)
    again = Questionnaire.model_validate(told).model_dump_json(by_alias=True)
    assert json.loads(again) == told


def test_its_status_is_one_that_is_allowed(client, starter):
    """The models name the codes of a status, and do not hold them."""
    allowed = Questionnaire.model_fields["status"].json_schema_extra["enum_values"]
    assert asked(client)["status"] in allowed


def test_it_says_what_it_is_where_it_is_and_of_which_edition(client, starter):
    told = asked(client)
    assert (told["url"], told["version"]) == (CANONICAL, str(starter.number))
    assert told["title"] == "When neuroblastoma comes back"
    assert in_french(told["_title"]) == "Quand le neuroblastome revient"
    assert told["name"] == "WhenNeuroblastomaComesBack"
    assert told["status"] == "draft"
    assert "publisher" not in told


def test_every_question_and_answer_is_in_it_in_both_languages(client, starter):
    items = asked(client)["item"]
    entries = starter.content["entries"]
    assert {item["linkId"] for item in items} == set(entries["question"])
    found = {}
    for item in items:
        question = entries["question"][item["linkId"]]
        assert item["text"] == question["title"]["en"]
        assert in_french(item["_text"]) == question["title"]["fr"]
        assert item["type"] == "choice"
        for option in item["answerOption"]:
            answer = option["valueCoding"]
            assert answer["system"] == CANONICAL
            found[answer["code"]] = (answer["display"], in_french(answer["_display"]))
    assert found == {
        code: (choice["label"]["en"], choice["label"]["fr"])
        for code, choice in entries["choice"].items()
    }


def test_why_a_question_is_asked_is_help_beside_it_in_plain_words(client, starter):
    [help_text] = asked(client)["item"][0]["item"]
    assert help_text["type"] == "display"
    assert help_text["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == "help"
    assert "<" not in help_text["text"] + in_french(help_text["_text"])


def test_it_is_active_once_a_named_person_approved_all_questions_and_answers(client, db):
    make_small_guide()
    reviewer = make_user("rae", first_name="Rae", last_name="Reviewer")
    for model in ENTRY_MODELS:
        for entry in model.objects.with_links():
            approve(entry, reviewer)
    publish(reviewer)
    assert asked(client)["status"] == "active"


def test_a_new_edition_is_a_new_version(client, db):
    publish_small_guide()
    assert asked(client)["version"] == "1"
    write_entry("question", "risk", {"title": {"en": "Which one?", "fr": "Lequel ?"}})
    approve_all()
    publish(None)
    told = asked(client)
    assert told["version"] == "2"
    assert "Which one?" in {item["text"] for item in told["item"]}


def test_it_is_read_by_any_site_and_any_cache_and_sent_to_by_nobody(client, starter):
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/fhir+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert client.post(ADDRESS, {}, content_type="application/fhir+json").status_code == 405
    assert client.put(ADDRESS, {}, content_type="application/fhir+json").status_code == 405


def test_before_the_first_edition_there_is_none(client, db):
    assert client.get(ADDRESS).status_code == 503


def test_warm_it_runs_no_sql(client, starter, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(0):
        client.get(ADDRESS)
