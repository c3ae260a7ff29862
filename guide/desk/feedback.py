"""What families wrote, in numbers and as a file. Nothing here says who wrote, or what a family
answered: of a result only that it was one.
"""

import csv

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guide.models import Feedback

from .page import desk_page, requires

READ = "guide.view_feedback"
COLUMNS = (
    _("received"),
    _("page"),
    _("treatment or service"),
    _("edition"),
    _("language"),
    _("helped"),
    _("what was written"),
    _("state"),
    _("answered by an edit of"),
)
# What a spreadsheet would take for a formula.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COUNTS = {
    "yes": Count("pk", filter=Q(helped=True)),
    "no": Count("pk", filter=Q(helped=False)),
    "words": Count("pk", filter=~Q(sentence="")),
    "waiting": Count("pk", filter=Q(done=False)),
}


@requires(READ)
@require_safe
def months(request):
    """How many said yes and no: month by month, by kind of page, and by treatment or service."""
    everything = Feedback.objects.order_by()
    by_month = everything.annotate(month=TruncMonth("received")).values("month")
    pages = everything.values("page").annotate(**COUNTS)
    named = everything.exclude(code="").with_names().values("page", "code", "called")
    named = named.annotate(**COUNTS).order_by("page", "code")
    kinds = dict(Feedback.Page.choices)
    context = {
        "months": by_month.annotate(**COUNTS).order_by("-month"),
        "pages": [row | {"name": kinds[row["page"]]} for row in pages.order_by("page")],
        "named": [row | {"name": kinds[row["page"]]} for row in named],
    }
    return desk_page(request, "feedback_months.html", _("What families wrote, in numbers"), context)


@requires(READ)
@require_safe
def export(request):
    """Everything, the newest first, as CSV that spreadsheets open."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="feedback.csv"'
    # By this mark a spreadsheet knows the letters for what they are.
    response.write("\ufeff")
    rows = csv.writer(response)
    rows.writerow(COLUMNS)
    for feedback in Feedback.objects.order_by("-received", "-pk").iterator():
        rows.writerow(_row(feedback))
    return response


def _row(feedback):
    """In the order of COLUMNS."""
    return (
        feedback.received.isoformat(),
        feedback.get_page_display(),
        feedback.code,
        feedback.edition,
        feedback.language,
        _("yes") if feedback.helped else _("no"),
        _as_words(feedback.sentence),
        feedback.state,
        feedback.answered_by,
    )


def _as_words(text):
    """A sentence that a spreadsheet does not reckon with."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
