"""Results on paper."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guide.edition.path import read_finished_path
from guide.handout.build import file_name, make_sheet
from guide.handout.options import BadOption, read_options
from guide.handout.pdf import print_sheet

from .common import in_language, reads_edition, render_page


@reads_edition
def summary(request, edition, address):
    """The handout of a result as PDF; what is printed can be chosen in the query."""
    guide = in_language(edition)
    path = read_finished_path(guide, address)
    if path.address != address:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("guide:summary", args=[path.address]) + query)
    try:
        options = read_options(request.GET, guide)
    except BadOption as problem:
        return render_page(
            request,
            edition,
            "guide/bad_option.html",
            {"problem": problem, "path": path},
            status=422,
        )
    return pdf_response(make_sheet(edition, path.codes, options, settings.SITE_ADDRESS))


def pdf_response(sheet):
    headers = {"Content-Disposition": f'inline; filename="{file_name(sheet)}"'}
    return HttpResponse(print_sheet(sheet), content_type="application/pdf", headers=headers)
