"""What was left out of a text that came from elsewhere, in the language of whoever brought it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def what_was_taken_out(left_out: Mapping[str, int]) -> str:
    """One or two sentences, "" where nothing was. left_out: as in `foreign_html.Meaning`."""
    names = _names(left_out.get("pictures", 0))
    named = [words for kind, words in names.items() if left_out.get(kind)]
    sentences = []
    if named:
        sentences.append(_("Taken out: %s.") % ", ".join(named))
    if left_out.get("tables"):
        sentences.append(
            _("A table became lines, its cells parted by “|”: read them against the original.")
        )
    return " ".join(sentences)


def _names(pictures: int) -> dict[str, str]:
    return {
        "pictures": ngettext("%d picture", "%d pictures", pictures) % pictures,
        "struck": _("words that were struck through"),
        "hidden": _("hidden words"),
        "remarks": _("comments in the margin"),
        "colours": _("colours"),
        "underlined": _("underlining"),
        "links": _("links that lead nowhere from here"),
        "embedded": _("films, forms and other things that were embedded"),
    }
