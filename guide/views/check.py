"""Whether a sheet of paper is still current, from the code at its foot."""

from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError
from django.shortcuts import redirect
from django.urls import reverse

from guide.edition.current import edition, live
from guide.edition.path import NotAPath, read_path
from guide.handout.build import make_sheet
from guide.handout.changes import corrections_since, points
from guide.handout.code import BadCode, read_code, shown
from guide.handout.forms import CodeForm
from guide.handout.pdf import has_press

from .common import only_reads, reads_guide, show
from .handout import pdf_response
from .printing import summary_address


@only_reads
def to_language(request, code=""):
    """What the QR code opens: the check page in the reader's language."""
    return redirect(reverse("guide:check", args=[code]) if code else reverse("guide:check_form"))


@reads_guide
def check_form(request, guide):
    """Where a code is typed by hand."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("guide:check", form.cleaned_data["code"])
    return show(request, guide, "guide/check_form.html", {"form": form}, status=422 if form.errors else 200)


@reads_guide
def check(request, guide, code):
    """Still current, or changed since at these points; the sheet as it was printed, and the current one."""
    try:
        printed, sheet = printed_sheet(code)
    except BadCode as problem:
        return _wrong(request, guide, code, problem)
    then = edition(printed.edition).guide(guide.language)
    context = {
        "code": shown(sheet.code),
        "then": then,
        "answers": [{"choice": choice} for choice in read_path(then, "/".join(printed.choices)).answers],
        "as_printed": reverse("guide:as_printed", args=[sheet.code]),
        "sheet_language": printed.options.languages[0],
        "ward_is_gone": bool(printed.options.ward) and printed.options.ward not in guide.wards,
        "editions": _editions_since(printed.edition, guide.language),
    }
    return show(request, guide, "guide/check.html", context | _since(printed, sheet, guide))


@reads_guide
def as_printed(request, guide, code):
    """The very file that was printed."""
    try:
        return pdf_response(printed_sheet(code)[1])
    except BadCode as problem:
        return _wrong(request, guide, code, problem)


def printed_sheet(code):
    """(Printed, Sheet) of a code, set by the press that printed it. Raises BadCode."""
    try:
        printed = read_code(code, lambda number: edition(number).guide("en"))
        guide_in = edition(printed.edition).guide
    except DatabaseError:
        raise BadCode("later", code) from None
    if not has_press(printed.press):
        raise BadCode("unknown", code)
    return printed, make_sheet(guide_in, printed.choices, printed.options, settings.SITE_ADDRESS, printed.press)


def _since(printed, sheet, guide):
    """What has changed on the sheet until now; `path` is None where its answers can no longer be given."""
    ward = printed.options.ward
    options = replace(printed.options, ward=ward if ward in guide.wards else "")
    try:
        now = make_sheet(live().guide, printed.choices, options, settings.SITE_ADDRESS)
    except NotAPath:
        return {"path": None}
    return {
        "path": now.results[0].path,
        "points": points(sheet, now, corrections_since(printed.edition)),
        "pdf": summary_address(printed.choices, options),
    }


def _editions_since(number, language):
    """The newest first, each with the editors' note for readers."""
    later = [past for past in live().history if past.number > number]
    return [
        {"number": p.number, "day": p.published_at, "is_correction": p.is_correction, "note": p.notes[language]}
        for p in later
    ]


def _wrong(request, guide, code, problem):
    form = CodeForm({"code": code}, problem)
    status = 503 if problem.reason == "later" else 404
    return show(request, guide, "guide/check_form.html", {"form": form}, status=status)
