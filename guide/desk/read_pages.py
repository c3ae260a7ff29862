"""Read and sign by page: the board of all public pages, and one page with one act."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from guide.publishing.actions import approve
from guide.publishing.approvers import why_not_approve_each
from guide.publishing.by_page import (
    MOST_ENTRIES,
    MOST_WORDS,
    is_signed,
    one_act,
    sign,
)
from guide.publishing.compile import compile_working_copy, last_edition
from guide.publishing.link_signatures import waiting_for
from guide.publishing.public_pages import public_page, public_pages
from guide.publishing.refused import Refused
from guide.publishing.working_copy import read_quickly
from guide.roles import APPROVE, may_read

from .forms import NextReviewField, SmallForm, in_a_year
from .page import desk_page, requires
from .page_to_read import FAMILY_PAGES, asked_of, family_address, signable, standing_of, title_of
from .preview import draft_guide
from .reading_blocks import blocks
from .together import TOGETHER, together_page


class SignForm(SmallForm):
    review_due = NextReviewField(
        help_text=gettext_lazy("When these texts should be looked at again, at the latest.")
    )


@requires(APPROVE)
@require_safe
def board(request):
    """Every public page with its state, the next ones first."""
    return board_page(request)


def board_page(request, *, asked=(), name="", status=200):
    """asked, name: what was sent to make a link, where the page has to be shown again."""
    guide, rows = _working_copy(request.user)
    standings = [standing_of(page, rows) for page in public_pages(guide)]
    context = {
        "next": [one for one in standings if not one.is_done],
        "done": [one for one in standings if one.is_done],
        "signed": sum(is_signed(row) for row in rows.values()),
        "total": len(rows),
        "asked": asked,
        "name": name,
        "waiting": len(waiting_for(request.user)),
    }
    title = _("Read and sign by page")
    return desk_page(request, "pages_to_sign.html", title, context, status=status)


@requires(APPROVE)
@require_safe
def read_page(request, page):
    return _page(request, page)


@requires(APPROVE)
@require_POST
def sign_page(request, page):
    form = SignForm(request.POST)
    asked = asked_of(request.POST.getlist("sign"))
    if not form.is_valid():
        return _page(request, page, form=form, ticked=asked, status=422)
    if not asked:
        messages.error(request, _("Nothing is ticked, so nothing is signed."))
        return _page(request, page, form=form, ticked=asked, status=422)
    found, rows = _page_and_rows(request.user, page)
    on_page = {key: rows[key] for key in found.keys if key in rows}
    try:
        due = form.cleaned_data["review_due"]
        outcome = sign(on_page, asked, lambda entry: approve(entry, request.user, review_due=due))
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


def _working_copy(user):
    """The working copy as a Guide, and {(kind, code): Row} of what this person may read in it."""
    rows = read_quickly()
    guide = draft_guide(compile_working_copy(rows), translation.get_language())
    there = [row for row in rows if not row.withdrawn]
    return guide, _readable(user, there)


def _readable(user, rows):
    return {(row.kind, row.code): row for row in rows if may_read(user, row.kind)}


def _page_and_rows(user, name):
    if name.startswith(TOGETHER):
        rows = _readable(user, read_quickly())
        return together_page(name, rows, last_edition()), rows
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
        ticked = one_act(signable(own, against))
    else:
        ticked = {key for key in ticked if key in rows and rows[key].digest == ticked[key]}
    last = last_edition()
    own_blocks = blocks(own, beside, last, against, ticked)
    blocks_beside = blocks(beside, (), last, against, ticked)
    all_blocks = [*own_blocks, *blocks_beside]
    context = {
        "page": page,
        "own": own_blocks,
        "beside": blocks_beside,
        "form": form or SignForm(initial={"review_due": in_a_year()}),
        "standing": standing_of(page, rows),
        "look": _look(page),
        "most": MOST_ENTRIES,
        "most_words": MOST_WORDS,
        "ticked": sum(block.is_ticked for block in all_blocks),
        "can_sign": any(_can_sign(block) for block in all_blocks),
    }
    return desk_page(request, "read_page.html", title_of(page), context, status=status)


def _can_sign(block):
    return not block.is_signed and not block.why_not


def _look(page):
    """Where the page is seen as families would see it; "" where it is no page of theirs."""
    if page.kind not in FAMILY_PAGES:
        return ""
    return reverse(
        "admin:look", args=["working", family_address(page, translation.get_language()).lstrip("/")]
    )
