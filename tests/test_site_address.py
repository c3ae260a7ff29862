"""The address that is printed on paper is given and can be typed, or nothing starts."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from rnbsite.site_address import checked

from .test_production import GOOD, manage


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1",
        "https://10.1.2.3:8000",
        "https://localhost",
        "https://*",
        "http://guide.example.org",
        "https://guide",
        "guide.example.org",
        "https://guide.example.org/families",
        "https://guide.example.org/?x",
        "https://somebody@guide.example.org",
        "https://guide.example.org:https",
        "ftp://guide.example.org",
        "https://-guide.example.org",
        "",
    ],
)
def test_what_families_cannot_type_is_refused_with_the_line_to_write(address):
    with pytest.raises(ImproperlyConfigured, match=r"SITE_ADDRESS=https://guide\.example\.org"):
        checked(address, here_alone=False, intranet=False)


@pytest.mark.parametrize("address", ["http://guide", "https://guide", "http://guide.hospital:8080"])
def test_a_house_without_tls_or_dotted_names_says_so(address):
    with pytest.raises(ImproperlyConfigured, match="INTRANET=yes"):
        checked(address, here_alone=False, intranet=False)
    assert checked(address, here_alone=False, intranet=True) == address


@pytest.mark.parametrize("address", ["http://127.0.0.1", "http://localhost"])
def test_not_even_an_intranet_prints_the_address_of_a_machine(address):
    with pytest.raises(ImproperlyConfigured):
        checked(address, here_alone=False, intranet=True)
    assert checked(address, here_alone=True, intranet=False) == address


def test_a_last_slash_is_taken_off():
    assert checked("https://a.example/", here_alone=False, intranet=False) == "https://a.example"


def test_the_hosts_of_a_server_are_never_printed_in_its_place():
    told = GOOD | {"ALLOWED_HOSTS": "127.0.0.1,guide.example.org"}
    del told["SITE_ADDRESS"]
    done = manage("check", **told)
    assert done.returncode != 0
    assert "SITE_ADDRESS is missing" in done.stderr
    assert "SITE_ADDRESS=https://guide.example.org" in done.stderr
