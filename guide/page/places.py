"""The places of the frame that search finds beside an edition's entries, with what people type who
look for them: pages, kinds of help, provinces and territories. Furniture, not medicine.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from guide.edition.guide import Guide
from guide.edition.searchable import Place
from guide.labels import RESOURCE_KINDS
from guide.lib.regions import REGIONS

# The towns that families are sent to, or live in: written alike in both languages.
TOWNS = {
    "BC": ("Vancouver", "Victoria", "Kelowna", "Surrey", "C.-B."),
    "AB": ("Calgary", "Edmonton", "Red Deer"),
    "SK": ("Saskatoon", "Regina"),
    "MB": ("Winnipeg",),
    "ON": ("Toronto", "Ottawa", "Hamilton", "London", "Kingston", "Sudbury"),
    "QC": (
        "Montréal",
        "Montreal",
        "Québec",
        "Sherbrooke",
        "Gatineau",
        "Laval",
        "Nunavik",
        "Kuujjuaq",
    ),
    "NB": ("Moncton", "Fredericton", "Saint John", "N.-B."),
    "NS": ("Halifax", "Cape Breton", "N.-É."),
    "PE": ("Charlottetown", "PEI", "Î.-P.-É."),
    "NL": ("St. John’s", "Labrador", "Nunatsiavut", "T.-N.-L."),
    "YT": ("Whitehorse",),
    "NT": ("Yellowknife", "NWT", "T.N.-O."),
    "NU": ("Iqaluit",),
}


class _Page(NamedTuple):
    """A page of the frame: its title, what people type who look for it (a line each), its view."""

    title: str
    said: str
    view: str
    anchor: str = ""


PAGES = (
    _Page(
        _("Who to call"),
        _("who to call\nphone number\ncall\ncontact the team\nnumber of the hospital"),
        "home",
        anchor="help",
    ),
    _Page(
        _("Choose your team"),
        _("our team\nour ward\nour hospital\nclinic number\nnurse line"),
        "teams",
    ),
    _Page(
        _("Find what applies to your child"),
        _(
            "options\nour options\nwhat applies\nwhat can be done\nwhat now\nwhere do I start\n"
            "it came back\ncancer came back\ncancer is back\n"
            "neuroblastoma relapsed\nrecurrent neuroblastoma"
        ),
        "first_question",
    ),
    _Page(
        _("Treatments at a glance"),
        _("compare\ncompare treatments\ntable\noverview\nall treatments"),
        "at_a_glance",
    ),
    _Page(
        _("Find support"),
        _("support\nhelp\nservices\ninterpreter\nmy language\nsocial worker"),
        "support",
    ),
    _Page(
        _("Questions to ask the team"),
        _("questions\nwhat to ask\nwhat to ask the doctor\nquestions for the doctor\nappointment"),
        "questions",
    ),
    _Page(
        _("Our list"),
        _("our list\nmy list\nlist of questions\nsave my questions"),
        "our_list",
    ),
    _Page(
        _("Words explained"),
        _("glossary\nmeaning\nmeaning of words\nwhat does it mean\nmedical words\ndictionary"),
        "words",
    ),
    _Page(_("Print a summary"), _("print\nprinting\npaper\nPDF\nsummary\nhandout"), "print"),
    _Page(
        _("Check a sheet"),
        _("check a sheet\ncode on the sheet\nold sheet\nis it current"),
        "check_form",
    ),
    _Page(
        _("Keep this guide on your phone"),
        _("offline\nno internet\nno network\nhome screen\napp\ndownload\nkeep on phone"),
        "keep",
    ),
    _Page(
        _("Who writes this guide"),
        _("who wrote this\nwho writes this\nauthor\nsources\ncan I trust this"),
        "about",
    ),
    _Page(_("Your privacy"), _("privacy\ntracking\ncookies\nwho sees this\nmy data"), "privacy"),
    _Page(
        _("Accessibility"),
        _("accessibility\nlarge print\nbigger letters\nscreen reader\nread aloud\ncannot see well"),
        "accessibility",
    ),
    _Page(
        _("Tell us what is wrong or missing"),
        _("mistake\nfeedback\ncomplaint\nwrong number"),
        "feedback",
    ),
)
# What people type who look for a kind of help.
KINDS_OF_HELP = {
    "helpline": _("helpline\nhotline\ninformation line"),
    "crisis": _("someone to talk to\nneed to talk\ntalk to someone now\ncrisis line"),
    "community": _("other families\nother parents\nsupport group\nparents like us\nforum"),
    "money": _(
        "money\ncosts\npay\nbills\nfinancial help\nafford\nrent\nfood money\nbroke\nlost my job"
    ),
    "travel": _(
        "travel\nhotel\nplace to stay\nwhere to stay\nflights\ngas\nparking\nride\nmileage"
    ),
    "programs": _("camp\ncamps\nprograms\nfun for kids\nbrothers and sisters camp"),
    "hospice": _("respite\na break\nhospice near us\npalliative team"),
    "end-of-life": _("end of life\nlast days\nend of life care"),
    "bereavement": _("bereavement\ngrief\nfuneral\nburial\ndied\npassed away\nlost our child"),
    "trials": _("find a trial\nlist of trials\nwhich trials"),
    "information": _("more information\nwebsites\nread more"),
    "story": _("research stories\nresearch news"),
}


def places_of(guide: Guide) -> tuple[Place, ...]:
    """All places, in the language of this Guide."""
    with override(guide.language):
        here = guide.language
        places = list(_pages())
        places += _other_languages(here)
        places += _kinds_of_help()
        places += _regions()
        return tuple(places)


def _place(title: str, said: str, view: str, query: str = "", anchor: str = "") -> Place:
    """In the language that is spoken now."""
    return Place(str(title), tuple(str(said).splitlines()), view, query, anchor)


def _pages() -> Iterator[Place]:
    for page in PAGES:
        yield _place(page.title, page.said, page.view, anchor=page.anchor)


def _other_languages(here: str) -> Iterator[Place]:
    """This guide in another language, found by that language's name in either."""
    said = {"en": ("anglais", "English"), "fr": ("French", "français", "en français")}
    for code, name in settings.LANGUAGES:
        if code != here:
            yield Place(name, said.get(code, (name,)), "home", language=code)


def _kinds_of_help() -> Iterator[Place]:
    for kind, name in RESOURCE_KINDS.items():
        yield _place(name, KINDS_OF_HELP[kind], "support", f"kind={kind}")


def _regions() -> Iterator[Place]:
    for code, region in REGIONS.items():
        title = _("Support: %(region)s") % {"region": region}
        said = "\n".join([str(region), code, *TOWNS[code]])
        yield _place(title, said, "support", f"region={code}")
