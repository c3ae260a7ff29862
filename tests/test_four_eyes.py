"""Nobody signs own words: whoever edited since the last approved content is refused, at the desk
and by link.
"""

import pytest
from django.utils import timezone

from guide.models import EntryVersion, Section
from guide.publishing.four_eyes import authors_of, since_approval
from guide.publishing.invitation import invite
from guide.publishing.write import write_entry

from .builders import publish_small_guide
from .desk import make_colleague
from .pages import read

pytestmark = pytest.mark.django_db
ENTRY = "/admin/entry/section/for-everyone"


@pytest.fixture
def team(client):
    """sign_in(name): anne, ben and carol may both edit and review."""
    publish_small_guide()
    people = {}
    for name in ("anne", "ben", "carol"):
        people[name] = make_colleague("Reviewers", username=name, first_name=name.capitalize())
        people[name].groups.add(*make_colleague("Editors", username=f"{name}-editor").groups.all())
    type(people["anne"]).objects.filter(username__endswith="-editor").update(is_staff=False)

    def sign_in(name):
        client.force_login(people[name])
        return people[name]

    return sign_in


def edit(by, **content):
    return write_entry("section", "for-everyone", content, by=by)


def words(text):
    return {"en": text, "fr": text}


def section():
    return Section.objects.with_links().get(code="for-everyone")


def next_year():
    return (timezone.localdate() + timezone.timedelta(days=365)).isoformat()


def approve(client):
    return client.post(
        f"{ENTRY}/approve/", {"digest": section().digest(), "review_due": next_year()}
    )


def approve_by_link(client, by, name="Dr. Roy-Tremblay"):
    link = f"/review/{invite(section(), by, name)}/"
    return client.post(f"{link}approve/", {"review_due": next_year(), "read": "on"})


def test_a_colleague_who_moves_the_entry_by_one_does_not_free_its_author(client, team):
    edit(team("anne"), title=words("My words"))
    edit(team("ben"), order=101)
    for name in ("anne", "ben"):
        team(name)
        response = approve(client)
        assert response.status_code == 409
        assert "someone else has to approve" in read(response).text
    team("carol")
    assert approve(client).status_code == 302


def test_no_link_of_an_author_lets_a_clinician_sign(client, team):
    edit(team("anne"), title=words("My words"))
    edit(team("ben"), order=101)
    for name in ("anne", "ben"):
        response = client.post(f"{ENTRY}/invite/", {"name": "Dr. Roy-Tremblay"})
        assert response.status_code == 409
        assert approve_by_link(client, team(name)).status_code == 409
    assert not section().is_approved()
    assert approve_by_link(client, team("carol")).status_code == 302


@pytest.mark.parametrize("name", ["Anne Roy", "Dr. anne  ROY", "anne"])
def test_no_author_is_invited_to_sign_own_words_by_link(client, team, name):
    edit(team("anne"), title=words("My words"))
    team("carol")
    response = client.post(f"{ENTRY}/invite/", {"name": name})
    assert response.status_code == 409
    assert "edited this text, so someone else has to approve it" in read(response).text
    assert approve_by_link(client, team("carol"), name).status_code == 409
    assert not section().is_approved()


def test_the_page_says_who_can_still_sign(client, team):
    edit(team("anne"), title=words("My words"))
    page = read(client.get(f"{ENTRY}/review/")).text
    assert (
        "Who can sign this, or send a review link to a clinician who signs it: Ben Roy, Carol Roy."
        in page
    )
    assert "someone else has to approve it" in page
    assert read(client.get(f"{ENTRY}/review/")).first("input", value="Approve") is None


def test_a_small_team_is_shown_its_way_out(client, team):
    for name in ("anne", "ben", "carol"):
        edit(team(name), title=words(f"Words of {name}"))
    page = read(client.get(f"{ENTRY}/review/")).text
    assert "Nobody on the team can sign this" in page
    assert "sends a review link to a clinician" in page


def test_undoing_ones_own_edit_frees_its_author(client, team):
    before = section().content()
    edit(team("anne"), title=words("My words"))
    edit(team("ben"), title=words("Other words"), order=7)
    edit(team("ben"), order=before["order"])
    edit(team("ben"), title=words("My words"))
    team("ben")
    assert approve(client).status_code == 302
    assert section().approved_by.username == "ben"


def test_after_an_approval_the_count_of_authors_starts_again(client, team):
    edit(team("anne"), title=words("My words"))
    team("ben")
    approve(client)
    edit(team("ben"), title=words("Other words"))
    team("anne")
    assert approve(client).status_code == 302


def test_an_approval_that_was_taken_back_does_not_free_its_author(client, team):
    edit(team("anne"), title=words("My words"))
    team("ben")
    approve(client)
    team("carol")
    client.post(f"{ENTRY}/needs-changes/", {"digest": section().digest(), "text": "No."})
    edit(team("ben"), order=7)
    [said] = client.get(f"{ENTRY}/review/").context["open_remarks"]
    team("carol")
    client.post(f"{ENTRY}/remarks/{said.remark.pk}/take-back/")
    team("anne")
    assert approve(client).status_code == 409


def test_what_came_by_a_file_has_the_author_who_brought_it(client, team):
    from guide.exchange.guide_file import export_guide, import_guide

    text = export_guide().replace("For everyone.", "For all.")
    import_guide(text, by=team("anne"))
    assert approve(client).status_code == 409


def test_with_four_eyes_off_everybody_signs(client, team, settings):
    settings.FOUR_EYES = False
    edit(team("anne"), title=words("My words"))
    assert approve(client).status_code == 302


def test_the_desk_offers_nobody_own_words_to_sign(client, team):
    edit(team("anne"), title=words("My words"))
    edit(team("ben"), order=101)
    client.post(f"{ENTRY}/ask/")
    for name, detail in (
        ("anne", "your own edit"),
        ("ben", "your own edit"),
        ("carol", "asked by Ben Roy"),
    ):
        team(name)
        [waiting] = [
            t
            for t in client.get("/admin/").context["todos"]
            if t.title == "Waiting for your approval"
        ]
        assert waiting.lines[0].detail.startswith(detail)


A, B, C = 1, 2, 3


def version(by, **content):
    return {"by": by, "content": content, "digest": repr(content)}


TRAILS = {
    "one author": ([version(A, x="1")], {A}),
    "two fields, two authors": ([version(A, x="1"), version(B, x="1", y="2")], {A, B}),
    "what comes back was undone": ([version(A, x="1"), version(A, x="0")], set()),
    "whoever undoes wrote nothing": (
        [version(A, x="1"), version(B, x="2"), version(B, x="1")],
        {A},
    ),
    "whoever undoes another's words": ([version(A, x="1"), version(B, x="0")], set()),
    "changed again by another": ([version(A, x="1"), version(B, x="2")], {A, B}),
    "each language for itself": (
        [version(A, x="0", t={"en": "a", "fr": ""}), version(B, x="0", t={"en": "a", "fr": "b"})],
        {A, B},
    ),
    "a command is nobody": ([version(None, x="1")], set()),
    "emptied": ([version(A, x="")], {A}),
    "three in a circle": (
        [version(A, x="1"), version(B, x="2"), version(C, x="1"), version(C, x="1", y="3")],
        {A, C},
    ),
}


@pytest.mark.parametrize("name", TRAILS)
def test_whose_words_stand(name):
    versions, expected = TRAILS[name]
    assert authors_of({"x": "0"}, versions) == expected


def test_the_newest_approved_content_counts():
    versions = [version(A, x="1"), version(B, x="2"), version(A, x="3")]
    before, later = since_approval(versions, {versions[0]["digest"], versions[1]["digest"]})
    assert (before, later) == ({"x": "2"}, versions[2:])
    assert since_approval(versions, {""}) == ({}, versions)


def test_every_version_names_who_saved_it(team):
    edit(team("anne"), title=words("My words"))
    assert EntryVersion.objects.of(section()).first().by.username == "anne"
