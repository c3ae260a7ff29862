"""What the desk calls the kinds of entry, and the fields that are not named where they stand.

They are given when the program starts, and not in the models: each name there would be a step of
the database's migrations, more than a hundred in all, of which the database itself knows nothing.
"""

from collections.abc import Iterable

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# As they stand in a sentence.
LANGUAGES = {
    "en": pgettext_lazy("language in a sentence", "English"),
    "fr": pgettext_lazy("language in a sentence", "French"),
}
# Name of a model: (one, several).
MODELS = {
    "choice": (pgettext_lazy("kind of entry", "choice"), pgettext_lazy("kind of entry", "choices")),
    "desklanguage": (_("language of the desk"), _("languages of the desk")),
    "edition": (_("edition"), _("editions")),
    "entryversion": (_("version of an entry"), _("versions of entries")),
    "feedback": (pgettext_lazy("what one family wrote", "feedback"), _("feedback")),
    "linksignature": (_("signature by link"), _("signatures by link")),
    "mailchoice": (_("choice of mails"), _("choices of mails")),
    "notice": (_("line of the weekly mail"), _("lines of the weekly mail")),
    "numberfloor": (_("number floor"), _("number floors")),
    "remark": (_("remark"), _("remarks")),
    "signinfailures": (_("sign-in failures"), _("sign-in failures")),
    "visit": (_("visit"), _("visits")),
    "linkcheck": (_("link check"), _("link checks")),
    "organisation": (
        pgettext_lazy("kind of entry", "organisation"),
        pgettext_lazy("kind of entry", "organisations"),
    ),
    "plannedpublication": (_("planned publication"), _("planned publications")),
    "prompt": (pgettext_lazy("kind of entry", "prompt"), pgettext_lazy("kind of entry", "prompts")),
    "question": (
        pgettext_lazy("kind of entry", "question"),
        pgettext_lazy("kind of entry", "questions"),
    ),
    "resource": (
        pgettext_lazy("kind of entry", "resource"),
        pgettext_lazy("kind of entry", "resources"),
    ),
    "section": (
        pgettext_lazy("kind of entry", "section"),
        pgettext_lazy("kind of entry", "sections"),
    ),
    "source": (pgettext_lazy("kind of entry", "source"), pgettext_lazy("kind of entry", "sources")),
    "term": (pgettext_lazy("kind of entry", "term"), pgettext_lazy("kind of entry", "terms")),
    "treatment": (
        pgettext_lazy("kind of entry", "treatment"),
        pgettext_lazy("kind of entry", "treatments"),
    ),
    "treatmentuse": (_("treatment named here"), _("treatments named here")),
    "ward": (pgettext_lazy("kind of entry", "ward"), pgettext_lazy("kind of entry", "wards")),
}
# Name of a field: how it is called, where its model does not say.
FIELDS = {
    "address": _("address"),
    "approved_at": _("approved at"),
    "approved_by": _("approved by"),
    "at": _("when"),
    "by": _("by"),
    "checked_by": _("checked by"),
    "choices": _("choices"),
    "code": _("code"),
    "confidence": _("confidence"),
    "created": _("created"),
    "day_phone": _("day phone"),
    "digest": _("digest"),
    "done": _("done"),
    "edited_by": _("edited by"),
    "edition": _("edition"),
    "fever_line": _("fever line"),
    "group": _("group"),
    "helped": _("helped"),
    "icon": _("icon"),
    "interpreter_line": _("interpreter line"),
    "job": _("job"),
    "kind": _("kind"),
    "language": _("language"),
    "nature": _("nature"),
    "night_phone": _("night phone"),
    "number": _("number"),
    "opened_by": _("opened by"),
    "opened_on": _("opened on"),
    "order": _("order"),
    "outcome": _("outcome"),
    "page": _("page"),
    "part": _("part"),
    "published_at": _("published at"),
    "published_by": _("published by"),
    "publisher": _("publisher"),
    "question": _("question"),
    "read_by": _("read by"),
    "restores": _("restores"),
    "reviewed": _("reviewed"),
    "reviewer_name": _("reviewer name"),
    "section": _("section"),
    "sections": _("sections"),
    "sentence": _("sentence"),
    "source": _("source"),
    "sources": _("sources"),
    "text": _("text"),
    "title": _("title"),
    "treatment": _("treatment"),
    "treatments": _("treatments"),
    "updated": _("updated"),
    "version": _("version"),
    "withdrawn": _("withdrawn"),
}


def give_names(models: Iterable[type[Model]]) -> None:
    """Name these models and those of their fields that have no name of their own."""
    for model in models:
        names = MODELS.get(model._meta.model_name or "")
        if names:
            model._meta.verbose_name, model._meta.verbose_name_plural = names
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            if field._verbose_name is None and field.name in FIELDS:
                field.verbose_name = FIELDS[field.name]


def kind_in_words(kind: str) -> str:
    """ "section" as the desk says it; what is no kind of entry as it is."""
    names = MODELS.get(kind)
    return str(names[0]) if names else kind


def titled(kind: str, title: str) -> str:
    """section “Low risk”"""
    return gettext("%(kind)s “%(title)s”") % {"kind": kind_in_words(kind), "title": title}


def field_in_words(kind: str, name: str, language: str = "") -> str:
    """What forms call a field of this kind: "Text (French)" of section, body, fr.

    A field that no model has any more is called by its name.
    """
    words = capfirst(_label(kind, name, language))
    if not language:
        return words
    return f"{words} ({LANGUAGES[language]})"


def _label(kind: str, name: str, language: str) -> str:
    """A field in both languages is called the same in each, so any of them says how."""
    try:
        fields = apps.get_model("guide", kind)._meta
        is_pair = name in getattr(fields.model, "PAIRS", ())
        field = fields.get_field(f"{name}_{language or 'en'}" if is_pair else name)
        words = getattr(field, "verbose_name", "")
    except (FieldDoesNotExist, LookupError):
        words = ""
    return str(words or FIELDS.get(name, name.replace("_", " ")))
