"""Rule 5: a warm page runs no SQL."""

import pytest

PAGES = [
    "/en/",
    "/en/guide/",
    "/en/guide/high/",
    "/en/guide/high/one-place/",
    "/fr/traitements/",
    "/en/support/?region=ON",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_warm_page_runs_no_sql(client, starter, django_assert_num_queries, address):
    client.get(address)
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_handout_runs_no_sql(client, starter, django_assert_num_queries):
    client.get("/en/guide/high/one-place/")
    with django_assert_num_queries(0):
        assert client.get("/en/guide/high/one-place/summary.pdf").status_code == 200
