"""The reading measures: syllables on known words, the formulas, rich text, and medical names."""

import pytest

from guide.edition.plain import plain_text
from guide.readability.formulas import flesch_kincaid_grade, grade, grade_html, kandel_moles
from guide.readability.syllables import syllables_en, syllables_fr

ENGLISH = """child 1  came 1  helped 1  places 2  makes 1  table 2  nurse 1  once 1  the 1  be 1
cancer 2  doctor 2  being 2  needed 2  every 2  again 2  tumour 2  quiet 2  create 2  sometimes 2  careful 2
medicine 3  hospital 3  family 3  area 3  idea 3  recurrent 3  decision 3  usually 4  radiation 4  experience 4
don’t 1  child’s 1  follow-up 3  health-care 2  15 1"""
FRENCH = """soins 1  œil 1  peut 1  que 1  les 1  qu’il 1  parlent 1  prennent 1  être 1  cœur 1
équipe 2  enfant 2  souvent 2  parfois 2  tumeur 2  aimée 2  question 2  poème 2  voyage 2  l’équipe 2  jusqu’à 2
maladie 3  récidive 3  médecin 3  hôpital 3  traitement 3  réaction 3  aujourd’hui 3  emplacement 4  médicament 4"""


def pairs(text):
    words = text.split()
    return list(zip(words[::2], map(int, words[1::2]), strict=True))


@pytest.mark.parametrize(("word", "count"), pairs(ENGLISH))
def test_english_syllables(word, count):
    assert syllables_en(word) == count


@pytest.mark.parametrize(("word", "count"), pairs(FRENCH))
def test_french_syllables(word, count):
    assert syllables_fr(word) == count


def test_the_english_formula():
    # 6 words, 2 sentences, 6 syllables; then 3, 1 and 5
    assert flesch_kincaid_grade("Your child is here. Hold on!") == pytest.approx(
        0.39 * 3 + 11.8 * 6 / 6 - 15.59
    )
    assert flesch_kincaid_grade("The family came.") == pytest.approx(
        0.39 * 3 + 11.8 * 5 / 3 - 15.59
    )


def test_the_french_formula():
    # 4 words, 1 sentence, 6 syllables
    assert kandel_moles("L’équipe aide votre enfant.") == pytest.approx(
        207 - 1.015 * 4 - 73.6 * 6 / 4
    )


@pytest.mark.parametrize("text", ["", "   \n", "— … !", "<p></p>"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_words_no_grade(text, language):
    assert grade_html(text, language) is None


def test_a_language_without_a_measure_has_no_grade():
    assert grade("Kia ora.", "mi") is None


def test_longer_words_and_sentences_are_harder():
    easy = "You can ask for help. We are here."
    hard = (
        "Considerable international collaboration characterises contemporary multidisciplinary "
        "investigations."
    )
    assert flesch_kincaid_grade(easy) < 3 < 15 < flesch_kincaid_grade(hard)
    facile = "Vous pouvez demander de l’aide. Nous sommes là."
    dur = (
        "Les collaborations internationales caractérisent les investigations "
        "multidisciplinaires contemporaines."
    )
    assert kandel_moles(facile) > 80 > 20 > kandel_moles(dur)


def test_rich_text_becomes_lines():
    html = "<h3>What it is</h3>\n<p>One\n  <strong>two</strong>&nbsp;three</p>"
    html += "<ul><li>Four &amp; five</li><li>Six</li></ul>"
    assert plain_text(html) == "What it is\nOne two three\nFour & five\nSix"


@pytest.mark.parametrize(
    "words", ["Fever >38.5 or <36", "Children <5 years, and >1 year", "x < y", "“<” and “>”"]
)
def test_a_sign_between_words_is_no_tag(words):
    assert plain_text(words) == words


def test_what_is_written_inside_a_tag_is_no_word():
    assert (
        plain_text('<p title="a > b">Yes<!-- <p>no</p> --> <a href="/x?a=1&amp;b=2">too</a></p>')
        == "Yes too"
    )


def test_list_items_and_headings_are_sentences_of_their_own():
    words = ["Ask about the scan", "Ask about the team", "Ask about the plan"]
    as_list = f"<h3>{words[0]}</h3><ul><li>{words[1]}</li><li>{words[2]}</li></ul>"
    as_sentences = "<p>" + " ".join(f"{sentence}." for sentence in words) + "</p>"
    assert (
        grade_html(as_list, "en") == grade_html(as_sentences, "en") < grade("; ".join(words), "en")
    )


def test_a_decimal_point_ends_no_sentence():
    assert flesch_kincaid_grade("We say 2.5 days") == flesch_kincaid_grade("We say 25 days")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Your child may have chemotherapy now.", "chemotherapy"),
        ("en", "Radiation therapy may help.", "radiation therapy"),
        ("en", "They have neuroblastomas.", "neuroblastoma"),
        ("fr", "La chimiothérapie peut aider.", "chimiothérapie"),
        ("fr", "L’immunothérapie peut aider.", "immunothérapie"),
    ],
)
def test_medical_names_count_two_syllables_at_most(language, text, name):
    plain, excepted = grade(text, language), grade(text, language, [name, ""])
    assert excepted < plain if language == "en" else excepted > plain


def test_an_excepted_name_never_makes_a_text_harder():
    assert grade("Stem cell care.", "en", ["stem cell"]) == grade("Stem cell care.", "en")
