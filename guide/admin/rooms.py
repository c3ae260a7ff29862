"""Every module that puts something on the desk. Add yours here."""

from . import (  # noqa: F401 - each registers itself
    accounts,
    binder,
    coverage,
    edition,
    exchange,
    feedback,
    history,
    impact,
    invite,
    ledger,
    links,
    people,
    preview,
    publishing,
    questionnaire,
    reference,
    review,
    support,
    treatment,
)
