"""What two sheets have in common is set once: the compiler finds it again in what it remembers."""

import time

from guide.handout import pdf
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.handout.queue import in_queue
from tools.benchmarks.handouts import SITE

from .test_handout_version_2 import edition_with_ward

SOME = (("high", "one-place"), ("low", "spread"))
OTHERS = (("low", "one-place"), ("intermediate", "one-place"), ("high", "brain-spine"))
ENOUGH_TO_FORGET = 6  # times; each sheet forgets once


def seconds_of(codes, *, remembers):
    """The processor time of the compiler for the sheet of a path, in seconds."""
    sheet = make_sheet(edition_with_ward(), codes, Options(("en",)), SITE)
    text = pdf.text_of(sheet)
    with in_queue():
        for _ in range(0 if remembers else ENOUGH_TO_FORGET):
            pdf._forget_earlier_sheets()
        begins = time.process_time()
        pdf.compile_pdf(text, 0, sheet.version)
        return time.process_time() - begins


def test_a_sheet_takes_much_less_time_after_another_in_its_language():
    seconds_of(SOME[0], remembers=False)  # fonts and templates are read
    alone = min(seconds_of(codes, remembers=False) for codes in SOME)
    after_another = min(seconds_of(codes, remembers=True) for codes in OTHERS)
    assert after_another < 0.8 * alone
