"""The pages of a review link: a clinician without an account reads, comments and approves.

The signed token in the address is all that lets one in, so there is no cookie and nothing for
another site to misuse.
"""

from django import forms
from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from guide.publishing.actions import approve_by_link
from guide.publishing.approvers import why_not_approve_by_link
from guide.publishing.changes import change_of, is_change
from guide.publishing.compile import NOTHING, as_published, compile_with, last_edition, with_row
from guide.publishing.impact import paths_with
from guide.publishing.invitation import open_invitation
from guide.publishing.references import names_in
from guide.publishing.refused import Refused
from guide.publishing.working_copy import row_of

from .by_link import CommentForm, keep_comment, let_in, remarks_on
from .forms import NextReviewField, SmallForm
from .mail import mail_colleague
from .preview import draft_edition, draft_guide, family_page, language_of
from .undescribed_drawings import is_drawn


class GuestApproveForm(SmallForm):
    """Signed in the name that was asked for.

    A form that came with another name is nobody's to sign.
    """

    name = forms.CharField(required=False, widget=forms.HiddenInput)
    review_due = NextReviewField(
        label=_("When it should be looked at again"),
        error_messages={"required": _("Choose a day.")},
    )
    read = forms.BooleanField(
        error_messages={"required": _("Tick this if you have read the text.")}
    )

    def __init__(self, asked_for, data=None):
        super().__init__(data, initial={"name": asked_for})
        self.asked_for = asked_for
        self.fields["read"].label = (
            _("I am %s. I have read this text in both languages, and it is correct.") % asked_for
        )

    def clean(self):
        if self.cleaned_data.get("name") not in ("", None, self.asked_for):
            only = _(
                "This link was made for %s. Nobody else can approve through it, but anyone may "
                "comment."
            )
            raise forms.ValidationError(only % self.asked_for)
        return super().clean()


def _open(request, token):
    return open_invitation(token, lock=request.method == "POST")


by_invitation = let_in(_open)


@by_invitation
@require_safe
def read(request, invitation, token):
    return _review_page(request, invitation, token)


@by_invitation
@require_POST
def comment(request, invitation, token):
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _review_page(request, invitation, token, comment=form, status=422)
    keep_comment(invitation.entry, invitation, form.cleaned_data)
    return redirect("review_link:read", token)


@by_invitation
@require_POST
def approve(request, invitation, token):
    form = GuestApproveForm(invitation.name, request.POST)
    if not form.is_valid():
        return _review_page(request, invitation, token, approve=form, status=422)
    due = form.cleaned_data["review_due"]
    try:
        approve_by_link(invitation.entry, invitation.name, invitation.by, review_due=due)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _review_page(request, invitation, token, approve=form, status=409)
    entry = invitation.entry
    address = reverse("admin:review", args=[entry.kind_name(), entry.code])
    about = {"name": invitation.name, "entry": entry}
    mail_colleague(invitation.by, "approved-by-link", about, address)
    return redirect("review_link:read", token)


@by_invitation
@require_safe
def page(request, invitation, token, address):
    """A page of families as it would read with this text."""
    language = language_of(address)
    edition = draft_edition(_content(invitation.entry))
    with translation.override(language):
        return family_page(request, edition, f"/{address}", _prefix(token))


def _review_page(request, invitation, token, *, comment=None, approve=None, status=200):
    entry = invitation.entry
    kind = entry.kind_name()
    content = entry.content()
    last = last_edition()
    draft = with_row(last.content if last else NOTHING, row_of(entry))
    guide = draft_guide(draft, "en", last.number if last else 0)
    paths = paths_with(guide, kind, entry.code)
    published = as_published(last, kind, entry.code)
    is_changed = published is not None and is_change(published, content)
    names = names_in([(kind, published), (kind, content)])
    context = {
        "invitation": invitation,
        "token": token,
        "entry": entry,
        "is_drawn": is_drawn(kind, entry.code),
        "content": change_of(kind, entry.code, None, content, names),
        "change": change_of(kind, entry.code, published, content, names) if is_changed else None,
        "pages": [_addresses(token, path) for path in paths],
        "approved": entry.is_approved() and bool(entry.reviewer_name),
        "remarks": remarks_on([entry.digest()]).exclude(text=""),
        "comment_form": comment or CommentForm(initial={"name": invitation.name}),
        "approve_form": approve or GuestApproveForm(invitation.name),
        "why_not": why_not_approve_by_link(entry, invitation.by, invitation.name),
    }
    return render(request, "review_link/review.html", context, status=status)


def _content(entry):
    last = last_edition()
    return compile_with(last.content if last else NOTHING, row_of(entry))


def _addresses(token, path):
    """(path, [(language, address of its page)]), under this link."""
    prefix = _prefix(token)
    addresses = [
        (language, f"{prefix}{language}/guide/{path}/") for language, _name in settings.LANGUAGES
    ]
    return path, addresses


def _prefix(token):
    return reverse("review_link:page", args=[token, "x"]).removesuffix("x")


app_name = "review_link"
urlpatterns = [
    path("<str:token>/", read, name="read"),
    path("<str:token>/comment/", comment, name="comment"),
    path("<str:token>/approve/", approve, name="approve"),
    path("<str:token>/page/<path:address>", page, name="page"),
]
