"""Every module that puts something on the desk. Add yours here."""

from . import (  # noqa: F401 - each registers itself
    coverage,
    edition,
    feedback,
    ledger,
    links,
    preview,
    publishing,
    questionnaire,
    reference,
    review,
    support,
    treatment,
)
