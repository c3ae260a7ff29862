"""Settling what stands open about an entry: take one's own “needs changes” back, or answer what was
said.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guide.models import Remark
from guide.publishing import remarks
from guide.publishing.refused import Refused

from .notify import tell_of_answer
from .open_remarks import answer_form, may_answer
from .page import requires
from .review import by_reviewer, get_entry, refuse, review_page, to_review

SETTLED_IN_TIME = [Remark.Nature.NEEDS_CHANGES, Remark.Nature.COMMENT]


@requires("guide.view_{kind}")
@require_POST
@transaction.atomic
def answer_remark(request, kind, code, pk):
    """Answer a comment, or find “needs changes” answered by the text that this reviewer saw."""
    entry = get_entry(kind, code, lock=True)
    said = get_object_or_404(Remark.objects.of(entry), pk=pk, nature__in=SETTLED_IN_TIME)
    if not may_answer(request.user, said):
        raise PermissionDenied
    form = answer_form(said, request.POST)
    if not form.is_valid():
        return review_page(request, entry, answer=(said, form), status=422)
    if form.cleaned_data["digest"] != entry.digest():
        changed = _("This entry was changed after you opened it. Read it again, then answer.")
        return refuse(request, entry, changed)
    try:
        remarks.answer(said, entry, request.user, form.cleaned_data["text"])
    except Refused as refused:
        return refuse(request, entry, str(refused))
    tell_of_answer(said, entry, request.user)
    messages.success(request, _("What %s wrote is answered.") % said.author)
    return to_review(entry)


@by_reviewer
def take_back_remark(request, entry, pk):
    """Whoever asked for changes asks for them no longer."""
    said = get_object_or_404(Remark.objects.of(entry), pk=pk, nature=Remark.Nature.NEEDS_CHANGES)
    try:
        remarks.take_back(said, entry, request.user)
    except Refused as refused:
        return refuse(request, entry, str(refused))
    messages.success(
        request, _("You no longer ask for changes of “%s”. It is not approved by that.") % entry
    )
    return to_review(entry)
