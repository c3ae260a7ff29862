"""A sheet's words made ready for version 1's templates: what the fonts cannot say replaced, the
square added.
"""

import io
import json
from typing import Any

import segno

from .fonts import printable
from .options import Options


def on_paper(data: dict[str, Any], options: Options) -> str:
    """The sheet as JSON for `handout.typ`. data: what `sheet_data` gives."""
    whole = data | {"qr": _square(data), "paper": options.paper}
    return json.dumps(printable(whole), ensure_ascii=False)


def _square(data: dict[str, Any]) -> list[int]:
    """The QR code of the check page, as a PNG's bytes: as dots, since lines on each page would
    weigh more than its words. Nothing for a preview."""
    square = io.BytesIO()
    if data["code"]:
        code = segno.make(data["check"], error="m", micro=False)
        code.save(square, kind="png", scale=4, border=0)
    return list(square.getvalue())
