"""The address holds the answers: codes ⇄ path."""

from itertools import permutations

import pytest

from guide.edition.current import live_edition
from guide.edition.path import NotAPath, all_paths, read_path

from .builders import publish_small_guide


@pytest.fixture
def guide(db):
    publish_small_guide()
    return live_edition().guide("en")


def test_an_empty_address_asks_the_first_question(guide):
    path = read_path(guide, "")
    assert path.next_question.code == "place"
    assert not path.is_finished


def test_every_order_of_the_codes_is_the_same_path(guide):
    addresses = {
        read_path(guide, "/".join(codes)).address for codes in permutations(["low", "spread"])
    }
    assert addresses == {"spread/low"}


def test_a_repeated_code_counts_once(guide):
    assert read_path(guide, "low/low/spread").address == "spread/low"


def test_an_answer_to_a_later_question_leaves_the_first_one_open(guide):
    assert read_path(guide, "low").next_question.code == "place"


@pytest.mark.parametrize(
    ("address", "reason"), [("nonsense", "unknown"), ("low/high", "twice"), ("x/" * 50, "unknown")]
)
def test_what_is_no_path_is_refused_with_its_reason(guide, address, reason):
    with pytest.raises(NotAPath) as refused:
        read_path(guide, address)
    assert refused.value.reason == reason


def test_changing_an_answer_keeps_the_others(guide):
    path = read_path(guide, "low/spread")
    assert path.address_without(guide.choices["spread"]) == "low"
    assert path.address_without(guide.choices["low"]) == "spread"


def test_there_are_as_many_finished_paths_as_combinations_of_choices(guide):
    addresses = {path.address for path in all_paths(guide)}
    assert len(addresses) == 9
    assert all(read_path(guide, address).is_finished for address in addresses)


@pytest.mark.parametrize("path", ["one-place/high//", "/one-place/high/", "high/one-place/"])
@pytest.mark.parametrize("page", ["", "summary.pdf", "qr.svg"])
def test_a_result_has_one_address_only(client, guide, path, page):
    response = client.get(f"/en/guide/{path}{page}")
    assert (response.status_code, response["Location"]) == (302, f"/en/guide/one-place/high/{page}")
