"""Numbers: as a reader's language writes them, and as an address or a form sends them."""

from django.utils.formats import number_format


def grouped(number: int) -> str:
    """20,000 in English; 20 000, with a space that does not break, in French."""
    return number_format(number, use_l10n=True, force_grouping=True)


def whole_number(sent: str | None) -> int | None:
    """The number that an address or a form names, which may be anything; None where it is none, or
    larger than a database counts.
    """
    if sent and sent.isascii() and sent.isdecimal() and len(sent) < 10:
        return int(sent)
    return None
