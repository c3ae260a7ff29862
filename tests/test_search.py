"""Search: families find what an edition says, however they spell it, and nothing they typed is
kept.
"""

import pytest

from guide.edition import current
from guide.edition.excerpt import LONGEST, excerpt_of
from guide.edition.search import LONGEST_QUERY, MOST_WORDS, SHOWN, index_of
from guide.edition.spelling import Vocabulary, distance, fold, words_of
from guide.publishing.actions import publish

from . import photograph
from .builders import approve_all, make_entry, make_small_guide
from .pages import read


def pair(en, fr):
    return {"en": en, "fr": fr}


_small = {}


@pytest.fixture
def guide(db):
    """A small edition that speaks of a few treatments, in both languages."""
    if _small:
        photograph.put_back(_small)
    else:
        publish_speaking_guide()
        _small.update(photograph.take())
    current.forget()
    return lambda language: current.live_edition().guide(language)


def publish_speaking_guide():
    make_small_guide()
    make_entry(
        "treatment",
        "immunotherapy",
        name=pair("Immunotherapy", "Immunothérapie"),
        also_called=pair("dinutuximab, anti-GD2", "dinutuximab, anti-GD2"),
        summary=pair("It helps the body’s own defences.", "Elle aide les défenses du corps."),
        what=pair(
            "<p>It may be given with chemotherapy. It often causes pain.</p>",
            "<p>Elle peut être donnée avec la chimiothérapie.</p>",
        ),
    )
    make_entry(
        "treatment",
        "chemotherapy",
        name=pair("Chemotherapy", "Chimiothérapie"),
        also_called="chemo",
    )
    make_entry(
        "term",
        "mibg",
        name=pair("MIBG", "MIBG"),
        definition=pair("A liquid that cells take up.", "Un liquide."),
    )
    make_entry(
        "section",
        "outlook",
        kind="outlook",
        title=pair("What we know about outlook", "Ce que l’on sait du pronostic"),
        body=pair(
            "<p>Survival differs between children.</p>",
            "<p>La survie diffère d’un enfant à l’autre.</p>",
        ),
    )
    make_entry(
        "section",
        "high-spread",
        title="A title",
        body="<p>Only here: a marvel.</p>",
        choices=["high", "spread"],
    )
    make_entry(
        "resource",
        "wheels",
        name="Wheels",
        offers=pair("Rides to the hospital.", "Transport à l’hôpital."),
    )
    approve_all()
    publish(None)


def titles(guide, language, query):
    return [found.title for found in index_of(guide(language)).search(query).found]


@pytest.mark.parametrize(
    ("language", "query", "title"),
    [
        ("en", "immunotherapy", "Immunotherapy"),
        ("en", "IMMUNOTHERAPY", "Immunotherapy"),
        ("en", "imunotherapy", "Immunotherapy"),
        ("en", "immunotherpay", "Immunotherapy"),
        ("en", "imunotherapie", "Immunotherapy"),
        ("en", "MIGB", "MIBG"),
        ("en", "immuno", "Immunotherapy"),
        ("en", "gd2", "Immunotherapy"),
        ("en", "antigd2", "Immunotherapy"),
        ("en", "chemo", "Chemotherapy"),
        ("en", "what is mibg", "MIBG"),
        ("en", "rides", "Wheels"),
        ("fr", "immunotherapie", "Immunothérapie"),
        ("fr", "thérapies immunothérapies", "Immunothérapie"),
        ("fr", "chimiotérapie", "Chimiothérapie"),
        ("fr", "hopital", "Wheels (fr)"),
    ],
)
def test_a_word_is_found_without_accents_in_part_and_misspelled(guide, language, query, title):
    assert titles(guide, language, query)[0] == title


@pytest.mark.parametrize(
    "query", ["migration", "xyzzy", "mbg", "🙂", "' OR 1=1 --", "\x00", "%", "cat"]
)
def test_what_no_page_speaks_of_is_not_found(guide, query):
    assert titles(guide, "en", query) == []


def test_an_entry_with_the_word_in_its_title_comes_before_one_that_only_mentions_it(guide):
    assert titles(guide, "en", "chemotherapy") == ["Chemotherapy", "Immunotherapy"]


def test_entries_with_all_of_the_words_come_alone(guide):
    assert titles(guide, "en", "chemotherapy pain") == ["Immunotherapy"]


def test_a_slip_of_spelling_is_told(guide):
    assert index_of(guide("en")).search("imunotherapy").read_as == (
        ("imunotherapy", ("Immunotherapy",)),
    )
    assert index_of(guide("en")).search("immunotherapy").read_as == ()


def test_an_excerpt_is_a_whole_sentence_with_the_words_marked(guide):
    found = index_of(guide("en")).search("chemotherapy pain").found[0]
    assert found.excerpt == (("It may be given with ", False), ("chemotherapy", True), (".", False))


def test_text_about_the_outlook_is_found_and_never_shown_unasked(guide, client):
    found = index_of(guide("en")).search("survival").found[0]
    assert (found.entry.kind, found.excerpt) == ("outlook", ())
    page = read(client.get("/en/search/?q=survival"))
    assert "What we know about outlook" in page.text
    assert "differs between children" not in page.text


def test_a_section_leads_to_a_result_that_shows_it(guide, client):
    page = read(client.get("/en/search/?q=marvel"))
    link = next(a for a in page.first("main").all("a", href=True) if a.text == "A title")
    assert link["href"] == "/en/guide/spread/high/#high-spread"
    assert read(client.get(link["href"])).first("section", id="high-spread")


def test_every_page_that_is_found_can_be_opened(starter, client):
    links = {
        link["href"]
        for query in ("surgery", "help", "MIBG", "cells", "travel", "survival")
        for item in read(client.get(f"/en/search/?q={query}")).first("main").all("li")
        for link in item.all("a", href=True)
    }
    assert len(links) > 20
    for link in links:
        response = client.get(link)
        assert response.status_code == 200
        if "#" in link:
            assert read(response).first(id=link.split("#")[1]), link


def test_the_words_are_marked_on_the_page(guide, client):
    page = read(client.get("/fr/recherche/?q=defense"))
    assert [mark.text for mark in page.all("mark")] == ["défenses"]


def test_without_a_query_the_page_says_what_can_be_looked_for(guide, client):
    page = read(client.get("/en/search/"))
    assert page.first("main").first("input", name="q")["value"] == ""
    assert not page.first("ol", class_="found")


def test_nothing_found_says_what_to_do_next(guide, client):
    response = client.get("/en/search/?q=xyzzy")
    assert response.status_code == 200
    ways_on = {link["href"] for link in read(response).first("main").all("a", href=True)}
    assert {"/en/words/", "/en/treatments/", "/en/support/"} <= ways_on


def test_nothing_found_says_how_many_pages_of_the_other_language_speak_of_it(guide, client):
    page = read(client.get("/fr/recherche/?q=pain")).first("main")
    link = page.first("a", hreflang="en")
    assert link.text == "chercher en anglais\u00a0: 1 page en parle"
    found = read(client.get(link["href"])).first("main").all("h3")
    assert [heading.text for heading in found] == ["Immunotherapy"]
    assert (
        read(client.get("/fr/recherche/?q=xyzzy")).first("main").first("a", hreflang="en") is None
    )


def test_characters_that_no_text_has_do_not_come_back_on_the_page(guide, client):
    response = client.get("/en/search/", {"q": "xy\x00zzy\x1f"})
    assert "xy zzy" in read(response).first("main").text
    assert not {"\x00", "\x1f"} & set(response.content.decode())


def test_a_query_that_is_too_long_gets_a_sentence(guide, client):
    response = client.get("/en/search/", {"q": "x" * (LONGEST_QUERY + 1)})
    assert response.status_code == 422
    assert read(response).first(id="query-error").text
    assert client.get("/en/search/", {"q": "x" * LONGEST_QUERY}).status_code == 200


def test_a_query_cannot_become_markup(guide, client):
    response = client.get("/en/search/", {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in response.content


def test_many_words_are_read_only_so_far(guide):
    words = " ".join(["chemotherapy", *(f"x{number}" for number in range(MOST_WORDS)), "wheels"])
    assert titles(guide, "en", words) == ["Chemotherapy", "Immunotherapy"]


def test_a_search_is_kept_by_no_cache_and_listed_by_no_search_engine(guide, client):
    response = client.get("/en/search/?q=mibg")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_a_warm_search_runs_no_sql(guide, client, django_assert_num_queries):
    client.get("/en/search/?q=mibg")
    with django_assert_num_queries(0):
        client.get("/en/search/?q=chemo")


def test_a_new_edition_is_searched_at_once(guide, client):
    assert "Newword" not in client.get("/en/search/?q=newword").content.decode()
    make_entry("term", "newword", name="Newword")
    approve_all()
    publish(None)
    assert read(client.get("/en/search/?q=newword")).first("ol", class_="found")


def test_no_more_than_the_best_are_shown(db):
    make_small_guide()
    for number in range(SHOWN + 5):
        make_entry("term", name=f"Camp {number}")
    approve_all()
    publish(None)
    answer = index_of(current.live_edition().guide("en")).search("camp")
    assert (len(answer.found), answer.count) == (SHOWN, SHOWN + 5)


def test_words_are_compared_without_accents_and_plurals():
    assert [fold(word) for word in ("Thérapies", "CŒURS", "cells", "gas")] == [
        "therapie",
        "coeur",
        "cell",
        "gas",
    ]
    assert [word for word, _, _ in words_of("anti-GD2, l’été")] == [
        "anti",
        "gd2",
        "antigd2",
        "l",
        "ete",
    ]


def test_a_swap_of_two_letters_is_one_slip():
    assert distance("mibg", "migb") == 1
    assert distance("therapy", "thrapy") == 1
    assert distance("chemo", "chimio") == 2


def test_in_four_letters_only_neighbours_that_changed_places_are_a_slip():
    vocabulary = Vocabulary(["mibg", "scan", "dose"])
    assert vocabulary.near("migb") == ["mibg"]
    assert vocabulary.near("sacn") == ["scan"]
    for other in ("mibx", "nose", "dosa", "scn", "gbim"):
        assert vocabulary.near(other) == []
    assert vocabulary.near("scans") == ["scan"]  # five letters: any one slip


def test_a_sentence_that_is_too_long_is_cut_between_words_around_the_word():
    text = "".join(
        piece for piece, _ in excerpt_of("many " * 100 + "marvels " + "more " * 100, {"marvel"})
    )
    assert text.startswith("… many")
    assert text.endswith("more …")
    assert "marvels" in text
    assert len(text) <= LONGEST + 4
