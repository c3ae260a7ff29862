"""Pages that help when something is wrong."""

from django.shortcuts import render
from django.utils.translation import get_language

from guide.edition.current import NoEdition, current_guide

from .common import furniture, show


def not_found(request, exception=None):
    try:
        return show(request, current_guide(get_language()), "404.html", status=404)
    except NoEdition:
        return render(request, "404.html", furniture(request) | {"is_lost": True}, status=404)
