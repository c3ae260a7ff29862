"""The addresses of all public pages of an edition: for the sitemap, the copy on a phone, a mirror
and the tests.
"""

from itertools import product

from django.urls import reverse
from django.utils.translation import override

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
    yield from ((name, ()) for name in SAME_FOR_ALL)
    yield from (("path", (path.address,)) for path in all_paths(guide))
    yield from (("treatment", (code,)) for code in guide.treatments)
    yield from ((name, ()) for name in ABOUT_US)


def questions_of(guide):
    """(view name, arguments) of each page that asks a question after at least one answer."""
    answers = [
        [None, *(choice.code for choice in question.choices)]
        for question in guide.questions.values()
    ]
    for chosen in product(*answers):
        codes = [code for code in chosen if code]
        if 0 < len(codes) < len(answers):
            yield "path", ("/".join(codes),)


def address_of(page, language):
    """/fr/traitements/surgery/ of ("treatment", ("surgery",))."""
    name, arguments = page
    with override(language):
        return reverse(f"guide:{name}", args=arguments)


def all_addresses(guide):
    """Every address of this Guide's language."""
    return [address_of(page, guide.language) for page in (*pages_of(guide), *questions_of(guide))]
