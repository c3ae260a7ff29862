"""Every module that puts something on the desk. Add yours here."""

from . import edition, publishing, questionnaire, reference, review, support, treatment

__all__ = ["edition", "publishing", "questionnaire", "reference", "review", "support", "treatment"]
