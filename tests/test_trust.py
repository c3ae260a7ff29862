"""Trust without noise: families read what is known of whoever makes the guide, and nothing else."""

import pytest

from guide.models import Organisation
from guide.publishing.actions import approve_as_starter, publish

from .pages import read

pytestmark = pytest.mark.django_db
PAGES = ["/en/", "/en/about/", "/en/privacy/", "/en/accessibility/", "/fr/a-propos/"]


@pytest.mark.parametrize("address", PAGES)
def test_what_the_organisation_has_not_filled_in_is_not_shown_to_families(client, starter, address):
    response = client.get(address)
    assert response.status_code == 200
    text = read(response).first("body").text
    assert "filled in" not in text
    assert "À remplir" not in text


def test_what_it_has_filled_in_is_shown(client, starter):
    organisation = Organisation.objects.get()
    organisation.filled_in = True
    organisation.name_en = "A hospital"
    organisation.funding_en = "<p>A foundation.</p>"
    organisation.save()
    approve_as_starter(organisation)
    publish(None)
    page = read(client.get("/en/about/"))
    assert page.first("p", class_="lead").text == "A hospital"
    assert "A foundation." in page.first("section", id="funding").text


def test_that_nobody_reviewed_the_texts_stays_said(client, starter):
    section = read(client.get("/en/about/")).first("section", id="who-reviews")
    assert "No health-care team has reviewed" in section.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_on_a_result_it_is_said_right_under_the_answer(client, starter, language):
    page = read(client.get(f"/{language}/guide/high/spread/"))
    top = page.first("div", class_="top")
    classes = [child.get("class") for child in top.children if not isinstance(child, str)]
    assert classes.index("reviewed") == classes.index("key-points") + 1
    assert page.first("aside", class_="notice") is None
