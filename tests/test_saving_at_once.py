"""Two people who save one entry at the same moment: whoever comes second is told, and overwrites
nothing.

On PostgreSQL; on SQLite one writer waits for the other by itself.
"""

import pytest

from .database_at_work import POSTGRESQL, work_on

# The second save comes while the first is written and not yet committed; it then waits, in the
# database, for the first.
SAVE_BOTH = """
import threading
import time
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client
from guide.models import BY_KIND
from tests.builders import publish_small_guide
from tests.desk import change_address, fields_of, make_colleague

publish_small_guide()
answers = {}
pages = {}

def open_form(name, kind, code):
    client = Client()
    client.force_login(make_colleague("Editors", username=name))
    address = change_address(kind, code)
    return client, address, fields_of(client.get(address))

def open_add_form(name, kind):
    client = Client()
    client.force_login(make_colleague("Editors", username=name))
    address = f"/admin/guide/{kind}/add/"
    return client, address, fields_of(client.get(address))

def save(name, client, address, data):
    answer = client.post(address, data)
    answers[name] = answer.status_code
    pages[name] = answer.content.decode()

def wait_until_somebody_waits():
    for _ in range(1200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the second save did not wait for the first")

def save_both(first, second, model):
    def second_comes():
        save("second", *second)
        connection.close()

    thread = threading.Thread(target=second_comes)

    def in_the_middle(**kwargs):
        post_save.disconnect(in_the_middle, sender=model)
        thread.start()
        wait_until_somebody_waits()

    post_save.connect(in_the_middle, sender=model, weak=False)
    save("first", *first)
    thread.join()
"""
AN_ENTRY = """
client, address, data = open_form("alice", "section", "for-everyone")
first = client, address, data | {"body_en": "<p>Alice’s words.</p>"}
client, address, data = open_form("bob", "section", "for-everyone")
second = client, address, data | {"body_en": "<p>Bob’s words.</p>"}
save_both(first, second, BY_KIND["section"])
kept = BY_KIND["section"].objects.get(code="for-everyone")
print(answers["first"], answers["second"], kept.body_en)
"""
# The answer on its own page, and the same answer on the page of its question.
AN_ANSWER = """
client, address, data = open_form("alice", "choice", "low")
first = client, address, data | {"label_en": "Alice’s words."}
client, address, data = open_form("bob", "question", "risk")
prefix = next(name.removesuffix("-code") for name, value in data.items() if value == "low")
second = client, address, data | {f"{prefix}-label_en": "Bob’s words."}
save_both(first, second, BY_KIND["choice"])
print(answers["first"], answers["second"], BY_KIND["choice"].objects.get(code="low").label_en)
"""
# The same new code twice. What the second person typed stands in the form, under what is wrong.
A_NEW_CODE = """
client, address, data = open_add_form("alice", "term")
first = client, address, data | {"code": "marrow", "name_en": "Alice’s word"}
client, address, data = open_add_form("bob", "term")
second = client, address, data | {"code": "marrow", "name_en": "Bob’s word"}
save_both(first, second, BY_KIND["term"])
kept = BY_KIND["term"].objects.get(code="marrow")
print(answers["first"], answers["second"], kept.name_en)
print("Another entry has this code already" in pages["second"], "Bob’s word" in pages["second"])
"""


@pytest.mark.parametrize("database_url", POSTGRESQL, indirect=True)
def test_of_two_who_save_the_same_new_code_the_second_is_told_and_loses_nothing(database_url):
    said = work_on(database_url, SAVE_BOTH + A_NEW_CODE)
    assert said == ["302 200 Alice’s word", "True True"]


@pytest.mark.parametrize("database_url", POSTGRESQL, indirect=True)
@pytest.mark.parametrize(
    ("what", "kept"),
    [(AN_ENTRY, "<p>Alice’s words.</p>"), (AN_ANSWER, "Alice’s words.")],
    ids=["an entry", "an answer on the page of its question"],
)
def test_whoever_saves_while_a_colleague_saves_is_told_and_overwrites_nothing(
    database_url, what, kept
):
    assert work_on(database_url, SAVE_BOTH + what) == [f"302 200 {kept}"]
