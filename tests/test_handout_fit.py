"""Size and pages, as promised: 14 point on at most four pages, five where an answer is unsure; 18
point on twice as many.

A text that is far too long for its pages: whoever publishes is warned, and the sheet is still
printed whole.
"""

import re

import pytest

from guide.edition.current import live_edition
from guide.edition.path import all_paths
from guide.handout import pdf
from guide.handout.build import make_sheet
from guide.handout.fit import fits
from guide.handout.options import PARTS, Options
from guide.handout.pdf import measure, print_sheet
from guide.handout.queue import in_queue
from guide.handout.versions import VERSIONS
from tools.benchmarks.handouts import SITE, starter_edition
from tools.paper_matrix import aim, edition_with_ward

from .builders import approve_all, make_small_guide, publish
from .pages import read
from .paper import Paper

pytestmark = pytest.mark.django_db
LONGEST = re.compile("elsewhere|unsure-place|high/one-place|high/spread|unsure-risk/spread")
PLACES_TRIED = slice(2, None, 6)  # tools/paper_matrix.py measures all
SENTENCE = "<p>A sentence that goes on and on, and says the same again. </p>"


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("en", "fr")], ids="+".join)
@pytest.mark.parametrize(("text", "points", "times"), [("normal", 14, 1), ("large", 18, 2)])
def test_every_starter_sheet_has_the_promised_size_on_the_promised_pages(
    languages, text, points, times
):
    edition = starter_edition()
    paths = all_paths(edition.guide("en"))
    assert len(paths) == 20
    for path in paths[PLACES_TRIED]:
        sheet = make_sheet(edition, path.codes, Options(languages, text=text), SITE)
        pages, size = measure(sheet)
        assert size == points, path.address
        assert pages <= (5 if path.is_unsure else 4) * times * len(languages), path.address
        assert len(print_sheet(sheet)) < 150_000


@pytest.mark.parametrize(
    ("languages", "left_out"), [(("en",), ""), (("fr",), ""), (("en", "fr"), "full")]
)
def test_the_heaviest_sheets_have_at_most_150_kilobytes(languages, left_out):
    everything = {
        "text": "large",
        "include": frozenset(PARTS) - {left_out},
        "lines": 10,
        "region": "ON",
    }
    sheet = make_sheet(
        starter_edition(), ("unsure-risk", "unsure-place"), Options(languages, **everything), SITE
    )
    assert len(print_sheet(sheet)) <= 150_000


def test_a_usual_sheet_is_set_once():
    asked = []

    def compiled(text, step):
        asked.append(step)
        return pdf.compile_pdf(text, step, sheet.version)

    sheet = make_sheet(starter_edition(), ("high", "spread"), Options(("fr",)), SITE)
    with in_queue():
        VERSIONS[sheet.version].fitted(pdf.text_of(sheet), sheet.pages, compiled)
    assert asked == [0]


def test_no_page_is_printed_for_a_few_lines_that_closer_ones_make_room_for():
    sheet = make_sheet(starter_edition(), ("low", "one-place"), Options(("en",)), SITE)
    pages, size = measure(sheet)
    written = [len(page) for page in Paper(print_sheet(sheet)).pages]
    assert (len(written), size) == (pages, 14)
    assert written[-1] > max(written) * 0.4


def publish_long_guide(sentences):
    section = make_small_guide()
    section.body_en = SENTENCE * sentences + "<p>The very end.</p>"
    section.save()
    approve_all()
    publish(None)


def test_a_short_guide_fits(client, db):
    publish_long_guide(3)
    assert {fit.pages for fit in fits(live_edition(), "en")} <= {1, 2}


def test_a_text_that_is_far_too_long_is_found_and_still_printed_to_its_end(client, db):
    publish_long_guide(300)
    found = list(fits(live_edition(), "en"))
    assert all(fit.is_too_long and fit.size == 14 for fit in found)
    paper = Paper(client.get(f"/en/guide/{found[0].path.address}/summary.pdf").content)
    assert "The very end." in paper.text
    assert len(paper.pages) == found[0].pages > 2
    answers = "&".join(f"{choice.question}={choice.code}" for choice in found[0].path.answers)
    told = read(client.get(f"/en/print/?{answers}")).first(class_="sheet")
    assert "text in 14 point" in told.first(class_="size").text
    assert "more pages than usual" in told.first(class_="note").text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("ward", ["", "east"])
def test_the_longest_sheets_have_three_pages_and_four_where_an_answer_is_open(language, ward):
    edition = edition_with_ward()
    found = {}
    for path in all_paths(edition.guide("en")):
        if LONGEST.search(path.address):
            options = Options((language,), ward=ward)
            pages, size = measure(make_sheet(edition, path.codes, options, SITE))
            assert size == 14
            if pages > aim(path, options):
                found[path.address] = pages
    assert found == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_heading_of_small_print_stands_alone_at_the_foot_of_a_page(language):
    edition = starter_edition()
    title = {"en": "Words on this sheet", "fr": "Les mots de cette feuille"}[language]
    first = {"en": "central venous catheter:", "fr": "cathéter veineux central :"}[language]
    for path in all_paths(edition.guide("en"))[3::8]:
        pages = Paper(
            print_sheet(make_sheet(edition, path.codes, Options((language,)), SITE))
        ).pages
        page = next(page for page in pages if title in page)
        assert first in page.replace("\u00a0", "")[page.index(title) :], path.address
