"""Addresses for printing and sharing a result."""

from urllib.parse import quote, urlencode

from django import template

register = template.Library()


@register.filter
def as_query(path):
    """risk=high&place=one-place: the answers of a Path as the print page reads them."""
    return urlencode({choice.question: choice.code for choice in path.answers})


@register.filter
def mail_address(page):
    """mailto: with the page's address and no other word."""
    return f"mailto:?body={quote(page, safe='')}"
