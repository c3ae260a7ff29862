"""A sheet's words made ready for version 2's templates: what the fonts cannot say replaced, the
squares and the ward's logo added as the bytes of their pictures.
"""

import io
import json
from typing import Any

import segno

from guide.handout.v1.options import Options
from guide.lib.logo import png_of

from .breaks import with_breaks
from .folder import FOLDER
from .fonts import printable
from .ties import with_ties

# What names an entry, a picture or a page, and is not printed as it is.
NO_WORDS = ("code", "kind", "part", "tier", "to", "check", "page", "team", "logo", "address")

Files = dict[str, bytes]

# A square is overlaid with one of eight patterns. Readers know them all; to look for the one with
# the least chance of a smudge takes as long as all else that is made ready here, six times.
PATTERN = 0


def on_paper(data: dict[str, Any], options: Options) -> str:
    """The sheet as JSON for the templates. data: what `sheet_data` gives."""
    words = _short(printable(data))
    sides = [_with_pictures(side) for side in words["sides"]]
    check = data["check"] if data["code"] else ""
    whole = words | {"qr": _square(check), "sides": sides, "paper": options.paper}
    return json.dumps(whole, ensure_ascii=False)


def files(template: str, text: str, step: int, place: dict[str, Any] | None = None) -> Files:
    """What the compiler is given of a sheet: a line that names the template, and the sheet as a
    file that the templates read (given.typ tells why). place: of a sheet in a binder, the page that
    it `begins` on and the language of the `binder`.
    """
    given = f'{{"step": {step}, "place": {json.dumps(place)}, "sheet": {text}}}'
    main = f'#include "/{FOLDER.name}/{template}.typ"'
    return {"main.typ": main.encode(), "given.json": given.encode()}


def _short(value: Any, name: str = "") -> Any:
    """The same data, with a piece of text that is words alone as its words: the compiler reads what
    a template is given again and again. Each as it goes over the ends of lines.
    """
    if isinstance(value, str):
        return value if name in NO_WORDS else _in_lines(value)
    if isinstance(value, dict):
        if value.get("kind") == "words" and len(value) == 2:
            return _in_lines(value["text"])
        return {key: _short(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_short(item, name) for item in value]
    return value


def _in_lines(text: str) -> str:
    """A word that is longer than a line may be parted; what `with_ties` tells is not."""
    return with_breaks(with_ties(text))


def _with_pictures(side: dict[str, Any]) -> dict[str, Any]:
    """The square of the ward's own page beside its numbers, none in a preview; and its logo."""
    ward = side["ward"]
    if ward is None:
        return side
    pictures = {"qr": _square(ward["team"]), "logo": list(png_of(ward["logo"]))}
    return side | {"ward": ward | pictures}


def _square(address: str) -> list[int]:
    """The QR code of an address, as a PNG's bytes: as dots, since lines on each page would weigh
    more than its words. Nothing for no address.
    """
    square = io.BytesIO()
    if address:
        code = segno.make(address, error="m", micro=False, mask=PATTERN)
        code.save(square, kind="png", scale=4, border=0)
    return list(square.getvalue())
