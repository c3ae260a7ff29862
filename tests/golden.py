"""What version 1 of the handout printed: sheets of every sort, with the code and the SHA-256 of
each file.

`data/golden-of-version-1.json` names each option of each sheet, so that no default of today is read
into it. The editions are files of the tests too. Nothing here is made again: what does not come
back is a fault of the program.
"""

import hashlib
import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from guide.edition.edition import LoadedEdition
from guide.handout import pdf
from guide.handout.build import make_sheet
from guide.handout.v1.options import Options
from guide.lib.canonical_json import canonical_json

DATA = Path(__file__).parent / "data"
GOLDEN = json.loads((DATA / "golden-of-version-1.json").read_text(encoding="utf-8"))
SHEETS = GOLDEN["sheets"]
SITE = "https://guide.example.org"
PUBLISHED = datetime(2026, 1, 31, 17, tzinfo=UTC)
BOUND = (0, 7, 26)  # the sheets that are bound in one file


@lru_cache
def content_of(edition):
    return json.loads((DATA / f"{edition}.json").read_text(encoding="utf-8"))


@lru_cache
def edition_of(name, number):
    content = content_of(name)
    digest = hashlib.sha256(canonical_json(content).encode()).hexdigest()
    return LoadedEdition(number, digest, PUBLISHED, {}, content, history=())


def options_of(golden):
    chosen = golden["options"]
    return Options(
        **chosen
        | {"languages": tuple(chosen["languages"]), "include": frozenset(chosen["include"])}
    )


def sheet_of(golden, version=1):
    edition = edition_of(golden["edition"], golden["number"])
    return make_sheet(edition, golden["choices"], options_of(golden), SITE, version)


def digest_of(golden):
    return hashlib.sha256(pdf.print_sheet(sheet_of(golden))).hexdigest()


@pdf.in_queue()
def bound(files):
    """(Sheet, file) of version 1, several → one file with its contents, as that version bound
    them.
    """
    sheets = []
    for _sheet, fitted in files:
        counted = {"step": fitted.step, "pages": pdf.pages_of(fitted.pdf)}
        sheets.append(json.loads(fitted.text) | counted)
    inputs = {"sheets": json.dumps(sheets, ensure_ascii=False)}
    return pdf._compressed(pdf._compile(1, "binder", inputs, pdf.AS_PDF))


def bound_digest():
    sheets = [sheet_of(SHEETS[place]) for place in BOUND]
    return hashlib.sha256(bound([(sheet, pdf.fit(sheet)) for sheet in sheets])).hexdigest()
