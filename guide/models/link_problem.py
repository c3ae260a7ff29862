"""What may be wrong with an address that was visited: kept as a code with its detail, told as a
sentence.
"""

from django.utils.translation import gettext_lazy as _

# "says 404 Not Found" is kept, "The site says 404 Not Found." is read.
PROBLEMS = {
    "late": _("No answer in time."),
    "endless": _("It leads from page to page without an end."),
    "says": _("The site says %(detail)s."),
    "not-public": _("%(detail)s is not on the public internet."),
    "no-site": _("There is no site of this name."),
    "certificate": _("The certificate of the site is not valid."),
    "unsafe": _("The site offers no safe connection."),
    "silent": _("The site does not answer."),
    "no-address": _("This is not a web address."),
    "breaks-off": _("The site breaks off without an answer."),
}


def problem_in_words(kept: str) -> str:
    """The sentence in the language that is read. What was kept before there were codes is a
    sentence already.
    """
    code, _space, detail = kept.partition(" ")
    sentence = PROBLEMS.get(code)
    return sentence % {"detail": detail} if sentence else kept
