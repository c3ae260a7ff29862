"""The pages of a review link for a set of pages: a clinician without an account reads page by page,
signs what was read, and comments.

What is signed counts once the colleague who invited confirms it. As in `review_link`, the token in
the address is all that lets one in.
"""

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from guide.models import BY_KIND, LinkSignature
from guide.publishing.approvers import why_not_approve_each_by_link
from guide.publishing.by_page import MOST_ENTRIES, MOST_WORDS, is_signed, one_act, sign
from guide.publishing.compile import compile_working_copy, last_edition
from guide.publishing.invitation import open_pages_invitation
from guide.publishing.link_signatures import keep_signature
from guide.publishing.public_pages import public_page
from guide.publishing.refused import Refused
from guide.publishing.working_copy import read_quickly
from guide.roles import may_read

from .by_link import CommentForm, keep_comment, let_in, remarks_on
from .mail import mail_colleague
from .page_to_read import Standing, asked_of, family_address, signable, standing_of, title_of
from .preview import draft_edition, draft_guide, family_page, language_of
from .read_pages import SignForm
from .reading_blocks import blocks


class PageCommentForm(CommentForm):
    """about: which text of the page, as kind:code."""

    about = forms.ChoiceField(label=gettext_lazy("About which text"))
    field_order = ("about", "name", "text")

    def __init__(self, rows, data=None, **kwargs):
        super().__init__(data, **kwargs)
        choices = [(f"{row.kind}:{row.code}", row.title) for row in rows]
        self.fields["about"].choices = choices


class GuestSignForm(SignForm):
    """Signed in the name that was asked for."""

    read = forms.BooleanField(
        error_messages={"required": gettext_lazy("Tick this if you have read the page.")}
    )

    def __init__(self, name, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["read"].label = (
            _("I am %s. I have read what is ticked in both languages, and it is correct.") % name
        )


def _open(request, token):
    return open_pages_invitation(token)


by_pages_invitation = let_in(_open)


@by_pages_invitation
@require_safe
def board(request, invitation, token):
    """The pages of the link, each with its state."""
    shared = _PagesOfLink(invitation)
    standings = [shared.standing(name) for name in invitation.pages]
    context = {
        "invitation": invitation,
        "token": token,
        "standings": [one for one in standings if one],
    }
    return render(request, "review_link/pages.html", context)


@by_pages_invitation
@require_safe
def read(request, invitation, token, page):
    return _page(request, invitation, token, page)


@by_pages_invitation
@require_POST
def sign_page(request, invitation, token, page):
    shared = _PagesOfLink(invitation)
    found = shared.page(page)
    form = GuestSignForm(invitation.name, request.POST)
    asked = asked_of(request.POST.getlist("sign"))
    if not form.is_valid():
        return _page(request, invitation, token, page, form=form, ticked=asked, status=422)
    if not asked:
        form.add_error(None, _("Nothing is ticked, so nothing is signed."))
        return _page(request, invitation, token, page, form=form, ticked=asked, status=422)
    due = form.cleaned_data["review_due"]
    on_page = {key: shared.rows[key] for key in found.keys if key in shared.rows}
    try:
        outcome = sign(on_page, asked, lambda entry: keep_signature(entry, invitation, due))
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, invitation, token, page, form=form, ticked=asked, status=422)
    if outcome.signed:
        told = {"name": invitation.name, "count": len(outcome.signed), "titles": outcome.signed}
        address = reverse("admin:link_signatures")
        mail_colleague(invitation.by, "signed-by-link", told, address)
    if outcome.refused:
        for title, why in outcome.refused:
            said = _("“%(title)s” is not signed. %(why)s") % {"title": title, "why": why}
            form.add_error(None, said)
        return _page(request, invitation, token, page, form=form, ticked={}, status=409)
    return redirect("pages_link:read", token, page)


@by_pages_invitation
@require_POST
def comment(request, invitation, token, page):
    shared = _PagesOfLink(invitation)
    found = shared.page(page)
    form = PageCommentForm(shared.rows_of(found.keys), request.POST)
    if not form.is_valid():
        return _page(request, invitation, token, page, comment=form, status=422)
    kind, _colon, code = form.cleaned_data["about"].partition(":")
    entry = BY_KIND[kind].objects.with_links().locked().filter(code=code).first()
    if entry is None:
        raise Http404
    keep_comment(entry, invitation, form.cleaned_data)
    return redirect("pages_link:read", token, page)


@by_pages_invitation
@require_safe
def look(request, invitation, token, address):
    """A page of the link as families would read it."""
    language = language_of(address)
    with translation.override(language):
        shared = _PagesOfLink(invitation)
        seen = {family_address(shared.page(name), language) for name in invitation.pages}
        if f"/{address}" not in seen:
            raise Http404
        edition = draft_edition(compile_working_copy(shared.every_row))
        prefix = reverse("pages_link:look", args=[token, "x"]).removesuffix("x")
        return family_page(request, edition, f"/{address}", prefix)


class _PagesOfLink:
    """The working copy, as far as the pages of a link show it."""

    def __init__(self, invitation):
        self.invitation = invitation
        self.every_row = read_quickly()
        self.guide = draft_guide(compile_working_copy(self.every_row), translation.get_language())
        self.rows = {}
        for row in self.every_row:
            if not row.withdrawn and may_read(invitation.by, row.kind):
                self.rows[row.kind, row.code] = row

    def page(self, name):
        """A page of the link. Raises Http404."""
        found = public_page(self.guide, name) if name in self.invitation.pages else None
        if found is None:
            raise Http404
        return found

    def rows_of(self, keys):
        return [self.rows[key] for key in keys if key in self.rows]

    def as_they_stand(self, ticked):
        """The entries among these ticks whose words are still those that were seen."""
        found = set()
        for key, digest in ticked.items():
            row = self.rows.get(key)
            if row and row.digest == digest:
                found.add(key)
        return found

    def standing(self, name) -> Standing | None:
        """None where there is no such page any more."""
        found = public_page(self.guide, name)
        return standing_of(found, self.rows, self.signed()) if found else None

    def signed(self):
        """{(kind, code)} of what this person signed through links of this colleague, as it stands,
        and nobody has confirmed yet.
        """
        waiting = LinkSignature.objects.waiting().filter(
            name=self.invitation.name, invited_by=self.invitation.by
        )
        found = set()
        for one in waiting:
            row = self.rows.get((one.kind, one.code))
            if row is not None and row.digest == one.digest:
                found.add((one.kind, one.code))
        return found


def _page(request, invitation, token, name, *, form=None, comment=None, ticked=None, status=200):
    """form, comment: as they were sent, where the page has to be shown again."""
    shared = _PagesOfLink(invitation)
    page = shared.page(name)
    own = shared.rows_of(page.own)
    beside = shared.rows_of(page.beside)
    signed = shared.signed()
    unsigned = [row for row in (*own, *beside) if not is_signed(row)]
    against = why_not_approve_each_by_link(unsigned, invitation.by, invitation.name)
    waits = _("You signed this. It counts once %s confirms it.") % invitation.sender
    against |= dict.fromkeys(signed, waits)
    if ticked is None:
        ticked = one_act(signable(own, against))
    else:
        ticked = shared.as_they_stand(ticked)
    last = last_edition()
    shown = blocks(own, beside, last, against, ticked)
    rests_on = blocks(beside, (), last, against, ticked)
    context = {
        "invitation": invitation,
        "token": token,
        "page": page,
        "title": title_of(page),
        "own": shown,
        "beside": rests_on,
        "standing": standing_of(page, shared.rows, signed),
        "can_sign": any(not block.is_signed and not block.why_not for block in (*shown, *rests_on)),
        "form": form or GuestSignForm(invitation.name),
        "comment_form": comment or _empty_comment(invitation, [*own, *beside]),
        "looks": _looks(page, token),
        "remarks": _said_by_link(own + beside),
        "most": MOST_ENTRIES,
        "most_words": MOST_WORDS,
    }
    return render(request, "review_link/page.html", context, status=status)


def _empty_comment(invitation, rows):
    return PageCommentForm(rows, initial={"name": invitation.name})


def _said_by_link(rows):
    said = remarks_on([row.digest for row in rows])
    return said.exclude(text="").exclude(guest="")


def _looks(page, token):
    """[(language, address)] of the page as families would read it."""
    found = []
    for language, _name in settings.LANGUAGES:
        address = family_address(page, language).lstrip("/")
        found.append((language, reverse("pages_link:look", args=[token, address])))
    return found


app_name = "pages_link"
urlpatterns = [
    path("<str:token>/", board, name="board"),
    path("<str:token>/sign/<path:page>/", sign_page, name="sign"),
    path("<str:token>/comment/<path:page>/", comment, name="comment"),
    path("<str:token>/look/<path:address>", look, name="look"),
    path("<str:token>/read/<path:page>/", read, name="read"),
]
