"""Many guesses of one password at the same moment are no more than one after the other."""

import pytest

from guide.accounts.lock import MOST_FAILURES

from .database_at_work import EACH, work_on

GUESSES = 24
# Every guess is a thread with an address of its own, so that nothing but the lock stops it.
# The desk's share of threads would refuse most of them before anybody counted: here it is large.
GUESS = f"""
import threading
from django.conf import settings
settings.THREADS = 10 * {GUESSES}
from django.db import connection
from django.test import Client
from tests.builders import make_user

make_user("editor")
connection.close()
start = threading.Barrier({GUESSES})
answers = []

def guess(number):
    client = Client(REMOTE_ADDR=f"192.0.2.{{number}}")
    start.wait()
    answer = client.post("/admin/login/", {{"username": "editor", "password": "wrong"}})
    page = answer.content.decode()
    answers.append("refused" if "Too many wrong passwords" in page else "tried")
    connection.close()

threads = [threading.Thread(target=guess, args=[number]) for number in range({GUESSES})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(answers.count("tried"), answers.count("refused"))
"""


@pytest.mark.parametrize("database_url", EACH, indirect=True)
def test_guesses_at_the_same_moment_are_stopped_as_soon_as_those_one_after_the_other(database_url):
    assert work_on(database_url, GUESS) == [f"{MOST_FAILURES} {GUESSES - MOST_FAILURES}"]
