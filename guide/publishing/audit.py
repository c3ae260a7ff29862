"""The log of what staff did that others must be able to look up: who, what, when.

A row says what happened as a code with its values; the sentence is made when somebody reads it.
"""

import json
import logging
import re
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from .languages import language_names

logger = logging.getLogger("guide.audit")

LONGEST_NAME = 200
LABEL = re.compile(r"(.+) \((English|French)\)")
# What can happen, each with the sentence that tells it.
HAPPENED = {
    "approved": gettext_noop("approved"),
    "approved-by-link": gettext_noop("approved: by %(name)s, through a review link"),
    "published": gettext_noop("published"),
    "went-back": gettext_noop("went back: to edition %(number)s"),
    "planned": gettext_noop("planned"),
    "cancelled": gettext_noop("cancelled"),
    "asked-for-changes": gettext_noop("asked for changes: %(text)s"),
    "took-approval-back": gettext_noop("took the approval back: %(text)s"),
    "took-own-approval-back": gettext_noop("took their own approval back"),
    "took-needs-changes-back": gettext_noop("took “needs changes” back"),
    "found-answered": gettext_noop("found “needs changes” answered: what %(name)s wrote"),
    "answered-comment": gettext_noop("answered a comment: of %(name)s"),
    "did-not-confirm": gettext_noop("did not confirm a signature: %(name)s"),
    "invited": gettext_noop("invited: %(name)s"),
    "invited-to-pages": gettext_noop("invited to pages: %(name)s: %(pages)s"),
    "restored": gettext_noop("restored: version %(number)s"),
    "brought-back": gettext_noop("brought back a deleted draft"),
    "kept-newer-text": gettext_noop("kept a newer text: read on %(day)s"),
    "changed": gettext_noop("changed"),
    "replaced": gettext_noop("changed: “%(old)s” to “%(new)s”"),
    "checked": gettext_noop("checked"),
    "took-check-back": gettext_noop("took a check back: of %(day)s"),
    "opened": gettext_noop("opened"),
    "added-by-import": gettext_noop("added by import"),
    "changed-by-import": gettext_noop("changed by import"),
    "added-from-starter": gettext_noop("added from the starter"),
    "changed-by-starter": gettext_noop("changed by the starter"),
    "withdrawn-by-starter": gettext_noop("withdrawn by the starter"),
    "changed-roles": gettext_noop("changed roles: %(changes)s"),
    "handed-work-over": gettext_noop("handed work over: to %(name)s"),
    "made-recovery-codes": gettext_noop("made new recovery codes"),
    "set-up-phone": gettext_noop("set up a phone for the second step"),
    "removed-second-step": gettext_noop("removed the second step"),
    "signed-in-by-recovery-code": gettext_noop("signed in with a recovery code"),
}


def record(by: User | None, did: str, on: Model, **values: Any) -> None:
    """Note what `by` did `on` a row, in the log and in the admin’s history.

    by: a user, or None for a command. did: a key of HAPPENED; values: those that its sentence
    names. Nothing about families ever passes here.
    """
    name = getattr(on, "code", "") or on
    with translation.override("en"):
        text = _sentence(did, values)
        logger.info("%s %s %s by %s", on._meta.model_name, name, text, by or "a command")
    if by is not None:
        LogEntry.objects.create(
            user_id=by.pk,
            content_type=ContentType.objects.get_for_model(on),
            object_id=on.pk,
            object_repr=str(on)[:LONGEST_NAME],
            action_flag=CHANGE,
            change_message=json.dumps({"did": did} | values, ensure_ascii=False),
        )


def in_words(entry: LogEntry) -> str:
    """What a row of the log says, in the language that is read. Rows from before there were codes
    say it in the words that they were kept in.
    """
    try:
        kept = json.loads(entry.change_message)
    except ValueError:
        return str(entry.change_message)
    if isinstance(kept, dict) and kept.get("did") in HAPPENED:
        return _sentence(kept["did"], kept)
    return _of_a_form(kept, entry)


def _of_a_form(kept: Any, entry: LogEntry) -> str:
    """What Django's own forms note: it keeps the labels of fields in English."""
    for part in kept if isinstance(kept, list) else ():
        for what in part.values():
            if "fields" in what:
                what["fields"] = [_label(label) for label in what["fields"]]
    said: str = LogEntry(change_message=json.dumps(kept)).get_change_message()
    return said


def _label(label: str) -> str:
    """ "Text (French)" in the language that is read."""
    found = LABEL.fullmatch(label)
    if found:
        return f"{_label(found[1])} ({language_names()[found[2].lower()[:2]]})"
    known = gettext(label)
    if known != label:
        return known
    # Forms write the first letter of a label large.
    as_named = label[:1].lower() + label[1:]
    return capfirst(gettext(as_named))


def _sentence(did: str, values: dict[str, Any]) -> str:
    if did == "changed-roles":
        values = {"changes": "; ".join(_role(*change) for change in values["changes"])}
    return gettext(HAPPENED[did]) % values


def _role(what: str, before: str, after: str) -> str:
    """ "groups: Editors → Publishers" """
    return f"{gettext(what)}: {_values(before)} → {_values(after)}"


def _values(names: str) -> str:
    if not names:
        return gettext("none")
    return ", ".join(gettext(name) for name in names.split(", "))


# What a change of roles may be about, and what it may say: marked here for the catalogue.
ROLE_WORDS = (
    gettext_noop("groups"),
    gettext_noop("active"),
    gettext_noop("staff"),
    gettext_noop("superuser"),
    gettext_noop("permissions"),
    gettext_noop("yes"),
    gettext_noop("no"),
)
