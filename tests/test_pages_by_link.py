"""A review link for several pages: a clinician without an account reads page by page and signs; it
counts once the colleague who sent the link confirms that this person signed.
"""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from guide.models import BY_KIND, LinkSignature, Remark
from guide.publishing.invitation import PAGES_SALT, invite_to_pages
from guide.publishing.write import write_entry

from . import photograph
from .builders import make_entry, publish_small_guide
from .desk import make_colleague
from .pages import filled, read
from .test_review_link import signing

pytestmark = pytest.mark.django_db
RESULT = "result/one-place/low"
NAME = "Dr. Anne Tremblay"


@photograph.kept
def stage():
    publish_small_guide()
    make_entry("source", "report", title="A report", address="https://example.org/report")
    make_entry("prompt", "what-next", text="What comes next?")
    words = {"body": pair("<p>Old words.</p>"), "sources": ["report"]}
    write_entry("section", "for-everyone", words)


@pytest.fixture
def reviewer():
    """A published small guide that nobody has signed, and the colleague who sends links."""
    stage()
    return make_colleague("Reviewers", first_name="Ruth", email="ruth@example.org")


@pytest.fixture
def link(client, reviewer):
    """The address of a link to one result and the questions, as made at the desk."""
    client.force_login(reviewer)
    data = {"page": [RESULT, "questions"], "name": NAME}
    page = read(client.post("/admin/pages/invite/", data))
    client.logout()
    return page.first("textarea").text.removeprefix("http://testserver")


def pair(text):
    return {"en": text, "fr": text}


def found(kind="section", code="for-everyone"):
    return BY_KIND[kind].objects.with_links().get(code=code)


def form_of(link, page=RESULT):
    """What a browser would send of the page's form, with its ticks as a list."""
    shown = read(Client().get(f"{link}read/{page}/"))
    data = filled(next(form for form in shown.all("form") if "/sign/" in form["action"]))
    ticks = data.get("sign", [])
    data["sign"] = [ticks] if isinstance(ticks, str) else ticks
    return data | {"read": "on", "review_due": "2099-01-01"}


def sign(link, page=RESULT, **more):
    """Sign what is ticked, as a browser without cookies."""
    visitor = Client(enforce_csrf_checks=True)
    return visitor.post(f"{link}sign/{page}/", form_of(link, page) | more)


def confirm(client, reviewer, do="confirm", **more):
    client.force_login(reviewer)
    page = read(client.get("/admin/signed-by-link/"))
    data = filled(next(form for form in page.all("form") if "/settle/" in form["action"]))
    return client.post("/admin/signed-by-link/settle/", data | {"do": do, "sure": "on"} | more)


def tick(kind, code):
    return f"{kind}:{code}:{found(kind, code).digest()}"


def test_the_link_has_a_copy_button_and_says_until_when_it_works(client, reviewer):
    client.force_login(reviewer)
    page = read(client.post("/admin/pages/invite/", {"page": RESULT, "name": NAME}))
    assert page.first("button", data_copies="link").text == "Copy the link"
    day = timezone.localtime() + timezone.timedelta(days=14)
    assert f"It works until {day:%-d %B %Y}" in page.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"page": [RESULT]}, "Give the name"),
        ({"page": [RESULT], "name": "\u202e"}, "one line"),
        ({"name": NAME}, "Tick the pages"),
        ({"name": NAME, "page": ["wards", "x"]}, "Tick the pages"),
    ],
)
def test_a_link_without_a_name_or_pages_is_refused_and_the_ticks_stay(client, reviewer, data, said):
    client.force_login(reviewer)
    response = client.post("/admin/pages/invite/", data)
    assert response.status_code == 422
    page = read(response)
    assert said in page.text
    ticked = [box["value"] for box in page.all("input", name="page") if "checked" in box.attrs]
    assert ticked == [name for name in data.get("page", []) if name == RESULT]


def test_the_pages_show_all_that_is_signed_in_both_languages_and_no_other_page(link):
    board = read(Client().get(link))
    assert [a["href"] for a in board.first("ul").all("a")] == [
        f"{link}read/{RESULT}/",
        f"{link}read/questions/",
    ]
    page = read(Client().get(f"{link}read/{RESULT}/"))
    assert "Old words." in page.text
    assert "A report" in page.text
    assert "/admin/" not in str([a["href"] for a in page.all("a", href=True)])
    assert Client().get(f"{link}read/words/").status_code == 404
    assert Client().get(f"{link}look/en/guide/one-place/low/").status_code == 200
    assert Client().get(f"{link}look/fr/mots/").status_code == 404


def test_what_is_signed_by_link_counts_for_nothing_until_the_inviter_confirms_it(
    client, link, reviewer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert sign(link).status_code == 302
    assert LinkSignature.objects.waiting().count() > 1
    assert not found().is_approved() or not found().reviewer_name
    assert not Remark.objects.filter(nature="approved").exists()
    assert "You signed this" in read(Client().get(f"{link}read/{RESULT}/")).text
    [mailed] = mail.outbox
    assert mailed.to == ["ruth@example.org"]
    assert "/admin/signed-by-link/" in mailed.body
    assert confirm(client, reviewer).status_code == 302
    section = found()
    assert section.is_approved()
    assert (section.reviewer_name, section.approved_by) == (NAME, reviewer)
    assert not LinkSignature.objects.waiting().exists()


def test_without_saying_so_nothing_is_confirmed(client, link, reviewer):
    sign(link)
    response = confirm(client, reviewer, sure="")
    assert response.status_code == 422
    assert "Tick that you know" in read(response).text
    assert not found().reviewer_name


def test_what_this_person_did_not_sign_never_counts(client, link, reviewer):
    sign(link)
    confirm(client, reviewer, do="decline")
    assert not LinkSignature.objects.waiting().exists()
    assert not found().reviewer_name
    ids = list(LinkSignature.objects.values_list("pk", flat=True))
    client.post("/admin/signed-by-link/settle/", {"signature": ids, "do": "confirm", "sure": "on"})
    assert not found().reviewer_name


def test_nobody_but_the_inviter_confirms(client, link, reviewer):
    sign(link)
    ids = list(LinkSignature.objects.values_list("pk", flat=True))
    client.force_login(make_colleague("Reviewers", username="other"))
    data = {"signature": ids, "do": "confirm", "sure": "on"}
    client.post("/admin/signed-by-link/settle/", data)
    client.post("/admin/signed-by-link/settle/", data | {"do": "decline"})
    assert LinkSignature.objects.waiting().count() == len(ids)
    assert not found().reviewer_name


def test_an_edit_or_an_objection_after_the_signature_keeps_it_from_counting(client, link, reviewer):
    sign(link)
    write_entry("section", "for-everyone", {"body": pair("<p>New words.</p>")})
    client.force_login(reviewer)
    objected = {"digest": found("choice", "low").digest(), "text": "Wrong."}
    client.post("/admin/entry/choice/low/needs-changes/", objected)
    page = read(client.get(confirm(client, reviewer)["Location"]))
    assert not found().is_approved()
    assert not found("choice", "low").is_approved()
    assert "for-everyone title” is not signed. It was changed" in page.text
    assert not LinkSignature.objects.waiting().exists()


def test_what_does_not_stand_on_the_page_or_changed_since_is_not_signed(link):
    data = form_of(link)
    write_entry("section", "for-everyone", {"body": pair("<p>New words.</p>")})
    data["sign"] = [*data["sign"], tick("prompt", "what-next")]
    response = Client().post(f"{link}sign/{RESULT}/", data)
    assert response.status_code == 409
    text = read(response).text
    assert "It was changed after you opened the page" in text
    assert "It does not stand on this page" in text
    signed = LinkSignature.objects.values_list("code", flat=True)
    assert "for-everyone" not in signed
    assert "what-next" not in signed


def test_one_act_by_link_covers_25_entries(link):
    for number in range(29):
        make_entry("prompt", f"ask-{number:02}", text=f"Question {number}?")
    data = form_of(link, "questions")
    assert len(data["sign"]) == 25
    data["sign"] = [tick("prompt", f"ask-{number:02}") for number in range(26)]
    response = Client().post(f"{link}sign/questions/", data)
    assert response.status_code == 422
    assert "These are 26 entries" in read(response).text
    assert not LinkSignature.objects.exists()


@pytest.mark.parametrize("missing", ["read", "review_due", "sign"])
def test_a_signature_without_tick_or_day_is_refused_in_words(link, missing):
    response = sign(link, **{missing: []})
    assert response.status_code == 422
    assert not LinkSignature.objects.exists()


def test_whose_words_they_are_cannot_sign_them_by_link_nor_have_them_signed(client, reviewer):
    write_entry("section", "for-everyone", {"body": pair("<p>Mine.</p>")}, by=reviewer)
    anne = make_colleague("Editors", username="anne", first_name="Anne", last_name="Tremblay")
    make_entry("prompt", "what-next", text="Mine?")
    write_entry("prompt", "what-next", {"text": pair("Mine?")}, by=anne)
    link = f"/review/pages/{invite_to_pages([RESULT, 'questions'], reviewer, NAME)}/"
    page = read(Client().get(f"{link}read/{RESULT}/"))
    assert "someone else has to invite" in page.text
    assert sign(link, sign=[tick("section", "for-everyone")]).status_code == 409
    assert sign(link, "questions", sign=[tick("prompt", "what-next")]).status_code == 409
    assert not LinkSignature.objects.exists()


def test_a_comment_on_a_page_reaches_the_desk_and_stops_an_approval(
    client, link, reviewer, django_capture_on_commit_callbacks
):
    data = {"about": "section:for-everyone", "name": "A nurse", "text": "Say more."}
    with django_capture_on_commit_callbacks(execute=True):
        assert Client().post(f"{link}comment/{RESULT}/", data).status_code == 302
    assert "Say more." in read(Client().get(f"{link}read/{RESULT}/")).text
    assert "Say more." in mail.outbox[0].body
    response = sign(link, sign=[tick("section", "for-everyone")])
    assert "waits for an answer" in read(response).text
    bad = Client().post(f"{link}comment/{RESULT}/", data | {"about": "prompt:what-next"})
    assert bad.status_code == 422


def test_comments_by_one_link_are_bounded(link):
    for number in range(22):
        data = {"about": "section:for-everyone", "name": "A nurse", "text": f"{number}"}
        Client().post(f"{link}comment/{RESULT}/", data)
    assert Remark.objects.count() == 20


def dead_links(link, reviewer):
    content = signing.loads(link.split("/")[3], salt=PAGES_SALT)
    old = signing.TimestampSigner(salt=PAGES_SALT)
    old.timestamp = lambda: signing.b62_encode(int(timezone.now().timestamp()) - 15 * 86_400)
    data = signing.dumps(content, salt=PAGES_SALT).rsplit(":", 2)[0]
    yield f"/review/pages/{old.sign(data)}/"
    yield link[:-5] + "/"
    yield f"/review/pages/{signing.dumps(content, salt='guide.review-link')}/"
    yield f"/review/{link.split('/')[3]}/"


def test_an_expired_or_forged_link_leads_to_one_plain_page(link, reviewer):
    data = form_of(link)
    for dead in dead_links(link, reviewer):
        for answer in (Client().get(dead), Client().post(f"{dead}sign/{RESULT}/", data)):
            assert answer.status_code == 404
            assert "Tremblay" not in answer.content.decode()
    assert not LinkSignature.objects.exists()


def test_with_what_its_sender_may_do_a_link_and_its_signatures_end(client, link, reviewer):
    sign(link)
    reviewer.groups.clear()
    assert Client().get(link).status_code == 404
    client.force_login(reviewer)
    assert client.get("/admin/signed-by-link/").status_code == 403
    assert not found().reviewer_name


def test_it_works_without_cookies_and_no_search_engine_keeps_it(link):
    for address in (link, f"{link}read/{RESULT}/", f"{link}look/en/guide/one-place/low/"):
        response = Client().get(address)
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
    way_on = read(Client().get(f"{link}sign/{RESULT}/")).first("main").first("a")["href"]
    assert way_on == link


def test_the_desk_lists_what_waits_to_be_confirmed(client, link, reviewer):
    sign(link)
    client.force_login(reviewer)
    text = read(client.get("/admin/")).text
    assert "Signed by your links, to be confirmed" in text
    assert f"{NAME} signed" in text
