"""The pages of the guide that a text may lead to, as the editor's list has them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from guide.publishing.working_copy import Row


def pages_to_link(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """[("Treatment: Surgery", "guide:treatment/surgery"), …], by their English names, as they
    stand in the working copy.
    """
    found = [
        (_("All treatments"), "guide:treatments"),
        (_("Treatments at a glance"), "guide:at-a-glance"),
        (_("Support"), "guide:support"),
        (_("Words explained"), "guide:words"),
        (_("Questions to ask"), "guide:questions"),
        (_("About this guide"), "guide:about"),
    ]
    terms = []
    for row in rows:
        if row.withdrawn:
            continue
        if row.kind == "treatment":
            named = _("Treatment: %s") % row.content["name"]["en"]
            found.append((named, f"guide:treatment/{row.code}"))
        elif row.kind == "term":
            terms.append((row.content["name"]["en"], row.code))
    for name, code in sorted(terms):
        found.append((_("Word: %s") % name, f"guide:term/{code}"))
    return found
