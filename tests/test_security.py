"""What every answer carries, and what is refused before anything reads it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PAGES = ["/en/", "/fr/guide/high/one-place/", "/en/nonsense/"]
SHEETS = ["/en/guide/high/one-place/summary.pdf", "/fr/guide/high/one-place/resume.pdf?copy=nurse"]
ANSWERS = [*PAGES, SHEETS[0], "/admin/login/"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_the_headers_that_keep_others_out(client, starter, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert "base-uri 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_for_families_allow_nothing_from_elsewhere_and_no_script_in_the_page(
    client, starter, path
):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", SHEETS)
def test_a_pdf_has_a_policy_of_its_own_that_leaves_a_browsers_viewer_its_styles(
    client, starter, path
):
    answer = client.get(path)
    assert answer["Content-Type"] == "application/pdf"
    policy = answer["Content-Security-Policy"]
    assert "style-src" not in policy
    assert "default-src" not in policy
    assert "sha256" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_cookie_of_staff_is_never_sent_with_a_familys_request(client, starter):
    from .builders import make_user

    client.force_login(make_user("editor", superuser=True))
    client.get("/admin/")
    assert client.cookies["sessionid"]["path"] in ("/admin/", "/")
    client.post("/admin/login/", {"username": "editor", "password": "a-long-password"})
    cookie = client.cookies["sessionid"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_an_unknown_host_is_refused(client, starter, settings):
    settings.ALLOWED_HOSTS = ["guide.example.org"]
    assert client.get("/en/", headers={"Host": "forged.example.org"}).status_code == 400
    assert client.get("/en/", headers={"Host": "guide.example.org"}).status_code == 200


def test_what_is_too_large_is_refused_without_reading_it_to_the_end(starter):
    strict = Client(enforce_csrf_checks=False)
    big = {"page": "home", "helped": "yes", "sentence": "x" * 1_500_000}
    assert strict.post(
        "/en/feedback/", big, content_type="application/x-www-form-urlencoded"
    ).status_code in (400, 413)
    many = "&".join(f"a{number}=1" for number in range(2000))
    answer = strict.post("/en/feedback/", many, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (400, 413)


def test_a_proxys_word_on_https_counts_only_where_there_is_a_proxy(client, starter, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/en/", headers={"X-Forwarded-Proto": "https"}).status_code == 301
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert client.get("/en/", headers={"X-Forwarded-Proto": "https"}).status_code == 200
