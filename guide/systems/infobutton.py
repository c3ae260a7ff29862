"""A request as HL7's Infobutton asks it (context-aware knowledge retrieval, by URL), and which
pages answer it.

Such a request may carry a whole patient: age, sex, names of numbers. Of all that, three codes are
read here and nothing else.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guide.edition.guide import Guide
from guide.lib.code_systems import NotACode, read_asked

CODE, SYSTEM = "mainSearchCriteria.v.c", "mainSearchCriteria.v.cs"
RECIPIENT, LANGUAGE = "informationRecipient", "informationRecipient.languageCode.c"
FORM = "knowledgeResponseType"
KNOWN = (CODE, SYSTEM, RECIPIENT, LANGUAGE, FORM)
# PAT is the patient, PROV who provides care; PAYOR asks for what a patient would read.
RECIPIENTS = ("PAT", "PROV", "PAYOR")
LANGUAGES = {"en": "en", "eng": "en", "fr": "fr", "fra": "fr", "fre": "fr"}
FORMS = {
    "": "page",
    "text/html": "page",
    "application/json": "json",
    "application/atom+xml": "atom",
    "application/xml": "atom",
    "text/xml": "atom",
}
ON_PAPER = gettext_noop(
    "A sheet to talk over with the health-care team: choose what to print, and how."
)


class BadRequest(ValueError):
    """What keeps a request from being answered; `reason` is code or form."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Asked:
    """A request. `code` is in the one form of guide.lib.code_systems, and "" where it is none that
    is known; `language` is "" where none is named that the guide speaks; `form` is page, json or
    atom.
    """

    code: str
    language: str
    recipient: str
    form: str


@dataclass(frozen=True)
class Answer:
    """A page that answers, and what to call it.

    `page` is question, treatment, support or print; `code` is that of the treatment or service.
    """

    page: str
    code: str
    title: str
    summary: str


def without_the_rest(query: str) -> str:
    """The query with what is read here, and nothing of the rest: it may name a patient."""
    known = []
    for part in query.split("&"):
        name = unquote_plus(part.partition("=")[0])
        if name in KNOWN:
            known.append(part)
    return "&".join(known)


def read_request(query: str) -> Asked:
    """What a query asks; the first word counts where one is said twice.

    Raises BadRequest for a form that is not spoken here, or where there is no code at all.
    """
    told: dict[str, str] = {}
    for name, value in parse_qsl(without_the_rest(query)):
        told.setdefault(name, value.strip())
    form = FORMS.get(told.get(FORM, "").lower())
    if form is None:
        raise BadRequest("form")
    if not told.get(CODE) or not told.get(SYSTEM):
        raise BadRequest("code")
    recipient = told.get(RECIPIENT, "").upper()
    language = told.get(LANGUAGE, "").lower().replace("_", "-").partition("-")[0]
    return Asked(
        code=_code(told[SYSTEM], told[CODE]),
        language=LANGUAGES.get(language, ""),
        recipient=recipient if recipient in RECIPIENTS else "PAT",
        form=form,
    )


def _code(system: str, code: str) -> str:
    try:
        return read_asked(system, code)
    except NotACode:
        return ""


def answers(guide: Guide, asked: Asked) -> list[Answer]:
    """The pages that answer, the best first; empty where no entry has this code.

    Never a result: what a code says of a child's disease is not guessed from it. Nor a service that
    is shown only to whoever chose its kind.
    """
    found: list[Answer] = []
    questions = list(guide.questions.values())
    if any(asked.code in question.record_codes for question in questions):
        title = _("When neuroblastoma comes back")
        found.append(Answer("question", "", title, questions[0].title))
    for treatment in guide.treatments.values():
        if asked.code in treatment.record_codes:
            found.append(Answer("treatment", treatment.code, treatment.name, treatment.summary))
    for resource in guide.resources.values():
        if asked.code in resource.record_codes and not resource.is_shown_only_where_chosen:
            found.append(Answer("support", resource.code, resource.name, resource.offers))
    if found and asked.recipient == "PROV":
        found.append(Answer("print", "", _("Print a summary"), _(ON_PAPER)))
    return found
