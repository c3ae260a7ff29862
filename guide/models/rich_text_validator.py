"""What rich text may not hold: scripts, and links that lead nowhere.

Said at the field, in a sentence.
"""

from html.parser import HTMLParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from guide.lib.markup import first_never_ended, read
from guide.lib.numbers import grouped

from .link_validator import why_no_link

LONGEST = 20_000
DEEPEST = 12
NESTED = ("ul", "ol", "strong", "b", "em", "i")
FORBIDDEN_TAGS = ("script", "iframe", "object", "embed", "form")


def check_rich_text(html):
    """Raise ValidationError with one sentence for each thing to mend.

    Other markup is quietly taken out later.
    """
    if len(html) > LONGEST:
        raise ValidationError(
            _(
                "This text has %(count)s characters, hidden formatting included; %(most)s is the "
                "most. Paste it as plain text (Ctrl+Shift+V), or divide it."
            ),
            params={"count": grouped(len(html)), "most": grouped(LONGEST)},
        )
    begun = first_never_ended(html)
    if begun:
        raise ValidationError(
            _("The tag that begins at “%(begun)s” never ends. End it with “>”, or write “&lt;”."),
            params={"begun": begun},
        )
    reader = _Reader()
    read(reader, html)
    if reader.deepest > DEEPEST:
        reader.complaints.append(
            _("Here lists or bold and italic words stand in each other more than %(deepest)s deep.")
            % {"deepest": DEEPEST}
        )
    if reader.complaints:
        raise ValidationError(list(dict.fromkeys(reader.complaints)))


def refuse_warnings(entry, names):
    """Raise ValidationError, field by field, where a text of these pairs holds a warning."""
    found = {}
    for name in names:
        for language, _name in settings.LANGUAGES:
            if "<aside" in getattr(entry, f"{name}_{language}"):
                found[f"{name}_{language}"] = _(
                    "“When to call” has its own steps, and a warning among them would say less. "
                    "Take the warning off, and choose the tier instead."
                )
    if found:
        raise ValidationError(found)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.complaints = []
        self.depth = self.deepest = 0

    def handle_starttag(self, tag, attrs):
        self.depth += tag in NESTED
        self.deepest = max(self.deepest, self.depth)
        if tag in FORBIDDEN_TAGS:
            self.complaints.append(
                _("This text holds a “%(tag)s”, which is not allowed here. Take it out.")
                % {"tag": tag}
            )
        for name, value in attrs:
            if name.startswith("on"):
                self.complaints.append(
                    _(
                        "This text holds a script (“%(name)s”), which is not allowed here. Take it "
                        "out."
                    )
                    % {"name": name}
                )
            if tag == "a" and name == "href":
                self._check_link(value or "")

    def _check_link(self, address):
        complaint = why_no_link(address)
        if complaint:
            self.complaints.append(complaint)

    def handle_endtag(self, tag):
        self.depth = max(0, self.depth - (tag in NESTED))
