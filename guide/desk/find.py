"""One box finds everything: the page that says what was found, by kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from guide.edition.spelling import PART, fold
from guide.models import BY_KIND
from guide.models.names import kind_in_words
from guide.publishing.compile import last_edition
from guide.publishing.states import STATES, WAITING
from guide.publishing.working_copy import Row, read_quickly
from guide.roles import EDIT, READ, may_read

from .finding import LONGEST_QUERY, Hit, Sought, find, read_query
from .page import desk_page, requires

SHOWN = 10
# What one types for a state, in either language whichever the desk speaks; the first is its code.
STATE_WORDS = {
    "draft": ("draft", "not approved", "ébauche", "brouillon", "non approuvé"),
    "waiting": ("waiting", "to be approved", "en attente", "à approuver"),
    "objected": ("needs changes", "changes needed", "à changer", "à modifier"),
    "approved": ("approved", "approuvé"),
    "starter": ("starter", "starter text", "texte provisoire", "texte de départ"),
    "published": ("published", "publié"),
    "withdrawn": ("withdrawn", "retiré"),
}
STATE_NAMES = {
    "draft": gettext_lazy("draft"),
    "waiting": gettext_lazy("waiting for approval"),
    "objected": gettext_lazy("needs changes"),
    "approved": gettext_lazy("approved"),
    "starter": gettext_lazy("starter text, reviewed by nobody"),
    "published": gettext_lazy("read by families"),
    "withdrawn": gettext_lazy("withdrawn"),
}
HAS_STATE: dict[str, Callable[[Row], bool]] = {
    "draft": lambda row: row.state == "new",
    "waiting": lambda row: row.state in WAITING,
    "objected": lambda row: row.state == "objected",
    "approved": lambda row: row.state == "approved",
    "starter": lambda row: row.state == "starter",
    "withdrawn": lambda row: row.withdrawn,
}


@dataclass(frozen=True)
class Found:
    """An entry as the page shows it. is_published: families read it, in these words or others."""

    hit: Hit
    is_published: bool

    @property
    def state(self) -> str:
        return str(STATES[self.hit.row.state])

    @property
    def titles(self) -> list[str]:
        """The name in each language that has one of its own."""
        row = self.hit.row
        if row.kind == "source":
            return [row.title]
        names = row.content[BY_KIND[row.kind].PAIRS[0]].values()
        return [name for name in dict.fromkeys(names) if name] or [row.code]


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` are not shown."""

    kind: str
    found: list[Found]
    count: int

    @property
    def name(self) -> str:
        return kind_in_words(self.kind)

    @property
    def more(self) -> int:
        return self.count - len(self.found)


@requires(READ)
@require_GET
def find_entries(request):
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\0", "")
    kind = request.GET.get("kind", "")
    state = request.GET.get("state", "")
    last = last_edition()
    published = last.content["entries"] if last else {}
    rows = [row for row in read_quickly() if may_read(request.user, row.kind)]
    if kind in BY_KIND:
        rows = [row for row in rows if row.kind == kind]
    meant = "" if state in STATE_WORDS else _state_of_words(query)
    if state in STATE_WORDS:
        rows = _in_state(rows, state, published)
    hits = find(read_query(query), rows)
    if meant or (state in STATE_WORDS and not query.strip()):
        known = {(hit.row.kind, hit.row.code) for hit in hits}
        for row in _in_state(rows, meant or state, published):
            if (row.kind, row.code) not in known:
                hits.append(Hit(row, (), Sought(())))
    context = {
        "query": query,
        "kind": kind,
        "state": state,
        "count": len(hits),
        "groups": _groups(hits, published, most=None if kind in BY_KIND else SHOWN),
        "kinds": [(code, kind_in_words(code)) for code in BY_KIND],
        "states": STATE_NAMES.items(),
        "may_replace": request.user.has_perm(EDIT),
    }
    title = _("Found: %s") % query if query.strip() else _("Find")
    return desk_page(request, "find.html", title, context)


def _state_of_words(query: str) -> str:
    """The code of the state that was typed; "" where it was none."""
    typed = _folded(query)
    for code, words in STATE_WORDS.items():
        if typed and typed in {_folded(one) for one in words}:
            return code
    return ""


def _folded(words: str) -> str:
    return " ".join(fold(part) for part in PART.findall(words))


def _in_state(rows: Iterable[Row], state: str, published: dict) -> list[Row]:
    if state == "published":
        return [row for row in rows if row.code in published.get(row.kind, {})]
    return [row for row in rows if HAS_STATE[state](row)]


def _groups(hits: list[Hit], published: dict, most: int | None) -> list[Group]:
    groups = []
    for kind in BY_KIND:
        of_kind = [hit for hit in hits if hit.row.kind == kind]
        if not of_kind:
            continue
        found = [Found(hit, hit.row.code in published.get(kind, {})) for hit in of_kind[:most]]
        groups.append(Group(kind, found, len(of_kind)))
    return groups
