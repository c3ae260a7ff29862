"""What has to be approved beside an entry, so that families get it whole."""

from collections import defaultdict

from guide.models import BY_KIND, Edition, Entry

from .compile import as_published
from .references import links_of
from .states import WAITING, state_of


def named_without_approval(entry: Entry, last: Edition | None) -> list[Entry]:
    """The entries that this one names and that families could not get with it: neither approved nor
    in the live edition. In the order of its links.
    """
    if entry.withdrawn:
        return []
    codes = defaultdict(list)
    for kind, code in dict.fromkeys(links_of(type(entry), entry.content())):
        if code and as_published(last, kind, code) is None:
            codes[kind].append(code)
    found = []
    for kind, wanted in codes.items():
        for one in BY_KIND[kind].objects.with_links().filter(code__in=wanted):
            if state_of(one) in WAITING:
                found.append(one)
    return found
