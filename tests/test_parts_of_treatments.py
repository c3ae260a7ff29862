"""Each treatment is told in the same parts: what it may do and its limits, what it is like, side
effects, at home, and questions. What was not found is said to be not found.
"""

import pytest

from guide.exchange.starter import FOLDER, read_folder

HEADINGS = {
    "en": {"what": "What it may do, and its limits", "expect": "At home"},
    "fr": {"what": "Ce que cela peut faire, et les limites", "expect": "À la maison"},
}
PLACE = {
    "en": "Where, how long, and who can stay",
    "fr": "Où, combien de temps, et qui peut rester",
}
SHELVES = {"published": FOLDER, "drafts": FOLDER / "drafts"}
NO_FIGURES = {
    "en": "We give no figures on how often it helps: they speak of groups, not of your child.",
    "fr": "Nous ne donnons pas de chiffres sur ses résultats\u00a0: ils parlent de groupes",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_treatment_has_every_part(language):
    shelf = read_folder(FOLDER)
    for code, treatment in shelf["treatment"].items():
        for field, heading in HEADINGS[language].items():
            assert f"<h3>{heading}</h3>" in treatment[field][language], (code, field)
        assert f"<h3>{PLACE[language]}</h3>" in treatment["expect"][language], code
        assert treatment["side_effects"][language].strip(), code
        assert any(code in prompt["treatments"] for prompt in shelf["prompt"].values()), code


@pytest.mark.parametrize(("language", "begins"), [("en", "In short:"), ("fr", "En bref\u00a0:")])
def test_each_treatment_begins_with_what_matters(language, begins):
    for code, treatment in read_folder(FOLDER)["treatment"].items():
        first = treatment["what"][language].split("</p>")[0]
        assert f"<p><strong>{begins}</strong>" in first, code
        assert len(first.split()) <= 45, code


@pytest.mark.parametrize(("language", "words"), [("en", "We found no"), ("fr", "pas trouvé de")])
def test_what_was_not_found_is_said_once_a_treatment(language, words):
    """Said again and again, it leaves a parent with nothing to do; what to ask stands instead."""
    for code, treatment in read_folder(FOLDER)["treatment"].items():
        told = str([treatment[part][language] for part in ("what", "expect", "side_effects")])
        assert told.count(words) + told.count("rien trouvé") <= 1, code


@pytest.mark.parametrize("language", ["en", "fr"])
def test_immunotherapy_says_what_it_may_do_and_where_its_limits_are(language):
    told = read_folder(FOLDER)["treatment"]["immunotherapy"]["what"][language]
    part = told.split(HEADINGS[language]["what"])[1].split("<h3>")[0]
    for words in {"en": ("may help", "GD2", "serious"), "fr": ("peut aider", "GD2", "graves")}[
        language
    ]:
        assert words in part


@pytest.mark.parametrize(
    ("code", "language", "words"),
    [
        ("clinical-trials", "en", ("It may bring:", "The risks:", "leave a trial at any time")),
        ("clinical-trials", "fr", ("Ce qu’il peut apporter", "Les risques", "quitter un essai")),
        ("watchful-waiting", "en", ("It may bring:", "The risk:", "we did not find")),
        ("watchful-waiting", "fr", ("Ce que cela peut apporter", "Le risque", "pas trouvé")),
    ],
)
def test_what_joining_a_trial_and_waiting_may_bring_and_risk_is_said(code, language, words):
    treatment = read_folder(FOLDER)["treatment"][code]
    told = treatment["what"][language] + treatment["expect"][language]
    for part in words:
        assert part in told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_draft_that_is_laid_over_a_treatment_takes_no_part_of_it_away(language):
    published = read_folder(FOLDER)["treatment"]
    for code, draft in read_folder(FOLDER / "drafts")["treatment"].items():
        for field, heading in HEADINGS[language].items():
            if field in draft:
                assert f"<h3>{heading}</h3>" in draft[field][language], (code, field)
                assert len(draft[field][language]) > len(published[code][field][language])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_treatment_of_the_cancer_is_told_with_a_figure_or_a_promise(language):
    for code, treatment in read_folder(FOLDER)["treatment"].items():
        if code != "supportive-care":
            assert NO_FIGURES[language] in treatment["what"][language], code


@pytest.mark.parametrize("shelf", SHELVES)
def test_nothing_is_promised_for_a_later_edition(shelf):
    words = str(read_folder(SHELVES[shelf]).get("treatment", {}))
    assert "does not list" not in words
    assert "n’en donne pas encore" not in words
