"""A result as a tired person takes it in: the answer first, the parts folded, nothing twice."""

import re

import pytest

from guide.edition.current import live_edition
from guide.edition.parts import MOST_POINTS, MOST_WORDS
from guide.edition.path import all_paths, read_path
from guide.edition.plain import plain_text
from guide.edition.points import headings_of, points_of, words_in
from guide.edition.result import result_for
from guide.edition.telling import tell
from guide.publishing.actions import publish
from guide.templatetags.page import lower_first

from .builders import approve_all, make_entry, make_small_guide
from .pages import read

pytestmark = pytest.mark.django_db


def points(*words_of_each):
    """A list of points of so many words: the first is "a1 a2 …", the second "b1 b2 …"."""
    found = ""
    for letter, count in zip("abcdefgh", words_of_each, strict=False):
        found += f"<li>{' '.join(f'{letter}{number}' for number in range(count))}</li>"
    return f"<ul>{found}</ul>"


@pytest.fixture
def told(client):
    """told(points of one section, of the next, …) → the Telling of a result with these sections."""

    def make(*of_sections, address="spread/high"):
        make_small_guide()
        for number, key_points in enumerate(of_sections):
            make_entry("section", f"part-{number}", kind="options", key_points=key_points)
        approve_all()
        publish(None)
        guide = live_edition().guide("en")
        return tell(result_for(guide, read_path(guide, address)))

    return make


def taken(telling):
    return [len(part.first) for part in ours(telling)]


def ours(telling):
    """Without the section that every small guide has, which has no points."""
    return [part for part in telling.parts if part.shown.section.code.startswith("part-")]


def test_a_text_is_read_point_by_point_and_no_point_is_cut():
    html = (
        "<p>One.</p><ul><li>Two <strong>a</strong></li><li>Three<ul><li>in it</li></ul></li></ul>"
    )
    assert points_of(html) == (
        "One.",
        "Two <strong>a</strong>",
        "Three<ul><li>in it</li></ul>",
    )
    assert points_of("") == ()
    assert points_of("No tags &lt;5&nbsp;years") == ("No tags &lt;5\xa0years",)
    assert headings_of("<h3>First</h3><p>x</p><h3>Second</h3>") == ("First", "Second")


def test_five_points_stand_in_the_answer_where_that_is_enough(told):
    telling = told(points(5, 5, 5, 5), points(5, 5, 5))
    assert taken(telling) == [3, 2]
    assert [len(part.rest) for part in ours(telling)] == [1, 1]


def test_each_part_gives_at_least_its_first_point_however_many_they_are(told):
    telling = told(*[points(30, 5)] * 7)
    assert taken(telling) == [1] * 7


def test_no_further_point_makes_the_answer_longer_than_its_measure(told):
    telling = told(points(40, 30, 20), points(10, 5))
    assert taken(telling) == [2, 1]
    assert sum(words_in(point) for part in telling.parts for point in part.first) <= MOST_WORDS


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_answer_of_the_starter_keeps_to_its_measure(starter, language):
    guide = live_edition().guide(language)
    for path in all_paths(guide):
        telling = tell(result_for(guide, path))
        if telling.parts:
            shown = [point for part in telling.parts for point in part.first]
            assert len(shown) <= max(MOST_POINTS, len(telling.parts)), path.address
            assert all(part.first for part in telling.parts), path.address


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_point_card_call_or_word_about_review_is_folded(client, starter, language):
    guide = live_edition().guide(language)
    for path in all_paths(guide):
        page = read(client.get(f"/{language}/guide/{path.address}/"))
        told = tell(result_for(guide, path))
        unfolded = _unfolded(page.first("main"))
        for part in told.parts:
            for point in (*part.first, *part.rest):
                assert squeezed(plain_text(point)) in squeezed(unfolded), path.address
        for details in page.all("details"):
            assert details.first(class_="card") is None
            assert details.first(class_="reviewed") is None
        calls = page.first("aside", id="help")
        assert calls.parent.tag == "body"
        assert page.first("p", class_="reviewed"), path.address


def squeezed(text):
    return " ".join(text.split())


def _unfolded(element):
    """The words that are read without opening anything."""
    pieces = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        elif element.tag != "details" or child.tag == "summary":
            pieces.append(_unfolded(child))
    return "".join(pieces)


def test_one_card_a_treatment_with_its_strongest_badge(client, starter):
    page = read(client.get("/en/guide/high/one-place/"))
    names = [card.first("a").text for card in page.all("li", class_="card")]
    assert len(names) == len(set(names)) > 5
    cards = {card.first("a").text: card.text for card in page.all("li", class_="card")}
    assert "May be used" in cards["Chemotherapy"]  # and in some cases, with MIBG therapy
    assert "Named by: National Cancer Institute" in cards["Immunotherapy"]
    assert "Named by" not in cards["Chemotherapy"]
    caption = read(client.get("/en/guide/unsure-risk/one-place/")).first("caption").text
    assert caption == "Named does not mean used: ask your team about each."


def test_what_is_for_everyone_has_its_card_too_and_says_so_at_a_glance(client, starter):
    guide = live_edition().guide("en")
    for path in all_paths(guide):
        codes = [use.treatment.code for use in result_for(guide, path).cards]
        assert {"clinical-trials", "supportive-care"} <= set(codes), path.address


def test_where_an_answer_is_open_how_to_find_out_comes_first(client, starter):
    page = read(client.get("/en/guide/unsure-risk/unsure-place/"))
    ids = [section["id"] for section in page.first("main").all("section", id=True)]
    assert ids[:3] == ["find-out-risk", "find-out-place", "situations"]
    assert page.first("section", id="find-out-risk").first("li") is not None


def test_each_open_situation_is_told_by_all_its_points_and_leads_to_its_own_result(client, starter):
    guide = live_edition().guide("en")
    page = read(client.get("/en/guide/unsure-risk/unsure-place/"))
    for code, address in (
        ("low-one-place", "low/one-place"),
        ("high-spread", "high/spread"),
        ("brain-spine", "unsure-risk/brain-spine"),
    ):
        section = page.first("section", id=code)
        assert section.first("h3").first("a")["href"] == f"/en/guide/{address}/"
        told = [point.text for point in section.all("li")]
        assert len(told) == len(points_of(guide.sections[code].key_points))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_open_situations_have_the_same_heading(client, starter, language):
    guide = live_edition().guide(language)
    for path in all_paths(guide):
        page = read(client.get(f"/{language}/guide/{path.address}/"))
        parts = [part.first("h3") for part in page.all("section", class_="situation")]
        found = [heading.text for heading in parts if heading]
        assert len(found) == len(set(found)), path.address
    assert any(guide.sections["high-mibg"].title in heading for heading in found)


def test_what_is_known_of_the_child_is_not_said_again_of_each_situation(client, starter):
    page = read(client.get("/en/guide/unsure-risk/spread/"))
    headings = [heading.text for heading in page.first("section", id="situations").all("h3")]
    assert headings == ["Low risk", "Intermediate risk", "High risk"]


def test_sections_that_lead_to_the_same_results_are_told_under_one_heading(client, starter):
    page = read(client.get("/en/guide/unsure-risk/spread/"))
    assert page.first("section", id="high-spread").first("h3").text == "High risk"
    together = page.first("section", id="high-mibg")
    assert together.first("h3") is None
    assert "Doctors sometimes use MIBG therapy" in together.first("li").text


def test_the_place_that_joins_two_is_led_to_where_it_is_told(client, starter):
    page = read(client.get("/en/guide/unsure-risk/unsure-place/"))
    links = [link["href"] for link in page.first("section", id="situations").all("a")]
    joined = [link for link in links if "brain-and-elsewhere" in link]
    assert joined == ["/en/guide/unsure-risk/brain-and-elsewhere/"]
    section = page.first("section", id="two-places")
    assert section.first("h3").first("a")["href"] == joined[0]


def test_where_a_place_joins_two_the_points_say_in_short_of_which_they_are(starter):
    guide = live_edition().guide("en")
    telling = tell(result_for(guide, read_path(guide, "high/brain-and-elsewhere")))
    labels = {part.shown.section.code: part.label for part in telling.parts}
    assert labels == {
        "high-spread": "Several places",
        "high-mibg": "",
        "brain-spine": "Brain or spinal cord",
        "two-places": "",
    }


def test_more_than_two_parts_are_told_apart_by_their_titles(told):
    telling = told(points(5), points(5))
    assert len(telling.parts) == 3
    assert all(part.label == part.shown.section.title for part in telling.parts)


def test_two_parts_need_no_label(told):
    assert [part.label for part in told(points(5)).parts] == ["", ""]


def test_an_answer_that_makes_no_difference_leaves_the_answer_whole(client, starter):
    """Our sources say the same for every risk group where it came back in the brain."""
    guide = live_edition().guide("en")
    telling = tell(result_for(guide, read_path(guide, "unsure-risk/brain-spine")))
    assert [part.shown.section.code for part in telling.parts] == ["brain-spine"]
    assert telling.situations == ()


def test_what_all_open_situations_name_is_told_apart_from_what_some_of_them_name(starter):
    """Without a count: "in the brain, and elsewhere too" would count what is said of both again."""
    guide = live_edition().guide("en")
    telling = tell(result_for(guide, read_path(guide, "unsure-risk/one-place")))
    in_all = {named.treatment.code: named.in_all for named in telling.common}
    of_all = {code for code, is_in_all in in_all.items() if is_in_all}
    assert of_all == {"chemotherapy", "clinical-trials", "supportive-care"}
    assert {"surgery", "mibg-therapy"} < set(in_all)
    order = [(not named.in_all, named.treatment.order) for named in telling.common]
    assert order == sorted(order)


def test_the_table_of_open_situations_says_what_to_do_with_it_and_counts_nothing(client, starter):
    page = read(client.get("/en/guide/unsure-risk/unsure-place/"))
    table = page.first("table", class_="common")
    assert [cell.text for cell in table.all("th", scope="row")] == ["All", "Some"]
    assert "ask your team about each" in table.first("caption").text
    assert not re.search(r"\d", table.text)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_a_place_joins_two_each_situation_says_of_which_it_is(client, starter, language):
    page = read(client.get(f"/{language}/guide/unsure-risk/brain-and-elsewhere/"))
    choices = live_edition().guide(language).choices
    situations = page.first("section", id="situations")
    headings = [heading.text for heading in situations.all("h3")]
    assert len(headings) == 3
    assert all(heading.endswith(lower_first(choices["spread"].short)) for heading in headings)
    above = {"en": "see above", "fr": "voir plus haut"}[language]
    line = next(situations.all("p")).text
    assert line.startswith(choices["brain-spine"].short)
    assert above in line
    assert choices["brain-spine"].short in page.first("li", class_="said-of").text


def test_what_a_word_means_is_said_in_brackets_once_where_an_answer_is_open(client, starter):
    meanings = ("(help for the body’s defences)", "(your child’s stored cells, given back)")
    page = read(client.get("/en/guide/unsure-risk/unsure-place/")).first("section", id="situations")
    assert [page.text.count(meaning) for meaning in meanings] == [1, 1]
    for address in ("intermediate/spread", "high/one-place", "high/spread"):
        unfolded = _unfolded(read(client.get(f"/en/guide/{address}/")).first("main"))
        assert all(meaning in unfolded for meaning in meanings), address


@pytest.mark.parametrize("language", ["en", "fr"])
def test_of_what_everyone_reads_the_first_point_stands_closed_and_the_others_open_with_it(
    client, starter, language
):
    guide = live_edition().guide(language)
    points = points_of(guide.sections["why-plans-differ"].key_points)
    page = read(client.get(f"/{language}/guide/low/one-place/"))
    section = page.first("section", id="why-plans-differ")
    summary = section.parent.first("summary").text
    assert squeezed(plain_text(points[0])) in squeezed(summary)
    assert squeezed(plain_text(points[1])) not in squeezed(summary)
    opened = [squeezed(point.text) for point in section.first("ul").all("li")]
    assert opened == [squeezed(plain_text(points[1]))]


def test_words_are_explained_that_are_on_the_page_and_no_others(client, starter):
    guide = live_edition().guide("en")
    result = result_for(guide, read_path(guide, "unsure-risk/unsure-place"))
    told_words = {term.code for term in tell(result).terms}
    assert told_words < {term.code for term in result.terms}


def test_how_most_sources_were_seen_is_said_once(client, starter):
    section = read(client.get("/en/guide/high/spread/")).first("section", id="sources")
    seen = "As seen in a stored copy; date not known"
    assert section.first("p", class_="facts").text.endswith(f"{lower_first(seen)}.")
    told = [source.text for source in section.all("li")]
    assert not any(text.endswith(seen) for text in told)
    assert any("from about 2016" in text for text in told)


def test_a_name_keeps_its_capital_letters_after_a_comma():
    assert lower_first("MYCN amplified") == "MYCN amplified"
    assert lower_first("In one place") == "in one place"


def test_from_a_treatment_the_way_leads_back_to_the_result_it_was_opened_from(client, starter):
    page = read(client.get("/fr/guide/high/one-place/"))
    card = page.first("li", class_="card").first("a")["href"]
    assert card.endswith("?from=high/one-place")
    response = client.get(card)
    back = read(response).first("a", class_="back")
    assert back["href"] == "/fr/guide/high/one-place/"
    assert back.text == page.first("h1").text
    assert response["X-Robots-Tag"] == "noindex"
    assert "one-place" not in read(response).first("link", rel="canonical")["href"]


@pytest.mark.parametrize("answers", ["", "high", "nonsense/high", "low/high", "//x.y", "%00"])
def test_a_treatment_opened_from_nowhere_leads_to_all_treatments(client, starter, answers):
    response = client.get(f"/en/treatments/surgery/?from={answers}")
    assert response.status_code == 200
    assert read(response).first("a", class_="back")["href"] == "/en/treatments/"


def test_three_doors_lead_to_whom_to_call_to_paper_and_to_the_questions(client, starter):
    page = read(client.get("/en/guide/high/spread/"))
    doors = [link["href"] for link in page.first("ul", class_="doors").all("a")]
    assert doors == ["#help", "#send", "#ask"]
    assert all(page.first(id=door.lstrip("#")) for door in doors)


HEDGES = {
    "brain-spine": {
        "en": "After surgery, radiation therapy usually follows",
        "fr": "La radiothérapie suit habituellement la chirurgie",
    },
    "high-mibg": {
        "en": "Few centres in Canada give it, often in a clinical trial",
        "fr": "Peu de centres l’offrent au Canada, souvent en essai clinique",
    },
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", HEDGES)
def test_what_limits_a_treatment_is_among_the_main_points(client, starter, code, language):
    guide = live_edition().guide(language)
    definite = [path for path in all_paths(guide) if not path.is_unsure]
    seen = 0
    for path in definite:
        if code not in {shown.section.code for shown in result_for(guide, path).options}:
            continue
        page = read(client.get(f"/{language}/guide/{path.address}/"))
        assert HEDGES[code][language] in page.first(class_="key-points").text, path.address
        seen += 1
    assert seen >= 3
