"""A colleague leaves: what of their work is open, who takes it over, and the account is closed."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from guide.accounts.handover import hand_over
from guide.lib.days import moment_in_words
from guide.models import PlannedPublication, Remark
from guide.models.names import kind_in_words
from guide.publishing.audit import record
from guide.publishing.link_signatures import waiting_for
from guide.publishing.working_copy import read_quickly
from guide.roles import name_of

from .forms import SmallForm
from .mail import mail_colleague
from .page import desk_page
from .todo import Line, ToDo, entry_line


class SuccessorForm(SmallForm):
    successor = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who takes the open work over"),
        empty_label=gettext_lazy("Choose a colleague"),
        error_messages={"required": gettext_lazy("Choose who takes the open work over.")},
    )

    def __init__(self, leaver, data=None):
        super().__init__(data)
        colleagues = User.objects.filter(is_active=True, is_staff=True).exclude(pk=leaver.pk)
        self.fields["successor"].queryset = colleagues
        self.fields["successor"].label_from_instance = name_of


@permission_required("auth.change_user", raise_exception=True)
@require_http_methods(["GET", "POST"])
@transaction.atomic
def leaving(request, pk):
    leaver = get_object_or_404(User.objects.exclude(pk=request.user.pk), pk=pk)
    form = SuccessorForm(leaver, request.POST if request.method == "POST" else None)
    lists = open_work_of(leaver)
    if form.is_valid():
        successor = form.cleaned_data["successor"]
        hand_over(leaver, successor)
        record(request.user, "handed-work-over", leaver, name=name_of(successor))
        told = {"leaver": name_of(leaver), "lists": lists}
        mail_colleague(successor, "taken-over", told, reverse("admin:index"))
        return redirect("admin:auth_user_change", leaver.pk)
    context = {"leaver": leaver, "lists": lists, "form": form}
    title = _("%s leaves") % name_of(leaver)
    status = 422 if form.errors else 200
    return desk_page(request, "leaving.html", title, context, status=status)


def open_work_of(user):
    """[ToDo] of what this person began and nobody finished."""
    lists = [_edits(user), _objections(user), _signatures(user), _plans(user)]
    return [todo for todo in lists if todo.lines]


def edits_waiting(rows, users):
    """Those entries that wait for an approval and were last edited by one of these (ids)."""
    return [row for row in rows if row.is_waiting and row.edited_by_id in users]


def _edits(user):
    rows = edits_waiting(read_quickly(), {user.pk})
    return ToDo(_("Edited, and not approved yet"), [entry_line(row) for row in rows])


def _objections(user):
    lines = []
    for remark in Remark.objects.objections().filter(by=user):
        address = reverse("admin:review", args=[remark.kind, remark.code])
        lines.append(Line(_entry(remark), address, remark.text))
    title = _("“Needs changes” that stands: another reviewer can tick that it is answered")
    return ToDo(title, lines)


def _signatures(user):
    lines = []
    for signature in waiting_for(user):
        address = reverse("admin:review", args=[signature.kind, signature.code])
        lines.append(Line(_entry(signature), address, signature.name))
    title = _("Signed by a link, and not confirmed: confirm it before the account is closed")
    return ToDo(title, lines)


def _entry(said):
    """The entry that a remark or a signature is about."""
    return f"{kind_in_words(said.kind)}: {said.code}"


def _plans(user):
    lines = []
    for plan in PlannedPublication.objects.filter(by=user, done_at=None):
        lines.append(Line(moment_in_words(plan.at), reverse("admin:publish")))
    return ToDo(_("Planned to go out: it will not, so plan it again"), lines)
