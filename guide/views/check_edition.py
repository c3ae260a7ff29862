"""Which usual sheets of an edition still stand, and those to replace."""

from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import gettext as _

from guide.edition.current import NoEdition, find_edition
from guide.forms import is_sent
from guide.handout.code import shown
from guide.handout.code_forms import CodeForm
from guide.handout.edition_form import EditionForm, earlier_editions
from guide.handout.standing import standings

from .common import in_language, not_indexed, reads_edition, render_page
from .printing import summary_address


@not_indexed
@reads_edition
def check_edition(request, edition):
    """A form sent by GET; then a list of all situations: still stands, or what reads differently
    since which edition.
    """
    editions = earlier_editions(edition)
    sent = is_sent(EditionForm.base_fields, request.GET)
    form = EditionForm(in_language(edition), editions, request.GET if sent else None)
    context = {"form": form, "has_earlier": bool(editions)}
    status = 200
    if form.is_bound and form.is_valid():
        found = _told(edition, form)
        status = 503 if found is None else 200
        context |= {"told": CodeForm.REASONS["later"]} if found is None else found
    status = 422 if form.errors else status
    return render_page(request, edition, "guide/check_edition.html", context, status=status)


def _told(edition, form):
    """The context of the list, empty where the form says what is wrong; None while the database
    cannot be asked for the earlier edition.
    """
    options = form.options
    try:
        then = find_edition(form.cleaned_data["number"])
        if options.ward and options.ward not in then.guide(options.languages[0]).wards:
            form.add_error("ward", _("This ward was not in that edition."))
            return {}
        found = standings(then, edition, options, settings.SITE_ADDRESS)
    except (DatabaseError, NoEdition):
        return None
    sheets = [_sheet(one, options) for one in found]
    replace = [sheet for sheet in sheets if not sheet["stands"]]
    return {
        "then": then,
        "sheets": sheets,
        "replace": len(replace),
        "sheet_language": options.languages[0],
        "binder": _binder(then, options) if replace else "",
    }


def _sheet(one, options):
    current = not one.stands and not one.is_gone
    return {
        "code": shown(one.code),
        "path": one.path,
        "stands": one.stands,
        "is_gone": one.is_gone,
        "since": one.since,
        "points": one.points,
        "check": reverse("guide:check", args=[one.code]),
        "pdf": summary_address(one.path.codes, options) if current else "",
    }


def _binder(then, options):
    """The address of the binder of those to replace, at the desk."""
    chosen = {
        "languages": "-".join(options.languages),
        "text": options.text,
        "paper": options.paper,
        "region": options.region,
        "ward": options.ward,
        "copies": "family",
        "since": then.number,
        "kind": "pdf",
    }
    return f"{reverse('admin:binder')}?{urlencode(chosen)}"
