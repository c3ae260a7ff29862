"""The review page of an entry: what changed, approve, or say what has to change."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from guide.models import BY_KIND, Remark
from guide.publishing.actions import Refused, approve
from guide.publishing.changes import change_of
from guide.publishing.compile import as_published, last_edition
from guide.publishing.remarks import remark
from guide.roles import APPROVE, READ

from .entry_panel import entry_address, panel_of
from .forms import SeenForm, is_to_come
from .page import requires, show


class ApproveForm(SeenForm):
    review_due = forms.DateField(
        label="Next review",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="When this text should be looked at again, at the latest.",
        error_messages={"required": "Say when this should be reviewed again."},
        validators=[is_to_come],
    )


class RemarkForm(SeenForm):
    text = forms.CharField(
        label="What has to change, and why",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say what has to change."},
    )


def get_entry(kind, code, *, lock=False):
    """The entry, or 404. lock: nobody else changes it until the transaction ends."""
    if kind not in BY_KIND:
        raise Http404
    entries = BY_KIND[kind].objects.with_links()
    entry = (entries.held() if lock else entries).filter(code=code).first()
    if entry is None:
        raise Http404
    return entry


@requires(READ)
@require_GET
def entry(request, kind, code):
    get_entry(kind, code)
    return redirect(entry_address(kind, code))


@requires("guide.view_{kind}")
@require_GET
def review(request, kind, code):
    return _page(request, get_entry(kind, code))


@requires(APPROVE)
@require_POST
@transaction.atomic
def approve_entry(request, kind, code):
    found = get_entry(kind, code, lock=True)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _page(request, found, approve=form, status=422)
    if form.cleaned_data["digest"] != found.digest():
        return refuse(request, found, "This entry was changed after you opened it. Read it again, then approve.")
    try:
        approve(found, request.user, review_due=form.cleaned_data["review_due"])
    except Refused as refused:
        return refuse(request, found, str(refused))
    remark(found, request.user, Remark.Nature.APPROVED)
    messages.success(request, f"“{found}” is approved. It goes out with the next edition.")
    return redirect("admin:review", kind, code)


@requires(APPROVE)
@require_POST
def needs_changes(request, kind, code):
    found = get_entry(kind, code)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, send_back=form, status=422)
    remark(found, request.user, Remark.Nature.NEEDS_CHANGES, form.cleaned_data["text"], form.cleaned_data["digest"])
    messages.success(request, f"“{found}” is back on the editors’ list, with your reason.")
    return redirect("admin:review", kind, code)


@requires("guide.change_{kind}")
@require_POST
def ask_for_review(request, kind, code):
    found = get_entry(kind, code)
    remark(found, request.user, Remark.Nature.READY)
    messages.success(request, f"“{found}” is on the reviewers’ list.")
    return redirect("admin:review", kind, code)


def refuse(request, entry, sentence, status=409):
    messages.error(request, sentence)
    return _page(request, entry, status=status)


def _page(request, entry, *, approve=None, send_back=None, status=200):
    kind, digest = entry.kind_name(), entry.digest()
    seen = as_published(last_edition(), kind, entry.code)
    coming = None if entry.withdrawn else entry.content()
    context = {
        "entry": entry,
        "panel": panel_of(entry),
        "change": change_of(kind, entry.code, seen, coming) if seen != coming else None,
        "content": change_of(kind, entry.code, None, entry.content()),
        "remarks": Remark.objects.filter(kind=kind, code=entry.code).select_related("by")[:20],
        "digest": digest,
        "approve_form": approve or ApproveForm(initial={"digest": digest, "review_due": _in_a_year()}),
        "send_back_form": send_back or RemarkForm(initial={"digest": digest}),
        "may_approve": request.user.has_perm(APPROVE),
        "may_change": request.user.has_perm(f"guide.change_{kind}"),
    }
    return show(request, "review.html", f"Review: {entry}", context, status=status)


def _in_a_year():
    return timezone.localdate() + timezone.timedelta(days=365)
