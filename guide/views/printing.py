"""The print page: what to print and how, and the first page of just that sheet beside it."""

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override

from guide.edition.path import read_finished_path
from guide.handout.build import make_sheet
from guide.handout.options import SIZES, query_of
from guide.handout.pdf import first_page, measure
from guide.handout.print_form import PrintForm, chart_line, left_out

from .common import in_language, reads_edition, render_page
from .questionnaire import path_address


@reads_edition
def print_page(request, edition):
    """A form sent by GET: its address is the ward's usual sheet, to be bookmarked."""
    form = PrintForm(in_language(edition), request.GET)
    context = {"form": form, "query": request.GET.urlencode()}
    if form.is_bound and form.is_valid():
        sheet = make_sheet(edition, form.codes, form.options, settings.SITE_ADDRESS)
        pages, size = measure(sheet)
        context |= {"path": sheet.path, "pdf": summary_address(form.codes, form.options)}
        context |= {
            "pages": pages,
            # The card and the nurse's page have a size of their own in any print.
            "size": size if form.options.copy == "family" else None,
            "meant": sheet.pages,
            "is_small": size < SIZES[form.options.text],
            "not_here": left_out(sheet),
            "chart_line": chart_line(sheet),
        }
    return render_page(
        request, edition, "guide/print.html", context, status=422 if form.errors else 200
    )


@reads_edition
def preview(request, edition):
    """The first page of the sheet that the form asks for, as a picture."""
    form = PrintForm(in_language(edition), request.GET)
    if not (form.is_bound and form.is_valid()):
        return render_page(request, edition, "guide/print.html", {"form": form}, status=422)
    sheet = make_sheet(edition, form.codes, form.options, settings.SITE_ADDRESS)
    return HttpResponse(first_page(sheet), content_type="image/png")


@reads_edition
def print_file(request, edition):
    """The PDF that the form asks for, at its own address."""
    form = PrintForm(in_language(edition), request.GET)
    if not (form.is_bound and form.is_valid()):
        return render_page(request, edition, "guide/print.html", {"form": form}, status=422)
    return redirect(summary_address(form.codes, form.options))


def summary_address(codes, options):
    """The address of a handout, in the language that stands first on it."""
    with override(options.languages[0]):
        address = reverse("guide:summary", args=["/".join(codes)])
    query = query_of(options)
    return f"{address}?{query}" if query else address


@reads_edition
def qr(request, edition, address):
    """The address of a result as a QR code, for a phone to read from the screen."""
    path = read_finished_path(in_language(edition), address)
    if path.address != address:
        return redirect("guide:qr", path.address)
    page = settings.SITE_ADDRESS.rstrip("/") + path_address(path.address)
    picture = segno.make(page, error="m", micro=False).svg_inline(scale=6, border=4, light="#fff")
    picture = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return HttpResponse(picture, content_type="image/svg+xml")
