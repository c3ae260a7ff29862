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
    save_while(first, lambda: save("second", *second), model)

def save_while(first, second, model):
    def second_comes():
        second()
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
# A colleague saves the English text; meanwhile a file comes that names the title alone, and then a
# translator's spreadsheet that has another French for the text.
FILES = """
from guide.exchange.guide_file import import_guide
from guide.exchange.spreadsheet import read_sheet
from guide.exchange.strict_yaml import dump
from guide.exchange.translation_import import apply_translations
from guide.publishing.refused import Refused
from tests.translator import saved, translate, went_out

def file_comes():
    named = {"for-everyone": {"title": {"en": "New", "fr": "Neuf"}}}
    import_guide(dump({"format": 1, "entries": {"section": named}}))

def spreadsheet_comes():
    try:
        apply_translations(*read_sheet(saved(book)))
    except Refused as refused:
        print(*(problem.message for problem in refused.problems))

client, address, data = open_form("alice", "section", "for-everyone")
first = client, address, data | {"body_en": "<p>Alice’s words.</p>"}
save_while(first, file_comes, BY_KIND["section"])
kept = BY_KIND["section"].objects.get(code="for-everyone")
print(kept.title_fr, kept.body_en, kept.is_approved())
book = went_out()
translate(book, "section", "for-everyone", "body", "Les mots de Luc.")
first = client, address, fields_of(client.get(address)) | {"body_en": "<p>Newer words.</p>"}
save_while(first, spreadsheet_comes, BY_KIND["section"])
kept = BY_KIND["section"].objects.get(code="for-everyone")
print(kept.body_en, kept.body_fr)
"""
# A reviewer approves, and asks for a review, while a colleague saves other words; a publisher
# presses Cancel while the plan goes out.
PRESSES = """
from django.utils import timezone
from guide.models import Edition, PlannedPublication, Remark
from guide.publishing.actions import approve_as_starter
from guide.publishing.schedule import plan, publish_due
from guide.publishing.write import write_entry

reviewer = Client()
reviewer.force_login(make_colleague("Reviewers"))
review = "/admin/entry/section/for-everyone/"
write_entry("section", "for-everyone", {"order": 5})
seen = BY_KIND["section"].objects.with_links().get(code="for-everyone").digest()
due = timezone.localdate() + timezone.timedelta(days=300)

def approval_comes():
    save("second", reviewer, review + "approve/", {"digest": seen, "review_due": due.isoformat()})

client, address, data = open_form("alice", "section", "for-everyone")
first = client, address, data | {"body_en": "<p>Alice’s words.</p>"}
save_while(first, approval_comes, BY_KIND["section"])
kept = BY_KIND["section"].objects.with_links().get(code="for-everyone")
print(answers["second"], kept.is_approved(), kept.body_en)

approve_as_starter(kept)
publisher = make_colleague("Publishers")
later = timezone.now() + timezone.timedelta(hours=1)
plan(publisher, later, {"en": "", "fr": ""}, nature="change", expected=1)
PlannedPublication.objects.update(at=timezone.now())
presser = Client()
presser.force_login(publisher)

def cancel_comes():
    answer = presser.post("/admin/publish/cancel/", follow=True)
    answers["cancel"] = answer.content.decode()
    connection.close()

thread = threading.Thread(target=cancel_comes)

def going_out(**kwargs):
    post_save.disconnect(going_out, sender=Edition)
    thread.start()
    wait_until_somebody_waits()

post_save.connect(going_out, sender=Edition, weak=False)
publish_due()
thread.join()
print("Nothing is planned any more: it has gone out" in answers["cancel"])
print(Edition.objects.count(), PlannedPublication.objects.get().outcome_in_words())
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


@pytest.mark.parametrize("database_url", POSTGRESQL, indirect=True)
def test_a_file_that_comes_while_a_colleague_saves_puts_no_older_words_back(database_url):
    by_file, refused, kept = work_on(database_url, SAVE_BOTH + FILES)
    assert by_file == "Neuf <p>Alice’s words.</p> False"
    assert "(section · for-everyone · body)" in refused
    assert "changed after this file went out" in refused
    assert kept == "<p>Newer words.</p> <p>For everyone.</p> (fr)"


@pytest.mark.parametrize("database_url", POSTGRESQL, indirect=True)
def test_what_is_pressed_while_a_colleague_saves_or_a_plan_goes_out_is_told_the_truth(database_url):
    approved, cancelled, came = work_on(database_url, SAVE_BOTH + PRESSES)
    assert approved == "409 False <p>Alice’s words.</p>"
    assert cancelled == "True"
    assert came == "2 published as edition 2"
