"""The squares on paper are read as a telephone reads them, from a grey copy of 150 dots an inch."""

import io

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from guide.handout import pdf
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.queue import in_queue
from tools.benchmarks.handouts import SITE

from .test_handout_version_2 import HIGH, edition_with_ward

GREY_COPY = {"format": "png", "ppi": 150}


@pytest.mark.parametrize("text", ["normal", "large"])
def test_the_squares_of_a_sheet_are_read_from_a_grey_copy(text):
    sheet = make_sheet(edition_with_ward(), HIGH, Options(("en",), text=text, ward="east"), SITE)
    with in_queue():
        first = pdf._compile_sheet(pdf.text_of(sheet), 0, sheet.version, GREY_COPY)[0]
    copied = Image.open(io.BytesIO(first)).convert("L").filter(ImageFilter.GaussianBlur(0.8))
    read = {square.text for square in zxingcpp.read_barcodes(copied)}
    assert read == {sheet.check, f"{SITE}/en/team/east/"}
