"""Every sentence of meaning that a path must carry, and the section that carries it, in both
languages.

The table follows the truth table of the paths. Each row: section, the statement, and the words
(in any order, as patterns) that the section must hold in English and in French for the statement to
be there. Words of certainty (may, often, usually, sometimes) are part of a statement.
"""

import re

import pytest

from guide.edition.current import live_edition
from guide.edition.glossary import TAG

MEANING = [
    ("low-one-place", "surgery, chemotherapy or both", r"surgery|operation; chemotherapy; both; may", r"chirurgie|opération; chimiothérapie; les deux; peu(t|vent)|possible"),
    ("low-spread", "chemotherapy often", r"chemotherapy; often", r"chimiothérapie; souvent"),
    ("low-spread", "surgery may take out as much as possible", r"surgery|operation; may; as much", r"chirurgie|opération; peu(t|vent); le plus|autant|maximum"),
    ("intermediate-one-place", "surgery", r"surgery|operation", r"chirurgie|opération"),
    ("intermediate-one-place", "chemotherapy may also be given", r"chemotherapy; may", r"chimiothérapie; peu(t|vent)"),
    (
        "intermediate-spread",
        "often aggressive, a combination of six",
        r"often; aggressive|intensive|strong; combin|together|several|mix; chemotherapy; surgery; radiation; stem cell; retinoid; immunotherapy",
        r"souvent; intensi|agressi|énergique; combin|ensemble|plusieurs; chimiothérapie; chirurgie; radiothérapie; cellules souches; rétinoïde; immunothérapie",
    ),
    ("high-one-place", "chemotherapy, radiation therapy or both", r"chemotherapy; radiation; both", r"chimiothérapie; radiothérapie; les deux"),
    ("high-one-place", "stem cell transplant may be used", r"stem cell transplant; rescue; may", r"greffe de cellules souches; sauvetage; peu(t|vent)"),
    ("high-spread", "our starting page has no text for this but MIBG therapy", r"page that we start from; names only MIBG therapy; does not say more", r"page d’où nous partons; ne nomme ici que le traitement par la MIBG; ne dit rien d’autre"),
    ("high-spread", "no one standard treatment, says NCI", r"no (one |single )?standard; national cancer institute|NCI", r"(aucun|pas de|pas d’un seul) (seul )?traitement (standard|courant|type|unique)|traitement standard; National Cancer Institute|NCI"),
    ("high-spread", "the team builds a plan; ask about trials", r"team; plan; clinical trial", r"équipe; plan; essais? cliniques?"),
    ("high-mibg", "MIBG therapy is sometimes used", r"MIBG; sometimes", r"MIBG; parfois"),
    ("high-mibg", "it may go with high-dose chemotherapy and transplant", r"may; high-dose chemotherapy; stem cell transplant", r"peu(t|vent); chimiothérapie à forte dose; greffe de cellules souches"),
    ("high-mibg", "few Canadian centres, often in a trial", r"few; canad; often; clinical trial", r"quelques|peu de; canad; souvent; essai clinique"),
    ("brain-spine", "children may have surgery", r"may; surgery|operation", r"peu(t|vent); chirurgie|opér"),
    ("brain-spine", "radiation therapy usually follows", r"radiation; usually; after|follow|then|next", r"radiothérapie; habituellement|d’habitude|généralement; après|suit|ensuite|suivie"),
    ("brain-spine", "one text for all risk groups", r"risk group", r"catégorie de risque|catégories de risque"),
    ("two-places", "each place is told of alone; the team puts the two together", r"alone; your team makes one plan for both places", r"à part; équipe fait un plan pour les deux endroits"),
    ("changed-risk-group", "ask which page fits; nothing on what follows", r"later treated as high-risk; ask the team which page; does not say; not say it either", r"traité plus tard; risque élevé; quelle page convient; ne dit pas; ne le disons pas"),
    ("why-plans-differ", "it starts from the risk group at first diagnosis", r"risk group; first", r"catégorie de risque; premier|première|départ"),
    ("why-plans-differ", "the five things", r"stage; chromosome; where; treatments?; health", r"stade; chromosom; où|endroit|emplacement; traitements?; santé"),
    ("clinical-trials", "a large part take part", r"many|large", r"beaucoup|bon nombre|nombreux|bien des|grande"),
    ("clinical-trials", "what a trial is for", r"prevent; find|detect; treat", r"prévenir|prévention; (dé)?trouver|détecter|dépister|détection; traiter|soigner|traitement"),
    ("why-plans-differ", "the team suggests treatments from the child’s needs and works with the family", r"team; needs; suggests; with you|together", r"équipe; besoin; propose; avec vous|ensemble"),
    ("what-happens-next", "tests, team, talk, treatment, again", r"tests; team meets; plan; treatment starts; again and again", r"examens; équipe se réunit; plan; traitement commence; plusieurs fois"),
    ("what-happens-next", "who is there, what it is like, what to ask and bring", r"who is there; what it is like; ask:; bring:; your partner; parent can often stay; slow down", r"qui est là; comment c’est; demandez; apportez; l’autre parent; un parent peut rester; ralentir"),
    ("what-happens-next", "fertility and profiling before treatment", r"before treatment; fertility; PROFYLE; 29; sometimes treatment cannot wait", r"avant le traitement; fertilité; PROFYLE; 29; parfois, le traitement ne peut pas attendre"),
    ("comfort-care", "along with treatment, and no giving up", r"any time; along with treatment; not mean giving up; may be used to ease pain", r"tout moment; avec le traitement; pas renoncer; peut servir contre la douleur"),
    ("you-and-your-family", "the line of humanity", r"not back at the start; Nothing you did caused; not have to decide tonight", r"pas de zéro; Rien de ce que vous avez fait; pas à décider ce soir"),
    ("you-and-your-family", "a partner is spoken to", r"your partner; neither cares less", r"l’autre parent; aucun n’aime moins"),
    ("you-and-your-family", "words for the child, brothers and sisters, the young person", r"guardian; nobody’s fault; cannot catch it; school; on your own", r"tuteur; faute de personne; s’attrape pas; école; sans tes parents"),
    ("outlook", "high risk comes back more often", r"high-risk|high risk; more often|more likely|likelier", r"risque élevé; plus souvent"),
    ("outlook", "in general better in one area than in many", r"(in general|generally|usually|often|tends); better; one (area|place); bone marrow", r"en général|généralement|habituellement|souvent; meilleur|plus favorable; (un seul|une seule); moelle osseuse"),
    ("find-out-risk", "where it is written and what to say", r"letter|plan; “", r"lettre|plan; «"),
    ("find-out-place", "the words of scans and reports and what to say", r"scan|report; “", r"scan|imagerie|rapport|examen; «"),
    ("emergency-call", "the emergency number, and what stands in for it", r"911; woken; breath; blue; seizure; bleed; No 911; community", r"911; réveille; respire; bleu; convulsions; saigne; Pas de 911; communauté"),
    ("nobody-answers", "the nearest emergency department", r"nearest; emergency department; central line", r"la plus proche; urgence; cathéter central"),
    ("call-right-away", "fever first, and do not wait", r"fever; right away|at once|now; wait", r"fièvre; tout de suite|immédiatement|sans attendre|maintenant; atten"),
    ("call-right-away", "infection, vomiting, bleeding, behaviour, line, urine, headache, contact, pain", r"chills|infection; vomit; bleed|bruis; woken|act as usual; line|catheter; pee|urine; headache; chickenpox; pain", r"frissons|infection; vomi; saign|bleu|ecchymose; agit autrement; cathéter|voie; urin|pipi; tête; varicelle; douleur"),
]  # fmt: skip


# Where the words come from is told with the whole text: of the main points it would take one away.
WITH_THE_TEXT = ("our starting page has no text for this but MIBG therapy",)
ON_PAPER = [
    row
    for row in MEANING
    if row[1] not in WITH_THE_TEXT
    and row[0]
    in (
        *("low-one-place", "low-spread", "intermediate-one-place", "intermediate-spread"),
        *("high-one-place", "high-spread", "high-mibg", "brain-spine", "two-places"),
        *("find-out-risk", "find-out-place"),
    )
]


def missing(text, wanted):
    """The patterns that a text does not hold."""
    plain = TAG.sub(" ", text).replace("&nbsp;", " ").replace("\xa0", " ")
    return [words for words in wanted.split("; ") if not re.search(words, plain, re.IGNORECASE)]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("code", "statement", "english", "french"), MEANING, ids=[f"{m[0]}: {m[1]}" for m in MEANING]
)
def test_the_section_carries_the_statement(starter, language, code, statement, english, french):
    section = live_edition().guide(language).sections[code]
    text = f"{section.title} {section.key_points} {section.body}"
    assert missing(text, english if language == "en" else french) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("code", "statement", "english", "french"), ON_PAPER, ids=[f"{m[0]}: {m[1]}" for m in ON_PAPER]
)
def test_its_main_points_carry_it_alone_as_a_sheet_prints_them(
    starter, language, code, statement, english, french
):
    section = live_edition().guide(language).sections[code]
    assert (
        missing(f"{section.title} {section.key_points}", english if language == "en" else french)
        == []
    )


def test_every_section_of_the_starter_has_a_statement_to_carry(starter):
    sections = starter.content["entries"]["section"]
    # The fever card stands on paper alone, with tests of its own.
    told = {code for code, section in sections.items() if section["kind"] != "card"}
    assert {row[0] for row in MEANING} == told


FORBIDDEN = {
    "en": r"\d+ ?%|survival rate|will be cured|\bmg\b|SickKids|Sainte-Justine|Seattle",
    "fr": r"\d+ ?%|taux de survie|sera guéri|\bmg\b|SickKids|Sainte-Justine|Seattle",
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_survival_figure_no_dose_no_promise_and_no_list_of_hospitals(starter, language):
    guide = live_edition().guide(language)
    pages = [s.title + s.key_points + s.body for s in guide.sections.values()]
    pages += [t.what + t.expect + t.side_effects + t.call for t in guide.treatments.values()]
    assert [found for page in pages if (found := re.search(FORBIDDEN[language], page))] == []
