"""The addresses of all public pages of an edition: for the sitemap, the copy on a phone, a mirror
and the tests.
"""

from itertools import product

from django.urls import reverse
from django.utils.translation import override

from guide.edition.glance import parts_of
from guide.edition.path import all_paths

SAME_FOR_ALL = (
    "home",
    "first_question",
    "treatments",
    "at_a_glance",
    "support",
    "words",
    "questions",
)
ABOUT_US = ("about", "privacy", "accessibility")


def pages_of(guide):
    """(view name, arguments) of each page worth finding: no half-answered question."""
    for name in SAME_FOR_ALL:
        yield name, ()
    for part in parts_of(guide):
        yield "at_a_glance", (part,)
    for path in all_paths(guide):
        yield "path", (path.address,)
    for code in guide.treatments:
        yield "treatment", (code,)
    for name in ABOUT_US:
        yield name, ()


def questions_of(guide):
    """(view name, arguments) of each page that asks a question after at least one answer."""
    answers = [(None, *question.choices) for question in guide.questions.values()]
    for chosen in product(*answers):
        codes = [choice.code for choice in chosen if choice]
        if 0 < len(codes) < len(answers):
            yield "path", ("/".join(codes),)


def teams_of(guide):
    """(view name, arguments) of the pages of teams: kept on a phone, but in no sitemap and in no
    search engine, where others would call these numbers.
    """
    yield "teams", ()
    for code in guide.wards:
        yield "team", (code,)


def address_of(page, language):
    """/fr/traitements/surgery/ of ("treatment", ("surgery",))."""
    name, arguments = page
    with override(language):
        return reverse(f"guide:{name}", args=arguments)


def all_addresses(guide):
    """Every address of this Guide's language."""
    pages = (*pages_of(guide), *questions_of(guide), *teams_of(guide))
    return [address_of(page, guide.language) for page in pages]
