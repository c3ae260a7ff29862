"""A link for a ward's intranet, with its QR code."""

import segno
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import override

from guide.handout.options import Options
from guide.systems.ward_link import LinkForm

from .common import in_language, not_indexed, on_site, reads_edition, render_page
from .printing import summary_address


@not_indexed
@reads_edition
def ward_link(request, edition):
    """A form sent by GET; the link that it makes, to copy, and as a picture."""
    form = LinkForm(in_language(edition), request.GET)
    context = {"form": form}
    if form.is_bound and form.is_valid():
        context |= {"link": _link(request, form), "query": request.GET.urlencode()}
    status = 422 if form.errors else 200
    return render_page(request, edition, "guide/ward_link.html", context, status=status)


@not_indexed
@reads_edition
def qr(request, edition):
    """The link as a QR code, to be put on a wall or a page of the intranet."""
    form = LinkForm(in_language(edition), request.GET)
    if not (form.is_bound and form.is_valid()):
        return render_page(request, edition, "guide/ward_link.html", {"form": form}, status=422)
    code = segno.make(_link(request, form), error="m", micro=False)
    picture = code.svg_inline(scale=6, border=4, light="#fff")
    picture = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return HttpResponse(picture, content_type="image/svg+xml")


def _link(request, form):
    return on_site(request, _address(form))


def _address(form):
    opens = form.cleaned_data["opens"]
    if opens == "sheet":
        return summary_address(form.codes, Options(form.languages, ward=form.ward_code))
    with override(form.languages[0]):
        if opens == "place":
            return reverse("guide:ward_place", args=[form.ward_code])
        if opens == "team":
            return reverse("guide:team", args=[form.ward_code])
        address = reverse("guide:first_question" if opens == "guide" else "guide:print")
    query = QueryDict(mutable=True)
    if form.ward_code:
        query["ward"] = form.ward_code
    if opens == "form" and len(form.languages) > 1:
        query["language"] = "both"
    return f"{address}?{query.urlencode()}" if query else address
