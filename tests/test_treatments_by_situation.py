"""The page on which a reader finds contradictions says what the starter says."""

from tools.treatments_by_situation import PAGE, page


def test_the_page_of_treatments_and_situations_is_made_from_the_starter_as_it_is():
    said = PAGE.read_text(encoding="utf-8")
    assert said == page(), "Call .venv/bin/python tools/treatments_by_situation.py"


def test_it_holds_every_treatment_with_its_situations():
    sections = page().split("\n## ")[1:]
    assert len(sections) >= 11
    assert [part for part in sections if "\n| " not in part] == []
