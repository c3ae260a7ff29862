"""A ward's own print page: its sheets as it prints them, each one press away.

Pages that are opened from it name the ward in their address, and nothing else remembers it: the
computer of a ward is used by many.
"""

from django.urls import reverse

from guide.handout.options import query_of
from guide.handout.ward_place import for_the_nurse, groups_of, open_path, the_card, usual_of

from .common import in_language, not_indexed, reads_edition, render_page
from .printing import summary_address
from .questionnaire import path_address


@not_indexed
@reads_edition
def ward_place(request, edition, code):
    """The situations with their sheets; a page that says what to do where the ward is not there."""
    guide = in_language(edition)
    ward = guide.wards.get(code)
    if ward is None:
        return render_page(request, edition, "guide/no_ward.html", status=404)
    options = usual_of(ward, guide.language)
    context = {
        "ward": ward,
        "groups": [_group(group, ward, options) for group in groups_of(guide)],
        "options": options,
        "card": summary_address(open_path(guide).codes, the_card(options)),
        "form": f"{reverse('guide:print')}?{query_of(options)}",
    }
    return render_page(request, edition, "guide/ward_place.html", context)


def _group(group, ward, options):
    return {
        "title": group.title,
        "sheets": [_sheet(sheet, ward, options) for sheet in group.sheets],
    }


def _sheet(sheet, ward, options):
    codes = sheet.path.codes
    nurse = summary_address(codes, for_the_nurse(options)) if ward.nurse_copy else ""
    return {
        "title": sheet.title,
        "pdf": summary_address(codes, options),
        "nurse": nurse,
        "page": path_address(sheet.path.address, ward=ward.code),
    }
