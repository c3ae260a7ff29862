"""Results on paper."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guide.edition.path import NotAPath, read_path
from guide.edition.result import result_for

from .common import reads_guide, show
from .questionnaire import path_address


@reads_guide
def summary(request, guide, address):
    """The handout of a result as PDF; what is printed can be chosen in the query."""
    from guide.handout.options import BadOption, read_options
    from guide.handout.pdf import render

    path = read_path(guide, address)
    if not path.is_finished:
        raise NotAPath("unfinished", path.address)
    if path.address != address.strip("/"):
        return redirect(reverse("guide:summary", args=[path.address]))
    try:
        options = read_options(request.GET, guide)
    except BadOption as problem:
        return show(request, guide, "guide/bad_option.html", {"problem": problem, "path": path}, status=422)
    page = request.build_absolute_uri(path_address(path.address))
    pdf = render((result_for(guide, path),), options, address=page)
    name = f"{'-'.join(path.codes)}-{guide.language}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
