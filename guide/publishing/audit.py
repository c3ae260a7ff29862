"""The log of what staff did that others must be able to look up: who, what, when."""

import logging

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

logger = logging.getLogger("guide.audit")

LONGEST_NAME = 200


def record(by: User | None, done: str, on: Model, detail: str = "") -> None:
    """Note that `by` has `done` something ("approved", …) `on` a row, in the log and in the admin’s
    history.

    by: a user, or None for a command. Nothing about families ever passes here.
    """
    text = f"{done}: {detail}" if detail else done
    name = getattr(on, "code", "") or on
    logger.info("%s %s %s by %s", on._meta.model_name, name, text, by or "a command")
    if by is not None:
        LogEntry.objects.create(
            user_id=by.pk,
            content_type=ContentType.objects.get_for_model(on),
            object_id=on.pk,
            object_repr=str(on)[:LONGEST_NAME],
            action_flag=CHANGE,
            change_message=text,
        )
