"""A sheet's words made ready for version 2's templates: what the fonts cannot say replaced, the
squares added.
"""

import json
from typing import Any

from guide.handout.v1.options import Options
from guide.handout.v1.paper import _square as square

from .fonts import printable


def on_paper(data: dict[str, Any], options: Options) -> str:
    """The sheet as JSON for `handout.typ`. data: what `sheet_data` gives."""
    sides = [_with_team_square(side) for side in data["sides"]]
    whole = data | {"qr": square(data), "sides": sides, "paper": options.paper}
    return json.dumps(printable(whole), ensure_ascii=False)


def _with_team_square(side: dict[str, Any]) -> dict[str, Any]:
    """The square of the ward's own page beside its numbers; none in a preview."""
    ward = side["ward"]
    if ward is None:
        return side
    team = {"code": ward["team"], "check": ward["team"]}
    return side | {"ward": ward | {"qr": square(team)}}
