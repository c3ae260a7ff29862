"""Version 1 of the handout is frozen: each sheet that it printed comes back, and each code means what it meant."""

import pytest

from guide.handout.code import read_code

from .golden import GOLDEN, SHEETS, bound_digest, digest_of, guide_of, options_of, sheet_of


def named(golden):
    return golden["code"]


@pytest.mark.parametrize("golden", SHEETS, ids=named)
def test_a_sheet_of_version_1_comes_back_byte_for_byte(golden):
    assert sheet_of(golden).code == golden["code"]
    assert digest_of(golden) == golden["sha256"]


def test_sheets_of_version_1_are_bound_as_they_were():
    assert bound_digest() == GOLDEN["bound"]


@pytest.mark.parametrize("golden", SHEETS, ids=named)
def test_a_code_of_version_1_means_the_sheet_that_it_was_printed_on(golden):
    printed = read_code(golden["code"], {golden["number"]: guide_of(golden["edition"], golden["number"], "en")}.get)
    assert printed.choices == tuple(golden["choices"])
    assert printed.options == options_of(golden)


def test_the_golden_sheets_are_of_every_sort():
    options = [golden["options"] for golden in SHEETS]
    assert {tuple(chosen["languages"]) for chosen in options} == {("en",), ("fr",), ("en", "fr"), ("fr", "en")}
    for name, found in (("paper", 2), ("text", 2), ("copy", 2), ("lines", 8)):
        assert len({chosen[name] for chosen in options}) == found, name
    assert len({tuple(chosen["include"]) for chosen in options}) >= 9
    assert len({chosen["region"] for chosen in options}) >= 8
    assert len({golden["pages"] for golden in SHEETS}) >= 8
    assert sum("unsure" in "/".join(golden["choices"]) for golden in SHEETS) >= 8
    assert len(SHEETS) >= 30
