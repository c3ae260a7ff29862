"""Read and sign by page: what stood open on a page of families is signed in one act."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guide.models import BY_KIND, Remark
from guide.publishing.actions import approve
from guide.publishing.write import write_entry

from . import photograph
from .builders import make_entry, publish_small_guide
from .desk import make_colleague
from .pages import filled, read

pytestmark = pytest.mark.django_db
BOARD = "/admin/pages/"
RESULT = "/admin/pages/result/one-place/low/"
SIGN = "/admin/pages/result/one-place/low/sign/"


@photograph.kept
def stage():
    publish_small_guide()
    make_entry("source", "report", title="A report", address="https://example.org/report")
    make_entry("term", "cell", name="cell", definition="A very small part of the body.")
    make_entry("treatment", "surgery", what="<p>The surgeon takes it out.</p>")
    make_entry("resource", "helpline", offers="Somebody to talk to.")
    make_entry("prompt", "what-next", text="What comes next?")
    words = {"body": pair("<p>What a cell does.</p>"), "sources": ["report"]}
    write_entry("section", "for-everyone", words)


@pytest.fixture
def reviewer(client):
    """A published small guide that nobody has signed, and a reviewer who is signed in."""
    stage()
    user = make_colleague("Reviewers", first_name="Ruth")
    client.force_login(user)
    return user


def pair(text):
    return {"en": text, "fr": text}


def found(kind, code):
    return BY_KIND[kind].objects.with_links().get(code=code)


def form_of(client, address=RESULT):
    """(where the form of a page leads, what a browser would send of it)"""
    page = read(client.get(address))
    form = next(form for form in page.all("form") if form.get("action", "").endswith("/sign/"))
    data = filled(form)
    ticks = data.get("sign", [])
    return form["action"], data | {"sign": [ticks] if isinstance(ticks, str) else ticks}


def ticks_of(response):
    boxes = read(response).all("input", name="sign")
    return [box["value"] for box in boxes if "checked" in box.attrs]


def names(data):
    return [name.rpartition(":")[0] for name in data["sign"]]


def block(client, kind, code, address=RESULT):
    page = read(client.get(address))
    return next(one for one in page.all("section") if one.get("id") == f"block-{kind}-{code}")


def tick(kind, code):
    return f"{kind}:{code}:{found(kind, code).digest()}"


def pages(client):
    """{title: state} of the board, in its order."""
    rows = read(client.get(BOARD)).first("tbody").all("tr")
    return {row.first("a").text: row.first("td").text for row in rows}


def unsigned():
    left = []
    for kind, model in BY_KIND.items():
        for entry in model.objects.with_links():
            if not (entry.is_approved() and entry.reviewer_name):
                left.append((kind, entry.code))
    return left


def test_the_board_lists_every_public_page_with_its_state(client, reviewer):
    found_pages = pages(client)
    assert len(found_pages) == 9 + 1 + 3 + 1
    assert found_pages["Result: one-place short, low short"] == "nobody signed"
    approve(found("section", "for-everyone"), reviewer)
    assert pages(client)["Result: one-place short, low short"] == "1 of 7 signed"


def test_a_page_that_is_all_signed_is_no_longer_next(client, reviewer):
    approve(found("prompt", "what-next"), reviewer)
    assert "Questions to ask" not in pages(client)
    after = read(client.get(BOARD)).text.partition("All signed")[2]
    assert "Questions to ask" in after


def test_a_page_is_read_in_both_languages_with_what_it_does_not_show_below(client, reviewer):
    shown = block(client, "choice", "low")
    assert {part.get("lang") for part in shown.all("div", lang=True)} == {"en", "fr"}
    above, _said, below = shown.text.partition("Not on this page, and signed with it:")
    assert "low label" in above
    assert "low short" in below
    assert "low short (fr)" in below


def test_what_changed_is_shown_against_what_families_read(client, reviewer):
    shown = block(client, "section", "for-everyone")
    assert "changed, nobody signed" in shown.text
    assert [ins.text for ins in shown.all("ins")][:1] == ["What a cell does"]


def test_what_the_page_rests_on_stands_there_unticked_with_its_whole_text(client, reviewer):
    _action, data = form_of(client)
    assert "section:for-everyone" in names(data)
    assert not {"source:report", "term:cell"} & set(names(data))
    assert "https://example.org/report" in block(client, "source", "report").text
    leads = [a["href"] for a in block(client, "section", "for-everyone").all("a", href=True)]
    assert "#block-source-report" in leads
    assert "A very small part of the body." in block(client, "term", "cell").text


def test_one_act_signs_each_entry_in_the_name_of_whoever_read_it(client, reviewer):
    action, data = form_of(client)
    response = client.post(action, data, follow=True)
    assert "5 entries are signed." in read(response).text
    for name in names(data):
        entry = found(*name.split(":"))
        assert (entry.is_approved(), entry.reviewer_name) == (True, "Ruth Roy")
        assert Remark.objects.of(entry).filter(nature="approved", by=reviewer).exists()
    folded = [one.first("summary").text for one in read(response).all("details", class_="signed")]
    assert len(folded) == 5
    assert all("signed by Ruth Roy on" in summary for summary in folded)


def test_what_changed_since_it_was_read_is_named_and_the_others_are_signed(client, reviewer):
    action, data = form_of(client)
    write_entry("section", "for-everyone", {"body": pair("<p>Changed at the last moment.</p>")})
    response = client.post(action, data, follow=True)
    said = read(response).text
    assert "4 entries are signed." in said
    assert "“for-everyone title” is not signed. It was changed after you opened the page" in said
    assert not found("section", "for-everyone").is_approved()


def test_what_does_not_stand_on_the_page_is_not_signed(client, reviewer):
    action, data = form_of(client)
    data["sign"] = [tick("resource", "helpline")]
    response = client.post(action, data, follow=True)
    assert "It does not stand on this page." in read(response).text
    assert not found("resource", "helpline").is_approved()


def test_what_lacks_words_in_one_language_has_no_tick_and_is_not_signed(client, reviewer):
    write_entry("resource", "helpline", {"offers": {"en": "Somebody.", "fr": ""}})
    address = "/admin/pages/support/"
    assert not list(block(client, "resource", "helpline", address).all("input"))
    data = {"sign": tick("resource", "helpline"), "review_due": "2099-01-01"}
    response = client.post(f"{address}sign/", data, follow=True)
    assert "Some of its words are missing in one language." in read(response).text
    assert not found("resource", "helpline").is_approved()


def test_nobody_signs_own_words_by_page(client, reviewer):
    reviewer.groups.add(Group.objects.get(name="Editors"))
    words = {"body": pair("<p>My own words.</p>")}
    write_entry("section", "for-everyone", words, by=reviewer)
    shown = block(client, "section", "for-everyone")
    assert "someone else has to approve it" in shown.text
    assert not list(shown.all("input"))
    data = {"sign": tick("section", "for-everyone"), "review_due": "2099-01-01"}
    assert "someone else has to approve it" in read(client.post(SIGN, data, follow=True)).text
    assert not found("section", "for-everyone").is_approved()


def test_what_is_objected_to_is_not_signed_by_page(client, reviewer):
    objected = {"digest": found("section", "for-everyone").digest(), "text": "Wrong."}
    client.post("/admin/entry/section/for-everyone/needs-changes/", objected)
    shown = block(client, "section", "for-everyone")
    assert "Somebody asked for changes" in shown.text
    data = {"sign": tick("section", "for-everyone"), "review_due": "2099-01-01"}
    assert "Somebody asked for changes" in read(client.post(SIGN, data, follow=True)).text
    assert not found("section", "for-everyone").is_approved()


def test_one_act_covers_25_entries_and_the_next_are_ticked_after_it(client, reviewer):
    for number in range(29):
        make_entry("prompt", f"ask-{number:02}", text=f"Question {number}?")
    address = "/admin/pages/questions/"
    action, data = form_of(client, address)
    assert len(data["sign"]) == 25
    more = [*data["sign"], tick("prompt", "ask-28")]
    refused = client.post(action, data | {"sign": more})
    assert refused.status_code == 422
    assert "These are 26 entries" in read(refused).text
    assert not Remark.objects.filter(nature="approved").exists()
    client.post(action, data)
    _action, data = form_of(client, address)
    assert len(data["sign"]) == 5


def test_one_act_covers_1500_words_a_language(client, reviewer):
    for number in range(3):
        make_entry("prompt", f"ask-{number}", text=pair("word " * 700))
    address = "/admin/pages/questions/"
    action, data = form_of(client, address)
    assert len(data["sign"]) == 2
    everything = [tick("prompt", f"ask-{number}") for number in range(3)]
    refused = client.post(action, data | {"sign": everything})
    assert refused.status_code == 422
    assert "These are 3 entries and 2100 words" in read(refused).text
    assert not found("prompt", "ask-0").is_approved()


@pytest.mark.parametrize("day", ["", "2020-01-01", "soon"])
def test_without_a_day_to_come_nothing_is_signed_and_the_ticks_stay(client, reviewer, day):
    action, data = form_of(client)
    data["sign"] = data["sign"][:2]
    response = client.post(action, data | {"review_due": day})
    assert response.status_code == 422
    ticked = ticks_of(response)
    assert ticked == data["sign"]
    assert len(unsigned()) == sum(model.objects.count() for model in BY_KIND.values())


def test_a_tick_is_not_kept_for_words_that_changed(client, reviewer):
    action, data = form_of(client)
    write_entry("section", "for-everyone", {"body": pair("<p>Changed meanwhile.</p>")})
    response = client.post(action, data | {"review_due": ""})
    ticked = ticks_of(response)
    assert len(ticked) == len(data["sign"]) - 1


def test_nothing_ticked_signs_nothing_and_says_so(client, reviewer):
    response = client.post(SIGN, {"review_due": "2099-01-01"})
    assert response.status_code == 422
    assert "Nothing is ticked" in read(response).text


@pytest.mark.parametrize("sent", ["", ":", "section", "section:for-everyone", "x:y:z:w", "\x00"])
def test_a_tick_that_no_page_has_made_is_refused_in_words(client, reviewer, sent):
    response = client.post(SIGN, {"sign": sent, "review_due": "2099-01-01"}, follow=True)
    assert response.status_code in (200, 422)
    assert "is not signed" in read(response).text
    assert not Remark.objects.filter(nature="approved").exists()


@pytest.mark.parametrize("page", ["result/nowhere", "result/low/one-place", "treatment/x", "wards"])
def test_a_page_that_is_none_is_not_found(client, reviewer, page):
    assert client.get(f"/admin/pages/{page}/").status_code == 404
    assert client.post(f"/admin/pages/{page}/sign/", {"sign": "a:b:c"}).status_code in (404, 422)


def test_board_and_page_ask_the_database_no_more_than_20_times(client, reviewer):
    for number in range(40):
        make_entry("term", f"word-{number}", name=f"word {number}")
    for address in (BOARD, RESULT, "/admin/pages/words/", "/admin/pages/about/"):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 20, (address, len(queries))


def test_a_reviewer_finds_the_board_on_the_first_page_and_an_editor_does_not(client, reviewer):
    assert BOARD in [link["href"] for link in read(client.get("/admin/")).all("a", href=True)]
    client.force_login(make_colleague("Editors"))
    assert BOARD not in [link["href"] for link in read(client.get("/admin/")).all("a", href=True)]


def test_a_team_adopts_the_small_guide_by_reading_its_pages(client, reviewer):
    """Whoever has read a page ticks all that stands on it, its words and sources too."""
    before = unsigned()
    acts = 0
    while read(client.get(BOARD)).first("tbody"):
        link = read(client.get(BOARD)).first("tbody").first("a")["href"]
        action, data = form_of(client, link)
        data["sign"] = [box["value"] for box in read(client.get(link)).all("input", name="sign")]
        client.post(action, data)
        acts += 1
    assert unsigned() == []
    assert (acts, len(before)) == (9, 15)
    assert found("section", "for-everyone").review_due > timezone.localdate()
