"""The pages of the guide that a text may lead to, as the editor's list has them."""

from django.utils.translation import gettext as _

from guide.models import Term, Treatment


def pages_to_link() -> list[tuple[str, str]]:
    """[("Treatment: Surgery", "guide:treatment/surgery"), …], names in the language of the desk's
    texts.
    """
    found = [
        (_("All treatments"), "guide:treatments"),
        (_("Treatments at a glance"), "guide:at-a-glance"),
        (_("Support"), "guide:support"),
        (_("Words explained"), "guide:words"),
        (_("Questions to ask"), "guide:questions"),
        (_("About this guide"), "guide:about"),
    ]
    treatments = Treatment.objects.filter(withdrawn=False).values_list("name_en", "code")
    for name, code in treatments:
        found.append((_("Treatment: %s") % name, f"guide:treatment/{code}"))
    terms = Term.objects.filter(withdrawn=False).order_by("name_en").values_list("name_en", "code")
    for name, code in terms:
        found.append((_("Word: %s") % name, f"guide:term/{code}"))
    return found
