"""Whether a colleague is mailed at once of what concerns them, or once a week."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from guide.models import MailChoice, Notice

CHOICES = [
    ("at-once", gettext_lazy("at once, a mail each")),
    ("weekly", gettext_lazy("once a week, in one mail")),
]


class MailForm(forms.Form):
    when = forms.ChoiceField(
        label=gettext_lazy("What is said about texts that concern you is mailed"),
        choices=CHOICES,
        widget=forms.RadioSelect,
    )


def mail_form(user):
    """The form as it stands for this person."""
    weekly = MailChoice.objects.filter(user=user, weekly=True).exists()
    return MailForm(initial={"when": "weekly" if weekly else "at-once"})


@require_POST
def account_mail(request):
    """What waits already still comes with the next weekly mail."""
    form = MailForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the two."))
        return redirect("admin:account")
    weekly = form.cleaned_data["when"] == "weekly"
    MailChoice.objects.update_or_create(user=request.user, defaults={"weekly": weekly})
    messages.success(request, _("Your choice is kept."))
    return redirect("admin:account")


def notices_of(user):
    """The lines that wait for this person's weekly mail, oldest first."""
    return list(Notice.objects.filter(user=user))


def were_sent(notices):
    """They stood in a mail, so they wait no longer."""
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
