"""Links that people share: with what others added, with a character too many, open at a field."""

from urllib.parse import urlsplit

import pytest

from guide.edition.current import live_edition
from guide.handout.build import make_sheet
from guide.handout.options import Options
from guide.page.addresses import all_addresses

from .builders import make_user
from .pages import read

pytestmark = pytest.mark.django_db

ADDED_BY_OTHERS = [
    "igsh=abc",
    "srsltid=x",
    "gad_source=1",
    "ref=site",
    "fbclid=1",
    "utm_source=x&utm_medium=y",
    "x=",
]
FORMS = [
    "/en/print/",
    "/fr/imprimer/",
    "/en/guide/",
    "/fr/guide/high/",
    "/en/support/",
    "/en/check/",
    "/en/search/",
    "/en/feedback/",
    "/admin/binder/",
]
WITH_ERRORS = [
    "/en/print/?risk=nonsense",
    "/en/guide/?sent=1",
    "/fr/guide/high/?choice=low",
    "/en/support/?region=XX",
    "/en/check/?code=abc",
    "/en/check/ABC/",
    "/en/print/summary.pdf",
    f"/en/search/?q={'x' * 300}",
    "/en/feedback/?helped=perhaps",
]
DESK = [
    "/admin/binder/",
    "/admin/publish/",
    "/admin/entry/section/outlook/history/",
    "/admin/guide/term/add/",
    "/admin/account/phone/",
    "/admin/login/",
]


def forms_of(client, address):
    return list(read(client.get(address)).all("form"))


@pytest.mark.parametrize("added", ADDED_BY_OTHERS)
@pytest.mark.parametrize("address", FORMS)
def test_a_form_that_nobody_sent_shows_no_error_whatever_others_add_to_its_address(
    client, starter, address, added
):
    client.force_login(make_user("editor", superuser=True))
    response = client.get(f"{address}?{added}")
    assert response.status_code == 200
    page = read(response)
    assert page.first(class_="error-summary") is None
    assert page.first(class_="errorlist") is None
    assert not page.first("title").text.startswith(("Error", "Erreur"))
    assert [
        box["value"] for box in page.all("input", name="include") if "checked" in box.attrs
    ] == [
        box["value"]
        for box in read(client.get(address)).all("input", name="include")
        if "checked" in box.attrs
    ]


def test_what_others_add_takes_nothing_from_a_form_that_was_sent(client, starter):
    page = read(client.get("/en/print/?igsh=abc&risk=high&place=one-place&text=large"))
    assert page.first("a", class_="button")["href"].endswith("summary.pdf?text=large")
    assert client.get("/en/guide/?choice=high&ref=x")["Location"] == "/en/guide/high/"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_form_of_every_page_names_the_page_that_it_asks_for(client, starter, language):
    """Else it would be sent to the address that the browser shows, field and all, and redirects
    would keep it.
    """
    pages = [*all_addresses(live_edition().guide(language)), *FORMS[:-1], *WITH_ERRORS]
    targets = {(page, form.get("action", "")) for page in pages for form in forms_of(client, page)}
    assert targets
    assert [target for target in targets if not target[1].startswith("/")] == []
    places = {urlsplit(action) for _page, action in targets if "#" in action}
    for place in places:  # where the answer stands on the page that is asked for
        assert read(client.get(place.path)).first(id=place.fragment), place
    assert {
        urlsplit(action).path for _page, action in targets if client.get(action).status_code == 404
    } == set()


@pytest.mark.parametrize("address", DESK)
def test_so_does_every_form_of_the_desk_that_is_ours(client, starter, address):
    client.force_login(make_user("editor", superuser=True))
    if address == "/admin/login/":
        client.logout()
    actions = [form.get("action", "") for form in forms_of(client, address)]
    assert actions
    assert [action for action in actions if not action.startswith("/")] == []


def test_a_form_in_a_preview_stays_in_it(client, starter):
    client.force_login(make_user("editor", superuser=True))
    actions = [form["action"] for form in forms_of(client, "/admin/preview/working/en/guide/high/")]
    assert [action for action in actions if not action.startswith("/admin/preview/working/")] == []


def test_a_code_that_is_corrected_is_looked_up_and_not_the_one_before(client, starter):
    form = read(client.get("/en/check/ABC/")).first("main").first("form")
    assert form["action"] == "/en/check/"


TAILS = [
    *").,;:!]}>'\"*_",
    *(
        "…",
        "»",
        "”",
        "’",
        "）",
        "%20",
        "%0A",
        "\u200b",
        "\u200e",
        "\ufeff",
        "\u00ad",
        ").",
        "\u200b)",
    ),
]
PASTED = [
    ("/en/guide/high/one-place", "/"),
    ("/fr/guide/unsure-risk", "/"),
    ("/en/guide/high/one-place/summary.pdf", ""),
    ("/en/treatments/surgery", "/"),
    ("/fr/soutien", "/"),
    ("/en", "/"),
]


def leads_to(client, pasted, right):
    """Whether somebody who opens what was pasted is led on to this page: at once, where the
    character too many is one that nobody sees, else by a link.
    """
    response = client.get(pasted, follow=True)
    if response.status_code == 200:
        return response.request["PATH_INFO"] == right
    links = read(response).first("main").all("a", href=True)
    return response.status_code == 404 and right in [link["href"] for link in links]


@pytest.mark.parametrize(("address", "slash"), PASTED)
def test_a_link_with_a_sign_too_many_leads_to_the_page_without_it(client, starter, address, slash):
    right = f"{address}{slash}"
    for tail in TAILS:
        for pasted in (f"{address}{tail}", f"{right}{tail}"):
            assert leads_to(client, pasted, right), pasted


@pytest.mark.parametrize(
    "pasted", ["/en/guide/high/%E2%80%8Bone-place/", "/en/guide/hi%C2%ADgh/one-place/"]
)
def test_so_does_one_with_a_sign_that_nobody_sees(client, starter, pasted):
    assert leads_to(client, pasted, "/en/guide/high/one-place/")


def test_so_does_the_address_of_a_sheet(client, starter):
    sheet = make_sheet(live_edition(), ("high", "one-place"), Options(("en",)), "http://testserver")
    for tail in (")", ",", ".)"):
        assert leads_to(client, f"/check/{sheet.code}{tail}", f"/en/check/{sheet.code}/")
    unseen = client.get(f"/check/{sheet.code}%E2%80%8B", follow=True)
    assert f"/en/check/{sheet.code}/sheet.pdf" in unseen.content.decode()


NOWHERE = ["/en/nonsense)", "/en/guide/nonsense)/", "/en/guide/high/low/)", "/en/treatments/x)."]
NOWHERE += ["/en/check/ABC)/", "/)", "/en/x/"]


@pytest.mark.parametrize("path", NOWHERE)
def test_where_there_is_no_page_without_it_either_none_is_offered(client, starter, path):
    response = client.get(path, follow=True)
    assert response.status_code == 404
    assert "too many" not in read(response).text


def test_a_very_long_tail_takes_no_time(client, starter):
    assert client.get(f"/en/{'(' * 7000}a{'(' * 7000}/").status_code == 404
