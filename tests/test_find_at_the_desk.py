"""One box at the desk finds every kind of entry, in both languages, and replaces what it finds."""

import pytest
from django.contrib.auth.models import Permission

from guide.models import BY_KIND, EntryVersion, Remark, Resource, Section
from guide.publishing.actions import approve_as_starter
from guide.publishing.states import state_of
from guide.publishing.write import write_entry

from .builders import make_entry, publish_small_guide
from .desk import make_colleague
from .pages import filled, read

pytestmark = pytest.mark.django_db

PAGE = "/admin/find/"
REPLACE = "/admin/find/replace/"
BOTH = {"en": "1-888-939-3333", "fr": "1-888-939-3333"}


@pytest.fixture
def desk(client):
    client.force_login(make_colleague("Editors"))
    return client


def found(client, query, **more):
    """The entries that are found, as kind/code."""
    page = read(client.get(PAGE, {"q": query} | more))
    links = []
    for hits in page.all("ul", class_="found"):
        links += [link["href"] for link in hits.all("a")]
    return [link.removeprefix("/admin/entry/").strip("/") for link in links]


def test_every_page_of_the_desk_has_the_box(desk):
    for address in ("/admin/", "/admin/guide/section/", "/admin/exchange/", PAGE):
        box = read(desk.get(address)).first("form", role="search")
        assert (box["action"], box["method"]) == (PAGE, "get"), address


def test_every_kind_of_entry_is_found(desk):
    for kind, model in BY_KIND.items():
        words = {"title": "Zebra"} if kind == "source" else {model.REQUIRED[0]: "Zebra"}
        make_entry(kind, "organisation", **words)
    assert found(desk, "zebra") == [f"{kind}/organisation" for kind in BY_KIND]


@pytest.mark.parametrize("query", ["étoposide", "ETOPOSIDE", "etopo"])
def test_letters_are_folded_as_in_the_families_search(desk, query):
    make_entry("term", "etoposide", name={"en": "x", "fr": "Étoposide"})
    assert found(desk, query) == ["term/etoposide"]


@pytest.mark.parametrize("query", ["coeur", "cœur", "Le Cœur"])
def test_ligatures_are_folded_and_all_words_have_to_stand_in_one_entry(desk, query):
    make_entry("section", "heart", body={"en": "", "fr": "<p>Pour <strong>le</strong> cœur.</p>"})
    make_entry("section", "other", body="<p>le soir</p>")
    assert found(desk, query) == ["section/heart"]


@pytest.mark.parametrize(
    "query",
    ["1 888 939-3333", "18889393333", "+1 (888) 939-3333", "888-939-3333", "9393333"],
)
def test_a_number_is_found_by_its_digits_however_it_is_written(desk, query):
    make_entry("resource", "line", phone="1-888-939-3333")
    link = '<p><a href="tel:+18889393333">Call</a></p>'
    make_entry("section", "who", body={"en": link, "fr": ""})
    make_entry("resource", "other", phone="1-888-939-3334")
    assert found(desk, query) == ["section/who", "resource/line"]


def test_a_number_in_letters_is_found_by_its_digits(desk):
    make_entry("resource", "feed", phone="1-800-263-FEED")
    assert found(desk, "1 800 263-3333") == ["resource/feed"]


def test_codes_notes_and_other_entries_that_are_named_are_found(desk):
    make_entry("source", "ccs-book")
    make_entry("section", "text", sources=["ccs-book"])
    write_entry("section", "text", {}, note="Ask Zoë about this.")
    assert found(desk, "ccs-book") == ["source/ccs-book", "section/text"]
    assert found(desk, "zoe") == ["section/text"]


def test_what_is_called_so_comes_before_what_speaks_of_it(desk):
    make_entry("section", "a", order=1, body="<p>Surgery.</p>")
    make_entry("section", "b", order=2, title="Surgery")
    assert found(desk, "surgery") == ["section/b", "section/a"]


def test_a_state_is_found_by_its_name_in_either_language_and_by_the_choice(desk):
    publish_small_guide()
    make_entry("section", "new-one")
    for word in ("draft", "drafts", "ébauche", "brouillon", "waiting", "En attente"):
        assert "section/new-one" in found(desk, word), word
    assert found(desk, "draft") == ["section/new-one"]
    assert "section/new-one" not in found(desk, "published")
    assert "section/for-everyone" in found(desk, "publié")
    assert found(desk, "", state="draft") == ["section/new-one"]
    assert found(desk, "new", state="published") == []


def test_the_words_around_the_hit_are_shown_marked_with_the_name_of_the_field(desk):
    make_entry("section", "text", body={"en": "<p>One. Two horses run.</p>", "fr": ""})
    hit = read(desk.get(PAGE, {"q": "horse"})).first("ul", class_="found")
    assert hit.first("mark").text == "horses"
    assert "Text (English): Two horses run." in hit.text


def test_more_than_ten_of_a_kind_are_counted_and_led_to(desk):
    for number in range(22):
        make_entry("term", f"zebra-{number}")
    assert len(found(desk, "zebra")) == 10
    assert len(found(desk, "zebra", kind="term")) == 22


@pytest.mark.parametrize("query", ["", " ", "?", "\0", "x" * 5000, "<script>alert(1)</script>"])
def test_odd_queries_find_nothing_and_break_nothing(desk, query):
    page = desk.get(PAGE, {"q": query.replace("\0", "")})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_nobody_finds_what_they_may_not_read(desk):
    make_entry("ward", "east", name="Zebra")
    group = make_colleague("Reviewers").groups.get()
    group.permissions.remove(*Permission.objects.filter(codename="view_ward"))
    desk.force_login(group.user_set.get())
    assert found(desk, "zebra") == []


def test_at_500_entries_few_questions_are_asked(desk, django_assert_max_num_queries):
    entries, versions = [], []
    for number in range(500):
        entries.append(Resource(code=f"line-{number}", name_en="A line"))
    Resource.objects.bulk_create(entries)
    content = Resource.objects.with_links().first().content()
    for entry in entries:
        about = {"kind": "resource", "code": entry.code, "version": 1, "content": content}
        versions.append(EntryVersion(**about, digest="", words_changed={}))
    EntryVersion.objects.bulk_create(versions)
    with django_assert_max_num_queries(20):
        assert len(found(desk, "line")) == 10


def places(client, old, new, **more):
    page = read(client.get(REPLACE, {"old": old, "new": new} | more))
    return sorted(box["value"] for box in page.all("input", name="place"))


def replace(client, old, new, **more):
    """Press Replace on the page as it stands."""
    page = read(client.get(REPLACE, {"old": old, "new": new} | more))
    form = next(
        one
        for one in page.all("form")
        if one.get("method") == "post" and one.get("action") == REPLACE
    )
    return client.post(REPLACE, filled(form))


def test_a_number_is_replaced_in_every_place_in_three_acts(desk):
    resource = make_entry("resource", "line", phone=BOTH, how_to="Call 888 939 3333.")
    link = '<p>Call <a href="tel:1-888-939-3333">1 888 939-3333</a> now.</p>'
    make_entry("section", "who", body=link)
    make_entry("ward", "east", day_phone="1-888-939-3333")
    approve_as_starter(resource)
    assert found(desk, "1 888 939-3333") == ["section/who", "resource/line", "ward/east"]
    page = read(replace(desk, "1 888 939-3333", "1-877-555-0100"))
    assert "3 entries are changed. They wait for approval" in page.text
    changed = Resource.objects.get()
    assert changed.phone_fr == "1-877-555-0100"
    assert changed.how_to_en == "Call 1-877-555-0100."
    body = Section.objects.get().body_en
    assert '<a href="tel:+18775550100">1-877-555-0100</a>' in body
    assert BY_KIND["ward"].objects.get().day_phone == "1-877-555-0100"
    assert found(desk, "939-3333") == []


def test_a_replacement_is_an_edit_like_any_other_and_approves_nothing(desk):
    section = make_entry("section", "text", body="<p>The old word.</p>")
    approve_as_starter(section)
    replace(desk, "old", "new")
    section = Section.objects.with_links().get()
    assert state_of(section) == "edited"
    assert section.edited_by.username == "editor"
    assert [version.version for version in EntryVersion.objects.of(section)] == [2, 1]
    assert Remark.objects.filter(nature="ready", code="text").exists()


def test_each_reviewer_gets_one_mail_however_many_entries_are_changed(
    desk, mailoutbox, django_capture_on_commit_callbacks
):
    make_colleague("Reviewers", username="carol", email="carol@example.org")
    for code in ("one", "two", "three"):
        make_entry("section", code, body="<p>The old word.</p>")
    with django_capture_on_commit_callbacks(execute=True):
        replace(desk, "old", "new")
    assert Remark.objects.filter(nature="ready").count() == 3
    assert [mail.to for mail in mailoutbox] == [["carol@example.org"]]


def test_a_page_shows_no_more_places_than_its_form_can_send(desk, monkeypatch):
    monkeypatch.setattr("guide.desk.replace.MOST_PLACES", 3)
    for code in ("one", "two", "three"):
        make_entry("section", code, body={"en": "<p>old</p>", "fr": "<p>old</p>"})
    page = read(desk.get(REPLACE, {"old": "old", "new": "new"}))
    assert len(list(page.all("input", name="place"))) == 2
    assert "2 more entries say it" in page.text


def test_what_no_page_of_ours_sends_replaces_nothing(admin_client):
    sent = {"old": "old", "new": "new", "seen": "linkcheck:x:y", "place": "linkcheck:x:body:en"}
    assert admin_client.post(REPLACE, sent).status_code == 200


def test_only_what_is_ticked_is_replaced(desk):
    make_entry("section", "text", title="An old title", body="<p>The old word.</p>")
    desk.post(
        REPLACE,
        {
            "old": "old",
            "new": "new",
            "seen": f"section:text:{Section.objects.with_links().get().digest()}",
            "place": "section:text:body:en",
        },
    )
    section = Section.objects.get()
    assert (section.title_en, section.body_en) == ("An old title", "<p>The new word.</p>")
    assert "old word" in section.body_fr


def test_what_a_colleague_saved_meanwhile_is_named_and_stays(desk):
    section = make_entry("section", "text", body="<p>The old word.</p>")
    seen = section.digest()
    write_entry("section", "text", {"title": {"en": "Other", "fr": "Autre"}})
    page = desk.post(
        REPLACE,
        {
            "old": "old",
            "new": "new",
            "seen": f"section:text:{seen}",
            "place": "section:text:body:en",
        },
    )
    assert page.status_code == 409
    assert "Somebody changed it in the meantime" in read(page).text
    assert "old" in Section.objects.get().body_en


def test_whole_words_are_replaced_and_capitals_kept_where_one_asks(desk):
    make_entry("section", "text", body={"en": "<p>Scan. A scan, scanning.</p>", "fr": ""})
    replace(desk, "scan", "test", any_case="on")
    assert Section.objects.get().body_en == "<p>Test. A test, scanning.</p>"


def test_words_partly_in_a_link_are_named_and_left_to_be_changed_by_hand(desk):
    make_entry("section", "text", body={"en": "<p>old <strong>word</strong></p>", "fr": ""})
    page = read(desk.get(REPLACE, {"old": "old word", "new": "new word"}))
    assert "change it by hand" in page.text
    assert not page.first("input", name="place")


def test_what_would_be_too_long_or_unprintable_is_named_before(desk):
    make_entry("resource", "line", phone={"en": "ask", "fr": ""})
    page = read(desk.get(REPLACE, {"old": "ask", "new": "a" * 100}))
    assert "longer than 60 characters" in page.text


def test_what_the_form_would_refuse_is_named_and_left(desk):
    make_entry("source", "book", address="https://example.org/old")
    make_entry("term", "old", name="An old word")
    page = replace(desk, "old", "n w<>")
    assert page.status_code in (200, 409)
    assert BY_KIND["source"].objects.get().address == "https://example.org/old"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a", "b", "at least two letters"),
        ("same", "same", "nothing would change"),
        ("1-888-939-3333", "soon", "not surely one telephone number"),
    ],
)
def test_what_cannot_be_replaced_is_said_and_what_was_typed_stays(desk, old, new, said):
    page = desk.get(REPLACE, {"old": old, "new": new})
    assert page.status_code == 422
    assert said in read(page).text
    assert read(page).first("input", id="id_new")["value"] == new


def test_whoever_may_not_edit_a_kind_replaces_nothing_of_it(desk):
    make_entry("ward", "east", name="An old name")
    seen = BY_KIND["ward"].objects.with_links().get().digest()
    user = make_colleague("Editors", username="other")
    group = user.groups.get()
    group.permissions.remove(*Permission.objects.filter(codename="change_ward"))
    desk.force_login(user)
    assert places(desk, "old", "new") == []
    desk.post(
        REPLACE,
        {"old": "old", "new": "new", "seen": f"ward:east:{seen}", "place": "ward:east:name:en"},
    )
    assert BY_KIND["ward"].objects.get().name_en == "An old name"
