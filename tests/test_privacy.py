"""Every public page is held to what the privacy page promises."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from guide.edition.current import live_edition
from guide.page import privacy
from guide.page.addresses import pages_of
from guide.page.styles import hash_of

from .pages import read

pytestmark = pytest.mark.django_db

# Public, but not in the sitemap.
UNLISTED = (
    "search",
    "our_list",
    "teams",
    "print",
    "ward_link",
    "check_form",
    "thanks",
    "keep",
    "offline",
    "keep_json",
    "worker",
    "manifest",
)
IN_THE_PAGE = re.compile(
    r"<(?:script|style)((?:(?! src=)[^>])*)>(.*?)</(?:script|style)>", re.DOTALL
)
LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "use": "href",
}


@pytest.fixture(params=["en", "fr"])
def addresses(request, starter):
    with override(request.param):
        pages = [
            (name, reverse(f"guide:{name}", args=args))
            for name, args in pages_of(live_edition().guide(request.param))
        ]
        pages += [(name, reverse(f"guide:{name}")) for name in UNLISTED]
        return dict.fromkeys(
            [
                *pages,
                *((name.removeprefix("guide:"), reverse(name)) for name in privacy.COOKIE_PAGES),
            ]
        )


def test_no_page_sets_a_cookie_but_those_that_the_privacy_page_names(client, addresses):
    with_cookies = {}
    for name, address in addresses:
        client.cookies.clear()
        if cookies := list(client.get(address).cookies):
            with_cookies[f"guide:{name}"] = cookies
    assert with_cookies == {name: [privacy.COOKIE] for name in privacy.COOKIE_PAGES}


def test_no_page_loads_anything_from_elsewhere_and_links_out_tell_nothing(client, addresses):
    for _, address in addresses:
        page = read(client.get(address))
        loaded = [
            element[name]
            for tag, name in LOADS.items()
            for element in page.all(tag, **{name: True})
        ]
        loaded += [
            link["href"]
            for link in page.all("link")
            if link["rel"] not in ("canonical", "alternate")
        ]
        elsewhere = [
            url for url in loaded if re.match(r"\w+:|//", url) and not url.startswith("data:")
        ]
        assert elsewhere == list(privacy.OTHER_SITES_ASKED), address
        for link in page.all("a", href=True):
            if link["href"].startswith("http"):
                assert "noreferrer" in link.get("rel", "").split(), (address, link["href"])


def test_no_page_holds_a_script_or_a_style_that_the_policy_would_have_to_excuse(client, addresses):
    for _, address in addresses:
        response = client.get(address)
        assert "unsafe" not in response["Content-Security-Policy"]
        assert response["Referrer-Policy"] == privacy.REFERRER_POLICY
        for element in read(response).all():
            assert not [
                name for name in element.attrs if name == "style" or name.startswith("on")
            ], address
        for attributes, text in IN_THE_PAGE.findall(response.text):
            if "application/ld+json" not in attributes:
                assert hash_of(text) in response["Content-Security-Policy"], address


@pytest.mark.parametrize(
    ("address", "language"), [("/en/privacy/", "en"), ("/fr/confidentialite/", "fr")]
)
def test_the_privacy_page_names_the_cookie_and_where_it_is_set(client, starter, address, language):
    page = read(client.get(address))
    with override(language):
        for name in privacy.COOKIE_PAGES:
            assert page.first("section", id="cookies").first("a", href=reverse(name))
    assert privacy.COOKIE in page.first("section", id="cookies").text
