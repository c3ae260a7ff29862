"""A family's own list: the questions that it ticked, its province and its team, all in the address.

Pure: nothing of it is kept anywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from guide.lib.regions import REGIONS

from .guide import Guide, Prompt, Ward


@dataclass(frozen=True)
class OurList:
    """What an address says: the ticked questions in the editors' order, and the others.

    region: the code of a province or territory, or "". is_whole: nothing in the address is unknown
    to this edition.
    """

    prompts: tuple[Prompt, ...]
    others: tuple[Prompt, ...]
    region: str
    ward: Ward | None
    is_whole: bool

    @property
    def query(self) -> str:
        """The address's query, each part in its place: q=second-opinion&region=ON&team=east."""
        parts = [("q", prompt.code) for prompt in self.prompts]
        if self.region:
            parts.append(("region", self.region))
        if self.ward:
            parts.append(("team", self.ward.code))
        return urlencode(parts)


def read_list(guide: Guide, query: Mapping[str, Sequence[str]]) -> OurList:
    """The list that an address asks for: {"q": codes, "region": [code], "team": [code]}.

    What this edition does not know is left out.
    """
    asked = set(query.get("q", ()))
    region = _last(query, "region")
    team = _last(query, "team")
    is_whole = asked <= guide.prompts.keys()
    is_whole = is_whole and (not region or region in REGIONS)
    is_whole = is_whole and (not team or team in guide.wards)
    prompts = guide.prompts.values()
    return OurList(
        prompts=tuple(prompt for prompt in prompts if prompt.code in asked),
        others=tuple(prompt for prompt in prompts if prompt.code not in asked),
        region=region if region in REGIONS else "",
        ward=guide.wards.get(team),
        is_whole=is_whole,
    )


def _last(query: Mapping[str, Sequence[str]], name: str) -> str:
    values = query.get(name, ())
    return values[-1] if values else ""
