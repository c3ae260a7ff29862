"""Every kind of page in a browser that shows text alone (w3m): what it says is there, in order, and
nothing else is.
"""

import html
import re
import shutil
import subprocess
from itertools import pairwise

import pytest

from tests.programs import need

from .test_accessible import PAGES
from .test_valid_html import fetch

pytestmark = pytest.mark.browser

ADDRESSES = [f"/{language}/{page}" for language, page in PAGES]
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
# What is for programs: code, styles, drawings, signs that were escaped twice.
GARBAGE = re.compile(
    r"[{}<>]|\b(?:function|viewBox|stroke|padding|None(?! near you)|undefined)\b|&\w+;|\d+px"
)
TWICE = re.compile(r"\b(?!(?:vous|nous)\b)(\w{3,}) \1\b")
LINKS_AT_THE_END = re.compile(r"\n\[\d+\] \w+:.*", re.DOTALL)
EMPTY_LINK = re.compile(r"\[\d+\]\s*(?=\[\d+\]|\n|$)")
# What a person reads on a page, in this order.
READ = {
    "/en/": (
        "Find what applies to your child | Other ways in | All treatments | Who to call | "
        "1-888-939-3333"
    ),
    "/en/guide/": """Question 1 of 2 | Which risk group was named | Why we ask | ( ) Low risk | ( ) Intermediate risk |
        ( ) High risk | ( ) I am not sure | Continue | Who to call | Fever? Call your team right away |
        1-888-939-3333""",
    "/fr/guide/high/": """Question 2 de 2 | Où le cancer est-il revenu? | ( ) À un seul endroit |
        ( ) Dans plusieurs parties du corps | ( ) Dans le cerveau | ( ) Je ne sais pas | Continuer |
        Ce que vous nous avez dit | Risque élevé | Modifier catégorie de risque |
        De la fièvre? Appelez l’équipe tout de suite""",
    "/en/guide/?sent=1": (
        "Please look at this again | Choose one answer | Which risk group | ( ) Low risk | Continue"
    ),
    "/en/guide/high/one-place/": """What may apply to your child | High risk, one place |
        Change risk group | The main points | chemotherapy, radiation therapy, or both |
        not yet reviewed by a health-care team | Who to call | Print or send | Our questions |
        Treatments that are named here | Chemotherapy | May be used |
        When high-risk neuroblastoma comes back in one place | chemotherapy – Medicines that kill cancer cells |
        What happens next | Questions to ask the team | [ ] What treatment plan | Support near you |
        All the support we know of | What doctors know about the outlook | Print a summary (PDF) | Words on this page | MIBG scan |
        Where this comes from | Canadian Cancer Society | Did this page help? | Who to call |
        When to call right away | Fever? Call your team right away | 1-888-939-3333 | Edition 1""",
    "/fr/guide/low/spread/": """Ce qui peut concerner votre enfant | Risque faible, plusieurs endroits | L’essentiel |
        Le traitement est souvent la chimiothérapie | Qui appeler | Chimiothérapie | Peut servir |
        Questions à poser à l’équipe | [ ] Quel |
        Du soutien près de vous | Imprimer un résumé (PDF) | Les mots de cette page |
        Nos sources | Qui appeler | Quand appeler tout de suite |
        De la fièvre? Appelez l’équipe tout de suite | Édition 1""",
    "/en/treatments/immunotherapy/": """All treatments | Immunotherapy | What it is | Common side effects |
        When to call the team | Where it may be used | Intermediate risk, several places – May be used |
        High risk, one place – In some cases Named by: National Cancer Institute | Where this comes from""",
    "/en/treatments/at-a-glance/": """Treatments at a glance | Low risk | Intermediate risk | High risk |
        Surgery May be used May be added May be used May be used | Chemotherapy May be used""",
    "/fr/soutien/?region=QC": """Trouver du soutien | Province ou territoire [Québec | Voir le soutien | services |
        Lignes d’écoute | 1-888-939-3333 | Cela n’a pas fonctionné pour moi – Service d’information""",
    "/en/search/?q=migb": "Search | [migb | Found on | 1. MIBG",
    "/fr/recherche/?q=xyzzy": (
        "Chercher | [xyzzy | Aucune page ne parle de « xyzzy » | l’équipe de soins"
    ),
    "/en/print/?text=tiny": """Please look at this again | Choose one from the list | Risk group | [Choose | Text
        | Choose one from the list | Show the sheet""",
    "/en/check/nothing/": (
        "Check a sheet | A code has only these letters | Code on the sheet | [nothing"
    ),
    "/fr/nulle-part/": (
        "Nous n’avons pas cette page | Aller à la première page | Qui appeler | 1-888-939-3333"
    ),
}


@pytest.fixture(scope="module")
def text_of(site):
    """text_of("/en/") → the page as w3m shows it."""
    need(shutil.which("w3m"), "w3m")

    def show(address, *options, columns=80):
        command = [
            "w3m",
            "-dump",
            "-cols",
            str(columns),
            "-I",
            "UTF-8",
            "-O",
            "UTF-8",
            "-T",
            "text/html",
            *options,
        ]
        return subprocess.run(
            command, input=fetch(site + address), capture_output=True, check=True
        ).stdout.decode()

    return show


def flat(text):
    return " ".join(text.split())


def paragraphs(text):
    return [flat(paragraph) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def first_out_of_order(text, parts):
    """The first of these parts that is not to be found behind the one before it; nothing if all is
    well.
    """
    position = 0
    for part in parts:
        position = text.find(part, position) + len(part)
        if position < len(part):
            return part


@pytest.mark.parametrize("address", READ)
def test_a_page_says_in_order_what_a_person_came_for(text_of, address):
    text = flat(text_of(address, columns=200))
    assert first_out_of_order(text, [flat(part) for part in READ[address].split("|")]) is None, text


def test_every_page_begins_with_its_title_and_shows_nothing_that_is_for_programs(text_of, site):
    wrong = []
    for address in ADDRESSES:
        text = text_of(address)
        title = flat(
            html.unescape(
                re.sub("<.*?>", "", HEADING.search(fetch(site + address).decode()).group(1))
            )
        )
        beginning = flat(" ".join(text.splitlines()[:35]))
        wrong += [] if title in beginning else [f"{address}: {title!r} is not near the top"]
        wrong += [f"{address}: {found.group()!r}" for found in GARBAGE.finditer(text)]
    assert wrong == []


def test_no_page_says_anything_twice_in_a_row(text_of):
    wrong = []
    for address in (
        one for one in ADDRESSES if "at-a-glance" not in one
    ):  # a table may say the same in many cells
        found = paragraphs(text_of(address))
        wrong += [
            f"{address}: {words.group()!r}"
            for paragraph in found
            for words in TWICE.finditer(paragraph)
        ]
        wrong += [f"{address}: {one!r}" for one, other in pairwise(found) if one == other]
    assert wrong == []


def test_every_link_has_words(text_of):
    wrong = []
    for address in ADDRESSES:
        text = LINKS_AT_THE_END.sub(
            "", text_of(address, "-o", "display_link_number=1", columns=400)
        )
        assert "[1]" in text
        wrong += [f"{address}: {found.group()!r}" for found in EMPTY_LINK.finditer(text)]
    assert wrong == []


@pytest.mark.parametrize("address", ["/en/guide/high/one-place/", "/en/keep/"])
def test_no_button_is_shown_that_works_only_with_scripts(text_of, site, address):
    page = fetch(site + address).decode()
    words = re.findall(r'data-words="([^"]+)" hidden', page)
    assert len(words) > 1
    text = flat(text_of(address))
    # "Share, keep or print another way" is no button.
    assert [
        button for button in words if re.search(rf"\b{re.escape(flat(button))}\b(?!,)", text)
    ] == []
