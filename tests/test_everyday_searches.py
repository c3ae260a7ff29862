"""What parents type at night, and what has to come first: a hundred queries, in both languages.

`section:fever` is an entry, `place:support?kind=money` a page, a kind of help or a province. Where
several are named, they come in this order.
"""

import pytest

from guide.edition.current import live_edition
from guide.edition.search import index_of
from guide.page.places import places_of

pytestmark = pytest.mark.django_db

OUTLOOK = "section:outlook section:comfort-care resource:cancer-information-helpline"
IN_ENGLISH = {
    # urgent
    "fever": "section:call-right-away",
    "38.5 fever what do I do": "section:call-right-away",
    "he is hot": "section:call-right-away",
    "throwing up all night": "section:call-right-away",
    "can’t wake him": "section:emergency-call",
    "she is having a seizure": "section:emergency-call",
    "911": "section:emergency-call",
    "who do I call at night": "section:call-right-away",
    "nobody answers the phone": "section:nobody-answers",
    # heavy
    "will my child die": OUTLOOK,
    "is he going to die": OUTLOOK,
    "chances of survival": OUTLOOK,
    "survival rate relapsed neuroblastoma": OUTLOOK,
    "is there hope": OUTLOOK,
    "can it be cured": OUTLOOK,
    "surviving this": OUTLOOK,
    "I want to die": "resource:suicide-crisis-988 section:outlook",
    "funeral": "place:support?kind=bereavement resource:cancer-information-helpline",
    "my son died": "place:support?kind=bereavement resource:cancer-information-helpline",
    "hospice": "treatment:supportive-care section:comfort-care",
    "stop treatment": "section:comfort-care",
    # the situation
    "it came back": "place:first_question?",
    "what are our options": "place:first_question?",
    "came back in the brain": "section:brain-spine",
    "don’t know the risk group": "section:find-out-risk",
    "stage 4": "term:stage",
    "second opinion": "section:what-happens-next",
    "waiting for results": "section:what-happens-next",
    "fertility": "section:what-happens-next",
    # treatments and words
    "chemo": "treatment:chemotherapy",
    "hair falling out": "treatment:chemotherapy",
    "radiation burns": "treatment:radiation-therapy",
    "bone marrow transplant": "treatment:stem-cell-transplant",
    "accutain": "treatment:retinoids",
    "unituxin": "treatment:immunotherapy",
    "DFMO": "treatment:clinical-trials",
    "migb": "treatment:mibg-therapy",
    "lorlatinib": "treatment:targeted-medicine",
    "broviac": "term:central-venous-catheter",
    # help
    "money": "place:support?kind=money",
    "help with rent": "place:support?kind=money",
    "hotel near hospital": "place:support?kind=travel resource:ronald-mcdonald-house",
    "time off work": "resource:ei-family-caregiver",
    "nunavut": "place:support?region=NU",
    "first nations": "resource:jordans-principle",
    "other parents": "place:support?kind=community",
    "how do I tell my other kids": "section:you-and-your-family",
    "my fault": "section:you-and-your-family",
    # the guide itself
    "questions for the doctor": "place:questions?",
    "no internet": "place:keep?",
}
IN_FRENCH = {
    "fièvre": "section:call-right-away",
    "FIEVRE 39": "section:call-right-away",
    "il vomit": "section:call-right-away",
    "il ne se réveille pas": "section:emergency-call",
    "convulsions": "section:emergency-call",
    "ambulance": "section:emergency-call",
    "qui appeler la nuit": "section:call-right-away",
    "personne ne répond": "section:nobody-answers",
    "urgence": "section:emergency-call",
    "va-t-il mourir": OUTLOOK,
    "mon enfant va-t-il mourir": OUTLOOK,
    "est-ce qu’elle va mourir": OUTLOOK,
    "chances de survie": OUTLOOK,
    "y a-t-il de l’espoir": OUTLOOK,
    "peut-on guérir": OUTLOOK,
    "pronostic": OUTLOOK,
    "taux de survie": OUTLOOK,
    "je veux mourir": "resource:suicide-crisis-988 section:outlook",
    "funérailles": "place:support?kind=bereavement resource:cancer-information-helpline",
    "deuil": "place:support?kind=bereavement resource:cancer-information-helpline",
    "soins palliatifs": "treatment:supportive-care",
    "arrêter le traitement": "section:comfort-care",
    "le cancer est revenu": "place:first_question?",
    "quelles sont nos options": "place:first_question?",
    "dans le cerveau": "section:brain-spine",
    "je ne connais pas le risque": "section:find-out-risk",
    "stade 4": "term:stage",
    "deuxième avis": "section:what-happens-next",
    "attendre les résultats": "section:what-happens-next",
    "fertilité": "section:what-happens-next",
    "chimio": "treatment:chemotherapy",
    "perte de cheveux": "treatment:chemotherapy",
    "rayons": "treatment:radiation-therapy",
    "greffe de moelle": "treatment:stem-cell-transplant",
    "acide retinoique": "treatment:retinoids",
    "naxitamab": "treatment:immunotherapy",
    "essais cliniques": "treatment:clinical-trials",
    "chambre plombée": "treatment:mibg-therapy",
    "lorlatinib": "treatment:targeted-medicine",
    "port-a-cath": "term:port",
    "argent": "place:support?kind=money",
    "aide financière": "place:support?kind=money",
    "où dormir près de l’hôpital": "place:support?kind=travel resource:ronald-mcdonald-house",
    "congé du travail": "resource:ei-family-caregiver",
    "Montreal": "place:support?region=QC",
    "premières nations": "resource:jordans-principle",
    "autres parents": "place:support?kind=community",
    "c’est ma faute": "section:you-and-your-family",
    "questions pour le médecin": "place:questions?",
    "hors ligne": "place:keep?",
}


# Kinds of queries that fifty more, of somebody else, brought up: a temperature as a number, signs
# in a parent's own words, medicines by their bottle, and who is at the end of their strength.
MORE = {
    "en": {
        "temp 39.1 at midnight": "section:call-right-away",
        "can I give tylenol": "section:call-right-away",
        "shivering": "section:call-right-away",
        "blood in his stool": "section:call-right-away",
        "he can’t walk anymore": "section:call-right-away",
        "recurrent neuroblastoma": "place:first_question?",
        "grandparents want to help": "section:you-and-your-family",
        "I am so angry": "section:you-and-your-family",
    },
    "fr": {
        "38,5 en pleine nuit": "section:call-right-away",
        "elle ne veut plus boire": "section:call-right-away",
        "constipé depuis 4 jours": "section:call-right-away",
        "récidive neuroblastome que faire": "place:first_question?",
        "je n’en peux plus": "section:you-and-your-family",
    },
}


def found(language, query):
    answer = index_of(live_edition().guide(language), places_of).search(query)
    return [_name(one) for one in answer.found]


def _name(one):
    if one.kind == "place":
        return f"place:{one.entry.view}?{one.entry.query}"
    return f"{one.kind}:{one.entry.code}"


def test_what_a_hundred_parents_look_for_comes_first(starter):
    assert len(IN_ENGLISH) + len(IN_FRENCH) == 100
    for language, queries in (("en", IN_ENGLISH), ("fr", IN_FRENCH)):
        for query, first in queries.items():
            wanted = first.split()
            assert found(language, query)[: len(wanted)] == wanted, query


def test_what_somebody_else_typed_comes_first_too_and_others_of_its_kind(starter):
    for language, queries in MORE.items():
        for query, first in queries.items():
            assert found(language, query)[0] == first, query


def test_a_heavy_word_leads_to_no_help_for_after_a_death(starter):
    for language, query in (("en", "will my child die"), ("fr", "va-t-il mourir")):
        names = found(language, query)
        assert "place:support?kind=bereavement" not in names
        assert "resource:childhood-cancer-canada-funeral" not in names


def test_whoever_has_lost_a_child_reads_nothing_of_chances(starter):
    for language, query in (("en", "our child passed away"), ("fr", "notre enfant est mort")):
        names = found(language, query)
        assert names[0] == "place:support?kind=bereavement"
        assert "section:outlook" not in names


def test_a_letter_with_its_accent_apart_is_the_same_letter(starter):
    assert found("fr", "fie\u0300vre") == found("fr", "fièvre")
    assert found("fr", "ﬁèvre") == found("fr", "fièvre")


def test_plurals_and_other_forms_of_a_word_find_the_same(starter):
    for language, one, other in (
        ("en", "operations", "operation"),
        ("en", "transplanted", "transplant"),
        ("fr", "hôpitaux", "hôpital"),
        ("fr", "opérations", "opération"),
    ):
        assert found(language, one)[0] == found(language, other)[0], one
