"""The review page of an entry: what changed, approve, or say what has to change."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from guide.models import BY_KIND, Remark, content_digest
from guide.publishing.actions import approve
from guide.publishing.approvers import who_may_approve, why_not_approve
from guide.publishing.changes import change_of, is_change
from guide.publishing.compile import as_published, last_edition
from guide.publishing.needed_approvals import named_without_approval
from guide.publishing.references import names_in
from guide.publishing.refused import Refused
from guide.publishing.remarks import object_to, remark
from guide.publishing.take_back import take_approval_back, why_not_taken_back
from guide.publishing.working_copy import row_of
from guide.roles import APPROVE, READ, name_of

from .about_field import AboutField
from .entry_lookups import EntryLookups
from .entry_panel import entry_address, panel_of
from .forms import NextReviewField, SeenForm, in_a_year
from .notify import tell_of_remark
from .open_remarks import open_remarks
from .page import desk_page, requires
from .together import TOGETHER, waiting_together


class ApproveForm(SeenForm):
    review_due = NextReviewField(
        help_text=gettext_lazy("When this text should be looked at again, at the latest.")
    )


class RemarkForm(SeenForm):
    """What has to change, and in which field of this entry."""

    field_order = ("digest", "about", "text")
    text = forms.CharField(
        label=gettext_lazy("What has to change, and why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Say what has to change.")},
    )

    def __init__(self, entry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"] = AboutField(entry)
        self.order_fields(self.field_order)


class CommentForm(RemarkForm):
    """A word to colleagues that is no verdict."""

    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Write your comment.")},
    )


def get_entry(kind, code, *, lock=False):
    """The entry, or 404. lock: nobody else changes it until the transaction ends."""
    if kind not in BY_KIND:
        raise Http404
    entries = BY_KIND[kind].objects.with_links()
    entry = (entries.locked() if lock else entries).filter(code=code).first()
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
    return review_page(request, get_entry(kind, code))


def by_reviewer(view):
    """view(request, entry, …): what a reviewer does, while nobody else changes the entry."""

    @requires(APPROVE)
    @require_POST
    @transaction.atomic
    @wraps(view)
    def locked(request, kind, code, **route):
        return view(request, get_entry(kind, code, lock=True), **route)

    return locked


@by_reviewer
def approve_entry(request, entry):
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return review_page(request, entry, approve=form, status=422)
    if form.cleaned_data["digest"] != entry.digest():
        changed = _("This entry was changed after you opened it. Read it again, then approve.")
        return refuse(request, entry, changed)
    try:
        approve(entry, request.user, review_due=form.cleaned_data["review_due"])
    except Refused as refused:
        return refuse(request, entry, str(refused))
    said = _("“%(entry)s” is approved. It goes out with the next edition.")
    messages.success(request, said % {"entry": entry})
    return to_review(entry)


@by_reviewer
def take_back_approval(request, entry):
    try:
        take_approval_back(entry, request.user)
    except Refused as refused:
        return refuse(request, entry, str(refused))
    messages.success(request, _("You took your approval of “%s” back.") % entry)
    return to_review(entry)


@by_reviewer
def needs_changes(request, entry):
    form = RemarkForm(entry, request.POST)
    if not form.is_valid():
        return review_page(request, entry, send_back=form, status=422)
    data = form.cleaned_data
    was_approved = entry.is_approved()
    said = object_to(entry, request.user, data["text"], data["digest"], data["about"])
    tell_of_remark(said, entry)
    _say_what_follows(request, entry, was_approved, data["digest"])
    return to_review(entry)


def _say_what_follows(request, entry, was_approved, digest):
    """What “needs changes” did; and where families read these words already, that it does not take
    them away.
    """
    if was_approved:
        messages.success(request, _("The approval of “%s” is taken back.") % entry)
    stands = _(
        "“%s” is back on the editors’ list. Your reason stands until you take it back or it is "
        "answered."
    )
    messages.success(request, stands % entry)
    kind = entry.kind_name()
    last = last_edition()
    content = as_published(last, kind, entry.code)
    if content and content_digest([kind, entry.code, content]) == digest:
        read = _(
            "Families read these words already, in edition %s, until an edition corrects them."
        )
        messages.warning(request, read % last.number)


@requires("guide.view_{kind}")
@require_POST
@transaction.atomic
def comment_on_entry(request, kind, code):
    """A word to colleagues that changes nothing about the text's state."""
    found = get_entry(kind, code, lock=True)
    form = CommentForm(found, request.POST)
    if not form.is_valid():
        return review_page(request, found, comment=form, status=422)
    data = form.cleaned_data
    nature = Remark.Nature.COMMENT
    said = remark(found, request.user, nature, data["text"], data["digest"], about=data["about"])
    tell_of_remark(said, found)
    messages.success(request, _("Your comment is kept. Whom it concerns hears of it."))
    return to_review(found)


@requires("guide.change_{kind}")
@require_POST
@transaction.atomic
def ask_for_review(request, kind, code):
    found = get_entry(kind, code, lock=True)
    tell_of_remark(remark(found, request.user, Remark.Nature.READY), found)
    messages.success(request, _("“%(entry)s” is on the reviewers’ list.") % {"entry": found})
    return to_review(found)


def to_review(entry):
    return redirect("admin:review", entry.kind_name(), entry.code)


def refuse(request, entry, sentence, status=409):
    messages.error(request, sentence)
    return review_page(request, entry, status=status)


def review_page(
    request, entry, *, approve=None, send_back=None, answer=None, comment=None, status=200
):
    """The review page.

    The forms that were sent, where they have to be shown again; answer: (remark, form).
    """
    kind = entry.kind_name()
    digest = entry.digest()
    lookups = EntryLookups(entry)
    last = lookups.last
    seen = as_published(last, kind, entry.code)
    content = entry.content()
    coming = None if entry.withdrawn else content
    names = names_in([(kind, seen), (kind, content)])
    is_changed = is_change(seen, coming)
    remarks = Remark.objects.filter(kind=kind, code=entry.code)
    unsent = ApproveForm(initial={"digest": digest, "review_due": in_a_year()})
    context = {
        "entry": entry,
        "panel": panel_of(entry, lookups),
        "change": change_of(kind, entry.code, seen, coming, names) if is_changed else None,
        "content": change_of(kind, entry.code, None, content, names),
        "remarks": remarks.select_related("by", "settled_by")[:20],
        "digest": digest,
        "approve_form": approve or unsent,
        "send_back_form": send_back or RemarkForm(entry, initial={"digest": digest}),
        "comment_form": comment or CommentForm(entry, initial={"digest": digest}),
        "open_remarks": open_remarks(lookups, request.user, sent=answer),
        "may_approve": request.user.has_perm(APPROVE),
        "why_not": why_not_approve(entry, request.user, lookups.authors),
        "may_take_back": not why_not_taken_back(entry, request.user, last),
        "together_page": f"{TOGETHER}{kind}/{entry.code}",
        "together": waiting_together(row_of(entry), lookups.rows, last),
        "beside": named_without_approval(entry, last, lookups.rows),
        "signers": [name_of(user) for user in who_may_approve(entry, lookups.authors)],
        "may_change": request.user.has_perm(f"guide.change_{kind}"),
    }
    return desk_page(
        request, "review.html", _("Review: %(entry)s") % {"entry": entry}, context, status=status
    )
