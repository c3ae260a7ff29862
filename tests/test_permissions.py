"""Who may open which address of the admin, and do which action: every cell of the table.

Letters: E editors, R reviewers, P publishers, S superuser. Everyone else who is staff is stopped,
and so is whoever has not signed in. An address that is not in the table fails the test that counts
them.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from guide.models import BY_KIND, Edition, Feedback, JobRun, LinkCheck, PlannedPublication, Remark
from guide.publishing.write import write_entry

from .builders import make_entry, make_user, publish_small_guide
from .desk import make_colleague
from .pages import read

ALL, NOBODY = "ERPS", ""
ENTRY = {"kind": "section", "code": "draft"}
PAGE = {"which": "working", "address": "en/guide/one-place/high/"}

# Pages of our own: name → (arguments, method, who may).
DESK = {
    "coverage": ({}, "get", ALL),
    "preview": (PAGE, "get", ALL),
    "look": (PAGE, "get", ALL),
    "compare": (
        {"before": "edition-1", "after": "working", "address": PAGE["address"]},
        "get",
        ALL,
    ),
    "entry": (ENTRY, "get", ALL),
    "review": (ENTRY, "get", ALL),
    "history": (ENTRY, "get", ALL),
    "page_of_day": (ENTRY | {"number": 1}, "get", ALL),
    "approve": (ENTRY, "post", "RS"),
    "take_back_approval": (ENTRY, "post", "RS"),
    "needs_changes": (ENTRY, "post", "RS"),
    "invite": (ENTRY, "post", "RS"),
    "answer_remark": (ENTRY, "post", "ERS"),
    "take_back_remark": (ENTRY, "post", "RS"),
    "comment": (ENTRY, "post", ALL),
    "ask_for_review": (ENTRY, "post", "ES"),
    "restore": (ENTRY, "post", "ES"),
    "who_is_here": (ENTRY, "post", "ES"),
    "leaving": ({"pk": 1}, "get", "S"),
    "pages_to_sign": ({}, "get", "RS"),
    "read_page": ({"page": "support"}, "get", "RS"),
    "invite_to_pages": ({}, "post", "RS"),
    "link_signatures": ({}, "get", "RS"),
    "settle_signatures": ({}, "post", "RS"),
    "sign_page": ({"page": "support"}, "post", "RS"),
    "publish": ({}, "get", "PS"),
    "cancel_publication": ({}, "post", "PS"),
    "go_back": ({"number": 1}, "get", "PS"),
    "edition_changes": ({"number": 1}, "get", ALL),
    "source_readings": ({"code": "draft"}, "get", ALL),
    "source_reading": ({"code": "draft", "pk": 1}, "get", ALL),
    "binder": ({}, "get", ALL),
    "find": ({}, "get", ALL),
    "take_out": (ENTRY, "get", "ES"),
    "measure": ({}, "post", ALL),
    "replace": ({}, "get", "ES"),
    "services_to_check": ({}, "get", ALL),
    "note_services": ({}, "post", "ERS"),
    "take_service_check_back": ({}, "post", "ERS"),
    "link_opened": ({"pk": 1}, "post", "ERS"),
    "feedback_months": ({}, "get", ALL),
    "feedback_export": ({}, "get", ALL),
    "exchange": ({}, "get", ALL),
    "exchange_texts": ({}, "get", ALL),
    "exchange_guide": ({}, "get", ALL),
    "pasted": ({}, "post", "ES"),
    "deleted": ({}, "get", ALL),
    "bring_back": ({"kind": "term", "code": "gone"}, "post", "ES"),
    "import_texts": ({}, "post", "ES"),
    "import_guide": ({}, "post", "ES"),
}
# Open to all staff, or a way in: nothing of the guide is on them.
COMMON = {
    *(
        "index",
        "login",
        "logout",
        "password_change",
        "password_change_done",
        "autocomplete",
        "jsi18n",
    ),
    *(
        "view_on_site",
        "app_list",
        "second_step",
        "out",
        "account",
        "account_phone",
        "recovery_codes",
        "account_mail",
        "choose_language",
        "token",
        None,
    ),
}
UNNAMED = {
    "view_on_site",
    "app_list",
    "logout",
    "out",
    None,
}  # asked for otherwise, or they end the visit
# Pages of the rows of each model: model → {page: who may}.
ROWS = {
    kind: {"changelist": ALL, "change": ALL, "history": ALL, "add": "ES", "delete": "ES"}
    for kind in BY_KIND
}
ROWS["organisation"] |= {"add": NOBODY, "delete": NOBODY}
ROWS["edition"] = {
    "changelist": ALL,
    "change": ALL,
    "history": ALL,
    "add": NOBODY,
    "delete": NOBODY,
}
ROWS["feedback"] = {"changelist": ALL, "change": ALL, "history": ALL, "add": NOBODY, "delete": "ES"}
ROWS["linkcheck"] = {
    "changelist": ALL,
    "change": ALL,
    "history": ALL,
    "add": NOBODY,
    "delete": NOBODY,
}
ROWS["jobrun"] = {
    "changelist": "S",
    "change": "S",
    "history": "S",
    "add": NOBODY,
    "delete": NOBODY,
}
STAFF_ROWS = ("user", "group")  # who has an account is a matter of the superuser


@pytest.fixture
def stage(db):
    """A published guide, and one unpublished entry of every kind, so that everything may be asked
    for.
    """
    publish_small_guide()
    for kind in BY_KIND:
        if kind != "organisation":
            make_entry(kind, "draft", **({"unsure": False} if kind == "choice" else {}))
    from guide.models import Source, SourceReading

    reader = make_colleague("Editors", username="reader")
    now = {"checked_at": timezone.now(), "since": timezone.now()}
    return {
        "edition": Edition.objects.get().pk,
        "feedback": Feedback.objects.create(page="home", edition=1, language="en", helped=True).pk,
        "linkcheck": LinkCheck.objects.create(
            address="https://example.org/", outcome="fine", **now
        ).pk,
        "jobrun": JobRun.objects.create(
            job="backup", ran_at=now["since"], seconds=1, succeeded=True
        ).pk,
        "answer_remark": said("comment", reader, guest="Dr. Roy").pk,
        "take_back_remark": said("needs-changes", reader).pk,
        "source_reading": SourceReading.objects.create(
            source=Source.objects.get(code="draft"),
            text="A text.",
            read_on=timezone.localdate(),
            read_by=reader,
        ).pk,
        "user": reader.pk,
        "leaving": reader.pk,
        "group": reader.groups.get().pk,
    }


def said(nature, by, **more):
    about = {"kind": ENTRY["kind"], "code": ENTRY["code"], "digest": "0" * 64}
    return Remark.objects.create(**about, nature=nature, text="A word.", by=by, **more)


def person(letter):
    if letter == "S":
        return make_user("root", superuser=True)
    return make_colleague({"E": "Editors", "R": "Reviewers", "P": "Publishers", "-": ""}[letter])


def cells(stage):
    """(name, address, method, who may) of the whole table."""
    for name, (kwargs, method, who) in DESK.items():
        kwargs = kwargs | ({"pk": stage[name]} if name in stage else {})
        yield name, reverse(f"admin:{name}", kwargs=kwargs), method, who
    for model, pages in ROWS.items():
        for page, who in pages.items():
            name = f"guide_{model}_{page}"
            yield name, reverse(f"admin:{name}", args=_row(stage, model, page)), "get", who
    for model in STAFF_ROWS:
        for page in ("changelist", "add", "change", "history", "delete"):
            name = f"auth_{model}_{page}"
            yield name, reverse(f"admin:{name}", args=_row(stage, model, page)), "get", "S"
    yield (
        "auth_user_password_change",
        reverse("admin:auth_user_password_change", args=[stage["user"]]),
        "get",
        "S",
    )


def _row(stage, model, page):
    if page in ("changelist", "add"):
        return []
    if model in BY_KIND:
        code = "organisation" if model == "organisation" else "draft"
        return [BY_KIND[model].objects.get(code=code).pk]
    return [stage[model]]


LETTERS = [
    *(pytest.param(letter, marks=pytest.mark.once) for letter in "ERP-"),
    "S",  # opens every page: what each asks is asked of both databases
]


@pytest.mark.parametrize("letter", LETTERS)
def test_each_person_may_do_what_the_table_says_and_nothing_else(client, stage, letter):
    client.force_login(person(letter))
    wrong = []
    for name, address, method, who in cells(stage):
        response = getattr(client, method)(address)
        stopped = response.status_code == 403
        if (
            stopped == (letter in who)
            or response.status_code in (404, 405, 500)
            or "login" in _target(response)
        ):
            wrong.append(
                (
                    name,
                    response.status_code,
                    "should be let in" if letter in who else "should be stopped",
                )
            )
    assert wrong == []


def test_without_signing_in_every_address_leads_to_the_sign_in_page(client, stage):
    open_to_the_world = []
    for name, address, method, _who in cells(stage):
        response = getattr(client, method)(address)
        if not (response.status_code == 302 and _target(response).startswith("/admin/login/")):
            open_to_the_world.append((name, response.status_code))
    assert open_to_the_world == []


def test_a_member_of_no_staff_is_stopped_like_a_stranger(client, stage):
    client.force_login(make_user("visitor", staff=False))
    assert _target(client.get("/admin/publish/")).startswith("/admin/login/")


def test_whoever_may_only_look_cannot_save(client, stage):
    client.force_login(person("R"))
    pk = BY_KIND["section"].objects.get(code="draft").pk
    assert (
        client.post(f"/admin/guide/section/{pk}/change/", {"title_en": "Hacked"}).status_code == 403
    )
    assert client.post("/admin/guide/section/add/", {"code": "hacked"}).status_code == 403


def test_a_right_for_one_kind_of_entry_is_none_for_another(client, stage):
    user = person("E")
    group = user.groups.get()
    group.permissions.remove(*Permission.objects.filter(codename__in=["view_ward", "change_ward"]))
    client.force_login(user)
    for page in ("review", "history"):
        assert client.get(f"/admin/entry/section/draft/{page}/").status_code == 200
        assert client.get(f"/admin/entry/ward/draft/{page}/").status_code == 403
    for page in ("ask", "restore"):
        assert client.post(f"/admin/entry/section/draft/{page}/").status_code == 302
        assert client.post(f"/admin/entry/ward/draft/{page}/").status_code == 403


def _pair(text):
    return {"en": text, "fr": f"{text} (fr)"}


def tell_everywhere(secret):
    """The same word in a draft, its note, a remark, what families wrote, a link, a reading, and the
    note of a plan.
    """
    editor = make_colleague("Editors")
    for kind in BY_KIND:
        code = "organisation" if kind == "organisation" else "draft"
        words = (
            {"title": f"A {secret}"}
            if kind == "source"
            else {BY_KIND[kind].REQUIRED[0]: _pair(f"A {secret}")}
        )
        entry = write_entry(kind, code, words, by=editor, note=f"A note on {secret}s")
        for nature in ("ready", "needs-changes", "comment"):
            text = f"A word about {secret}s"
            Remark.objects.create(
                kind=kind,
                code=code,
                digest=entry.digest(),
                nature=nature,
                text=text,
                by=editor,
                guest=f"Dr. {secret}",
            )
    Feedback.objects.update(sentence=f"Where is the {secret}?")
    LinkCheck.objects.update(
        outcome="failing", problem=f"No {secret}", address=f"https://example.org/{secret}"
    )
    when = {"at": timezone.now(), "done_at": timezone.now()}
    PlannedPublication.objects.create(
        **when,
        digest="x",
        expected=1,
        by=editor,
        note_en=secret,
        outcome=f"not published: {secret}",
    )


@pytest.mark.once
def test_staff_without_a_role_read_nothing_of_the_guide_on_any_page(client, stage):
    tell_everywhere("zebra")
    client.force_login(person("-"))
    words = {name: reverse(f"admin:{name}") for name in COMMON - UNNAMED}
    words["app_list"] = reverse("admin:app_list", args=["guide"])
    words |= {name: address for name, address, _method, _who in cells(stage)}
    words["view_on_site"] = (
        f"/admin/r/{ContentType.objects.get_for_model(Edition).pk}/{stage['edition']}/"
    )
    words["autocomplete"] += "?app_label=guide&model_name=section&field_name=sources&term=zebra"
    telling = []
    for name, address in words.items():
        pages = [client.get(address).content.decode()]
        if name not in ("logout", "out"):
            pages.append(client.post(address).content.decode())
        telling += [
            name for page in pages if "zebra" in page or "draft" in page.replace("/draft/", "")
        ]
    assert telling == []
    assert "You have no role here yet" in client.get("/admin/").content.decode()


def test_a_person_of_a_role_reads_on_the_first_page_only_of_what_the_role_may_read(client, stage):
    tell_everywhere("zebra")
    user = person("R")
    user.groups.get().permissions.remove(*Permission.objects.filter(codename="view_ward"))
    client.force_login(user)
    page = read(client.get("/admin/"))
    kinds = {
        link["href"].split("/")[3]
        for link in page.all("a")
        if link["href"].startswith("/admin/entry/")
    }
    assert "section" in kinds
    assert "ward" not in kinds


def test_who_is_stopped_reads_a_sentence_with_a_way_on(client, stage):
    client.force_login(person("E"))
    response = client.get("/admin/publish/")
    assert response.status_code == 403
    assert "does not have the right" in response.content.decode()
    assert 'href="/admin/"' in response.content.decode()


def test_every_address_of_the_admin_is_in_the_table(stage):
    named = {name for name, *_rest in cells(stage)} | COMMON
    found = set()
    for pattern in admin.site.get_urls():
        found |= {inner.name for inner in getattr(pattern, "url_patterns", [pattern])}
    assert found - named == set()


def _target(response):
    return response.headers.get("Location", "")
