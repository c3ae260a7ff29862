"""The lists and forms of each kind of entry, in Django's own admin."""

from . import (
    edition,
    feedback,
    job,
    link_check,
    questionnaire,
    reference,
    support,
    treatment,
    users,
)
