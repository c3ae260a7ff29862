"""The page on which every statement stands with its sources says what the starter says, and sources
with a French page are named by it in French.
"""

import re

from guide.exchange.starter import FOLDER, read_folder
from tools.statements_and_sources import PAGE, is_whole, page, sources_of, statements

# Pages of the Canadian Cancer Society of which no French copy was found: they stay in English.
NOT_SEEN_IN_FRENCH = {"ccs-chemo", "ccs-hub", "ccs-palliative"}


def test_the_page_of_statements_is_made_from_the_starter_as_it_is():
    said = PAGE.read_text(encoding="utf-8")
    assert said == page(), "Call .venv/bin/python tools/statements_and_sources.py"


def test_every_statement_of_a_section_and_a_treatment_has_a_row():
    said = page()
    shelf = read_folder(FOLDER)
    for kind, names in (("section", ("key_points", "body")), ("treatment", ("what", "expect"))):
        for code, entry in shelf[kind].items():
            for name in names:
                for statement in statements(entry[name]["en"]):
                    assert f"| {statement} |" in said, code


def test_a_statement_that_names_its_publisher_rests_on_that_publisher_alone():
    cited = ["ccs-recurrent", "pdq-r", "acs-chemo"]
    assert sources_of("The US National Cancer Institute names two ways.", cited) == ["pdq-r"]
    assert sources_of("Blood counts get low.", cited) == cited
    assert sources_of("Ask your team which way they suggest.", cited) == []


def test_only_a_bare_question_of_whom_to_call_rests_on_nothing():
    assert sources_of("Call your team right away, day or night.", ["ccs-call"], True) != []
    assert sources_of("No number?", ["ccs-call"], True) == []


def test_a_partial_or_old_copy_is_never_more_than_medium():
    for seen in ("As seen in a stored copy, in part", "As seen in a stored copy, about 2013"):
        assert not is_whole({"address": "https://example.org", "seen": {"en": seen}})
    assert is_whole({"address": "https://example.org", "seen": {"en": "As seen in a stored copy"}})


def test_a_french_page_has_a_french_title_and_no_page_is_listed_twice():
    sources = read_folder(FOLDER)["source"]
    for code, source in sources.items():
        assert bool(source.get("french_title")) >= bool(source.get("french_address")), code
    itself = {row["address"] for row in sources.values() if row["language"] == "fr"}
    twins = {row.get("french_address") for row in sources.values()} - {None}
    assert itself & twins == set()


def test_what_the_canadian_cancer_society_says_in_french_is_named_in_french():
    shelf = read_folder(FOLDER)
    cited = set()
    for kind in ("section", "treatment"):
        for entry in shelf[kind].values():
            cited |= set(entry["sources"])
    in_english = set()
    for code in cited:
        source = shelf["source"][code]
        is_theirs = re.match("Canadian Cancer Society", source["publisher"])
        if is_theirs and not source.get("french_title"):
            in_english.add(code)
    assert in_english <= NOT_SEEN_IN_FRENCH
