"""Which addresses a link of the guide may have.

What is refused is told in a sentence, wherever it came in.
"""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from guide.lib.guide_links import is_guide_link
from guide.lib.telephone import dialled

TELEPHONE = re.compile(r"\+?[\d-]{3,20}(?:;ext=\d{1,7})?")
# Mail programs put these before every link of a mail that is copied; the address of whoever got the
# mail is in them.
MAIL_PROGRAMS = ("safelinks.protection.outlook.com", "urldefense.com", "urldefense.proofpoint.com")
_web_address = URLValidator(schemes=["https", "http"])


def why_no_link(address: str) -> str:
    """The sentence that says why a link may not have this address; "" where it may."""
    address = address.strip()
    scheme, _colon, rest = address.partition(":")
    scheme = scheme.lower()
    if scheme in ("ftp", "ftps"):
        return _(
            "The link “%s” begins with ftp://, which phones no longer open. Give the https:// "
            "address of a page."
        ) % _short(address)
    if scheme in ("https", "http"):
        return _why_no_web_address(address)
    if scheme == "mailto" and _is_mail(rest.partition("?")[0]):
        return ""
    if scheme == "guide":
        return "" if is_guide_link(address) else _no_page_of_the_guide(address)
    if scheme == "tel" and TELEPHONE.fullmatch(rest):
        return "" if dialled(rest) else _calls_nobody(address)
    return _leads_nowhere(address) + _what_would_be_right(address, scheme)


def check_web_address(address: str) -> None:
    """Validator of the fields that hold one web address.

    Raises ValidationError with the sentence.
    """
    scheme = address.strip().partition(":")[0].lower()
    said = why_no_link(address) if scheme not in ("mailto", "tel") else _leads_nowhere(address)
    if said:
        raise ValidationError(said)


def _why_no_web_address(address):
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return _leads_nowhere(address)
    if "@" in parts.netloc:
        return _(
            "The link to “%s” holds a name or a password before the @, which everybody would "
            "see. Give the address without them."
        ) % _short(host)
    if host.endswith(MAIL_PROGRAMS):
        return _(
            "The link to “%s” is a mail program’s copy, which names whoever got the mail. Open "
            "it, and copy the address of the page that comes."
        ) % _short(host)
    try:
        _web_address(address)
    except ValidationError:
        return _leads_nowhere(address)
    return "" if "." in host else _leads_nowhere(address)


def _leads_nowhere(address):
    return _(
        "The link “%s” does not lead anywhere. A link begins with https://, mailto: or tel: and "
        "is whole."
    ) % _short(address)


def _what_would_be_right(address, scheme):
    """One more sentence, where one can guess what was meant."""
    if address.startswith(("/", "#")):
        return " " + _(
            "To lead to a page of the guide, choose it from the list of the link button."
        )
    if scheme == "mailto":
        return " " + _("Right would be, for example, mailto:name@example.org.")
    if scheme == "tel":
        return " " + _("Right would be, for example, tel:1-888-939-3333.")
    if "." in address and ":" not in address and " " not in address:
        return " " + _("Is https://%s meant?") % _short(address)
    return ""


def _no_page_of_the_guide(address):
    return _(
        "The link “%s” names no page of the guide. Choose the page from the list of the link "
        "button; right would be, for example, guide:treatment/surgery or guide:support."
    ) % _short(address)


def _calls_nobody(address):
    return _(
        "The link “%s” is not surely one telephone number. Give all ten digits, or a + and the "
        "number with its country; an extension follows as ;ext=123."
    ) % _short(address)


def _is_mail(address):
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def _short(address):
    return address[:80]
