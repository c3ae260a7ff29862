"""Builders that work with no arguments: set only what the test is about."""

from itertools import count

from django.contrib.auth.models import User

from guide.models import BY_KIND, Edition, Section
from guide.publishing.actions import approve_as_starter, publish
from guide.publishing.write import write_entry

from . import photograph

PASSWORD = "a-long-password"
_numbers = count(1)


def make_user(username="alice", *, staff=True, superuser=False, **fields):
    return User.objects.create_user(
        username, password=PASSWORD, is_staff=staff, is_superuser=superuser, **fields
    )


def _pair(text):
    return {"en": text, "fr": f"{text} (fr)"}


def make_entry(kind, code=None, /, **content):
    """A valid, unapproved entry of any kind; its required words are filled in where not given."""
    model = BY_KIND[kind]
    code = code or f"{kind}-{next(_numbers)}"
    words = {name: _pair(f"{code} {name}") for name in model.REQUIRED if name not in content}
    content = words | {
        name: _pair(v) if name in model.PAIRS and isinstance(v, str) else v
        for name, v in content.items()
    }
    if kind == "choice" and "question" not in content:
        content["question"] = make_entry("question").code
    if kind == "ward" and not content.keys() & {"day_phone", "night_phone", "fever_line"}:
        content["day_phone"] = "555-0100"
    if kind == "source":
        content = {"title": code, "publisher": "A publisher"} | content
    return write_entry(kind, code, content)


def make_question(code, *choices, **words):
    """A question with these choices, all with these words, and its own "not sure"."""
    make_entry("question", code)
    for order, choice in enumerate(choices):
        make_entry("choice", choice, question=code, order=order, **words)
    make_entry("choice", f"unsure-{code}", question=code, unsure=True, order=99)


def make_small_guide(drawing="what is drawn"):
    """Two questions of two choices and a section for everyone: the least that can be published.

    Not approved.
    """
    _write_small_guide(drawing=drawing)
    return Section.objects.get(code="for-everyone")


@photograph.kept
def _write_small_guide(drawing):
    make_question("risk", "low", "high")
    make_question("place", "one-place", "spread", drawing=drawing)
    make_entry("organisation", "organisation")
    make_entry("section", "for-everyone", body="<p>For everyone.</p>")


def approve_all():
    for model in BY_KIND.values():
        for entry in model.objects.with_links():
            approve_as_starter(entry)


def publish_small_guide(drawing="what is drawn"):
    _publish_small_guide(drawing=drawing)
    return Edition.objects.latest("number")


@photograph.kept
def _publish_small_guide(drawing):
    make_small_guide(drawing)
    approve_all()
    publish(None)
