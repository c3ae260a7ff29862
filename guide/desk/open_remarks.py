"""What stands open about an entry, as its review page shows it: who said what, and who may settle
it.
"""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from guide.models import Remark
from guide.roles import APPROVE

from .entry_lookups import EntryLookups
from .forms import SeenForm


class AnsweredForm(SeenForm):
    """For “needs changes”: another reviewer has seen what was asked for, beside the text as it
    stands.
    """

    answered = forms.BooleanField(
        label=_("I have read what was asked for, and the text as it stands now answers it."),
        error_messages={"required": _("Tick this if the text answers what was asked for.")},
    )
    text = forms.CharField(
        label=_("Why (may be left empty)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(SeenForm):
    """For what was said by link."""

    text = forms.CharField(
        label=_("Your answer: what was changed, or why it stays"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write an answer.")},
    )


@dataclass(frozen=True)
class OpenRemark:
    """form: where this person may answer. may_take_back: it is this person's own."""

    remark: Remark
    form: SeenForm | None
    may_take_back: bool


def answer_form(said, data=None, digest=""):
    """The form that answers this remark; its ids are its own."""
    kind_of_form = AnsweredForm if said.nature == Remark.Nature.NEEDS_CHANGES else AnswerForm
    return kind_of_form(data, auto_id=f"answer-{said.pk}_%s", initial={"digest": digest})


def may_answer(user, said):
    """Whether this is a matter for this person at all; whether it is so today, the policy says."""
    if said.nature == Remark.Nature.NEEDS_CHANGES:
        return user.has_perm(APPROVE)
    return user.has_perm(APPROVE) or user.has_perm(f"guide.change_{said.kind}")


def open_remarks(lookups: EntryLookups, user, sent=None):
    """The OpenRemarks of an entry, oldest first. sent: (remark, its form as it was sent)."""
    found = [*lookups.said.objections, *lookups.said.by_link]
    found.sort(key=lambda said: (said.at, said.pk))
    digest = lookups.entry.digest()
    is_author = bool(found) and user.pk in lookups.authors
    return [_open(said, user, digest, is_author, sent) for said in found]


def _open(said, user, digest, is_author, sent):
    is_objection = said.nature == Remark.Nature.NEEDS_CHANGES
    own = is_objection and said.by_id == user.pk
    # “Needs changes” is found answered by somebody who neither wrote it nor any of the words.
    is_for_another = is_objection and (own or is_author)
    form = None
    if sent and sent[0] == said:
        form = sent[1]
    elif may_answer(user, said) and not is_for_another:
        form = answer_form(said, digest=digest)
    return OpenRemark(said, form, own and user.has_perm(APPROVE))
