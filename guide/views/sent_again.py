"""What could not be kept, shown again: nothing typed is lost, and nothing secret is shown."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.debug import SafeExceptionReporterFilter

# What a form carries for the machinery; the rest was typed by a person.
NOT_TYPED = ("csrfmiddlewaretoken", "next", "_save", "_continue", "_addanother")
# Django would hide this one too, for its "key".
NOT_SECRET = ("key_points",)
# Where everything that is typed is there to sign in with.
SIGNING_IN = (
    "admin:login",
    "admin:logout",
    "admin:out",
    "admin:second_step",
    "admin:account_phone",
    "admin:recovery_codes",
    "admin:password_change",
    "admin:auth_user_password_change",
)


def sent_again(request):
    """What a form needs to be sent once more: `hidden` and `typed` as pairs of name and value.

    `left_out` says whether there was something secret. Empty where nothing may be shown.
    """
    if request.resolver_match is None or request.resolver_match.view_name in SIGNING_IN:
        return {}
    try:
        lists = list(request.POST.lists())
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return {}
    sent = []
    for name, values in lists:
        sent += [(name, value) for value in values]
    shown = [(name, value) for name, value in sent if not is_secret(name)]
    return {
        "hidden": [(name, value) for name, value in shown if name in NOT_TYPED],
        "typed": [(name, value) for name, value in shown if name not in NOT_TYPED],
        "left_out": len(shown) < len(sent),
    }


def is_secret(name: str) -> bool:
    """Whether nobody may see the value of this field, by Django's list of settings to hide."""
    if name in NOT_TYPED or name.startswith(NOT_SECRET):
        return False
    return bool(SafeExceptionReporterFilter.hidden_settings.search(name))
