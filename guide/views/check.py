"""Whether a sheet of paper is still current, from the code at its foot."""

from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guide.edition.current import NoEdition, find_edition, was_given_out
from guide.edition.path import NotAPath, read_path
from guide.forms import is_sent
from guide.handout.build import make_sheet
from guide.handout.changes import keys_on, points
from guide.handout.code import BadCode, read_code, shown
from guide.handout.code_forms import CodeForm, PileForm
from guide.handout.corrections import corrected_since, editions_since

from .common import in_language, not_indexed, only_reads, reads_edition, render_page
from .handout import pdf_response
from .printing import summary_address

STILL_CURRENT = _("This sheet is still current")
HAS_CHANGED = _("This sheet has changed since it was printed")


@only_reads
def to_language(request, code=""):
    """What the QR code opens: the check page in the reader's language."""
    return redirect(reverse("guide:check", args=[code]) if code else reverse("guide:check_form"))


@reads_edition
def check_form(request, edition):
    """Where a code is typed by hand, or many."""
    if is_sent(PileForm.base_fields, request.GET):
        return pile(request)
    return _form_page(
        request, edition, request.GET if is_sent(CodeForm.base_fields, request.GET) else None
    )


def _form_page(request, edition, typed):
    """The form; once a whole code was typed, its page. typed: None where nothing was sent."""
    form = CodeForm(typed)
    if form.is_bound and form.is_valid():
        return redirect("guide:check", form.cleaned_data["code"])
    return render_page(
        request,
        edition,
        "guide/check_form.html",
        {"form": form, "pile": PileForm()},
        status=422 if form.errors else 200,
    )


@not_indexed
@reads_edition
def pile(request, edition):
    """Of each of many sheets, whether it still stands."""
    form = PileForm(request.GET)
    if not form.is_valid():
        context = {"form": CodeForm(), "pile": form}
        return render_page(request, edition, "guide/check_form.html", context, status=422)
    codes = form.cleaned_data["codes"]
    if len(codes) == 1:
        return _form_page(request, edition, {"code": codes[0]})
    checked = [_one_of_a_pile(edition, code) for code in codes]
    states = [one["state"] for one in checked]
    context = {
        "checked": checked,
        "current": states.count("current"),
        "replace": states.count("changed"),
        "wrong": states.count("wrong"),
    }
    return render_page(request, edition, "guide/check_pile.html", context)


def _one_of_a_pile(edition, code):
    """state: current, changed, or wrong where nothing is known of a sheet; told: what is said of
    it.
    """
    try:
        printed, sheet = printed_sheet(code)
        found = _checked(edition, printed, sheet)
    except BadCode as problem:
        state = "changed" if problem.reason == "lost" else "wrong"
        return {"code": code, "state": state, "told": CodeForm.REASONS[problem.reason]}
    except DatabaseError:
        return {"code": code, "state": "wrong", "told": CodeForm.REASONS["later"]}
    is_current = found["path"] is not None and not found["points"]
    return {
        "code": found["code"],
        "answers": found["answers"],
        "state": "current" if is_current else "changed",
        "told": STILL_CURRENT if is_current else HAS_CHANGED,
        "address": reverse("guide:check", args=[sheet.code]),
        "pdf": "" if is_current else found.get("pdf", ""),
    }


@not_indexed
@reads_edition
def check(request, edition, code):
    """Still current, or changed since at these points; the sheet as it was printed, and the current
    one.
    """
    try:
        printed, sheet = printed_sheet(code)
    except BadCode as problem:
        return _wrong(request, edition, code, problem)
    try:
        context = _checked(edition, printed, sheet)
    except DatabaseError:
        return _wrong(request, edition, code, BadCode("later", code))
    return render_page(request, edition, "guide/check.html", context)


def _checked(edition, printed, sheet):
    """The context of the page: what was printed, and what has changed on it since."""
    guide = in_language(edition)
    then = find_edition(printed.edition).guide(guide.language)
    path = read_path(then, "/".join(printed.choices))
    context = {
        "code": shown(sheet.code),
        "then": then,
        "answers": [{"choice": choice} for choice in path.answers],
        "as_printed": reverse("guide:as_printed", args=[sheet.code]),
        "sheet_language": printed.options.languages[0],
        "ward_is_gone": bool(printed.options.ward) and printed.options.ward not in guide.wards,
    }
    return context | _since(printed, sheet, edition, guide.language)


@not_indexed
@reads_edition
def as_printed(request, edition, code):
    """The very file that was printed."""
    try:
        _printed, sheet = printed_sheet(code)
    except BadCode as problem:
        return _wrong(request, edition, code, problem)
    return pdf_response(sheet)


def printed_sheet(code):
    """(Printed, Sheet) of a code, set by the version that printed it. Raises BadCode."""
    try:
        printed = read_code(code, _edition_of)
        edition = find_edition(printed.edition)
    except DatabaseError:
        raise BadCode("later", code) from None
    sheet = make_sheet(
        edition, printed.choices, printed.options, settings.SITE_ADDRESS, printed.version
    )
    return printed, sheet


def _edition_of(number):
    """Raises NoEdition, and BadCode where it was there once: of those that were, some are lost."""
    try:
        return find_edition(number)
    except NoEdition:
        if was_given_out(number):
            raise BadCode("lost") from None
        raise


def _since(printed, sheet, edition, language):
    """What has changed on the sheet until now; `path` is None where its answers can no longer be
    given.
    """
    ward = printed.options.ward
    options = replace(printed.options, ward=ward if ward in in_language(edition).wards else "")
    on_sheet = keys_on(sheet)
    try:
        now = make_sheet(edition, printed.choices, options, settings.SITE_ADDRESS, printed.version)
    except NotAPath:
        return {"path": None, "editions": _editions(edition, printed, on_sheet, language)}
    return {
        "path": now.path,
        "points": points(sheet, now, corrected_since(edition, printed.edition)),
        "pdf": summary_address(printed.choices, options),
        "editions": _editions(edition, printed, on_sheet | keys_on(now), language),
    }


def _editions(edition, printed, on_sheet, language):
    """Those since the sheet, the newest first, each with the editors' note for readers where that
    is about this sheet.
    """
    found = []
    for one in editions_since(edition, printed.edition, on_sheet):
        told = {"number": one.summary.number, "day": one.summary.published_at}
        note = one.summary.notes[language] if one.has_note else ""
        found.append(told | {"is_correction": one.is_correction, "note": note})
    return found


def _wrong(request, edition, code, problem):
    form = CodeForm({"code": code}, problem)
    context = {"form": form, "pile": PileForm()}
    status = 503 if problem.reason == "later" else 404
    return render_page(request, edition, "guide/check_form.html", context, status=status)
