"""Every module that puts something on the desk. Add yours here."""

from . import edition, feedback, ledger, links, publishing, questionnaire, reference, review, support, treatment

__all__ = [
    "edition",
    "feedback",
    "ledger",
    "links",
    "publishing",
    "questionnaire",
    "reference",
    "review",
    "support",
    "treatment",
]
