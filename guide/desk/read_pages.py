"""Read and sign by page: the board of all public pages, and one page with one act."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from guide.publishing.approvers import why_not_approve_each
from guide.publishing.by_page import (
    MOST_ENTRIES,
    MOST_WORDS,
    is_signed,
    is_whole,
    one_act,
    sign,
    words_of,
)
from guide.publishing.compile import compile_working_copy, last_edition
from guide.publishing.public_pages import public_page, public_pages
from guide.publishing.refused import Refused
from guide.publishing.working_copy import read_quickly
from guide.roles import APPROVE, may_read

from .forms import SmallForm, is_to_come
from .page import desk_page, requires
from .preview import draft_guide
from .reading_blocks import blocks

TITLES = {
    "result": gettext_lazy("Result"),
    "treatment": gettext_lazy("Treatment"),
    "support": gettext_lazy("Support"),
    "words": gettext_lazy("Words"),
    "questions": gettext_lazy("Questions to ask"),
    "about": gettext_lazy("About this guide, and its sources"),
}
# Page of families: the name of its address.
FAMILY_PAGES = {
    "result": "guide:path",
    "treatment": "guide:treatment",
    "support": "guide:support",
    "words": "guide:words",
    "questions": "guide:questions",
    "about": "guide:about",
}


class SignForm(SmallForm):
    review_due = forms.DateField(
        label=gettext_lazy("Next review"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("When these texts should be looked at again, at the latest."),
        error_messages={"required": gettext_lazy("Say when this should be reviewed again.")},
        validators=[is_to_come],
    )


@dataclass(frozen=True)
class Standing:
    """How far a public page is: how many of its entries are signed, and what is left to read."""

    page: object
    title: str
    signed: int
    total: int
    words: int

    @property
    def is_done(self):
        return self.signed == self.total

    @property
    def left(self):
        return self.total - self.signed


@requires(APPROVE)
@require_safe
def board(request):
    """Every public page with its state, the next ones first."""
    guide, rows = _working_copy(request.user)
    standings = [_standing(page, rows) for page in public_pages(guide)]
    context = {
        "next": [one for one in standings if not one.is_done],
        "done": [one for one in standings if one.is_done],
        "signed": sum(is_signed(row) for row in rows.values()),
        "total": len(rows),
    }
    return desk_page(request, "pages_to_sign.html", _("Read and sign by page"), context)


@requires(APPROVE)
@require_safe
def read_page(request, page):
    return _page(request, page)


@requires(APPROVE)
@require_POST
def sign_page(request, page):
    form = SignForm(request.POST)
    asked = _asked(request.POST.getlist("sign"))
    if not form.is_valid():
        return _page(request, page, form=form, ticked=asked, status=422)
    if not asked:
        messages.error(request, _("Nothing is ticked, so nothing is signed."))
        return _page(request, page, form=form, ticked=asked, status=422)
    found, rows = _page_and_rows(request.user, page)
    on_page = {key: rows[key] for key in found.keys if key in rows}
    try:
        due = form.cleaned_data["review_due"]
        outcome = sign(on_page, asked, request.user, review_due=due)
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, page, form=form, ticked=asked, status=422)
    _tell(request, outcome)
    return redirect("admin:read_page", found.name)


def _tell(request, outcome):
    if outcome.signed:
        count = len(outcome.signed)
        said = translation.ngettext("%s entry is signed.", "%s entries are signed.", count)
        messages.success(request, said % count)
    for title, why in outcome.refused:
        messages.error(
            request, _("“%(title)s” is not signed. %(why)s") % {"title": title, "why": why}
        )


def _asked(names):
    """{(kind, code): digest} of what a form sends as kind:code:digest."""
    asked = {}
    for name in names:
        kind, _colon, rest = name.partition(":")
        code, _colon, digest = rest.partition(":")
        asked[kind, code] = digest
    return asked


def _working_copy(user):
    """The working copy as a Guide, and {(kind, code): Row} of what this person may read in it."""
    rows = read_quickly()
    guide = draft_guide(compile_working_copy(rows), "en")
    readable = {}
    for row in rows:
        if not row.withdrawn and may_read(user, row.kind):
            readable[row.kind, row.code] = row
    return guide, readable


def _page_and_rows(user, name):
    guide, rows = _working_copy(user)
    found = public_page(guide, name)
    if found is None:
        raise Http404
    return found, rows


def _page(request, name, *, form=None, ticked=None, status=200):
    """ticked: {entry: digest} that was sent, where the page has to be shown again."""
    page, rows = _page_and_rows(request.user, name)
    own = [rows[key] for key in page.own if key in rows]
    beside = [rows[key] for key in page.beside if key in rows]
    unsigned = [row for row in (*own, *beside) if not is_signed(row)]
    against = why_not_approve_each(unsigned, request.user)
    if ticked is None:
        ticked = one_act(_signable(own, against))
    else:
        ticked = {key for key in ticked if key in rows and rows[key].digest == ticked[key]}
    last = last_edition()
    context = {
        "page": page,
        "own": blocks(own, beside, last, against, ticked),
        "beside": blocks(beside, (), last, against, ticked),
        "form": form or SignForm(initial={"review_due": _in_a_year()}),
        "standing": _standing(page, rows),
        "look": _look(page),
        "most": MOST_ENTRIES,
        "most_words": MOST_WORDS,
    }
    context["ticked"] = sum(block.is_ticked for block in (*context["own"], *context["beside"]))
    context["can_sign"] = any(_can_sign(block) for block in (*context["own"], *context["beside"]))
    return desk_page(request, "read_page.html", _title(page), context, status=status)


def _signable(rows, against):
    for row in rows:
        if not is_signed(row) and (row.kind, row.code) not in against and is_whole(row):
            yield row


def _can_sign(block):
    return not block.is_signed and not block.why_not


def _standing(page, rows):
    on_page = [rows[key] for key in page.keys if key in rows]
    left = [row for row in on_page if not is_signed(row)]
    words = sum(words_of(row.content) for row in left)
    return Standing(page, _title(page), len(on_page) - len(left), len(on_page), words)


def _title(page):
    return f"{TITLES[page.kind]}: {page.title}" if page.title else str(TITLES[page.kind])


def _look(page):
    """Where the page is seen as families would see it."""
    with translation.override("en"):
        family = reverse(FAMILY_PAGES[page.kind], args=[page.address] if page.address else [])
    return reverse("admin:look", args=["working", family.lstrip("/")])


def _in_a_year():
    return timezone.localdate() + timezone.timedelta(days=365)
