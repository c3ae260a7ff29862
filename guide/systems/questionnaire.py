"""The questions of an edition as a FHIR R4 Questionnaire (https://hl7.org/fhir/R4/)."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext, gettext_noop, override

from guide.edition.edition import LoadedEdition
from guide.edition.guide import Guide
from guide.edition.plain import plain_text

Json = dict[str, Any]

# The language that the resource itself is in; the others are translations beside each text.
BASE, OTHERS = "en", ("fr",)
EXTENSIONS = "http://hl7.org/fhir/StructureDefinition"
ITEM_CONTROL = "http://hl7.org/fhir/questionnaire-item-control"
DESCRIPTION = gettext_noop(
    "What this guide asks before it shows what applies. The answers are asked for on its own "
    "pages, and kept nowhere."
)


def questionnaire(edition: LoadedEdition, address: str) -> Json:
    """The resource as plain data for JSON.

    address: where it is read, https://…/fhir/Questionnaire: its canonical address, and the code
    system of the answers. Its version is the edition's number. It is a draft until a named person
    has approved every question and answer.
    """
    guides = {language: edition.guide(language) for language in (BASE, *OTHERS)}
    guide = guides[BASE]
    title = _in_each(guides, lambda _guide: gettext("When neuroblastoma comes back"))
    resource = {
        "resourceType": "Questionnaire",
        "id": "guide",
        "language": BASE,
        "url": address,
        "version": str(edition.number),
        "name": _computer_name(title[BASE]),
        **_text("title", title),
        "status": "active" if _is_reviewed(guide) else "draft",
        "subjectType": ["Patient"],
        "date": edition.published.isoformat(),
        **_text("description", _in_each(guides, lambda _guide: gettext(DESCRIPTION))),
        "item": [_item(guides, code, address) for code in guide.questions],
    }
    if guide.organisation.filled_in and guide.organisation.name:
        resource |= _text("publisher", _in_each(guides, lambda one: one.organisation.name))
    return resource


def _item(guides: dict[str, Guide], code: str, system: str) -> Json:
    question = guides[BASE].questions[code]
    options = []
    for choice in question.choices:
        display = _text("display", _in_each(guides, _label_of(choice.code)))
        options.append({"valueCoding": {"system": system, "code": choice.code, **display}})
    item = {
        "linkId": code,
        **_text("text", _in_each(guides, lambda guide: guide.questions[code].title)),
        "type": "choice",
        "answerOption": options,
    }
    if question.why:
        item["item"] = [_why(guides, code)]
    return item


def _why(guides: dict[str, Guide], code: str) -> Json:
    """Why a question is asked, as help that is shown beside it."""
    why = _in_each(guides, lambda guide: plain_text(guide.questions[code].why))
    control = {"coding": [{"system": ITEM_CONTROL, "code": "help"}]}
    return {
        "extension": [
            {"url": f"{EXTENSIONS}/questionnaire-itemControl", "valueCodeableConcept": control}
        ],
        "linkId": f"{code}.why",
        **_text("text", why),
        "type": "display",
    }


def _label_of(code: str) -> Callable[[Guide], str]:
    return lambda guide: guide.choices[code].label


def _in_each(guides: dict[str, Guide], say: Callable[[Guide], str]) -> dict[str, str]:
    """{language: what is said in it}, with the furniture's words in that language too."""
    said = {}
    for language, guide in guides.items():
        with override(language):
            said[language] = say(guide)
    return said


def _text(name: str, said: dict[str, str]) -> Json:
    """A field in the base language, with its translations as FHIR says them."""
    translations = []
    for language in OTHERS:
        if said[language]:
            translations.append(
                {
                    "url": f"{EXTENSIONS}/translation",
                    "extension": [
                        {"url": "lang", "valueCode": language},
                        {"url": "content", "valueString": said[language]},
                    ],
                }
            )
    field: Json = {name: said[BASE]}
    if translations:
        field[f"_{name}"] = {"extension": translations}
    return field


def _is_reviewed(guide: Guide) -> bool:
    entries: Iterable[Any] = (*guide.questions.values(), *guide.choices.values())
    return all(entry.reviewed for entry in entries)


def _computer_name(title: str) -> str:
    """`When it comes back` → `WhenItComesBack`: FHIR's name for programs."""
    return "".join(word.capitalize() for word in title.split())
