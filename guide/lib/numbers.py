"""Numbers as a reader's language writes them."""

from django.utils.formats import number_format


def grouped(number: int) -> str:
    """20,000 in English; 20 000, with a space that does not break, in French."""
    return number_format(number, use_l10n=True, force_grouping=True)
