"""What Django itself says at the desk and has no French for: our catalogue has it."""

from django.utils.translation import gettext_noop

LACKING = (
    gettext_noop(
        "Whether the user will be able to authenticate using a password or not. If disabled, "
        "they may still be able to authenticate using other backends, such as Single Sign-On or "
        "LDAP."
    ),
    gettext_noop("If disabled, the current password for this user will be lost."),
)
