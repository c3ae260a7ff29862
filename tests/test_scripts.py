"""Scripts of families' pages are plain files that the page names, and what they say stands in the
page, in its language.
"""

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import override

from guide.edition.current import live_edition
from guide.page.addresses import all_addresses

from .pages import read

pytestmark = pytest.mark.django_db

RESULT = "/en/guide/high/one-place/"
SOMETIMES = ["/en/guide/?sent=1", "/fr/garder/", "/fr/imprimer/", "/en/nonsense/"]


def scripts_of(page):
    """The addresses of the scripts that this page names."""
    return [element["src"] for element in page.all("script", src=True)]


def addresses(language):
    """Every page of this language that a phone keeps."""
    with override(language):
        extra = [reverse("guide:keep"), reverse("guide:offline")]
        return [*all_addresses(live_edition().guide(language)), *extra]


@pytest.mark.parametrize("address", [RESULT, "/fr/mots/", *SOMETIMES])
def test_a_script_is_a_module_of_our_own_that_the_page_names_once(client, starter, address):
    page = read(client.get(address))
    programs = [
        element for element in page.all("script") if element.get("type") != "application/ld+json"
    ]
    assert programs
    for element in programs:
        assert element["type"] == "module"
        assert finders.find(element["src"].removeprefix("/static/"))
        assert not element.children
    named = scripts_of(page)
    assert len(named) == len(set(named))


@pytest.mark.parametrize("address", ["/en/", RESULT, *SOMETIMES])
def test_the_policy_lets_in_scripts_and_pictures_of_this_site_and_nothing_else(
    client, starter, address
):
    policy = client.get(address)["Content-Security-Policy"]
    rules = [rule.strip() for rule in policy.split(";")]
    assert "script-src 'self'" in rules
    assert "img-src 'self'" in rules


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_phone_keeps_every_script_that_a_kept_page_names(client, starter, language):
    kept = set(client.get(f"/{language}/keep.json").json()["assets"])
    for address in addresses(language):
        missing = set(scripts_of(read(client.get(address)))) - kept
        assert missing == set(), address


def test_a_page_says_what_its_scripts_will_say_in_its_own_language(client, starter):
    page = read(client.get("/fr/guide/high/one-place/"))
    network = page.first("div", role="status")
    assert network["data-words"].startswith("Pas de réseau. Vous pouvez continuer")
    buttons = [
        (button["data-act"], button["data-words"]) for button in page.all("button", data_act=True)
    ]
    assert buttons == [
        ("share", "Partager"),
        ("copy", "Copier l’adresse"),
        ("print", "Imprimer cette page"),
        ("share", "Envoyer le guide sans vos réponses"),
    ]
    assert page.first("div", class_="flow")["data-read"] == "Lire à voix haute"


def test_a_page_without_the_buttons_does_not_carry_their_words(client, starter):
    text = client.get("/en/words/").text
    assert "Copy the address" not in text
    assert "Read aloud" not in text


def test_the_list_of_the_copy_tells_what_its_pages_say_of_the_network(client, starter):
    words = client.get("/fr/keep.json").json()["words"]
    assert "à partir de la copie que ce téléphone garde" in words["others"]
    assert words["back"].startswith("Le réseau est revenu")
    assert words["newest"]
