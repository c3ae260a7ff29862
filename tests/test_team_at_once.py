"""Two reviewers, two publishers and a clinician with a link, all at the same moments: what families
read is signed, and nothing that somebody objected to came out afterwards.

On PostgreSQL; on SQLite one writer waits for the other by itself.
"""

import pytest

from .database_at_work import POSTGRESQL, work_on

ALL_AT_ONCE = """
import random
import threading
from django.db import connection, transaction
from django.test import Client
from guide.models import Edition, Remark, Term
from guide.publishing.invitation import NoInvitation, invite
from guide.publishing.refused import Refused
from guide.publishing.write import write_entry
from tests.builders import make_user, publish_small_guide
from tests.desk import make_colleague

ROUNDS = 12
publish_small_guide()
anne = make_user("anne", superuser=True)
people = {
    name: make_colleague(role, username=name)
    for name, role in {
        "ben": "Reviewers", "carol": "Reviewers", "paul": "Publishers", "pia": "Publishers"
    }.items()
}
codes = [f"word-{number}" for number in range(ROUNDS)]
for code in codes:
    text = {"en": f"Text of {code}.", "fr": f"Texte de {code}."}
    write_entry("term", code, {"name": {"en": code, "fr": code}, "definition": text}, by=anne)
links = {
    code: invite(Term.objects.with_links().get(code=code), people["ben"], "Dr. Roy")
    for code in codes
}
answers = []

def as_(name, ask):
    client = Client()
    client.force_login(people[name])
    for code in codes:
        start.wait()
        answers.append((name, patiently(lambda: ask(client, code))))
    connection.close()

def patiently(ask):
    # The desk has a share of the threads and asks whoever comes in between to wait a moment.
    while (status := ask()) == 503:
        pass
    return status

def approve(client, code):
    digest = Term.objects.with_links().get(code=code).digest()
    told = {"digest": digest, "review_due": "2027-11-01"}
    return client.post(f"/admin/entry/term/{code}/approve/", told).status_code

def object_(client, code):
    digest = Term.objects.with_links().get(code=code).digest()
    told = {"digest": digest, "text": f"Not {code}."}
    return client.post(f"/admin/entry/term/{code}/needs-changes/", told).status_code

def publish(client, code):
    expected = Edition.objects.latest().number
    return client.post("/admin/publish/", {"expected": expected, "nature": "change"}).status_code

def by_link():
    for code in codes:
        start.wait()
        told = {"name": "Dr. Roy", "review_due": "2027-11-01", "read": "on"}
        address = f"/review/{links[code]}/approve/"
        answers.append(("link", patiently(lambda: Client().post(address, told).status_code)))
    connection.close()

start = threading.Barrier(5)
threads = [
    threading.Thread(target=as_, args=("ben", approve)),
    threading.Thread(target=as_, args=("carol", object_)),
    threading.Thread(target=as_, args=("paul", publish)),
    threading.Thread(target=as_, args=("pia", publish)),
    threading.Thread(target=by_link),
]
for thread in threads: thread.start()
for thread in threads: thread.join()

broken = [answer for answer in answers if answer[1] >= 500]
objected = Term.objects.filter(code__in=codes, objected=True)
approved = [term.code for term in objected.with_links() if term.is_approved()]
numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
came_out_afterwards = []
before = Edition.objects.order_by("number").first()
for edition in Edition.objects.order_by("number")[1:]:
    for code in set(edition.content["entries"]["term"]) - set(before.content["entries"]["term"]):
        said = Remark.objects.filter(code=code, nature="needs-changes", at__lt=edition.published_at)
        signed = Remark.objects.filter(code=code, nature="approved", at__lt=edition.published_at)
        if not signed.exists():
            came_out_afterwards.append((code, "unsigned"))
        if said.exists() and signed.latest("at").at < said.latest("at").at:
            came_out_afterwards.append((code, "objected to"))
    before = edition
print(len(answers), broken, approved, objected.count(), came_out_afterwards,
      numbers == list(range(1, len(numbers) + 1)))
"""


@pytest.mark.parametrize("database_url", POSTGRESQL, indirect=True)
def test_reviewers_publishers_and_a_link_at_the_same_moments_let_nothing_slip(database_url):
    [told] = work_on(database_url, ALL_AT_ONCE)
    assert told == "60 [] [] 12 [] True"
