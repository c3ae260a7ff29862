"""What an editor should know about the entry on the screen: its state, where it is read, how hard
it is to read.
"""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from guide.models import BY_KIND, Choice, Entry, Section
from guide.publishing.compile import NOTHING, with_row
from guide.publishing.impact import paths_with, treatments_with
from guide.publishing.languages import language_names
from guide.publishing.references import dependants
from guide.publishing.states import STATES, state_of
from guide.publishing.working_copy import row_of
from guide.readability.formulas import grade_html
from guide.readability.levels import AIMS, medical_names, text_of

from .entry_lookups import EntryLookups
from .limits import is_too_hard, warnings_about_limits
from .preview import draft_guide
from .telephone_numbers import warnings_about_numbers
from .undescribed_drawings import is_drawn

# The page on which families find all entries of a kind, as its address is called.
PAGES = {
    "treatment": "treatments",
    "resource": "support",
    "term": "words",
    "prompt": "questions",
    "source": "about",
    "organisation": "about",
}


def panel_of(entry: Entry, lookups: EntryLookups) -> dict:
    """The context of the panel above an entry's form."""
    kind = entry.kind_name()
    edition = lookups.last
    state = state_of(entry)
    published = (edition.content if edition else NOTHING)["entries"]
    said = lookups.said
    measures = grades(entry, published)
    return {
        "kind": kind,
        "state": state,
        "state_name": STATES[state],
        "edition": edition,
        "is_drawn": is_drawn(kind, entry.code),
        "numbers": warnings_about_numbers(row_of(entry)),
        "limits": warnings_about_limits(kind, entry.content(), measures),
        "published": entry.code in published.get(kind, {}),
        "asked": said.asked[0] if said.asked else None,
        "open": [*said.objections, *said.by_link],
        "grades": told_grades(measures),
        "address": reverse("admin:entry", args=[kind, entry.code]),
        **_where(entry, edition),
        "dependants": dependants(kind, entry.code, lookups.rows),
    }


def must_stay(entry: Entry, lookups: EntryLookups) -> str:
    """Why this entry cannot be deleted, as a sentence; empty where it can."""
    edition = lookups.last
    if edition and entry.code in edition.content["entries"].get(entry.kind_name(), {}):
        return _(
            "Families read it in the current edition. Tick “withdrawn” instead, then have that "
            "approved."
        )
    if dependants(entry.kind_name(), entry.code, lookups.rows):
        return _("Other entries name it. Take it out of them first.")
    return ""


def grades(entry, entries):
    """{language: measure} of all the entry's words together; none of a language without words.

    entries: those of an edition.
    """
    content = entry.content()
    found = {}
    for language in language_names():
        text = text_of(entry.kind_name(), content, language)
        measure = grade_html(text, language, medical_names(entries, language))
        if measure is not None:
            found[language] = measure
    return found


def told_grades(measures):
    """[(code of the language, its name, measure, aim, whether it is harder than the aim)]."""
    names = language_names()
    found = []
    for language, measure in measures.items():
        is_hard = is_too_hard(language, measure)
        told = round(measure, 1)
        found.append((language, names[language], told, AIMS.get(language, ""), is_hard))
    return found


def _where(entry, edition):
    """The results that this entry is read on, now and once this form of it is published; then, on
    which other pages.
    """
    content = edition.content if edition else None
    newest = edition.number if edition else 0
    kind = entry.kind_name()
    before = []
    after = []
    treatments = []
    try:
        if content:
            before = paths_with(draft_guide(content, "en", newest), kind, entry.code)
        draft = draft_guide(with_row(content or NOTHING, row_of(entry)), "en", newest)
        after = paths_with(draft, kind, entry.code)
        treatments = treatments_with(draft, kind, entry.code)
    except Http404:
        # Before the first edition there may be too little for a guide.
        pass
    pages = [page_address("treatment", treatment) for treatment in treatments]
    if kind in PAGES and not entry.withdrawn:
        pages.insert(0, page_address(PAGES[kind]))
    if _is_of_the_card(entry) and not entry.withdrawn:
        pages.insert(0, page_address("print"))
    return {
        "before": before,
        "after": after,
        "new_paths": [path for path in after if path not in before],
        "lost_paths": [path for path in before if path not in after],
        "pages": [(page.partition("/")[2], page) for page in pages],
    }


def _is_of_the_card(entry: Entry) -> bool:
    """Whether these are the words of the fever card, which stand on paper alone."""
    return isinstance(entry, Section) and entry.kind == Section.Kind.CARD


def page_address(name: str, *codes: str) -> str:
    """Its address in the language that is read, without the leading slash: en/treatments/."""
    return reverse(f"guide:{name}", args=codes).lstrip("/")


def entry_address(kind: str, code: str = "") -> str:
    """Where staff edit this entry; the list of its kind where no code is given."""
    if code:
        entry = BY_KIND[kind].objects.filter(code=code).only("pk").first()
        if entry:
            return reverse(f"admin:guide_{kind}_change", args=[entry.pk])
    return reverse(f"admin:guide_{kind}_changelist")


def _answers_before(question):
    """ "Not sure" to every question that is asked before this one, as the address of the page that
    asks this one.
    """
    answers = Choice.objects.filter(
        unsure=True, withdrawn=False, question__withdrawn=False
    ).select_related("question")
    before = [answer for answer in answers if _place(answer.question) < _place(question)]
    before.sort(key=lambda answer: _place(answer.question))
    return "".join(f"{answer.code}/" for answer in before)


def _place(question):
    """Where this question stands among the others."""
    return question.order, question.code


def page_of(entry: Entry) -> str:
    """The page of families, without the leading slash, on which this entry is best looked at."""
    kind = entry.kind_name()
    if kind == "treatment":
        return page_address("treatment", entry.code)
    if kind in PAGES:
        return page_address(PAGES[kind])
    if kind == "question":
        return page_address("first_question") + _answers_before(entry)
    if kind == "choice":
        return page_address("first_question") + _answers_before(entry.question)
    if _is_of_the_card(entry):
        return page_address("print")
    after = _where(entry, EntryLookups(entry).last)["after"]
    return page_address("path", after[0]) if after else page_address("home")
